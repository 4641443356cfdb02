import { Canvas } from './canvas.ts'
import { darker, mix, palette } from './colour.ts'
import { drawOn, type PictureParams } from './motifs.ts'
import { poly, ring, rounded, smooth } from './outline.ts'

/** A motif in a scene: its picture's upper left corner and its scale. */
type Placed = readonly [motif: string, x: number, y: number, scale: number, params?: PictureParams]

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

/** A shop's workbench in front of a pegboard with daylight from the left: the home page. */
function workshop(c: Canvas): string {
  const reseda = '#6f8a72'
  const holes = Array.from({ length: 26 * 9 }, (_, i) =>
    ring(190 + (i % 26) * 48, 150 + Math.floor(i / 26) * 60, 5),
  ).join('')
  return (
    c.flat(smooth('60,560 140,160 560,40 1100,60 1500,220 1560,640 1380,900 760,960 220,900'), '#d9d2b4', 0.5) +
    c.box(140, 100, 1320, 600, 36, reseda, { rim: 10, shade: 18 }) +
    c.flat(holes, darker(reseda, 0.45), 0.7) +
    c.flat(poly('160,120 520,120 300,680 160,680', 10), '#ffffff', 0.07) +
    c.flat(poly('600,120 720,120 500,680 380,680', 10), '#ffffff', 0.07) +
    c.shadow(800, 960, 760, 40) +
    c.block(40, 800, 1420, 92, 100, 70, palette.beech) +
    c.line('M120 846h360M560 856h420M1060 842h300', darker(palette.beech, 0.16), 5) +
    c.flat(
      rounded(120, 892, 90, 70, [0, 0, 10, 10]) + rounded(1300, 892, 90, 70, [0, 0, 10, 10]),
      mix(palette.anthracite, '#000000', 0.1),
    )
  )
}

const scenes: Readonly<Record<string, Scene>> = {
  hero: {
    ground: workshop,
    things: [
      ['hammer', 190, 150, 0.38, { colour: 'beech' }],
      ['wrench', 520, 160, 0.36],
      ['pliers', 810, 160, 0.36, { colour: 'red' }],
      ['screwdriver', 1090, 170, 0.34, { colour: 'orange' }],
      ['toolbox', 70, 350, 0.5, { colour: 'blue' }],
      ['helmet', 1060, 420, 0.42, { colour: 'yellow' }],
      ['drill', 520, 280, 0.56, { colour: 'teal', label: 'D18' }],
      ['tapeMeasure', 880, 560, 0.3, { colour: 'yellow', label: '5M' }],
      ['mug', 1240, 560, 0.27, { accent: 'orange' }],
      ['screw', 440, 690, 0.17],
      ['nut', 600, 730, 0.14],
    ],
  },
  'power-tools': {
    ground: cloud('#9cc3bd'),
    things: [
      ['circularSaw', 470, 130, 0.58, { colour: 'green', label: 'CS190' }],
      ['drill', 60, 110, 0.66, { colour: 'teal', label: 'D18' }],
      ['grinder', 210, 560, 0.52, { colour: 'blue', label: 'G125' }],
      ['battery', 760, 680, 0.34],
    ],
  },
  'hand-tools': {
    ground: cloud('#e3b79c'),
    things: [
      ['spiritLevel', 130, 20, 0.62],
      ['hammer', 30, 280, 0.66, { colour: 'red' }],
      ['pliers', 540, 300, 0.52, { colour: 'blue' }],
      ['tapeMeasure', 560, 680, 0.42, { label: '5M' }],
    ],
  },
  fasteners: {
    ground: cloud('#b4c1cb'),
    things: [
      ['anchor', 90, 120, 0.5],
      ['screw', 400, 90, 0.66],
      ['nut', 110, 580, 0.46, { accent: 'blue' }],
      ['washer', 640, 660, 0.38],
    ],
  },
  safety: {
    ground: cloud('#ecd28b'),
    things: [
      ['vest', 500, 110, 0.58],
      ['helmet', 80, 110, 0.58],
      ['boots', 90, 560, 0.54],
      ['gloves', 640, 640, 0.44, { colour: 'grey' }],
      ['glasses', 400, 520, 0.32],
    ],
  },
  electrical: {
    ground: cloud('#f0c58a'),
    things: [
      ['cableReel', 470, 120, 0.6],
      ['led', 90, 110, 0.52],
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
      ['mug', 760, 190, 0.34],
      ['pen', 470, 740, 0.36],
    ],
  },
  furniture: {
    ground: cloud('#c9cfb0'),
    things: [
      ['desk', 150, 290, 0.84],
      ['deskLamp', 190, 150, 0.42, { colour: 'teal' }],
      ['chair', 470, 480, 0.56],
      ['mug', 720, 410, 0.2],
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
  const things = scene.things.map(([motif, x, y, scale, params]) =>
    canvas.move(x, y, drawOn(canvas, motif, params), scale),
  )
  const body = scene.ground(canvas) + things.join('')
  return name === 'hero' ? canvas.finish(1600, 1000, body) : canvas.finish(1200, 1200, body)
}
