import type { Canvas } from './canvas.ts'
import { darker, gunmetal, ink, lighter, rubber, steel } from './colour.ts'
import type { Motif } from './motif.ts'
import { between, poly, ring, rounded } from './outline.ts'

/** Marks of a scale along x: every fifth is longer. */
function scale(x: number, y: number, count: number, gap: number, length: number): string {
  return Array.from({ length: count }, (_, i) =>
    between(x + i * gap, y, x + i * gap, y + length * (i % 10 === 0 ? 1 : i % 5 === 0 ? 0.75 : 0.5)),
  ).join('')
}

const tapeMeasure: Motif = {
  colour: 'yellow',
  accent: 'red',
  label: '5M',
  focus: [520, 520, 1.8],
  draw: (c, { colour, accent, label }) =>
    c.shadow(560, 1030, 480) +
    c.solid(poly('330,850 760,850 760,950 330,950', 4), '#f6efd4', { rim: 4, shade: 8 }) +
    c.solid(poly('60,900 340,900 340,950 60,950', 4), '#f6efd4', { rim: 4, shade: 8 }) +
    c.line(scale(96, 902, 17, 15, 36), ink, 4) +
    c.line(between(246, 904, 246, 944), '#d94a3d', 5) +
    c.solid(poly('52,884 84,884 84,1010 52,1010', 8), gunmetal, { rim: 4, shade: 8 }) +
    c.solid(poly('300,380,130 450,230,130 860,210,150 1060,420,160 1080,860,90 1000,990,60 320,990,40', 60), colour) +
    c.solid(poly('300,700 400,640,60 520,860,90 760,930,60 1060,900,60 1000,990,60 320,990,40', 40), rubber) +
    c.disc(690, 560, 216, rubber, { rim: 8, shade: 14 }) +
    c.disc(690, 560, 176, lighter(colour, 0.1)) +
    c.text(label, 690, 560, 130, ink, 250) +
    c.box(300, 430, 130, 90, 34, accent, { rim: 6, shade: 12 }) +
    c.line(`${between(330, 462, 400, 462)}${between(330, 488, 400, 488)}`, darker(accent, 0.4), 8) +
    c.flat(rounded(306, 890, 40, 66, 10), ink) +
    c.screwHead(950, 330, 17) +
    c.screwHead(960, 830, 17) +
    c.gleam('M390 340c60-60 160-84 300-80', 16),
}

function vial(c: Canvas, cx: number, cy: number, w: number): string {
  return (
    c.flat(rounded(cx - w / 2 - 16, cy - 56, w + 32, 112, 30), ink, 0.85) +
    c.rod(cx - w / 2, cy - 36, w, 72, 34, '#b9dc3c', 'x') +
    c.flat(rounded(cx - 38, cy - 28, 76, 44, 22), '#f3fbd0') +
    c.line(`${between(cx - 54, cy - 34, cx - 54, cy + 34)}${between(cx + 54, cy - 34, cx + 54, cy + 34)}`, ink, 6)
  )
}

/** A spirit level; `laser` is a cross-line laser on its foot. */
const spiritLevel: Motif = {
  colour: 'yellow',
  accent: 'black',
  focus: [600, 600, 2],
  draw: (c, { colour, accent, label, size }) => {
    if (size === 'laser') {
      return (
        c.shadow(640, 1070, 300) +
        c.line('M60 520H520M470 90V960', '#ff4b4b', 12, 0.85) +
        c.glow(470, 520, 190, '#ff6b5b') +
        c.rod(560, 940, 220, 60, 20, gunmetal, 'x') +
        c.box(470, 990, 400, 70, 30, rubber) +
        c.solid(
          poly(
            '500,260,90 640,190,60 860,200,90 900,300,60 900,880,70 800,960,60 540,960,60 480,880,60 480,300,60',
            40,
          ),
          colour,
        ) +
        c.box(440, 400, 170, 250, 50, rubber) +
        c.flat(rounded(452, 420, 60, 210, 26), '#3d1820') +
        c.flat(rounded(456, 496, 40, 50, 16), '#ff6b5b') +
        c.box(660, 200, 150, 56, 22, rubber) +
        c.tag(640, 420, 210, 110, darker(colour, 0.45), label) +
        c.box(650, 620, 190, 70, 34, accent) +
        c.flat(ring(700, 655, 14), '#8fe08a') +
        c.solid(poly('840,300 900,320 900,860 840,900', 20), rubber) +
        c.screwHead(540, 880) +
        c.screwHead(780, 880)
      )
    }
    return (
      c.shadow(600, 960, 520) +
      c.turn(
        -24,
        600,
        600,
        c.box(20, 480, 1160, 240, 20, colour, { rim: 10, shade: 24 }) +
          c.box(20, 480, 46, 240, [20, 0, 0, 20], rubber) +
          c.box(1134, 480, 46, 240, [0, 20, 20, 0], rubber) +
          c.flat(rounded(66, 520, 1068, 8, 4) + rounded(66, 672, 1068, 8, 4), darker(colour, 0.25)) +
          c.flat(rounded(130, 545, 130, 110, 40) + rounded(940, 545, 130, 110, 40), darker(colour, 0.35)) +
          vial(c, 600, 600, 190) +
          c.turn(90, 370, 600, c.move(148, 240, vial(c, 370, 600, 140), 0.6)) +
          c.turn(45, 830, 600, c.move(332, 240, vial(c, 830, 600, 140), 0.6)) +
          c.line(scale(80, 700, 52, 20.5, 18), accent, 4),
      )
    )
  },
}

/** A caliper with display; `vernier` has a scale instead. */
const calliper: Motif = {
  colour: 'silver',
  accent: 'black',
  label: '24.86',
  focus: [480, 560, 1.9],
  draw: (c, { colour, accent, label, size }) =>
    c.shadow(600, 1020, 440) +
    c.move(
      78,
      40,
      c.turn(
        -20,
        600,
        600,
        c.solid(
          poly('60,400,10 100,230,4 150,300,10 170,500 1170,500,12 1170,612,12 190,612 176,900,4 60,640,30', 10),
          colour,
        ) +
          c.flat(rounded(200, 548, 950, 16, 6), darker(colour, 0.25)) +
          c.line(scale(220, 502, 62, 15, 34), darker(colour, 0.65), 4) +
          c.solid(
            poly(
              '330,300,6 360,240,4 390,400,20 700,400,24 720,460 720,650,24 390,660,40 330,900,4 240,660,30 240,470,10 300,440,20',
              10,
            ),
            darker(colour, 0.08),
          ) +
          (size === 'vernier'
            ? c.flat(rounded(400, 500, 290, 70, 6), lighter(colour, 0.4)) + c.line(scale(420, 502, 24, 11, 34), ink, 4)
            : c.box(380, 430, 320, 190, 24, accent) +
              c.flat(rounded(408, 452, 264, 92, 12), '#cddfc6') +
              c.text(label, 540, 500, 54, ink, 220) +
              c.box(412, 560, 60, 40, 14, '#e7a52e', { rim: 3, shade: 6 }) +
              c.box(510, 560, 60, 40, 14, gunmetal, { rim: 3, shade: 6 }) +
              c.box(608, 560, 60, 40, 14, gunmetal, { rim: 3, shade: 6 })) +
          c.rod(640, 640, 90, 44, 18, gunmetal, 'x') +
          c.line(
            [0, 1, 2, 3].map((i) => between(656 + i * 19, 646, 656 + i * 19, 678)).join(''),
            darker(gunmetal, 0.5),
            5,
          ) +
          c.rod(560, 360, 36, 44, 8, gunmetal, 'y'),
      ),
      0.92,
    ),
}

/** A multimeter with its probes; `tester` is a two-pole voltage tester. */
const multimeter: Motif = {
  colour: 'yellow',
  accent: 'red',
  label: 'MM3',
  focus: [600, 400, 1.7],
  draw: (c, { colour, accent, label, size }) => {
    if (size === 'tester') {
      const probe = (x: number, long: boolean) =>
        c.rod(x + 52, 90, 18, 190, 8, steel, 'y') +
        c.box(x, 250, 122, long ? 780 : 560, 56, colour) +
        c.box(x - 12, 360, 146, 40, 18, rubber)
      const lamps = ['690', '400', '230', '120', '50', '24'].map(
        (v, i) =>
          c.flat(ring(426, 470 + i * 76, 17), i > 1 ? '#ffb84d' : '#6b3130') +
          c.text(v, 492, 470 + i * 76, 26, '#ffffff'),
      )
      return (
        c.shadow(600, 1076, 400) +
        c.tube('M470 1020c20 130 330 130 330-160', rubber, 26) +
        probe(400, true) +
        c.box(384, 430, 156, 480, 30, ink) +
        lamps.join('') +
        probe(740, false) +
        c.flat(rounded(774, 480, 56, 180, 20), darker(colour, 0.3))
      )
    }
    const dial = Array.from({ length: 11 }, (_, i) =>
      c.turn(-130 + i * 26, 560, 740, c.line(between(560, 572, 560, 590), i === 4 ? accent : '#ffffff', 9)),
    )
    const volts = size === '' ? '230.4' : size
    return (
      c.shadow(590, 1086, 400) +
      c.tube('M640 960c40 160 230 130 260-20s-20-300 10-420', accent, 22) +
      c.tube('M500 970c0 150-250 130-270-20s30-260 10-380', rubber, 22) +
      c.rod(892, 290, 46, 270, 18, accent, 'y') +
      c.rod(907, 150, 16, 150, 8, steel, 'y') +
      c.rod(214, 330, 46, 270, 18, rubber, 'y') +
      c.rod(229, 190, 16, 150, 8, steel, 'y') +
      c.box(320, 110, 480, 960, 80, colour, { rim: 10, shade: 26 }) +
      c.box(370, 160, 380, 870, 50, rubber) +
      c.box(400, 200, 320, 200, 20, ink) +
      c.flat(rounded(416, 216, 288, 168, 12), '#c9dcc0') +
      c.text(volts, 560, 300, 84, ink, 240) +
      c.text(label, 470, 430, 26, '#ffffff') +
      c.box(410, 470, 80, 40, 16, gunmetal, { rim: 3, shade: 6 }) +
      c.box(520, 470, 80, 40, 16, '#e7a52e', { rim: 3, shade: 6 }) +
      c.box(630, 470, 80, 40, 16, gunmetal, { rim: 3, shade: 6 }) +
      dial.join('') +
      c.disc(560, 740, 124, gunmetal) +
      c.turn(
        -26,
        560,
        740,
        c.box(532, 628, 56, 224, 26, darker(gunmetal, 0.3), { rim: 4, shade: 8 }) +
          c.line(between(560, 646, 560, 676), '#ffffff', 9),
      ) +
      [450, 560, 670]
        .map((x, i) => c.disc(x, 956, 38, i === 2 ? accent : ink) + c.flat(ring(x, 956, 16), '#101418'))
        .join('')
    )
  },
}

export const measuring = { tapeMeasure, spiritLevel, calliper, multimeter }
