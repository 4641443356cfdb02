import type { Canvas } from './canvas.ts'
import { darker, gunmetal, ink, lighter, rubber, steel } from './colour.ts'
import type { Motif } from './motif.ts'
import { between, poly, ring, rounded } from './outline.ts'

/** A cable drum with sockets in its face, on a stand. */
const cableReel: Motif = {
  colour: 'orange',
  accent: 'black',
  focus: [560, 560, 1.8],
  draw: (c, { colour, accent, label }) => {
    const outlet = (turn: number) =>
      c.turn(
        turn,
        560,
        580,
        c.disc(560, 430, 66, ink) +
          c.flat(ring(538, 430, 10) + ring(582, 430, 10), '#0d1013') +
          c.line('M560 372v12M560 476v12', steel, 8),
      )
    return (
      c.shadow(600, 1086, 460) +
      c.tube('M860 900C1000 960 980 1060 1090 1040', accent, 30) +
      c.tube('M380 1060L440 300Q450 130 580 130H700Q830 130 840 300L900 1060', gunmetal, 46) +
      c.rod(500, 100, 260, 64, 30, rubber, 'x') +
      c.disc(640, 600, 410, darker(colour, 0.3)) +
      c.line([360, 334, 308, 282].map((r) => ring(620, 596, r)).join(''), lighter(accent, 0.08), 24) +
      c.disc(560, 580, 400, colour, { rim: 12, shade: 26 }) +
      c.flat(ring(560, 580, 330) + ring(560, 580, 318), darker(colour, 0.2)) +
      c.disc(560, 580, 270, darker(colour, 0.14), { rim: 6, shade: 12 }) +
      [45, 135, 225, 315].map(outlet).join('') +
      c.disc(560, 580, 62, rubber) +
      c.flat(ring(560, 580, 20), '#d94a3d') +
      c.text(label, 560, 890, 54, '#ffffff', 200) +
      c.box(290, 1040, 160, 44, 20, rubber) +
      c.box(830, 1040, 160, 44, 20, rubber)
    )
  },
}

function plug(c: Canvas, x: number, y: number, colour: string): string {
  return (
    c.rod(x + 30, y - 90, 18, 100, 8, steel, 'y') +
    c.rod(x + 92, y - 90, 18, 100, 8, steel, 'y') +
    c.solid(
      poly(
        `${x},${y},30 ${x + 140},${y},30 ${x + 150},${y + 110},40 ${x + 96},${y + 200},20 ${x + 44},${y + 200},20 ${x - 10},${y + 110},40`,
        20,
      ),
      colour,
    ) +
    c.line(
      between(x + 34, y + 150, x + 106, y + 150) + between(x + 40, y + 172, x + 100, y + 172),
      darker(colour, 0.4),
      8,
    )
  )
}

/** A coil of cable with its plug; `wire` shows the copper cores, `data` has RJ45 plugs. */
const cable: Motif = {
  colour: 'black',
  accent: 'blue',
  focus: [840, 440, 1.9],
  draw: (c, { colour, accent, size }) => {
    const coil = [0, 1, 2, 3]
      .map((i) =>
        c.tube(
          ring(520 + (i % 2) * 16, 640 - i * 22, 350 - i * 12, 320 - i * 10),
          i % 2 ? darker(colour, 0.1) : lighter(colour, 0.08),
          46,
        ),
      )
      .join('')
    const tied = (x: number, y: number, turn: number) => c.turn(turn, x, y, c.box(x - 34, y - 70, 68, 170, 18, accent))
    const cores = ['#8a5a3c', '#2f6fc4', '#7ab648'].map(
      (core, i) =>
        c.tube(`M${900 + i * 44} 470Q${890 + i * 60} 340 ${860 + i * 90} 230`, core, 40) +
        c.tube(`M${860 + i * 90} 230l${(i - 1) * 14 - 4}-70`, '#cf7f4a', 22),
    )
    const jack =
      c.box(880, 190, 150, 200, 14, '#dbe7ea') +
      c.line([0, 1, 2, 3, 4, 5, 6].map((i) => between(904 + i * 17, 200, 904 + i * 17, 260)).join(''), '#d8b04c', 8) +
      c.box(910, 380, 92, 130, 20, darker(colour, 0.1))
    const end =
      size === 'wire'
        ? cores.join('') + c.box(880, 450, 140, 150, 24, colour)
        : size === 'data'
          ? jack
          : plug(c, 880, 300, colour)
    return (
      c.shadow(580, 1040, 470) +
      c.tube('M840 700C930 700 950 620 950 500', colour, 46) +
      coil +
      tied(520, 290, 0) +
      tied(190, 640, 90) +
      tied(820, 800, -50) +
      end
    )
  },
}

const plate = (c: Canvas, colour: string): string =>
  c.box(170, 170, 860, 860, 80, colour, { rim: 12, shade: 30 }) +
  c.box(240, 240, 720, 720, 40, lighter(colour, 0.2), { rim: 5, shade: 12 })

/** A socket for Schuko plugs; `us` takes NEMA plugs, `strip` is a power strip. */
const socketOutlet: Motif = {
  colour: 'white',
  accent: 'orange',
  focus: [600, 600, 1.7],
  draw: (c, { colour, accent, size }) => {
    const schuko = (x: number, y: number, r: number) =>
      c.disc(x, y, r, darker(colour, 0.1), { rim: 5, shade: 10 }) +
      c.disc(x, y, r * 0.86, darker(colour, 0.2), { rim: 4, shade: 8 }) +
      c.flat(ring(x - r * 0.36, y, r * 0.11) + ring(x + r * 0.36, y, r * 0.11), ink) +
      c.flat(
        rounded(x - r * 0.09, y - r * 0.86, r * 0.18, r * 0.24, 6) +
          rounded(x - r * 0.09, y + r * 0.62, r * 0.18, r * 0.24, 6),
        gunmetal,
      )
    const us = (y: number) =>
      c.box(430, y, 340, 270, 120, darker(colour, 0.06), { rim: 5, shade: 12 }) +
      c.flat(
        rounded(518, y + 60, 26, 90, 6) +
          rounded(656, y + 70, 24, 76, 6) +
          'M566 ' +
          (y + 226) +
          'v-26a34 34 0 0 1 68 0v26z',
        ink,
      )
    if (size === 'strip')
      return (
        c.shadow(600, 830, 540) +
        c.tube('M1040 620C1180 620 1120 400 1150 260', rubber, 34) +
        c.box(60, 430, 1020, 340, 70, colour, { rim: 12, shade: 28 }) +
        [220, 470, 720].map((x) => schuko(x, 600, 106)).join('') +
        c.box(880, 530, 120, 140, 24, darker(colour, 0.3)) +
        c.box(896, 546, 88, 108, 16, accent) +
        c.line('M940 570v26', '#ffffff', 10)
      )
    return (
      c.shadow(600, 1090, 380) +
      plate(c, colour) +
      (size === 'us'
        ? us(290) + us(640) + c.screwHead(600, 600, 18)
        : schuko(600, 600, 290) + c.disc(600, 600, 22, steel, { rim: 3, shade: 5 })) +
      c.flat(ring(900, 900, 12), accent)
    )
  },
}

/** A rocker switch; `double` has two. */
const lightSwitch: Motif = {
  colour: 'white',
  accent: 'green',
  focus: [600, 620, 1.7],
  draw: (c, { colour, accent, size }) => {
    const rocker = (x: number, w: number) =>
      c.box(x, 290, w, 620, 26, colour, { rim: 8, shade: 16 }) +
      c.flat(rounded(x, 590, w, 320, [0, 0, 26, 26]), darker(colour, 0.1)) +
      c.line(between(x + 10, 592, x + w - 10, 592), '#ffffff', 8) +
      c.flat(rounded(x + w / 2 - 44, 830, 88, 18, 9), accent)
    return (
      c.shadow(600, 1090, 380) +
      plate(c, colour) +
      (size === 'double' ? rocker(300, 290) + rocker(610, 290) : rocker(300, 600))
    )
  },
}

/** An LED bulb; `tube`, `panel` and `spot` are other lamps. */
const led: Motif = {
  colour: 'white',
  accent: '#ffe08a',
  focus: [600, 740, 1.8],
  draw: (c, { colour, accent, size }) => {
    if (size === 'tube')
      return (
        c.glow(600, 600, 560, accent, 240) +
        c.turn(
          -24,
          600,
          600,
          c.rod(110, 540, 980, 120, 30, colour, 'x') +
            c.rod(70, 532, 90, 136, 20, steel, 'x') +
            c.rod(1040, 532, 90, 136, 20, steel, 'x') +
            c.line('M40 570h36M40 630h36M1124 570h36M1124 630h36', '#d8b04c', 14) +
            c.flat(rounded(180, 578, 840, 30, 15), accent, 0.8),
        ) +
        c.shadow(600, 1080, 420)
      )
    if (size === 'panel')
      return (
        c.shadow(600, 1080, 440) +
        c.box(130, 130, 940, 900, 40, colour, { rim: 12, shade: 26 }) +
        c.flat(rounded(190, 190, 820, 780, 14), '#fffdf2') +
        c.glow(600, 580, 440, accent) +
        c.flat('M190 190h330L190 620z', '#ffffff', 0.6) +
        c.line('M190 450h820M190 710h820M464 190v780M738 190v780', darker(colour, 0.08), 4)
      )
    const screwBase =
      c.turned(poly('490,830 710,830 700,1010 640,1080,20 560,1080,20 500,1010', 10), 490, 830, 220, 250, steel) +
      c.line([0, 1, 2, 3].map((i) => between(488, 872 + i * 42, 712, 856 + i * 42)).join(''), darker(steel, 0.4), 12) +
      c.flat(rounded(560, 1056, 80, 30, 14), ink)
    const globe =
      size === 'spot'
        ? poly('250,260,60 950,260,60 930,380,40 730,680,40 470,680,40 270,380,40', 30)
        : 'M600 120a310 310 0 0 1 310 310c0 130-110 180-140 280h-340c-30-100-140-150-140-280a310 310 0 0 1 310-310z'
    return (
      c.glow(600, 430, 520, accent) +
      c.shadow(600, 1090, 240) +
      screwBase +
      c.solid(poly('430,690 770,690 720,850,20 480,850,20', 12), darker(colour, 0.14)) +
      c.vents(500, 730, 7, colour, { dy: 80, gap: 34, width: 10 }) +
      c.solid(globe, lighter(accent, 0.55), { rim: 12, shade: 30 }) +
      c.within(globe, c.glow(600, 480, 300, '#ffffff', 300, 1)) +
      c.gleam('M360 420C360 300 440 220 530 190', 26, 0.9)
    )
  },
}

export const electrical = { cableReel, cable, socketOutlet, switch: lightSwitch, led }
