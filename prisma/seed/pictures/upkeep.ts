import { darker, gunmetal, ink, lighter, mix, steel } from './colour.ts'
import type { Motif } from './motif.ts'
import { between, poly, ring, rounded } from './outline.ts'

/** A bag of coffee and some of its beans. */
const coffee: Motif = {
  colour: 'brown',
  accent: 'kraft',
  focus: [600, 640, 1.8],
  draw: (c, { colour, accent, label }) => {
    const bean = (x: number, y: number, turn: number) =>
      c.turn(
        turn,
        x,
        y,
        c.oval(x, y, 58, 40, '#6b4226', { rim: 4, shade: 8 }) +
          c.line(`M${x - 48} ${y}q30-14 48 0t48 0`, darker('#6b4226', 0.6), 7),
      )
    return (
      c.shadow(600, 1074, 400) +
      c.solid(poly('330,250,10 870,250,10 930,420,60 930,1050,40 270,1050,40 270,420,60', 20), colour, {
        rim: 12,
        shade: 34,
      }) +
      c.flat(poly('860,300 930,420 930,1050 850,1050', 20), darker(colour, 0.2)) +
      c.box(320, 130, 560, 130, 16, darker(colour, 0.16)) +
      c.line('M340 176H860M340 214H860', darker(colour, 0.4), 8) +
      c.rod(310, 240, 580, 34, 10, accent, 'x') +
      c.box(370, 440, 440, 430, 30, mix(accent, '#fff6e6', 0.6), { rim: 5, shade: 10 }) +
      c.solid('M460 600h230v90q0 90-115 90t-115-90z', colour, { rim: 4, shade: 9 }) +
      c.line('M690 630q70 0 60 50t-80 50', colour, 24) +
      c.line('M520 560q-24-36 0-66M580 560q-24-36 0-66M640 560q-24-36 0-66', darker(accent, 0.2), 14) +
      c.text(label || 'CREMA', 590, 826, 44, colour, 380) +
      c.disc(600, 340, 26, darker(colour, 0.3), { rim: 3, shade: 5 }) +
      bean(250, 1040, 20) +
      bean(900, 1050, -24) +
      bean(1000, 1020, 40)
    )
  },
}

const mug: Motif = {
  colour: 'white',
  accent: 'orange',
  focus: [520, 560, 1.8],
  draw: (c, { colour, accent, label }) =>
    c.shadow(560, 1070, 400) +
    c.line('M430 230q-50-60 0-120M560 240q-50-70 0-140M690 230q-50-60 0-120', '#ffffff', 26, 0.7) +
    c.line('M850 500q200-40 200 150t-220 190', darker(colour, 0.3), 84) +
    c.line('M846 494q200-40 200 150t-220 190', colour, 60) +
    c.turned('M230 370h660v500q0 190-190 190H420q-190 0-190-190z', 230, 370, 660, 690, colour) +
    c.oval(560, 370, 330, 84, lighter(colour, 0.3), { rim: 8, shade: 10 }) +
    c.oval(560, 374, 292, 66, '#7b4a2a', { rim: 8, shade: 4 }) +
    c.line('M420 372q120 34 240-4', '#b98256', 14) +
    c.flat(rounded(230, 560, 660, 44, 0), accent) +
    (label === ''
      ? c.flat('M560 860C440 780 430 690 490 670q48-8 70 44q22-52 70-44c60 20 50 110-70 190z', accent)
      : c.text(label, 560, 760, 110, accent, 420)) +
    c.gleam('M280 480V860', 20, 0.6),
}

/** A bottle of glue; `cartridge` goes into a gun, `tube` is squeezed. */
const glue: Motif = {
  colour: 'yellow',
  accent: 'red',
  focus: [600, 640, 1.8],
  draw: (c, { colour, accent, label, size }) => {
    if (size === 'cartridge')
      return (
        c.shadow(600, 1090, 320) +
        c.turned(poly('576,70,8 624,70,8 660,330 540,330', 6), 540, 70, 120, 260, mix(accent, '#ffffff', 0.75)) +
        c.rod(520, 300, 160, 60, 10, mix(accent, '#ffffff', 0.75), 'y') +
        c.rod(420, 350, 360, 730, [40, 40, 10, 10], '#f2efe6', 'y') +
        c.flat(rounded(420, 460, 360, 500, 0), colour) +
        c.flat(rounded(420, 460, 360, 110, 0), accent) +
        c.text(label || 'FIX', 600, 700, 110, ink, 280) +
        c.line('M480 800h240M480 850h160', ink, 12, 0.7)
      )
    if (size === 'tube')
      return (
        c.shadow(600, 1050, 460) +
        c.turn(
          -34,
          600,
          600,
          c.turned(poly('90,540 230,550 230,650 90,660', 20), 90, 540, 140, 120, accent, 'x') +
            c.rod(220, 520, 60, 160, 6, steel, 'x') +
            c.turned(
              poly('270,450,50 960,420 1060,420 1060,780 960,780 270,750,50', 10),
              270,
              420,
              790,
              360,
              colour,
              'x',
            ) +
            c.rod(1030, 410, 80, 380, 6, darker(colour, 0.2), 'x') +
            c.flat(rounded(400, 440, 300, 320, 0), accent) +
            c.text(label || 'FIX', 550, 600, 100, '#ffffff', 240),
        )
      )
    return (
      c.shadow(600, 1090, 300) +
      c.turned(poly('570,100,20 630,100,20 690,330 510,330', 10), 510, 100, 180, 230, accent) +
      c.rod(490, 310, 220, 70, 14, accent, 'y') +
      c.line(
        [0, 1, 2, 3, 4].map((i) => between(520 + i * 40, 322, 520 + i * 40, 368)).join(''),
        darker(accent, 0.35),
        9,
      ) +
      c.turned(
        'M500 370h200q140 30 140 160v480q0 70-70 70H430q-70 0-70-70V530q0-130 140-160z',
        360,
        370,
        480,
        710,
        colour,
      ) +
      c.flat(rounded(360, 600, 480, 330, 0), '#fbf9f2') +
      c.flat(rounded(360, 600, 480, 70, 0), accent) +
      c.text(label || 'GLUE', 600, 760, 96, ink, 400) +
      c.line('M440 850h320', darker(colour, 0.3), 16) +
      c.gleam('M404 520V980', 16)
    )
  },
}

/** A can with a spout; `spray` is an aerosol, `tin` a tub. */
const oilCan: Motif = {
  colour: 'blue',
  accent: 'red',
  focus: [600, 640, 1.8],
  draw: (c, { colour, accent, label, size }) => {
    const print =
      c.flat(rounded(370, 560, 460, 330, 0), '#fbf9f2') +
      c.flat('M600 590c70 90 100 130 100 175a100 100 0 0 1-200 0c0-45 30-85 100-175z', mix(accent, '#e7a52e', 0.5)) +
      c.text(label, 600, 780, 48, '#ffffff', 150)
    if (size === 'spray')
      return (
        c.shadow(600, 1090, 280) +
        c.rod(340, 190, 230, 16, 6, accent, 'x') +
        c.box(560, 130, 90, 90, 16, accent) +
        c.rod(550, 210, 110, 50, 6, '#f2efe6', 'y') +
        c.turned(
          'M370 400q0-120 130-150h200q130 30 130 150v640q0 40-40 40H410q-40 0-40-40z',
          370,
          250,
          460,
          830,
          colour,
        ) +
        c.rod(362, 380, 476, 34, 10, steel, 'y') +
        print +
        c.rod(362, 1050, 476, 34, 12, steel, 'y')
      )
    if (size === 'tin')
      return (
        c.shadow(600, 1040, 460) +
        c.turned(poly('180,420 1020,420 980,1020,50 220,1020,50', 10), 180, 420, 840, 600, colour) +
        c.rod(150, 330, 900, 120, [60, 60, 14, 14], accent, 'y') +
        c.flat(rounded(190, 560, 820, 260, 0), '#fbf9f2') +
        c.text(label || 'EP2', 600, 690, 130, ink, 500)
      )
    return (
      c.shadow(600, 1076, 400) +
      c.tube('M640 420C700 300 800 240 960 150', steel, 34) +
      c.tube('M800 700C980 680 980 940 800 930', darker(colour, 0.2), 40) +
      c.turned(
        'M330 620q0-120 180-170l60-60h120l60 60q80 50 80 170v400q0 40-40 40H370q-40 0-40-40z',
        330,
        390,
        500,
        670,
        colour,
      ) +
      c.rod(550, 350, 160, 60, 14, accent, 'y') +
      c.move(-18, 90, c.stretch(1.06, 0.9, 600, 700, print)) +
      c.rod(322, 1030, 516, 40, 12, steel, 'y') +
      c.flat('M985 190c30 40 40 56 40 74a40 40 0 0 1-80 0c0-18 10-34 40-74z', '#e7a52e') +
      c.gleam('M370 640V1000', 16)
    )
  },
}

const paintBrush: Motif = {
  colour: 'beech',
  accent: 'blue',
  focus: [600, 500, 1.8],
  draw: (c, { colour, accent, size }) => {
    const bristle = Array.from({ length: 15 }, (_, i) =>
      between(450 + i * 22, 130 + Math.abs(i - 7) * 5, 452 + i * 21, 420),
    ).join('')
    const brush =
      c.turned(poly('420,140,20 500,100,30 700,100,30 780,140,20 770,430 430,430', 20), 420, 100, 360, 330, '#c8a06a') +
      c.line(bristle, darker('#c8a06a', 0.35), 6) +
      c.within(
        poly('420,140,20 500,100,30 700,100,30 780,140,20 770,430 430,430', 20),
        c.flat('M400 80h400v90q-40 50-90 20t-90 10t-100-10t-120 0z', accent),
      ) +
      c.rod(410, 410, 380, 150, 8, steel, 'y') +
      c.line('M410 450h380M410 520h380', darker(steel, 0.3), 7) +
      [460, 740].map((x) => c.flat(ring(x, 486, 10), gunmetal)).join('') +
      c.turned(
        'M430 560h340q0 60-70 110t-50 170t14 190q0 70-64 70t-64-70q4-90 14-190t-50-170t-70-110z',
        430,
        560,
        340,
        540,
        colour,
      ) +
      c.flat(ring(600, 1040, 16), darker(colour, 0.6))
    return size === 'roller'
      ? c.shadow(600, 1090, 400) +
          c.rod(190, 170, 640, 220, 60, accent, 'x') +
          c.rod(170, 200, 40, 160, 14, gunmetal, 'x') +
          c.tube('M830 280h110q40 0 40 40v170q0 40-40 40H640q-40 0-40 40v90', steel, 30) +
          c.turned(poly('550,640,20 650,640,20 670,1040,50 600,1100,50 530,1040,50', 20), 530, 640, 140, 460, colour) +
          c.flat(ring(600, 1040, 16), ink)
      : c.shadow(560, 1092, 320) + c.turn(28, 600, 600, brush)
  },
}

export const upkeep = { coffee, mug, glue, oilCan, paintBrush }
