import { darker, ink, lighter, mix } from './colour.ts'
import type { Motif } from './motif.ts'
import { between, poly, ring, rounded } from './outline.ts'

/** A roll of packing tape; `dispenser` and `duct` (wide, ribbed) as well. */
const tape: Motif = {
  colour: 'kraft',
  accent: 'red',
  focus: [760, 860, 1.8],
  draw: (c, { colour, accent, label, size }) => {
    const roll = (cx: number, cy: number, r: number) =>
      c.flat(ring(cx + r * 0.26, cy + r * 0.02, r * 0.98), darker(colour, 0.3)) +
      c.solid(ring(cx, cy, r), colour, { rim: 10, shade: 20 }) +
      c.line([0.93, 0.86, 0.79].map((s) => ring(cx, cy, r * s)).join(''), darker(colour, 0.12), 5) +
      c.flat(ring(cx, cy, r * 0.7), '#d9bf94') +
      c.flat(ring(cx, cy, r * 0.62), darker('#d9bf94', 0.5)) +
      c.flat(ring(cx + r * 0.1, cy + r * 0.02, r * 0.52), darker('#d9bf94', 0.25))
    if (size === 'dispenser') {
      const frame = poly(
        '350,480,60 460,430,60 880,300,30 990,240,20 1070,300,30 1050,400,20 930,430,40 790,530,60 960,900,60 900,1020,60 780,990,50 640,640,60 420,620,60',
        30,
      )
      return (
        c.shadow(640, 1070, 440) +
        roll(430, 520, 330) +
        c.line('M560 216Q800 220 1010 270', colour, 16) +
        c.solid(frame, accent, { rim: 10, shade: 22 }) +
        c.solid(poly('730,640,50 800,620,40 920,900,50 870,970,50 800,940,40', 30), ink, { rim: 5, shade: 10 }) +
        c.disc(430, 520, 70, darker(accent, 0.25)) +
        c.disc(430, 520, 26, ink) +
        c.line('M1064 300l24 14l-18 18l24 14l-18 18l20 14l-26 20', '#c3ccd4', 12)
      )
    }
    return (
      c.shadow(600, 1050, 460) +
      c.solid(
        poly('470,984 1060,984 1120,984 1104,996 1124,1006 1104,1016 470,1014', 3),
        mix(colour, '#ffffff', 0.12),
      ) +
      roll(520, 600, 410) +
      c.gleam('M180 520C210 390 300 280 420 240', 20) +
      (label === '' ? '' : c.turn(-60, 520, 600, c.text(label, 520, 254, 50, darker(colour, 0.5), 300))) +
      (size === 'duct'
        ? c.stitch(ring(520, 600, 384), lighter(colour, 0.3), 8)
        : c.flat(rounded(540, 960, 110, 36, 8), accent, 0.85))
    )
  },
}

const cardboardBox: Motif = {
  colour: 'kraft',
  accent: 'red',
  focus: [480, 680, 1.9],
  draw: (c, { colour, accent, label, size }) => {
    const flat = size === 'flat'
    if (flat) {
      const sheet = (i: number) =>
        c.block(140, 820 - i * 64, 800, 52, 150, 110, i % 2 ? darker(colour, 0.06) : colour) +
        c.line(`M150 ${846 - i * 64}h780`, darker(colour, 0.22), 6)
      return (
        c.shadow(640, 900, 540) +
        [0, 1, 2, 3, 4, 5, 6].map(sheet).join('') +
        c.flat(poly('450,436 590,326 640,326 500,436', 0), accent, 0.8) +
        c.flat(rounded(450, 436, 50, 440, 0), accent, 0.8)
      )
    }
    return (
      c.shadow(620, 1060, 500) +
      c.flat(poly('600,420 1060,310 1060,900 600,1050', 6), darker(colour, 0.24)) +
      c.flat(poly('140,310 600,420 600,1050 140,900', 6), colour) +
      c.flat(poly('140,310 600,210 1060,310 600,420', 6), lighter(colour, 0.3)) +
      c.flat(poly('340,266 410,250 860,356 796,372', 2), mix(colour, '#ffffff', 0.55), 0.85) +
      c.flat(poly('796,372 860,356 860,500 840,488 820,510 796,500', 2), mix(colour, '#ffffff', 0.45), 0.85) +
      c.line('M604 422L1054 314M146 314L600 422V1040', lighter(colour, 0.5), 5) +
      c.line(between(370, 258, 830, 366), darker(colour, 0.2), 4) +
      c.line(
        'M220 820v-90l-24 34M220 730l24 34M290 838v-90l-24 34M290 748l24 34M196 850l120 30',
        darker(colour, 0.45),
        11,
      ) +
      c.flat(poly('380,640 540,680 540,820 380,778', 8), '#fcfbf8') +
      c.flat(poly('396,664 450,678 450,716 396,702', 3), accent) +
      c.line('M466 690l50 13M466 716l50 13M398 740l118 30M398 764l80 20', ink, 7, 0.8) +
      (label === '' ? '' : c.turn(13, 300, 480, c.text(label, 310, 460, 60, darker(colour, 0.5), 220))) +
      c.line('M700 900l60-20M700 930l110-36', darker(colour, 0.5), 9) +
      c.gleam('M170 360V560', 10, 0.25)
    )
  },
}

const bubbleWrap: Motif = {
  colour: 'clear',
  accent: 'blue',
  focus: [640, 640, 1.9],
  draw: (c, { colour, accent }) => {
    const bubble = (x: number, y: number, r: number) =>
      c.flat(ring(x, y, r), darker(colour, 0.16)) +
      c.flat(ring(x - 2, y - 2, r * 0.86), lighter(colour, 0.2)) +
      c.gleam(`M${x - r * 0.5} ${y - r * 0.1}q${r * 0.1} ${-r * 0.4} ${r * 0.45} ${-r * 0.46}`, r * 0.16, 0.95)
    const field = (x: number, y: number, cols: number, rows: number) =>
      Array.from({ length: cols * rows }, (_, i) =>
        bubble(x + (i % cols) * 84 + (Math.floor(i / cols) % 2) * 42, y + Math.floor(i / cols) * 76, 34),
      ).join('')
    const body = rounded(210, 330, 780, 600, 30)
    const sheet = poly('700,700 1010,680 1130,1010,30 560,1010,30', 10)
    return (
      c.shadow(640, 1030, 500) +
      c.turned(body, 210, 330, 780, 600, colour) +
      c.within(body, field(230, 350, 10, 9)) +
      c.flat(body, lighter(colour, 0.1), 0.18) +
      c.oval(600, 330, 390, 130, lighter(colour, 0.12), { rim: 8, shade: 12 }) +
      c.line('M300 330a300 96 0 1 1 300 96a230 74 0 1 1 230-74a170 56 0 1 1-170-52', darker(colour, 0.25), 9) +
      c.oval(600, 330, 90, 32, '#b98d5e', { rim: 5, shade: 8 }) +
      c.oval(604, 334, 62, 20, ink, { rim: 2, shade: 2 }) +
      c.solid(sheet, lighter(colour, 0.12)) +
      c.within(sheet, field(560, 720, 8, 5)) +
      c.flat(rounded(210, 560, 780, 90, 0), accent, 0.8) +
      c.gleam('M270 600h300', 12, 0.4)
    )
  },
}

const envelope: Motif = {
  colour: 'white',
  accent: 'blue',
  focus: [600, 560, 1.8],
  draw: (c, { colour, accent, size }) => {
    const padded = size === 'padded' ? c.stitch('M150 350h900v560H150z', darker(colour, 0.3), 7) : ''
    return (
      c.shadow(620, 980, 500) +
      c.turn(
        -7,
        600,
        600,
        c.turn(9, 600, 600, c.box(160, 330, 900, 560, 20, darker(colour, 0.14))) +
          c.box(120, 310, 960, 600, 24, colour, { rim: 8, shade: 16 }) +
          c.line('M140 890L470 620M1060 890L730 620', darker(colour, 0.2), 8) +
          c.solid('M132 322q468 560 936 0q-10-12-24-12H156q-14 0-24 12z', lighter(darker(colour, 0.05), 0.1), {
            rim: 6,
            shade: 16,
          }) +
          padded +
          c.disc(600, 600, 70, accent) +
          c.line('M572 602l20 22l40-46', '#ffffff', 13),
      )
    )
  },
}

const label: Motif = {
  colour: 'white',
  accent: 'red',
  focus: [640, 620, 1.8],
  draw: (c, { colour, accent, label: words }) => {
    const bars = [0, 14, 40, 58, 90, 104, 140, 160, 176, 210, 232, 262, 280, 310, 330]
      .map((x, i) => c.flat(rounded(640 + x, 830, i % 3 ? 8 : 15, 110, 0), ink))
      .join('')
    return (
      c.shadow(620, 1040, 500) +
      c.disc(420, 480, 330, darker(colour, 0.12)) +
      c.disc(420, 480, 318, colour, { rim: 10, shade: 20 }) +
      c.line([290, 262, 234, 206].map((r) => ring(420, 480, r)).join(''), darker(colour, 0.14), 5) +
      c.disc(420, 480, 150, '#caa574') +
      c.disc(420, 480, 116, darker('#caa574', 0.55), { rim: 4, shade: 6 }) +
      c.solid(poly('420,798 1100,798 1100,1000 420,1000', 6), '#e9dfc8') +
      c.box(600, 700, 460, 300, 24, colour, { rim: 6, shade: 12 }) +
      c.flat(rounded(600, 700, 460, 74, 24), accent) +
      c.text(words || 'PORTICO', 830, 738, 36, '#ffffff', 380) +
      bars +
      c.line('M640 800h220', darker(colour, 0.4), 10)
    )
  },
}

export const packing = { tape, cardboardBox, bubbleWrap, envelope, label }
