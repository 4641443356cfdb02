import { darker, gunmetal, ink, lighter, palette, rubber, steel } from './colour.ts'
import type { Motif } from './motif.ts'
import { poly, ring, rounded } from './outline.ts'

/** A desk with a drawer unit; `lift` rises on two columns. */
const desk: Motif = {
  colour: 'oak',
  accent: 'anthracite',
  focus: [820, 620, 1.9],
  draw: (c, { colour, accent, size }) => {
    const grain = c.line('M150 436h260M470 444h300M830 436h120M230 410h200M640 402h240', darker(colour, 0.18), 5)
    const top = c.block(70, 420, 960, 46, 110, 80, colour) + c.move(0, 6, grain)
    if (size === 'lift') {
      const column = (x: number) =>
        c.rod(x, 466, 90, 270, 6, lighter(accent, 0.15), 'y') +
        c.rod(x - 12, 640, 114, 360, 8, accent, 'y') +
        c.box(x - 110, 990, 330, 54, [30, 30, 10, 10], accent)
      return (
        c.shadow(600, 1054, 520) +
        c.rod(300, 470, 560, 60, 4, darker(accent, 0.2), 'x') +
        column(230) +
        column(830) +
        top +
        c.box(760, 460, 150, 44, 12, ink) +
        c.flat(rounded(776, 472, 60, 20, 6), '#8fe08a') +
        c.line('M600 640v-90l-34 40M600 550l34 40M600 700v90l-34-40M600 790l34-40', darker(colour, 0.25), 16)
      )
    }
    const leg = (x: number, y: number, h: number) => c.rod(x, y, 50, h, 6, accent, 'y')
    const drawer = (y: number, h: number) =>
      c.box(700, y, 270, h, 10, lighter(colour, 0.14), { rim: 6, shade: 12 }) +
      c.rod(780, y + h / 2 - 11, 110, 22, 11, accent, 'x')
    return (
      c.shadow(620, 1054, 520) +
      leg(1080, 400, 580) +
      leg(220, 400, 560) +
      c.block(680, 466, 310, 470, 80, 56, darker(colour, 0.12)) +
      drawer(486, 124) +
      drawer(624, 124) +
      drawer(762, 160) +
      leg(110, 466, 580) +
      leg(960, 466, 580) +
      c.flat(poly('80,466 1020,466 1020,486 80,486', 2), darker(colour, 0.45), 0.5) +
      top
    )
  },
}

/** A swivel chair; `visitor` stands on a cantilever. */
const chair: Motif = {
  colour: 'anthracite',
  accent: 'silver',
  focus: [440, 640, 1.9],
  draw: (c, { colour, accent, size }) => {
    const back =
      c.solid(
        poly('390,180,110 590,110,120 790,180,110 800,420,90 760,610,80 600,640,60 420,610,80 380,420,90', 80),
        colour,
        { rim: 10, shade: 26 },
      ) +
      c.line(
        'M440 300c90-40 220-40 310 0M430 420c90-34 230-34 330 0M450 530c90-26 200-26 290 0',
        darker(colour, 0.28),
        9,
      )
    const seat =
      c.solid(poly('330,660,60 600,620,80 860,660,60 900,760,60 840,800,50 360,800,50 300,760,60', 50), colour, {
        rim: 10,
        shade: 24,
      }) + c.stitch('M350 740c160 24 340 24 500 0', lighter(colour, 0.3), 6)
    if (size === 'visitor') {
      return (
        c.shadow(600, 1080, 400) +
        c.tube('M360 760V1000q0 50 50 50h380q50 0 50-50V760', accent, 38) +
        c.tube('M400 760L380 560q-60 0-60 40v200', accent, 34) +
        c.tube('M800 760L820 560q60 0 60 40v200', accent, 34) +
        back +
        seat
      )
    }
    const caster = (x: number, y: number) => c.disc(x, y, 36, rubber) + c.disc(x, y, 14, gunmetal, { rim: 2, shade: 4 })
    const arm = c.tube('M350 720H250V540', darker(colour, 0.2), 40) + c.rod(180, 500, 190, 54, 26, rubber, 'x')
    return (
      c.shadow(600, 1092, 400) +
      c.tube('M600 700V560', darker(colour, 0.3), 130) +
      back +
      c.tube('M600 960L860 1010M600 960L340 1010M600 960L740 1050M600 960L460 1050', accent, 44) +
      c.rod(572, 800, 56, 180, 8, accent, 'y') +
      c.rod(552, 790, 96, 60, 12, rubber, 'y') +
      [
        [870, 1040],
        [330, 1040],
        [750, 1072],
        [450, 1072],
      ]
        .map(([x, y]) => caster(x as number, y as number))
        .join('') +
      arm +
      c.mirror(600, arm) +
      seat
    )
  },
}

const deskLamp: Motif = {
  colour: 'black',
  accent: 'brass',
  focus: [760, 330, 2],
  draw: (c, { colour, accent }) =>
    c.glow(800, 560, 330, '#ffe9a8', 420, 0.75) +
    c.shadow(420, 1074, 320) +
    c.tube('M400 1000L270 600', colour, 40) +
    c.tube('M270 600L640 260', colour, 40) +
    c.tube('M300 640l50 150', steel, 12) +
    c.tube('M330 590l180-166', steel, 12) +
    c.disc(270, 600, 52, accent) +
    c.disc(270, 600, 20, darker(accent, 0.4), { rim: 2, shade: 4 }) +
    c.disc(640, 262, 40, accent) +
    c.turn(
      28,
      760,
      340,
      c.oval(760, 470, 180, 44, '#ffdf7e', { rim: 4, shade: 6 }) +
        c.disc(760, 470, 54, '#fff6d6', { rim: 3, shade: 4 }) +
        c.solid('M700 190h120q30 0 40 40q20 120 90 190q20 50-40 50H610q-60 0-40-50q70-70 90-190q10-40 40-40z', colour, {
          rim: 10,
          shade: 26,
        }) +
        c.gleam('M716 230c-12 80-40 150-90 210', 14, 0.35) +
        c.rod(712, 150, 96, 52, 20, accent, 'x'),
    ) +
    c.solid(poly('230,1010,40 570,1010,40 620,1070,20 180,1070,20', 20), colour, { rim: 8, shade: 16 }) +
    c.rod(360, 970, 80, 54, 14, accent, 'y') +
    c.disc(500, 1038, 16, accent, { rim: 2, shade: 4 }),
}

const monitorArm: Motif = {
  colour: 'anthracite',
  accent: 'blue',
  focus: [420, 700, 1.9],
  draw: (c, { colour, accent }) =>
    c.shadow(420, 1080, 300) +
    c.tube('M330 960L330 700L620 560', colour, 64) +
    c.tube('M620 560L690 420', colour, 56) +
    c.disc(330, 700, 56, steel) +
    c.disc(620, 560, 48, steel) +
    c.box(300, 120, 800, 500, 26, ink, { rim: 8, shade: 14 }) +
    c.flat(rounded(324, 144, 752, 440, 12), accent) +
    c.within(
      rounded(324, 144, 752, 440, 12),
      c.flat('M324 144h420L400 584h-76z', '#ffffff', 0.14) +
        c.flat(ring(860, 300, 90), '#ffffff', 0.24) +
        c.flat(poly('324,584 520,380,30 700,540,20 820,440,30 1076,584', 10), darker(accent, 0.3)),
    ) +
    c.flat(ring(1060, 604, 7), '#8fe08a') +
    c.tube('M330 700V960', colour, 64) +
    c.disc(330, 720, 50, steel) +
    c.disc(330, 720, 20, gunmetal, { rim: 2, shade: 4 }) +
    c.box(230, 930, 210, 70, 20, colour) +
    c.block(120, 1000, 560, 44, 60, 36, palette.oak) +
    c.box(270, 1040, 90, 40, 10, gunmetal),
}

const whiteboard: Motif = {
  colour: 'silver',
  accent: 'blue',
  focus: [460, 480, 1.8],
  draw: (c, { colour, accent }) =>
    c.shadow(600, 1070, 460) +
    c.tube('M330 800L260 1050M870 800L940 1050', colour, 38) +
    c.box(90, 160, 1020, 720, 26, colour, { rim: 8, shade: 16 }) +
    c.flat(rounded(124, 194, 952, 652, 10), '#fdfdfa') +
    c.flat('M124 194h520L300 846H124z', '#ffffff') +
    c.flat('M700 194h160L516 846H356z', '#eef2f3', 0.8) +
    c.line('M200 300h260M200 370h190M200 440h230', accent, 16) +
    c.line('M560 640V300M560 640h420', ink, 14) +
    c.line('M600 590L700 480L790 530L930 350', '#d94a3d', 18) +
    c.line('M930 350l-50 6M930 350l-4 52', '#d94a3d', 18) +
    c.line(ring(280, 620, 90), '#43a067', 16) +
    c.line('M240 620l30 36l56-70', '#43a067', 16) +
    c.box(330, 862, 540, 40, 14, darker(colour, 0.1)) +
    c.rod(420, 836, 130, 30, 12, accent, 'x') +
    c.rod(570, 836, 130, 30, 12, '#d94a3d', 'x') +
    c.box(730, 820, 110, 46, 10, rubber),
}

export const furniture = { desk, chair, deskLamp, monitorArm, whiteboard }
