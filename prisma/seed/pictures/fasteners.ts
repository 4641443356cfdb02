import type { Canvas } from './canvas.ts'
import { darker, gunmetal, ink, lighter } from './colour.ts'
import type { Motif } from './motif.ts'
import { between, poly, regular, ring, rounded, toothed } from './outline.ts'

interface Thread {
  x: number
  top: number
  bottom: number
  /** Half the outer width. */
  half: number
  step: number
  /** Share of the outer width that the core has. */
  core?: number
  pointed?: boolean
}

/** A threaded rod from the side, optionally tapering to a point. */
export function thread(
  c: Canvas,
  { x, top, bottom, half, step, core = 0.74, pointed }: Thread,
  colour: string,
): string {
  const count = Math.floor((bottom - top) / step)
  const tip = pointed ? 5 : 0
  const wide = (i: number) => half * Math.min(1, (count - i + 0.4) / (tip + 0.4))
  const left: string[] = []
  const right: string[] = []
  const cuts: string[] = []
  for (let i = 0; i < count; i += 1) {
    const [y, w] = [top + i * step, wide(i)]
    left.push(`${x - w * core},${y}`, `${x - w},${y + step * 0.7}`)
    right.unshift(`${x + w},${y + step * 0.3}`, `${x + w * core},${y}`)
    cuts.push(between(x - w * 0.96, y + step * 0.76, x + w * 0.96, y + step * 0.36))
  }
  const end = pointed ? `${x},${bottom + step * 0.6}` : `${x - half * core},${bottom} ${x + half * core},${bottom}`
  const outline = poly(`${left.join(' ')} ${end} ${right.join(' ')}`, 3)
  return (
    c.turned(outline, x - half, top, half * 2, bottom - top + step, colour) +
    c.within(
      outline,
      c.line(cuts.join(''), darker(colour, 0.42), step * 0.2) +
        c.move(0, step * 0.2, c.line(cuts.join(''), lighter(colour, 0.35), step * 0.1)),
    )
  )
}

function drive(c: Canvas, cx: number, cy: number, r: number, colour: string, kind: string): string {
  const hollow = darker(colour, 0.62)
  if (kind === 'hex')
    return (
      c.solid(regular(cx, cy, r * 1.08, 6, 12), colour) +
      c.flat(ring(cx, cy, r * 0.82) + ring(cx, cy, r * 0.78), darker(colour, 0.25)) +
      c.text('8.8', cx, cy, r * 0.34, darker(colour, 0.4))
    )
  const cross = c.line(
    between(cx - r * 0.42, cy, cx + r * 0.42, cy) + between(cx, cy - r * 0.42, cx, cy + r * 0.42),
    hollow,
    r * 0.22,
  )
  const hole =
    kind === 'cap'
      ? c.flat(regular(cx, cy, r * 0.52, 6, 12), hollow)
      : kind === 'drywall'
        ? c.turn(20, cx, cy, cross)
        : c.flat(toothed(cx, cy, r * 0.52, r * 0.34, 6), hollow)
  return (
    c.disc(cx, cy, r, colour) +
    (kind === 'cap'
      ? c.line(toothed(cx, cy, r * 0.95, r * 0.9, 40), darker(colour, 0.35), 4)
      : c.flat(ring(cx, cy, r * 0.8) + ring(cx, cy, r * 0.76), darker(colour, 0.16))) +
    hole
  )
}

/** A countersunk screw with its head beside it; `long`, `hex`, `cap` and `drywall` are other kinds. */
const screw: Motif = {
  colour: 'silver',
  focus: [760, 340, 2],
  draw: (c, { colour, size }) => {
    const heads: Record<string, string> = {
      hex:
        c.turned(poly('470,90 730,90 730,220 470,220', 20), 470, 90, 260, 130, colour) +
        c.line(between(540, 96, 540, 214) + between(660, 96, 660, 214), darker(colour, 0.3), 6) +
        c.rod(450, 216, 300, 26, 12, colour, 'y'),
      cap:
        c.rod(490, 90, 220, 170, [26, 26, 8, 8], colour, 'y') +
        c.line(
          Array.from({ length: 11 }, (_, i) => between(506 + i * 19, 122, 506 + i * 19, 246)).join(''),
          darker(colour, 0.4),
          6,
        ),
      drywall: c.turned(
        'M450 100q0-14 14-14h272q14 0 14 14q-8 60-70 100t-30 60h-100q30-20-30-60t-70-100z',
        450,
        86,
        300,
        180,
        colour,
      ),
      long: c.turned(poly('470,110 730,110 660,230,20 540,230,20', 12), 470, 110, 260, 120, colour),
    }
    const head = heads[size] ?? c.turned(poly('440,110 760,110 672,250,30 528,250,30', 14), 440, 110, 320, 140, colour)
    const bolt = size === 'hex' || size === 'cap'
    const half = size === 'long' ? 56 : bolt ? 82 : size === 'drywall' ? 70 : 84
    const smoothEnd = size === 'long' ? 560 : bolt ? 420 : size === 'drywall' ? 270 : 360
    const shank = c.rod(600 - half * 0.8, 220, half * 1.6, smoothEnd - 200, 0, colour, 'y')
    const body =
      shank +
      thread(
        c,
        {
          x: 600,
          top: smoothEnd,
          bottom: 1040,
          half,
          step: bolt ? 30 : size === 'drywall' ? 58 : 46,
          core: bolt ? 0.86 : 0.66,
          pointed: !bolt,
        },
        colour,
      ) +
      head
    return (
      c.shadow(560, 1092, 380) +
      c.turn(40, 600, 600, c.move(-90, 0, body)) +
      drive(c, 880, 880, size === 'long' ? 120 : 150, colour, size)
    )
  },
}

const nutFace = (c: Canvas, cx: number, cy: number, r: number, colour: string, insert: string): string =>
  c.solid(regular(cx, cy, r, 6, 8) + ring(cx, cy, r * 0.5), colour, { rim: r * 0.04, shade: r * 0.1 }) +
  c.flat(ring(cx, cy, r * 0.84) + ring(cx, cy, r * 0.5), lighter(colour, 0.25)) +
  (insert === '' ? '' : c.flat(ring(cx, cy, r * 0.66) + ring(cx, cy, r * 0.47), insert)) +
  c.line([0.5, 0.46, 0.42].map((s) => ring(cx, cy, r * s)).join(''), darker(colour, 0.45), r * 0.022)

/** Hexagon nuts, with a coloured insert when an accent asks for one; `assortment` is a box of them. */
const nut: Motif = {
  colour: 'silver',
  accent: '#000000',
  focus: [720, 640, 1.7],
  draw: (c, { colour, accent, size }) => {
    const insert = accent === '#000000' ? '' : accent
    if (size === 'assortment') {
      const cells = Array.from({ length: 12 }, (_, i) => {
        const [x, y] = [160 + (i % 4) * 224, 330 + Math.floor(i / 4) * 210]
        const r = 78 - Math.floor(i / 4) * 14
        return (
          c.flat(rounded(x, y, 208, 194, 18), '#ffffff', 0.55) +
          nutFace(c, x + 76, y + 80, r * 0.8, i % 3 ? colour : '#d8b04c', insert) +
          nutFace(c, x + 134, y + 118, r * 0.8, i % 3 ? colour : '#d8b04c', insert)
        )
      })
      return (
        c.shadow(600, 1030, 520) +
        c.box(110, 200, 980, 800, 60, '#4a86c5') +
        c.flat(rounded(140, 310, 920, 660, 30), darker('#4a86c5', 0.3)) +
        c.flat(rounded(440, 226, 320, 54, 27), darker('#4a86c5', 0.35)) +
        cells.join('') +
        c.flat('M140 970V340q0-30 30-30h330z', '#ffffff', 0.12)
      )
    }
    return (
      c.shadow(620, 1040, 440) +
      nutFace(c, 830, 780, 240, darker(colour, 0.06), insert) +
      nutFace(c, 480, 500, 380, colour, insert)
    )
  },
}

const washer: Motif = {
  colour: 'silver',
  focus: [740, 600, 1.6],
  draw: (c, { colour }) => {
    const one = (cx: number, cy: number, r: number, fill: string) =>
      c.solid(ring(cx, cy, r) + ring(cx, cy, r * 0.48), fill, { rim: 9, shade: 20 }) +
      c.line(ring(cx, cy, r * 0.52), darker(fill, 0.2), 6) +
      c.gleam(`M${cx - r * 0.72} ${cy - r * 0.1}a${r * 0.73} ${r * 0.73} 0 0 1 ${r * 0.42} ${-r * 0.55}`, r * 0.06)
    return (
      c.shadow(620, 1060, 430) +
      one(850, 820, 220, darker(colour, 0.1)) +
      one(840, 330, 180, darker(colour, 0.05)) +
      one(460, 600, 380, colour)
    )
  },
}

/** A nylon plug with its screw; `bolt` is a wedge anchor, `drywall` a self-drilling metal plug. */
const anchor: Motif = {
  colour: 'grey',
  accent: 'silver',
  focus: [560, 500, 1.9],
  draw: (c, { colour, accent, size }) => {
    const bolt = () =>
      thread(c, { x: 600, top: 70, bottom: 420, half: 84, step: 28, core: 0.86 }, colour) +
      c.rod(520, 410, 160, 420, 0, colour, 'y') +
      c.rod(450, 300, 300, 34, 14, darker(colour, 0.1), 'y') +
      c.turned(poly('470,170 730,170 730,300 470,300', 18), 470, 170, 260, 130, darker(colour, 0.08)) +
      c.line(between(540, 176, 540, 294) + between(660, 176, 660, 294), darker(colour, 0.4), 6) +
      c.turned(poly('540,820 660,820 690,1080,20 510,1080,20', 6), 510, 820, 180, 260, colour) +
      c.turned(poly('514,790 686,790 694,1000 506,1000', 12), 506, 790, 188, 210, lighter(gunmetal, 0.1)) +
      c.line(between(600, 830, 600, 1000), ink, 10) +
      c.flat(ring(560, 890, 14) + ring(640, 930, 14), darker(gunmetal, 0.3))
    const drywall = () =>
      c.turned(poly('450,110 750,110 740,170 460,170', 14), 450, 110, 300, 60, colour) +
      c.rod(520, 160, 160, 60, 0, colour, 'y') +
      thread(c, { x: 600, top: 210, bottom: 860, half: 150, step: 92, core: 0.56 }, colour) +
      c.turned(poly('530,850 670,850 640,980 612,1080 588,1080 560,980', 8), 530, 850, 140, 230, colour) +
      c.line(between(580, 132, 620, 132), ink, 12)
    const plug = () =>
      thread(c, { x: 600, top: 20, bottom: 330, half: 62, step: 44, core: 0.66 }, accent) +
      c.turned(poly('500,-70 700,-70 650,20,20 550,20,20', 10), 500, -70, 200, 90, accent) +
      c.turned(poly('440,280 760,280 750,330 450,330', 14), 440, 280, 320, 50, colour) +
      c.turned(
        poly('480,326 720,326 730,640 720,1060,30 660,1120,40 540,1120,40 480,1060,30 470,640', 10),
        470,
        326,
        260,
        794,
        colour,
      ) +
      c.line(
        [0, 1, 2, 3, 4, 5]
          .map((i) => between(482, 680 + i * 62, 560, 664 + i * 62) + between(640, 664 + i * 62, 718, 680 + i * 62))
          .join(''),
        darker(colour, 0.35),
        14,
      ) +
      c.line(between(600, 560, 600, 1110), darker(colour, 0.6), 22) +
      c.solid(poly('474,470 400,430,14 474,570', 6), colour) +
      c.solid(poly('726,470 800,430,14 726,570', 6), colour)
    const body = size === 'bolt' ? bolt() : size === 'drywall' ? drywall() : plug()
    return c.shadow(580, 1096, 340) + c.turn(32, 600, 600, size === '' ? c.move(50, 70, body, 0.92) : body)
  },
}

/** Three twist drill bits; the label names the shank. */
const drillBit: Motif = {
  colour: 'silver',
  accent: 'grey',
  focus: [600, 480, 1.9],
  draw: (c, { colour, accent, label }) => {
    const bit = (x: number, half: number, top: number) => {
      const flute = poly(
        `${x},${top - half * 0.9},2 ${x + half},${top} ${x + half},860 ${x - half},860 ${x - half},${top}`,
        4,
      )
      const turns = Array.from(
        { length: Math.ceil((860 - top) / (half * 2)) + 1 },
        (_, i) =>
          `M${x - half} ${top + i * half * 2}C${x - half * 0.3} ${top + i * half * 2 + half * 0.1} ${x + half * 0.3} ${top + i * half * 2 - half * 1.1} ${x + half} ${top + i * half * 2 - half * 1.1}`,
      ).join('')
      const grooves =
        label === '' ? '' : c.flat(rounded(x - half * 0.4, 960, half * 0.8, 90, half * 0.4), darker(accent, 0.5))
      return (
        c.turned(flute, x - half, top - half, half * 2, 880 - top + half, colour) +
        c.within(
          flute,
          c.line(turns, darker(colour, 0.5), half * 0.62) +
            c.move(0, half * 0.42, c.line(turns, lighter(colour, 0.45), half * 0.14)),
        ) +
        c.rod(x - half, 850, half * 2, 230, [0, 0, 16, 16], accent, 'y') +
        grooves +
        c.flat(rounded(x - half, 850, half * 2, 20, 0), darker(accent, 0.3))
      )
    }
    return c.shadow(600, 1092, 380) + bit(330, 56, 420) + bit(600, 92, 160) + bit(860, 70, 300)
  },
}

export const fasteners = { screw, nut, washer, anchor, drillBit }
