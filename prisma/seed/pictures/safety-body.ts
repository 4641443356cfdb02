import type { Canvas } from './canvas.ts'
import { darker, gunmetal, ink, lighter, mix, rubber, steel } from './colour.ts'
import type { Motif } from './motif.ts'
import { between, poly, ring, rounded } from './outline.ts'

function glove(c: Canvas, colour: string, accent: string): string {
  const coat = { rim: 8, shade: 16 }
  const fingers = [
    [392, 330, 96],
    [492, 232, 100],
    [596, 210, 100],
    [698, 286, 92],
  ] as const
  return (
    c.turn(-38, 360, 760, c.box(312, 520, 112, 290, 56, colour, coat)) +
    fingers.map(([x, y, w]) => c.box(x, y, w, 460, 50, colour, coat)).join('') +
    c.solid(poly('396,560,20 786,560,20 800,760,80 740,930,40 440,930,40 384,760,80', 30), colour, {
      rim: 2,
      shade: 24,
    }) +
    c.flat(poly('404,540 782,540 782,610 404,610', 10), colour) +
    c.line([0, 1, 2].map((i) => between(488 + i * 104, 560, 490 + i * 103, 640)).join(''), darker(colour, 0.3), 9) +
    c.line('M430 700c90-50 210-50 300 0M450 790c80-40 190-40 270 0', darker(colour, 0.2), 10) +
    c.box(424, 900, 332, 190, 26, accent, { rim: 8, shade: 16 }) +
    c.line(
      [0, 1, 2, 3, 4, 5, 6].map((i) => between(462 + i * 43, 940, 462 + i * 43, 1056)).join(''),
      darker(accent, 0.25),
      9,
    ) +
    c.flat(rounded(424, 1050, 332, 28, 10), mix(accent, '#d94a3d', 0.7))
  )
}

const gloves: Motif = {
  colour: 'grey',
  accent: 'anthracite',
  focus: [500, 420, 1.9],
  draw: (c, { colour, accent }) =>
    c.shadow(600, 1092, 420) +
    c.turn(14, 600, 700, c.move(250, 90, c.mirror(600, glove(c, darker(colour, 0.1), accent)), 0.9)) +
    c.turn(-10, 600, 700, c.move(-110, 10, glove(c, colour, accent), 0.98)),
}

function boot(c: Canvas, colour: string, accent: string): string {
  const upper = poly(
    '560,140,30 900,120,30 930,420,60 930,860,30 170,860,30 150,740,90 260,640,110 470,590,90 540,470,60',
    30,
  )
  return (
    c.solid(upper, colour, { rim: 10, shade: 28 }) +
    c.within(
      upper,
      c.flat('M100 640h330q40 120 10 240H100z', darker(colour, 0.22)) +
        c.flat('M760 620h220v260H740q-20-140 20-260z', darker(colour, 0.14)),
    ) +
    c.stitch('M440 640q36 110 6 216M752 630q-24 120-12 226', lighter(colour, 0.45), 6) +
    c.solid(poly('530,120,40 920,100,40 930,200,40 560,220,40', 40), rubber) +
    c.line(
      [0, 1, 2, 3, 4].map((i) => between(548 - i * 12, 280 + i * 66, 690 - i * 14, 300 + i * 60)).join(''),
      accent,
      22,
    ) +
    [0, 1, 2, 3, 4]
      .map(
        (i) => c.flat(ring(700 - i * 14, 302 + i * 60, 16), steel) + c.flat(ring(700 - i * 14, 302 + i * 60, 7), ink),
      )
      .join('') +
    c.line('M850 90c60-40 100 10 70 70', accent, 22) +
    c.box(780, 330, 120, 90, 20, darker(colour, 0.28), { rim: 4, shade: 8 }) +
    c.text('S3', 840, 375, 40, '#ffffff') +
    c.solid(
      poly('130,850,20 960,840,20 970,960,30 700,966,20 660,930,30 560,930,30 500,966,20 160,966,60', 20),
      rubber,
    ) +
    c.line(between(150, 884, 950, 876), accent, 14) +
    c.line(
      [0, 1, 2, 3, 4, 5].map((i) => between(200 + i * 54, 950, 200 + i * 54, 964)).join(''),
      darker(rubber, 0.6),
      12,
    )
  )
}

const boots: Motif = {
  colour: 'brown',
  accent: 'yellow',
  focus: [480, 560, 1.8],
  draw: (c, { colour, accent }) =>
    c.shadow(610, 1056, 520) +
    c.move(180, 60, boot(c, darker(colour, 0.16), accent), 0.95) +
    c.move(-20, 90, boot(c, colour, accent)),
}

const vest: Motif = {
  colour: 'lime',
  accent: 'silver',
  focus: [440, 560, 1.9],
  draw: (c, { colour, accent }) => {
    const half = poly('600,420 596,1060,10 250,1060,30 240,560,60 330,420,80 250,170,40 430,110,40 510,250', 20)
    const band = (d: string) => c.flat(d, darker(accent, 0.12))
    const side =
      c.solid(half, colour, { rim: 10, shade: 22 }) +
      c.within(
        half,
        c.flat(rounded(200, 700, 420, 96, 0), darker(accent, 0.04)) +
          c.flat(rounded(200, 700, 420, 14, 0) + rounded(200, 782, 420, 14, 0), darker(colour, 0.25)) +
          c.flat(rounded(200, 880, 420, 96, 0), darker(accent, 0.04)) +
          c.flat(rounded(200, 880, 420, 14, 0) + rounded(200, 962, 420, 14, 0), darker(colour, 0.25)) +
          band(poly('310,120 400,100 470,700 386,700')),
      ) +
      c.stitch('M268 1034V580M270 1034h300', darker(colour, 0.35), 5)
    return (
      c.shadow(600, 1092, 400) +
      c.solid(poly('430,110,30 770,110,30 700,300,60 600,420 500,300,60', 30), darker(colour, 0.34)) +
      side +
      c.mirror(600, side) +
      c.line(between(600, 430, 600, 1050), gunmetal, 14) +
      c.box(584, 440, 32, 60, 10, steel, { rim: 3, shade: 5 }) +
      c.box(680, 520, 150, 130, 16, darker(colour, 0.12), { rim: 5, shade: 8 }) +
      c.stitch('M692 548h126', darker(colour, 0.45), 5) +
      c.tag(704, 566, 100, 64, '#ffffff', '')
    )
  },
}

export const worn = { gloves, boots, vest }
