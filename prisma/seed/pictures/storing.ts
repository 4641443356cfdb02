import type { Canvas } from './canvas.ts'
import { darker, gunmetal, ink, lighter, palette, rubber, steel } from './colour.ts'
import type { Motif } from './motif.ts'
import { between, poly, ring, rounded } from './outline.ts'

/** Boltless shelving; the goods on it take the accent. */
const shelf: Motif = {
  colour: 'blue',
  accent: 'orange',
  focus: [460, 520, 1.8],
  draw: (c, { colour, accent }) => {
    const post = (x: number, y: number, h: number, fill: string) =>
      c.rod(x, y, 44, h, 6, fill, 'y') +
      c.line(
        Array.from({ length: Math.floor(h / 46) }, (_, i) =>
          between(x + 22, y + 26 + i * 46, x + 22, y + 40 + i * 46),
        ).join(''),
        darker(fill, 0.55),
        12,
      )
    const board = (y: number) =>
      c.block(150, y, 780, 40, 130, 60, palette.beech) + c.flat(rounded(150, y + 32, 780, 26, 4), darker(colour, 0.15))
    const goods = [
      c.block(230, 226, 230, 150, 60, 30, palette.kraft) +
        c.flat(rounded(330, 226, 34, 60, 0), darker(palette.kraft, 0.2)) +
        c.block(560, 266, 150, 110, 50, 26, accent) +
        c.block(740, 216, 130, 160, 50, 26, steel),
      c.block(220, 520, 180, 120, 50, 26, colour) +
        c.tag(260, 570, 100, 40, '#ffffff', '') +
        c.block(430, 520, 180, 120, 50, 26, colour) +
        c.tag(470, 570, 100, 40, '#ffffff', '') +
        c.block(690, 496, 200, 144, 50, 26, palette.kraft),
      c.block(240, 760, 300, 144, 60, 30, palette.kraft) +
        c.flat(rounded(370, 760, 40, 60, 0), darker(palette.kraft, 0.2)) +
        c.rod(640, 776, 110, 128, 14, accent, 'y') +
        c.rod(770, 776, 110, 128, 14, darker(accent, 0.15), 'y'),
    ]
    return (
      c.shadow(660, 1084, 480) +
      post(260, 70, 940, darker(colour, 0.3)) +
      post(1016, 70, 940, darker(colour, 0.3)) +
      [110, 376, 640, 904].map((y, i) => board(y) + (i > 0 ? (goods[i - 1] ?? '') : '')).join('') +
      post(136, 90, 990, colour) +
      post(900, 90, 990, colour)
    )
  },
}

/** Two doors with vents and a lock; `drawers` is a filing cabinet. */
const cabinet: Motif = {
  colour: 'anthracite',
  accent: 'silver',
  focus: [560, 480, 1.9],
  draw: (c, { colour, accent, size }) => {
    if (size === 'drawers') {
      const drawer = (y: number) =>
        c.box(260, y, 580, 200, 14, lighter(colour, 0.06), { rim: 6, shade: 12 }) +
        c.rod(440, y + 110, 220, 32, 14, accent, 'x') +
        c.tag(480, y + 36, 140, 52, '#f6f3ea', '')
      return (
        c.shadow(640, 1080, 420) +
        c.block(230, 150, 640, 910, 110, 60, colour) +
        [180, 396, 612, 828].map(drawer).join('') +
        c.flat(ring(800, 220, 16), accent)
      )
    }
    const door = (x: number, latch: number) =>
      c.box(x, 150, 320, 860, 12, lighter(colour, 0.06), { rim: 6, shade: 14 }) +
      c.vents(x + 90, 210, 4, colour, { dx: 140, dy: 0, gap: 30, width: 12 }) +
      c.vents(x + 90, 860, 4, colour, { dx: 140, dy: 0, gap: 30, width: 12 }) +
      c.rod(latch, 520, 30, 150, 14, accent, 'y')
    return (
      c.shadow(640, 1084, 430) +
      c.rod(250, 1020, 50, 60, 6, rubber, 'y') +
      c.rod(820, 1020, 50, 60, 6, rubber, 'y') +
      c.rod(940, 970, 40, 50, 6, rubber, 'y') +
      c.block(210, 120, 700, 920, 100, 56, colour) +
      door(232, 500) +
      door(566, 588) +
      c.disc(603, 720, 16, accent, { rim: 3, shade: 5 }) +
      c.tag(330, 400, 120, 60, '#f6f3ea', '')
    )
  },
}

function bin(c: Canvas, x: number, y: number, w: number, colour: string, label: string): string {
  const h = w * 0.56
  return (
    c.solid(
      poly(
        `${x + w * 0.06},${y} ${x + w * 0.94},${y} ${x + w},${y + h * 0.3} ${x + w * 0.97},${y + h} ${x + w * 0.03},${y + h} ${x},${y + h * 0.3}`,
        18,
      ),
      darker(colour, 0.35),
    ) +
    c.solid(
      poly(
        `${x},${y + h * 0.26} ${x + w * 0.08},${y + h * 0.36},10 ${x + w * 0.92},${y + h * 0.36},10 ${x + w},${y + h * 0.26} ${x + w * 0.96},${y + h} ${x + w * 0.04},${y + h}`,
        20,
      ),
      colour,
    ) +
    c.line(between(x + w * 0.1, y + 4, x + w * 0.9, y + 4), lighter(colour, 0.4), 10) +
    c.box(x + w * 0.3, y + h * 0.5, w * 0.4, h * 0.3, 10, '#fbf8ef', { rim: 3, shade: 6 }) +
    (label === ''
      ? c.line(`M${x + w * 0.36} ${y + h * 0.62}h${w * 0.24}M${x + w * 0.36} ${y + h * 0.7}h${w * 0.16}`, gunmetal, 7)
      : c.text(label, x + w / 2, y + h * 0.65, h * 0.14, ink, w * 0.32))
  )
}

/** Open-fronted bins, stacked; `crate` is a stacking transport box, `lid` one with a lid. */
const storageBox: Motif = {
  colour: 'blue',
  accent: 'red',
  focus: [600, 700, 1.8],
  draw: (c, { colour, accent, label, size }) => {
    if (size === 'crate' || size === 'lid') {
      const holes = c.flat(rounded(430, 420, 260, 74, 36), darker(colour, 0.6))
      return (
        c.shadow(620, 1010, 500) +
        c.block(130, 330, 860, 640, 110, 90, colour) +
        (size === 'lid'
          ? c.block(110, 270, 900, 80, 120, 96, darker(colour, 0.25)) +
            c.box(240, 330, 110, 90, 16, accent) +
            c.box(770, 330, 110, 90, 16, accent)
          : c.flat(poly('170,320 268,254 1060,254 980,320', 6), darker(colour, 0.5)) + holes) +
        [0, 1, 2, 3, 4]
          .map((i) => c.box(180 + i * 160, 540, 110, 370, 14, lighter(colour, 0.08), { rim: 5, shade: 9 }))
          .join('') +
        c.line(between(140, 510, 980, 510), darker(colour, 0.3), 12) +
        c.tag(440, 640, 240, 120, '#fbf8ef', label)
      )
    }
    return (
      c.shadow(600, 1060, 490) +
      bin(c, 330, 300, 540, accent, '') +
      bin(c, 110, 560, 490, colour, label) +
      bin(c, 600, 560, 490, darker(colour, 0.06), label) +
      bin(c, 300, 780, 600, lighter(colour, 0.08), label)
    )
  },
}

const toolbox: Motif = {
  colour: 'blue',
  accent: 'orange',
  focus: [420, 620, 1.8],
  draw: (c, { colour, accent, label }) =>
    c.shadow(600, 1020, 520) +
    c.line('M380 420V320q0-70 70-70h300q70 0 70 70v100', darker(rubber, 0.4), 78) +
    c.line('M376 414V314q0-70 70-70h300q70 0 70 70v100', rubber, 60) +
    c.line(between(470, 238, 730, 238), lighter(rubber, 0.25), 12) +
    c.solid(poly('190,400 1010,400 1090,560,40 1090,620 110,620 110,560,40', 40), lighter(colour, 0.08), {
      rim: 10,
      shade: 20,
    }) +
    c.flat(poly('270,440 930,440 970,520 230,520', 24), darker(colour, 0.2)) +
    c.box(110, 600, 980, 400, [10, 10, 60, 60], colour, { rim: 10, shade: 28 }) +
    c.flat(rounded(110, 606, 980, 22, 0), darker(colour, 0.45)) +
    [250, 830]
      .map((x) => c.box(x, 540, 120, 170, 24, accent) + c.flat(rounded(x + 26, 640, 68, 40, 12), darker(accent, 0.35)))
      .join('') +
    c.box(430, 700, 340, 190, 26, darker(colour, 0.2), { rim: 5, shade: 10 }) +
    (label === ''
      ? c.flat(poly('600,740 650,770 650,824 600,850 550,824 550,770', 8), lighter(colour, 0.3))
      : c.text(label, 600, 795, 80, '#ffffff', 280)) +
    c.line(
      `${between(170, 780, 170, 930)}${between(210, 780, 210, 930)}${between(990, 780, 990, 930)}${between(1030, 780, 1030, 930)}`,
      darker(colour, 0.25),
      14,
    ) +
    c.box(150, 970, 140, 44, [4, 4, 20, 20], rubber) +
    c.box(910, 970, 140, 44, [4, 4, 20, 20], rubber),
}

/** A workbench with drawers and a vise; `folding` stands on crossed legs. */
const workbench: Motif = {
  colour: 'blue',
  accent: 'silver',
  focus: [780, 560, 1.9],
  draw: (c, { colour, accent, size }) => {
    const leg = (x: number, y: number, h: number) =>
      c.rod(x, y, 56, h, 6, colour, 'y') + c.box(x - 12, y + h - 10, 80, 26, 8, rubber, { rim: 3, shade: 6 })
    const vise =
      c.box(210, 350, 200, 74, 14, gunmetal) +
      c.box(176, 290, 66, 120, 12, darker(gunmetal, 0.1)) +
      c.box(300, 290, 60, 90, 12, gunmetal) +
      c.rod(90, 340, 96, 26, 12, steel, 'x') +
      c.rod(96, 284, 20, 140, 10, steel, 'y')
    const top =
      c.block(90, 440, 930, 64, 110, 70, palette.beech) +
      c.line(
        [0, 1, 2].map((i) => between(150 + i * 300, 474, 330 + i * 300, 474)).join(''),
        darker(palette.beech, 0.2),
        5,
      )
    const drawer = (y: number, h: number) =>
      c.box(690, y, 270, h, 12, colour, { rim: 6, shade: 12 }) + c.rod(760, y + h / 2 - 14, 130, 28, 12, accent, 'x')
    const under =
      size === 'folding'
        ? c.line('M200 1040L880 520M960 1040L280 520', darker(colour, 0.35), 60) +
          c.line('M196 1034L876 514M956 1034L276 514', colour, 44) +
          c.disc(580, 778, 36, accent)
        : leg(1040, 430, 560) +
          leg(220, 440, 550) +
          c.rod(160, 900, 820, 44, 6, darker(colour, 0.15), 'x') +
          c.block(670, 504, 310, 380, 60, 40, darker(colour, 0.25)) +
          drawer(520, 100) +
          drawer(636, 100) +
          drawer(752, 120) +
          leg(130, 500, 550) +
          leg(940, 500, 550)
    return c.shadow(600, 1076, 520) + under + top + vise
  },
}

export const storing = { shelf, cabinet, storageBox, toolbox, workbench }
