import { darker, gunmetal, ink, lighter, mix, rubber, steel } from './colour.ts'
import type { Canvas } from './canvas.ts'
import type { Motif } from './motif.ts'
import { between, poly, ring, rounded, smooth } from './outline.ts'

const drop = (x: number, y: number, r: number) =>
  `M${x} ${y - r * 1.7}C${x + r * 0.5} ${y - r} ${x + r} ${y - r * 0.4} ${x + r} ${y + r * 0.1}a${r} ${r} 0 0 1 ${-2 * r} 0C${x - r} ${y - r * 0.4} ${x - r * 0.5} ${y - r} ${x} ${y - r * 1.7}z`

/** A spray bottle; `canister` holds the concentrate. */
const cleaner: Motif = {
  colour: 'teal',
  accent: 'white',
  focus: [560, 720, 1.8],
  draw: (c, { colour, accent, label, size }) => {
    const print = (x: number, y: number, w: number, h: number) =>
      c.box(x, y, w, h, 24, '#fbf9f2', { rim: 4, shade: 8 }) +
      c.flat(rounded(x, y + h * 0.68, w, h * 0.16, 0), mix(colour, '#ffd34d', 0.5)) +
      c.flat(drop(x + w / 2, y + h * 0.34, h * 0.14), colour) +
      (label === '' ? '' : c.text(label, x + w / 2, y + h * 0.58, h * 0.11, ink, w * 0.8))
    if (size === 'canister') {
      return (
        c.shadow(600, 1074, 430) +
        c.rod(760, 130, 130, 90, 16, accent === colour ? rubber : mix(accent, '#d94a3d', 0.85), 'y') +
        c.rod(774, 200, 102, 60, 4, lighter(colour, 0.1), 'y') +
        c.solid(
          `${poly('240,330,90 420,240,60 900,240,60 940,330,60 940,1060,70 240,1060,70', 40)}${poly('360,340,40 640,320,40 660,420,40 360,430,40', 30)}`,
          colour,
          { rim: 10, shade: 30 },
        ) +
        print(330, 540, 500, 420) +
        c.gleam('M284 420V900', 18)
      )
    }
    const body = poly('520,400,30 700,400,30 730,520,70 860,700,80 860,1080,70 360,1080,70 360,700,80 490,520,70', 30)
    return (
      c.shadow(610, 1086, 340) +
      c.line('M610 330V1000', darker(colour, 0.35), 14) +
      c.solid(body, colour, { rim: 10, shade: 30 }) +
      c.rod(520, 350, 180, 70, 12, lighter(gunmetal, 0.2), 'y') +
      c.line([0, 1, 2, 3, 4, 5].map((i) => between(540 + i * 28, 362, 540 + i * 28, 408)).join(''), gunmetal, 8) +
      c.solid(
        poly('400,170,20 700,150,50 820,210,60 810,270,40 700,290,30 690,350,14 530,350,14 520,280,20 400,260,20', 20),
        accent,
        { rim: 8, shade: 16 },
      ) +
      c.solid(poly('450,270 520,280 480,400,30 400,500,30 380,470,30 430,380,30', 20), mix(colour, accent, 0.25)) +
      c.rod(340, 184, 70, 66, 10, colour, 'x') +
      [
        [270, 170],
        [230, 216],
        [270, 262],
        [170, 180],
        [160, 250],
      ]
        .map(([x, y], i) => c.flat(ring(x as number, y as number, 16 - i * 1.6), mix(colour, '#ffffff', 0.5), 0.9))
        .join('') +
      print(420, 700, 380, 320) +
      c.gleam('M400 740V990', 16)
    )
  },
}

const bucket: Motif = {
  colour: 'blue',
  accent: 'yellow',
  focus: [600, 620, 1.7],
  draw: (c, { colour, accent }) =>
    c.shadow(600, 1066, 380) +
    c.line('M236 420C220 40 980 40 964 420', darker(steel, 0.3), 24) +
    c.line('M232 416C216 36 976 36 960 416', steel, 14) +
    c.rod(490, 106, 220, 56, 26, accent, 'x') +
    c.turned(poly('210,420 990,420 880,1050,50 320,1050,50', 10), 210, 420, 780, 640, colour) +
    c.oval(600, 410, 404, 96, lighter(colour, 0.2), { rim: 8, shade: 10 }) +
    c.oval(600, 414, 368, 78, darker(colour, 0.42), { rim: 4, shade: 6 }) +
    c.within(
      ring(600, 414, 366, 76),
      c.oval(600, 462, 350, 66, '#a9dced', { rim: 4, shade: 6 }) +
        [
          [460, 440, 34],
          [520, 424, 24],
          [700, 446, 30],
          [640, 430, 20],
        ]
          .map(([x, y, r]) => c.flat(ring(x as number, y as number, r as number), '#ffffff', 0.75))
          .join(''),
    ) +
    [236, 964].map((x) => c.disc(x, 430, 40, accent) + c.disc(x, 430, 14, gunmetal, { rim: 2, shade: 4 })).join('') +
    c.line('M262 620Q600 700 938 620', darker(colour, 0.3), 12) +
    c.line(
      [0, 1, 2, 3, 4].map((i) => between(820 - i * 3, 700 + i * 60, 870 - i * 10, 696 + i * 58)).join(''),
      '#ffffff',
      8,
      0.8,
    ) +
    c.gleam('M300 520L370 960', 18),
}

const mop: Motif = {
  colour: 'blue',
  accent: 'white',
  focus: [600, 860, 1.9],
  draw: (c, { colour, accent, size }) => {
    if (size === 'flat' || size === 'broom') {
      const fringe = Array.from({ length: 19 }, (_, i) =>
        c.line(
          between(230 + i * 41, 950, 226 + i * 42, size === 'broom' ? 1064 : 1040),
          i % 2 ? darker(accent, 0.12) : darker(accent, 0.24),
          34,
        ),
      ).join('')
      return (
        c.shadow(600, 1074, 480) +
        c.turn(8, 600, 900, c.rod(580, 50, 40, 800, 18, steel, 'y') + c.rod(572, 50, 56, 220, 24, colour, 'y')) +
        c.solid(poly('540,830 660,830 690,930 510,930', 20), rubber) +
        fringe +
        c.box(190, 900, 820, 80, 34, colour)
      )
    }
    const strands = Array.from({ length: 15 }, (_, i) => {
      const spread = (i - 7) * 58
      return c.line(
        `M${600 + (i - 7) * 20} 800C${600 + spread * 0.7} 880 ${600 + spread} 920 ${600 + spread} ${1050 - Math.abs(i - 7) * 7}`,
        i % 2 ? darker(accent, 0.08) : darker(accent, 0.22),
        54,
      )
    })
    return (
      c.shadow(600, 1084, 450) +
      c.turn(
        6,
        600,
        800,
        c.rod(578, 40, 44, 720, 20, steel, 'y') +
          c.rod(570, 40, 60, 240, 26, colour, 'y') +
          c.flat(ring(600, 70, 9), ink),
      ) +
      strands.join('') +
      c.solid(poly('520,700,40 680,700,40 760,830,30 440,830,30', 30), colour) +
      c.line(between(480, 806, 720, 806), darker(colour, 0.35), 10)
    )
  },
}

/** A dispenser of wet wipes; `roll` is a roll of paper towels, `cloth` a stack of cloths. */
const wipes: Motif = {
  colour: 'green',
  accent: 'white',
  focus: [600, 420, 1.8],
  draw: (c, { colour, accent, label, size }) => {
    if (size === 'roll')
      return (
        c.shadow(600, 1070, 360) +
        c.turned(rounded(280, 220, 640, 830, 20), 280, 220, 640, 830, mix(accent, colour, 0.06)) +
        c.stitch('M280 500h640M280 780h640', darker(accent, 0.25), 7) +
        c.oval(600, 220, 320, 96, lighter(accent, 0.3), { rim: 6, shade: 10 }) +
        c.line([250, 190].map((r) => ring(600, 220, r, r * 0.3)).join(''), darker(accent, 0.16), 5) +
        c.oval(600, 220, 110, 36, '#caa574') +
        c.oval(600, 224, 80, 24, ink) +
        c.flat(rounded(280, 600, 640, 90, 0), colour, 0.85)
      )
    if (size === 'cloth')
      return (
        c.shadow(600, 1010, 480) +
        [0, 1, 2, 3, 4]
          .map(
            (i) =>
              c.box(170, 880 - i * 120, 860, 130, 60, i % 2 ? darker(colour, 0.12) : colour, { rim: 8, shade: 20 }) +
              c.stitch(`M230 ${980 - i * 120}h740`, lighter(colour, 0.4), 6),
          )
          .join('')
      )
    return (
      c.shadow(600, 1076, 340) +
      c.solid(smooth('560,280 520,190 580,90 650,140 720,80 700,200 660,290'), '#fdfdfb') +
      c.line('M600 250c-10-60 10-100 20-120', '#cfd6da', 8) +
      c.turned(rounded(310, 340, 580, 720, [20, 20, 60, 60]), 310, 340, 580, 720, colour) +
      c.rod(290, 260, 620, 110, [60, 60, 16, 16], lighter(gunmetal, 0.7), 'y') +
      c.oval(600, 280, 130, 26, gunmetal, { rim: 4, shade: 6 }) +
      c.flat(poly('560,286 660,286 680,240 540,240', 10), '#fdfdfb') +
      c.flat(rounded(310, 520, 580, 370, 0), '#fbf9f2') +
      c.flat(rounded(310, 830, 580, 60, 0), mix(colour, '#ffffff', 0.35)) +
      c.text(label || 'WIPES', 600, 610, 72, colour, 420) +
      [
        [480, 740],
        [600, 720],
        [720, 740],
      ]
        .map(([x, y]) => c.flat(drop(x as number, y as number, 34), mix(colour, accent, 0.2)))
        .join('')
    )
  },
}

const soap: Motif = {
  colour: 'pink',
  accent: 'white',
  focus: [560, 700, 1.8],
  draw: (c, { colour, accent, label }) =>
    c.shadow(600, 1080, 340) +
    c.solid(poly('300,190,40 620,170,40 670,210,30 660,260,20 560,262,10 430,250,30 300,260,20', 20), accent, {
      rim: 6,
      shade: 14,
    }) +
    c.rod(572, 240, 56, 130, 4, darker(accent, 0.1), 'y') +
    c.rod(510, 340, 180, 90, 20, accent, 'y') +
    c.solid(poly('520,420 680,420 860,540,90 860,1070,80 340,1070,80 340,540,90', 30), colour, { rim: 12, shade: 34 }) +
    c.box(410, 640, 380, 320, 30, '#fffdf7', { rim: 4, shade: 8 }) +
    c.flat(ring(540, 770, 54) + ring(540, 770, 42), colour) +
    c.flat(ring(640, 730, 38) + ring(640, 730, 28), colour) +
    c.flat(ring(670, 820, 26), mix(colour, '#ffffff', 0.4)) +
    c.text(label, 600, 906, 42, ink, 320) +
    c.gleam('M392 600V980', 18) +
    c.flat(drop(324, 340, 24), mix(colour, '#ffffff', 0.3)),
}

/** A roll of bin bags beside a filled one. */
const binBags: Motif = {
  colour: 'black',
  accent: 'yellow',
  focus: [520, 360, 1.9],
  draw: (c, { colour, accent }) => {
    const bag = smooth('500,380 640,420 790,600 830,840 760,1030 500,1070 230,1030 150,840 200,600 350,420')
    const tie = (x: number, d: string): string => c.move(x, 0, c.solid(smooth(d), darker(colour, 0.1)))
    return (
      c.shadow(600, 1084, 520) +
      tie(0, '480,370 380,270 360,180 440,200 500,300 560,190 640,180 620,270 530,370') +
      c.solid(bag, colour, { rim: 12, shade: 40 }) +
      c.line(
        'M440 440C380 560 330 640 320 760M500 450C500 560 490 640 510 740M570 440C640 560 660 640 690 760M300 900c60 40 110 50 160 50',
        lighter(colour, 0.24),
        14,
      ) +
      c.line('M450 390q50 24 100 0', accent, 34) +
      roll(c, 720, 830, colour, accent)
    )
  },
}

const roll = (c: Canvas, x: number, y: number, colour: string, accent: string): string =>
  c.rod(x, y, 360, 230, [20, 0, 0, 20], lighter(colour, 0.08), 'x') +
  c.flat(rounded(x + 90, y, 150, 230, 0), accent) +
  c.line(`M${x + 120} ${y + 80}h90M${x + 120} ${y + 116}h60`, ink, 12) +
  c.oval(x + 360, y + 115, 44, 115, lighter(colour, 0.2), { rim: 6, shade: 8 }) +
  c.oval(x + 360, y + 115, 20, 52, ink, { rim: 2, shade: 3 })

export const cleaning = { cleaner, bucket, mop, wipes, soap, binBags }
