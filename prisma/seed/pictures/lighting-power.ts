import { darker, gunmetal, ink, lighter, rubber, steel } from './colour.ts'
import type { Motif } from './motif.ts'
import { between, poly, ring, rounded } from './outline.ts'
import { batteryPack } from './power-rotating.ts'

/** A floodlight on its stand bracket; `tripod` stands high. */
const floodlight: Motif = {
  colour: 'yellow',
  accent: 'black',
  focus: [560, 480, 1.8],
  draw: (c, { colour, accent, label, size }) => {
    const diodes = Array.from(
      { length: 24 },
      (_, i) =>
        c.flat(ring(350 + (i % 6) * 84, 300 + Math.floor(i / 6) * 92, 25), '#fff6cf') +
        c.flat(ring(350 + (i % 6) * 84, 300 + Math.floor(i / 6) * 92, 11), '#ffd95e'),
    )
    const lamp =
      c.box(220, 170, 700, 520, 60, colour, { rim: 12, shade: 28 }) +
      c.box(272, 222, 580, 410, 30, ink, { rim: 5, shade: 8 }) +
      c.flat(rounded(290, 240, 544, 374, 20), '#dfe6e4') +
      diodes.join('') +
      c.flat('M290 240h240L290 560z', '#ffffff', 0.35) +
      c.tag(500, 640, 140, 38, darker(colour, 0.5), label)
    const tripod =
      c.tube('M570 760L300 1070M570 760L860 1070M570 760V1070', gunmetal, 34) +
      c.rod(546, 640, 50, 200, 8, gunmetal, 'y')
    const stand =
      c.tube('M150 430V900q0 60 60 60h720q60 0 60-60V430', accent, 44) +
      c.tube('M200 960L120 1060M940 960L1020 1060', accent, 44) +
      c.disc(150, 430, 62, accent) +
      c.disc(990, 430, 62, accent)
    return (
      c.glow(570, 430, 580, '#fff0b3', 440, 0.7) +
      c.shadow(570, 1084, 460) +
      (size === 'tripod' ? tripod : stand) +
      (size === 'tripod' ? c.move(0, -40, lamp) : c.move(0, 20, lamp)) +
      (size === 'tripod' ? '' : c.screwHead(150, 430, 18) + c.screwHead(990, 430, 18))
    )
  },
}

/** A hand torch; `head` is a headlamp. */
const torch: Motif = {
  colour: 'black',
  accent: 'orange',
  focus: [800, 420, 1.8],
  draw: (c, { colour, accent, label, size }) => {
    if (size === 'head') {
      return (
        c.shadow(600, 1050, 420) +
        c.line('M150 560C150 250 1050 250 1050 560', darker(accent, 0.4), 100) +
        c.line('M150 560C150 850 1050 850 1050 560', accent, 110) +
        c.stitch('M180 600C230 780 970 780 1020 600', lighter(accent, 0.5), 7) +
        c.glow(600, 720, 420, '#fff0b3') +
        c.box(390, 560, 420, 330, 80, colour, { rim: 10, shade: 22 }) +
        c.disc(600, 730, 124, gunmetal) +
        c.disc(600, 730, 98, '#fffbe6', { rim: 4, shade: 6 }) +
        c.flat(ring(600, 730, 40), '#ffe08a') +
        c.box(560, 536, 80, 44, 18, accent)
      )
    }
    return (
      c.turn(
        -38,
        600,
        600,
        c.flat(poly('900,480 1180,360 1180,840 900,720', 0), '#fff0b3', 0.4) +
          c.glow(960, 600, 320, '#fff3c0') +
          c.rod(100, 510, 90, 180, [60, 0, 0, 60], darker(colour, 0.2), 'x') +
          c.rod(180, 500, 500, 200, 20, colour, 'x') +
          c.line(
            [0, 1, 2, 3, 4, 5, 6].map((i) => between(230 + i * 40, 516, 230 + i * 40, 684)).join(''),
            darker(colour, 0.5),
            14,
          ) +
          c.turned(poly('670,500 780,410,40 900,410 900,790 780,790,40 670,700', 10), 670, 410, 230, 380, colour, 'x') +
          c.rod(884, 400, 44, 400, 10, accent, 'x') +
          c.oval(930, 600, 34, 186, '#fffbe0', { rim: 4, shade: 6 }) +
          c.rod(520, 476, 100, 40, 18, accent, 'x') +
          c.text(label, 610, 600, 44, '#ffffff', 120),
      ) + c.shadow(500, 1080, 360)
    )
  },
}

/** A tool battery; `cells` is a blister's worth of round cells, `charger` holds a pack. */
const battery: Motif = {
  colour: 'black',
  accent: 'teal',
  label: '18V',
  focus: [600, 600, 1.8],
  draw: (c, { colour, accent, label, size }) => {
    if (size === 'cells') {
      const cell = (x: number, y: number) =>
        c.rod(x + 54, y - 30, 72, 60, 12, steel, 'y') +
        c.rod(x, y, 180, 640, 26, colour, 'y') +
        c.rod(x, y, 180, 190, [26, 26, 0, 0], accent, 'y') +
        c.text('+', x + 90, y + 96, 70, '#ffffff') +
        c.turn(-90, x + 90, y + 420, c.text(label, x + 90, y + 420, 66, '#ffffff', 300))
      return c.shadow(600, 1010, 480) + [130, 350, 570, 790].map((x, i) => cell(x + 45, 340 - (i % 2) * 30)).join('')
    }
    const isCharger = label.startsWith('C') || size === 'charger'
    const pack =
      c.box(200, 420, 800, 500, 70, colour, { rim: 12, shade: 30 }) +
      c.box(260, 300, 680, 170, [40, 40, 10, 10], lighter(colour, 0.12), { rim: 8, shade: 16 }) +
      c.flat(rounded(330, 330, 540, 34, 14), ink) +
      c.line([0, 1, 2, 3].map((i) => between(400 + i * 130, 330, 400 + i * 130, 364)).join(''), '#d8b04c', 26) +
      c.box(180, 540, 90, 210, 30, accent) +
      c.box(930, 540, 90, 210, 30, accent) +
      c.flat(rounded(330, 550, 540, 190, 26), accent) +
      c.text(label, 600, 645, 110, '#ffffff', 480) +
      [0, 1, 2, 3].map((i) => c.flat(rounded(450 + i * 80, 810, 60, 40, 12), i < 3 ? '#8fe08a' : gunmetal)).join('') +
      c.screwHead(270, 860, 20) +
      c.screwHead(930, 860, 20)
    if (!isCharger) return c.shadow(600, 940, 460) + pack
    return (
      c.shadow(600, 1060, 500) +
      c.tube('M1010 900C1130 880 1120 700 1150 560', rubber, 30) +
      c.move(216, 130, batteryPack(c, 0, 0, 760, 380, darker(accent, 0.1), accent)) +
      c.solid(poly('180,480,40 1020,480,40 1090,960,60 1040,1050,50 160,1050,50 110,960,60', 40), colour, {
        rim: 12,
        shade: 30,
      }) +
      c.vents(260, 900, 7, colour, { dy: 80, gap: 40, width: 16 }) +
      c.tag(420, 600, 360, 150, accent, label) +
      c.flat(ring(760, 940, 22), '#8fe08a') +
      c.flat(ring(840, 940, 22), '#d94a3d', 0.6) +
      c.line('M950 900l-40 60h50l-30 60', '#ffd95e', 14)
    )
  },
}

export const lighting = { floodlight, torch, battery }
