import { darker, gunmetal, ink, lighter, mix, steel } from './colour.ts'
import type { Motif } from './motif.ts'
import { between, poly, ring, rounded } from './outline.ts'

/** A ream of paper with loose sheets on top. */
const paper: Motif = {
  colour: 'white',
  accent: 'blue',
  label: 'A4',
  focus: [480, 700, 1.8],
  draw: (c, { colour, accent, label }) => {
    const edges = Array.from({ length: 5 }, (_, i) => between(150, 560 + i * 14, 830, 560 + i * 14)).join('')
    return (
      c.shadow(620, 1010, 540) +
      c.block(120, 700, 720, 280, 240, 200, mix(accent, '#ffffff', 0.06)) +
      c.flat(poly('120,700 360,500 620,500 380,700', 0), lighter(accent, 0.6)) +
      c.box(120, 704, 300, 272, 0, '#fdfcf8', { rim: 3, shade: 4 }) +
      c.text(label, 270, 800, 110, accent, 240) +
      c.line('M190 900h160M190 930h110', darker(colour, 0.35), 10) +
      c.line('M470 840h300M470 880h220', '#ffffff', 14) +
      c.block(140, 550, 700, 80, 236, 196, colour) +
      c.line(edges, darker(colour, 0.16), 4) +
      c.flat(poly('130,552 330,330 1080,300 880,546', 6), darker(colour, 0.1)) +
      c.flat(poly('170,520 400,280 1100,330 860,560', 6), '#ffffff') +
      c.line('M420 350L900 382M376 400L860 434', darker(colour, 0.12), 8) +
      c.flat(poly('860,560 890,529 930,500 820,520', 6), darker(colour, 0.18))
    )
  },
}

/** A bound notebook with ribbon; `spiral` is bound with wire. */
const notebook: Motif = {
  colour: 'navy',
  accent: 'red',
  focus: [560, 460, 1.8],
  draw: (c, { colour, accent, label, size }) => {
    const wire =
      size === 'spiral'
        ? Array.from(
            { length: 15 },
            (_, i) => c.flat(ring(318, 206 + i * 56, 10), ink) + c.tube(`M318 ${206 + i * 56}q-70-20-66 16`, steel, 12),
          ).join('')
        : c.flat(rounded(280, 140, 70, 880, [30, 0, 0, 30]), darker(colour, 0.28)) +
          c.box(830, 140, 36, 880, 6, accent, { rim: 4, shade: 8 })
    return (
      c.shadow(620, 1060, 400) +
      c.turn(
        5,
        600,
        600,
        c.line(between(640, 1000, 640, 1110), accent, 26) +
          c.box(300, 160, 650, 890, 30, darker(colour, 0.35)) +
          c.box(300, 150, 636, 884, 20, '#f8f3e6') +
          c.line([0, 1, 2].map((i) => `M330 ${1002 + i * 10}H${916}`).join(''), '#d9d0bb', 3) +
          c.box(280, 140, 640, 880, 30, colour, { rim: 10, shade: 18 }) +
          wire +
          c.box(430, 280, 330, 190, 16, '#fbf6e9', { rim: 4, shade: 6 }) +
          (label === ''
            ? c.line('M480 340h230M480 386h180M480 430h120', gunmetal, 9)
            : c.text(label, 595, 375, 60, ink, 280)) +
          c.gleam('M410 900C400 700 404 640 400 560', 12, 0.2),
      )
    )
  },
}

/** A lever arch file with its coloured spine. */
const binder: Motif = {
  colour: 'red',
  accent: 'white',
  focus: [420, 640, 1.7],
  draw: (c, { colour, accent, label }) =>
    c.shadow(640, 1080, 440) +
    c.flat(poly('470,130 900,90,20 960,120,20 960,1020,20 470,1060', 8), darker(colour, 0.25)) +
    c.flat(poly('520,150 920,112 920,1004 520,1040', 6), darker(colour, 0.12)) +
    c.flat(poly('480,126 900,90 940,104 520,140', 4), '#f5f0e2') +
    c.line('M530 128L900 96M510 132L880 100', '#d8cfb8', 4) +
    c.box(240, 110, 270, 960, 26, colour, { rim: 10, shade: 24 }) +
    c.line(`${between(266, 130, 266, 1050)}${between(484, 130, 484, 1050)}`, darker(colour, 0.25), 8) +
    c.box(290, 240, 170, 470, 16, accent, { rim: 4, shade: 8 }) +
    c.turn(-90, 375, 475, c.text(label || '2026', 375, 475, 70, ink, 400)) +
    c.line('M310 290h130M310 660h130', darker(accent, 0.3), 8) +
    c.disc(375, 880, 64, steel) +
    c.disc(375, 880, 40, darker(colour, 0.6), { rim: 4, shade: 6 }) +
    c.box(270, 1030, 210, 34, 8, steel, { rim: 3, shade: 6 }) +
    c.line(between(880, 160, 880, 980), lighter(colour, 0.2), 8, 0.5),
}

const folder: Motif = {
  colour: 'yellow',
  accent: 'red',
  focus: [560, 520, 1.7],
  draw: (c, { colour, accent, label }) => {
    const sheet = (turn: number, y: number) =>
      c.turn(
        turn,
        600,
        700,
        c.box(210, y, 760, 600, 14, '#fdfcf8', { rim: 3, shade: 6 }) +
          c.line(`M280 ${y + 70}h400M280 ${y + 120}h300`, '#c9d0d4', 12),
      )
    return (
      c.shadow(600, 1040, 520) +
      c.solid(poly('110,270,40 440,270,40 510,350,30 1080,350,40 1080,1000,40 110,1000,40', 20), darker(colour, 0.16)) +
      c.flat(rounded(150, 290, 240, 46, 14), accent) +
      sheet(-3, 270) +
      sheet(3, 320) +
      c.solid(poly('70,500,40 1130,500,40 1090,1020,50 110,1020,50', 30), colour, { rim: 10, shade: 24 }) +
      c.box(380, 640, 440, 170, 20, lighter(colour, 0.6), { rim: 4, shade: 8 }) +
      (label === ''
        ? c.line('M440 700h320M440 750h220', darker(colour, 0.5), 12)
        : c.text(label, 600, 725, 80, ink, 380))
    )
  },
}

const calculator: Motif = {
  colour: 'grey',
  accent: 'orange',
  focus: [560, 640, 1.9],
  draw: (c, { colour, accent, label }) => {
    const keys = Array.from({ length: 20 }, (_, i) => {
      const [col, row] = [i % 4, Math.floor(i / 4)]
      const fill = col === 3 ? accent : row === 0 ? gunmetal : '#fbfaf5'
      const sign =
        ['C', '%', '/', '+', '7', '8', '9', 'X', '4', '5', '6', '-', '1', '2', '3', '+', '0', '.', '', '-'][i] ?? ''
      return (
        c.box(350 + col * 130, 480 + row * 112, 108, 90, 22, fill, { rim: 5, shade: 10 }) +
        c.text(sign, 404 + col * 130, 525 + row * 112, 36, fill === '#fbfaf5' ? ink : '#ffffff')
      )
    })
    return (
      c.shadow(610, 1084, 380) +
      c.box(290, 120, 620, 960, 60, colour, { rim: 10, shade: 28 }) +
      c.box(350, 180, 500, 220, 26, ink) +
      c.flat(rounded(372, 202, 456, 176, 14), '#cbdcc0') +
      c.text(label || '119.00', 600, 300, 100, ink, 400) +
      c.flat(rounded(350, 420, 180, 30, 8), darker(colour, 0.6)) +
      keys.join('')
    )
  },
}

export const papers = { paper, notebook, binder, folder, calculator }
