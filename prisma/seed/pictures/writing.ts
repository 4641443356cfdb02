import type { Canvas } from './canvas.ts'
import { darker, gunmetal, ink, lighter, mix, rubber, steel } from './colour.ts'
import type { Motif } from './motif.ts'
import { between, poly, ring, rounded } from './outline.ts'

const ballpoint = (c: Canvas, colour: string, accent: string): string =>
  c.turned(poly('586,1150,4 614,1150,4 640,1040 560,1040', 4), 556, 1030, 88, 120, accent) +
  c.rod(540, 560, 120, 484, [10, 10, 30, 30], rubber, 'y') +
  c.line(
    Array.from({ length: 8 }, (_, i) => between(566, 660 + i * 42, 634, 660 + i * 42)).join(''),
    lighter(rubber, 0.2),
    9,
  ) +
  c.rod(536, 170, 128, 420, 14, colour, 'y') +
  c.rod(530, 540, 140, 36, 10, accent, 'y') +
  c.rod(566, 60, 68, 120, [24, 24, 0, 0], accent, 'y') +
  c.rod(530, 150, 140, 40, 10, accent, 'y') +
  c.box(640, 190, 44, 300, 20, accent)

/** A ballpoint; `fineliner` and `pencil` as well. */
const pen: Motif = {
  colour: 'blue',
  accent: 'silver',
  focus: [420, 860, 1.9],
  draw: (c, { colour, accent, size }) => {
    const pencil = () =>
      c.turned(poly('600,1150 662,1000 538,1000', 2), 538, 1000, 124, 150, '#e8c898') +
      c.flat(poly('600,1150 622,1098 578,1098', 2), ink) +
      c.rod(538, 200, 124, 806, 0, colour, 'y') +
      c.rod(534, 140, 132, 80, 6, steel, 'y') +
      c.rod(542, 60, 116, 90, [30, 30, 0, 0], '#e58f8f', 'y')
    const fine = () =>
      c.rod(590, 1080, 20, 70, 6, steel, 'y') +
      c.turned(poly('570,1090 630,1090 660,960 540,960', 6), 540, 960, 120, 130, gunmetal) +
      c.rod(536, 420, 128, 546, 10, '#f4f1e8', 'y') +
      c.rod(530, 70, 140, 370, [26, 26, 8, 8], colour, 'y') +
      c.box(650, 110, 34, 280, 14, colour) +
      c.rod(536, 800, 128, 40, 0, colour, 'y')
    const body = size === 'pencil' ? pencil() : size === 'fineliner' ? fine() : ballpoint(c, colour, accent)
    return (
      c.shadow(560, 1092, 360) +
      c.line('M150 1050C240 960 300 1090 380 1020', size === 'pencil' ? ink : colour, 14) +
      c.turn(40, 600, 600, c.move(0, -20, body, 1))
    )
  },
}

function felt(c: Canvas, x: number, colour: string, open: boolean): string {
  const cap =
    c.rod(x - 66, open ? 250 : 130, 132, 290, [40, 40, 8, 8], colour, 'y') +
    c.box(x + 40, open ? 280 : 160, 34, 200, 14, darker(colour, 0.15))
  const tip =
    c.turned(poly(`${x - 18},150,8 ${x + 18},130,8 ${x + 26},230 ${x - 26},230`, 4), x - 26, 130, 52, 100, colour) +
    c.turned(poly(`${x - 36},220 ${x + 36},220 ${x + 60},420 ${x - 60},420`, 14), x - 60, 220, 120, 200, gunmetal)
  return (
    (open ? tip : '') +
    c.rod(x - 66, 410, 132, 650, [6, 6, 30, 30], '#f4f1e8', 'y') +
    c.flat(rounded(x - 66, 520, 132, 300, 0), colour) +
    c.turn(-90, x, 670, c.line(`M${x - 90} 670h180`, '#ffffff', 18)) +
    c.flat(rounded(x - 66, 1010, 132, 50, [0, 0, 30, 30]), colour) +
    (open ? '' : cap)
  )
}

/** Felt markers, one of them open; `highlighter` is its wide cousin. */
const marker: Motif = {
  colour: 'blue',
  accent: 'red',
  focus: [600, 420, 1.8],
  draw: (c, { colour, accent, size }) => {
    const wide = size === 'highlighter' ? c.line('M150 1040H1050', mix(colour, '#ffffff', 0.35), 60, 0.7) : ''
    return (
      c.shadow(600, 1090, 400) +
      wide +
      c.turn(-9, 600, 1000, c.move(-210, 0, felt(c, 600, accent, false))) +
      c.turn(9, 600, 1000, c.move(210, 0, felt(c, 600, ink, false))) +
      felt(c, 600, colour, true)
    )
  },
}

const stapler: Motif = {
  colour: 'black',
  accent: 'red',
  focus: [330, 760, 1.8],
  draw: (c, { colour, accent, label }) =>
    c.shadow(600, 950, 540) +
    c.solid(poly('70,850,30 1020,850,40 1110,880,30 1110,930,20 90,930,30', 20), darker(colour, 0.1)) +
    c.box(110, 820, 190, 40, 10, steel, { rim: 4, shade: 8 }) +
    c.turn(
      -7,
      1000,
      800,
      c.rod(130, 700, 880, 66, [10, 6, 6, 10], steel, 'x') +
        c.solid(
          poly('90,640,80 300,520,120 920,520,80 1080,640,80 1090,790,50 960,800,30 900,730 110,720,30', 30),
          colour,
          { rim: 12, shade: 28 },
        ) +
        c.box(560, 590, 260, 60, 28, accent, { rim: 5, shade: 10 }) +
        c.text(label, 690, 620, 32, '#ffffff', 220) +
        c.gleam('M240 590C320 550 420 546 520 546', 14),
    ) +
    c.disc(1010, 800, 54, gunmetal) +
    c.disc(1010, 800, 20, steel, { rim: 2, shade: 4 }) +
    c.line('M150 990h46v-26M196 990v-26M150 990v-26M260 1000h46v-26M260 1000v-26', gunmetal, 9),
}

const scissors: Motif = {
  colour: 'red',
  accent: 'black',
  focus: [600, 640, 1.7],
  draw: (c, { colour, accent }) => {
    const blade = (fill: string) =>
      c.solid(poly('600,640,20 540,600,20 520,560,20 690,90,10 712,96,8 700,230 640,600,20', 10), fill)
    const bow = `${ring(410, 900, 150, 190)}${ring(410, 905, 88, 126)}`
    const half = (fill: string) =>
      c.solid(poly('640,560,30 600,680,40 500,800,30 440,740,40 540,600,40'), fill) +
      c.turn(24, 410, 900, c.solid(bow, fill))
    return (
      c.shadow(600, 1096, 380) +
      c.mirror(600, blade(darker(steel, 0.14)) + half(darker(colour, 0.12))) +
      blade(steel) +
      half(colour) +
      c.disc(600, 590, 40, gunmetal) +
      c.disc(600, 590, 16, accent, { rim: 2, shade: 4 })
    )
  },
}

const printerToner: Motif = {
  colour: 'black',
  accent: 'blue',
  focus: [480, 640, 1.8],
  draw: (c, { colour, accent, label }) =>
    c.shadow(620, 990, 540) +
    c.block(90, 520, 860, 300, 150, 130, colour) +
    c.rod(90, 780, 860, 130, 50, lighter(mix(accent, '#3a8f6a', 0.3), 0.1), 'x') +
    c.rod(60, 800, 60, 90, 20, gunmetal, 'x') +
    c.rod(930, 800, 90, 90, 20, gunmetal, 'x') +
    c.line([0, 1, 2, 3, 4].map((i) => between(950 + i * 15, 806, 950 + i * 15, 884)).join(''), ink, 6) +
    c.box(300, 450, 480, 60, [26, 26, 0, 0], lighter(colour, 0.14)) +
    c.flat(poly('130,520 250,416 1060,416 950,520', 4), lighter(colour, 0.2)) +
    c.box(150, 570, 520, 170, 18, '#fbf9f2', { rim: 4, shade: 8 }) +
    c.flat(rounded(150, 570, 120, 170, 18), accent) +
    c.text(label || 'TK 20', 470, 655, 60, ink, 320) +
    c.box(730, 600, 160, 110, 16, accent) +
    c.line('M770 655h80', '#ffffff', 14),
}

export const writing = { pen, marker, stapler, scissors, printerToner }
