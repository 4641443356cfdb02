import { Canvas } from './canvas.ts'
import { darker, palette } from './colour.ts'
import { drawOn, type PictureParams } from './motifs.ts'
import { ring, rounded, smooth } from './outline.ts'

interface Pose {
  /** Degrees clockwise about its middle. */
  turn?: number
  /** Hangs or leans: no shadow on the floor. */
  aloft?: true
  /** Looks the other way. */
  mirrored?: true
}

/** A motif in a scene: its picture's upper left corner and its scale. */
type Placed = readonly [motif: string, x: number, y: number, scale: number, params?: PictureParams, pose?: Pose]

interface Scene {
  /** What stands behind the things. */
  ground: (c: Canvas) => string
  /** From the back to the front. */
  things: readonly Placed[]
}

/** A soft shape of colour behind the things, so that they belong together on any tile. */
const cloud = (colour: string) => (c: Canvas) =>
  c.flat(smooth('150,520 250,230 560,120 900,200 1080,480 1050,820 840,1010 480,1040 200,880'), colour, 0.55) +
  c.flat(ring(1010, 230, 54), colour, 0.5) +
  c.flat(ring(170, 960, 36), colour, 0.5)

/** A workbench in front of a pegboard, with daylight from the left: the home page. */
function workshop(c: Canvas): string {
  const reseda = '#6b8770'
  const holes = Array.from({ length: 29 * 12 }, (_, i) =>
    ring(132 + (i % 29) * 48, 92 + Math.floor(i / 29) * 54, 5),
  ).join('')
  const board = rounded(90, 50, 1420, 690, 40)
  return (
    c.flat(board, darker(reseda, 0.3)) +
    c.box(90, 50, 1420, 680, 40, reseda, { rim: 8, shade: 14 }) +
    c.flat(holes, darker(reseda, 0.4), 0.65) +
    c.within(
      board,
      c.flat('M200 0h330L250 760H-80z', '#ffffff', 0.09) + c.flat('M610 0h110L440 760H330z', '#ffffff', 0.09),
    ) +
    c.shadow(800, 962, 800, 36) +
    c.flat(rounded(150, 880, 96, 84, [0, 0, 12, 12]) + rounded(1300, 880, 96, 84, [0, 0, 12, 12]), '#3c444f') +
    c.block(20, 790, 1480, 96, 80, 84, palette.beech) +
    c.line('M110 834h360M520 850h420M1060 832h300M250 862h180', darker(palette.beech, 0.16), 5) +
    c.line('M180 756h300M640 738h380M1120 760h260', darker(palette.beech, 0.06), 4)
  )
}

/** A rail along the pegboard, with hooks where things hang. */
const rail = (c: Canvas): string =>
  c.rod(160, 96, 1280, 20, 10, '#c3ccd4', 'x') +
  [262, 476, 568, 726, 944, 1156, 1390].map((x) => c.tube(`M${x} 106v34`, '#98a2ad', 14)).join('')

const scenes: Readonly<Record<string, Scene>> = {
  hero: {
    ground: (c) => workshop(c) + rail(c),
    things: [
      ['hammer', 48, 92, 0.36, { colour: 'beech' }, { turn: -36, aloft: true }],
      ['wrench', 314, 100, 0.35, {}, { turn: -40, aloft: true }],
      ['pliers', 552, 98, 0.29, { colour: 'red' }, { turn: -20, aloft: true }],
      ['sawBlade', 800, 116, 0.24, {}, { aloft: true }],
      ['screwdriver', 956, 96, 0.33, { colour: 'orange' }, { turn: 138, aloft: true }],
      ['cable', 1236, 96, 0.26, { colour: 'blue', size: 'data' }, { aloft: true }],
      ['deskLamp', 1046, 268, 0.5, { colour: 'black' }, { mirrored: true }],
      ['toolbox', 30, 300, 0.48, { colour: 'blue' }],
      ['drill', 483, 226, 0.54, { colour: 'teal', label: 'D18' }],
      ['helmet', 970, 489, 0.28, { colour: 'yellow' }],
      ['mug', 484, 550, 0.25, { accent: 'orange' }],
      ['tapeMeasure', 826, 590, 0.23, { colour: 'yellow', label: '5M' }],
      ['nut', 1310, 744, 0.1],
      ['screw', 1180, 712, 0.13, { colour: 'brass' }],
    ],
  },
  'power-tools': {
    ground: cloud('#9cc3bd'),
    things: [
      ['circularSaw', 470, 130, 0.58, { colour: 'green', label: 'CS190' }, { aloft: true }],
      ['drill', 20, 110, 0.66, { colour: 'teal', label: 'D18' }, { aloft: true }],
      ['grinder', 210, 560, 0.52, { colour: 'blue', label: 'G125' }],
      ['battery', 760, 680, 0.34],
    ],
  },
  'hand-tools': {
    ground: cloud('#e3b79c'),
    things: [
      ['spiritLevel', 190, 40, 0.66, {}, { aloft: true }],
      ['hammer', 30, 260, 0.7, { colour: 'red' }],
      ['pliers', 560, 260, 0.54, { colour: 'blue' }, { aloft: true }],
      ['tapeMeasure', 560, 680, 0.42, { label: '5M' }],
    ],
  },
  fasteners: {
    ground: cloud('#b4c1cb'),
    things: [
      ['anchor', 60, 80, 0.58, { colour: 'red' }, { aloft: true }],
      ['screw', 400, 60, 0.72, { colour: 'brass' }, { aloft: true }],
      ['nut', 90, 560, 0.5, { accent: 'blue' }],
      ['washer', 610, 640, 0.42],
    ],
  },
  safety: {
    ground: cloud('#ecd28b'),
    things: [
      ['vest', 500, 110, 0.58, {}, { aloft: true }],
      ['helmet', 80, 110, 0.58, {}, { aloft: true }],
      ['boots', 90, 560, 0.54],
      ['gloves', 640, 640, 0.44, { colour: 'grey' }],
      ['glasses', 400, 520, 0.32, {}, { aloft: true }],
    ],
  },
  electrical: {
    ground: cloud('#f0c58a'),
    things: [
      ['cableReel', 470, 120, 0.6],
      ['led', 90, 110, 0.52, {}, { aloft: true }],
      ['cable', 100, 580, 0.5, { colour: 'blue', size: 'data' }],
      ['multimeter', 640, 590, 0.48],
    ],
  },
  storage: {
    ground: cloud('#a8bcd6'),
    things: [
      ['shelf', 380, 70, 0.74],
      ['toolbox', 60, 560, 0.5, { colour: 'red' }],
      ['storageBox', 660, 660, 0.42],
    ],
  },
  packaging: {
    ground: cloud('#dcc19a'),
    things: [
      ['cardboardBox', 380, 90, 0.7],
      ['bubbleWrap', 60, 240, 0.5],
      ['tape', 150, 620, 0.44],
      ['label', 620, 680, 0.42],
    ],
  },
  cleaning: {
    ground: cloud('#a6d3cf'),
    things: [
      ['mop', 120, 60, 0.74, { colour: 'teal' }],
      ['bucket', 480, 330, 0.62, { colour: 'blue' }],
      ['cleaner', 120, 520, 0.52, { colour: 'teal' }],
      ['soap', 760, 640, 0.4],
    ],
  },
  office: {
    ground: cloud('#cfc3de'),
    things: [
      ['binder', 130, 110, 0.56, { colour: 'red' }],
      ['binder', 330, 130, 0.54, { colour: 'teal' }],
      ['paper', 470, 440, 0.56],
      ['notebook', 90, 580, 0.48],
      ['mug', 760, 190, 0.34, {}, { aloft: true }],
      ['pen', 690, 720, 0.36, {}, { aloft: true }],
    ],
  },
  furniture: {
    ground: cloud('#c9cfb0'),
    things: [
      ['desk', 150, 290, 0.84],
      ['deskLamp', 190, 150, 0.42, { colour: 'teal' }],
      ['chair', 470, 480, 0.56],
      ['mug', 850, 410, 0.2],
    ],
  },
}

/** Every scene that can be drawn, by name. */
export const sceneNames: readonly string[] = Object.keys(scenes)

/**
 * A still life for a category or the home page as a complete SVG on a transparent ground: 1600 × 1000 for `hero`, else 1200 × 1200.
 * @throws Error that names the known scenes
 */
export function drawScene(name: string): string {
  const scene = Object.hasOwn(scenes, name) ? scenes[name] : undefined
  if (!scene) throw new Error(`pictures: no scene '${name}'; known are: ${sceneNames.join(', ')}`)
  const canvas = new Canvas()
  const things = scene.things.map(([motif, x, y, scale, params, pose]) => {
    const thing = pose?.aloft ? canvas.aloft(() => drawOn(canvas, motif, params)) : drawOn(canvas, motif, params)
    const facing = pose?.mirrored ? canvas.mirror(600, thing) : thing
    return canvas.move(x, y, pose?.turn ? canvas.turn(pose.turn, 600, 600, facing) : facing, scale)
  })
  const body = scene.ground(canvas) + things.join('')
  return name === 'hero' ? canvas.finish(1600, 1000, body) : canvas.finish(1200, 1200, body)
}
