import type { Canvas } from './canvas.ts'
import { darker, gunmetal, lighter, mix, palette, rubber, steel, wood } from './colour.ts'
import type { Look, Motif } from './motif.ts'
import { between, poly, regular, ring, rounded } from './outline.ts'

const woods: readonly string[] = [palette.beech, palette.oak, wood]

function shaft(c: Canvas, { colour, accent }: Look): string {
  if (woods.includes(colour)) {
    return (
      c.turned(
        poly('572,240 628,240 630,620,60 654,860,90 644,1080,40 556,1080,40 546,860,90 570,620,60', 10),
        540,
        240,
        120,
        840,
        colour,
      ) +
      c.line('M590 420c8 120-10 220 4 380M612 640c6 120-6 180 4 300', darker(colour, 0.22), 6) +
      c.flat(rounded(556, 1010, 88, 20, 0), accent)
    )
  }
  return (
    c.rod(572, 240, 56, 460, 10, steel, 'y') +
    c.turned(
      poly('560,610,20 640,610,20 644,760,60 668,880,60 656,1080,50 544,1080,50 532,880,60 556,760,60', 20),
      532,
      610,
      136,
      470,
      colour,
    ) +
    c.solid(poly('556,700,30 644,700,30 648,960,40 552,960,40', 20), rubber, { rim: 5, shade: 10 }) +
    c.line(
      [0, 1, 2, 3, 4].map((i) => between(574, 748 + i * 44, 626, 748 + i * 44)).join(''),
      lighter(rubber, 0.2),
      10,
    ) +
    c.flat(ring(600, 1030, 15), darker(colour, 0.6))
  )
}

/** Claw hammer; `club`, `soft` (two plastic faces) and `mallet` differ in the head. */
const hammer: Motif = {
  colour: 'red',
  accent: 'black',
  focus: [700, 300, 1.8],
  draw: (c, look) => {
    const soft = mix(look.colour, '#ffffff', 0.1)
    const heads: Record<string, () => string> = {
      club: () =>
        c.solid(
          poly('390,150,20 430,130,10 770,130,10 810,150,20 810,330,20 770,350,10 430,350,10 390,330,20'),
          gunmetal,
        ) + c.flat(rounded(430, 130, 14, 220, 0) + rounded(756, 130, 14, 220, 0), darker(gunmetal, 0.3)),
      soft: () =>
        c.rod(330, 150, 130, 200, [50, 0, 0, 50], soft, 'x') +
        c.rod(740, 150, 130, 200, [0, 50, 50, 0], '#e9e4d6', 'x') +
        c.rod(440, 164, 320, 172, 20, steel, 'x'),
      mallet: () => c.box(350, 120, 500, 270, 50, rubber),
    }
    const claw = () =>
      c.solid(
        poly('650,160 720,160,60 880,240,60 960,400,10 930,402,10 830,300,70 700,270 650,300', 14),
        darker(steel, 0.08),
      ) +
      c.line('M760 226c60 24 110 80 150 140', darker(steel, 0.4), 10) +
      c.turned(poly('330,150 400,140 400,330 330,320', 18), 330, 140, 70, 190, steel, 'x') +
      c.solid(
        poly(
          '390,176,20 540,186,30 580,140,30 660,140,20 690,180,30 680,300,30 640,340 560,340 530,296,30 390,296,20',
          10,
        ),
        gunmetal,
      )
    const head = (heads[look.size] ?? claw)()
    return (
      c.shadow(560, 1088, 320) +
      c.turn(
        36,
        600,
        600,
        c.stretch(
          1.12,
          1.04,
          600,
          600,
          shaft(c, look) + head + c.flat(rounded(580, 128, 40, 20, 6), darker(steel, 0.5), 0.6),
        ),
      )
    )
  },
}

function driver(c: Canvas, colour: string, accent: string, tip: 'cross' | 'flat' | 'star', label = ''): string {
  const end =
    tip === 'flat'
      ? poly('570,120 630,120 622,190 578,190', 4)
      : poly('588,118 612,118 622,150 622,200 578,200 578,150', 4)
  return (
    c.turned(end, 570, 110, 60, 90, gunmetal) +
    (tip === 'flat' ? '' : c.line(between(600, 124, 600, 168), darker(gunmetal, 0.5), 6)) +
    c.rod(580, 180, 40, 440, 4, steel, 'y') +
    c.turned(poly('566,590 634,590 650,650,40 630,700,30 570,700,30 550,650,40', 12), 550, 590, 100, 110, rubber) +
    c.turned(
      poly(
        '560,680,20 640,680,20 672,780,60 660,900,80 684,1010,60 650,1086,60 550,1086,60 516,1010,60 540,900,80 528,780,60',
        20,
      ),
      516,
      680,
      168,
      406,
      colour,
    ) +
    c.line([-1, 0, 1].map((i) => between(600 + i * 44, 770, 600 + i * 40, 980)).join(''), accent, 20) +
    c.flat(rounded(556, 1010, 88, 52, 20), '#ffffff', 0.9) +
    c.text(label, 600, 1036, 32, darker(colour, 0.4), 70)
  )
}

const tipOf = (label: string) => (label.startsWith('SL') ? 'flat' : label.startsWith('T') ? 'star' : 'cross')

/** One screwdriver; `set` is a fan of five, `long` insulated to the tip as electricians want it. */
const screwdriver: Motif = {
  colour: 'red',
  accent: 'black',
  label: 'PH2',
  focus: [460, 800, 1.9],
  draw: (c, { colour, accent, label, size }) => {
    if (size === 'set') {
      const tips = ['flat', 'cross', 'star', 'cross', 'flat'] as const
      const tools = tips.map((tip, i) =>
        c.move(
          -424 + i * 206 + 18,
          Math.abs(i - 2) * 28 + 40,
          driver(c, colour, accent, tip, ['SL4', 'PH1', 'TX', 'PH2', 'SL6'][i]),
          1,
        ),
      )
      return (
        c.shadow(600, 1100, 520) +
        c.move(30, 40, tools.join(''), 0.95) +
        c.box(110, 500, 980, 110, 30, rubber) +
        c.flat(rounded(140, 524, 920, 12, 6), lighter(rubber, 0.2))
      )
    }
    return (
      c.shadow(560, 1092, 330) +
      c.turn(42, 600, 600, c.stretch(1.45, 1.06, 600, 600, driver(c, colour, accent, tipOf(label), label)))
    )
  },
}

/** A combination wrench with its little sister; `adjustable`, `torque` and `hex` (keys in their holder) are other tools. */
const wrench: Motif = {
  colour: 'silver',
  accent: 'red',
  label: '17',
  focus: [800, 330, 1.9],
  draw: (c, { colour, accent, label, size }) => {
    if (size === 'torque') {
      return (
        c.shadow(560, 1090, 330) +
        c.turn(
          42,
          600,
          600,
          c.stretch(
            1.3,
            1.04,
            600,
            600,
            c.box(570, 60, 60, 60, 6, steel) +
              c.disc(600, 170, 82, gunmetal) +
              c.disc(600, 170, 44, steel) +
              c.solid(regular(600, 170, 24), darker(steel, 0.4), { rim: 3, shade: 5 }) +
              c.rod(568, 244, 64, 540, 8, colour, 'y') +
              c.tag(574, 420, 52, 220, '#f6f3ea', '') +
              c.line(
                [0, 1, 2, 3, 4, 5, 6].map((i) => between(582, 446 + i * 28, i % 2 ? 600 : 612, 446 + i * 28)).join(''),
                darker(colour, 0.5),
                6,
              ) +
              c.turned(poly('556,760 644,760 652,1120,40 548,1120,40', 20), 548, 760, 104, 360, rubber) +
              c.rod(546, 744, 108, 50, 12, accent, 'x') +
              c.line(
                [0, 1, 2, 3, 4].map((i) => between(566, 850 + i * 46, 634, 850 + i * 46)).join(''),
                lighter(rubber, 0.2),
                12,
              ),
          ),
        )
      )
    }
    if (size === 'hex') {
      const key = (i: number) =>
        c.tube(
          `M${330 + i * 92} ${820 - i * 10}V${210 + i * 70}q0-40 40-40h${150 - i * 14}`,
          i % 2 ? darker(steel, 0.14) : steel,
          44 - i * 5,
        )
      return (
        c.shadow(600, 1080, 400) +
        c.turn(
          -8,
          600,
          600,
          [0, 1, 2, 3, 4, 5].map(key).join('') +
            c.box(260, 700, 620, 340, 70, colour) +
            c.flat(rounded(300, 742, 540, 60, 30), darker(colour, 0.35)) +
            c.tag(420, 860, 300, 110, '#ffffff', '1.5-10'),
        )
      )
    }
    const open = poly(
      '540,110,20 545,250,34 655,250,34 660,110,20 735,140,60 770,250,90 730,370,80 650,440,40 550,440,40 470,370,80 430,250,90 465,140,60',
    )
    if (size === 'adjustable') {
      return (
        c.shadow(560, 1090, 330) +
        c.turn(
          40,
          600,
          600,
          c.turned(poly('560,380 640,380 664,1050,50 600,1110,60 536,1050,50', 20), 536, 380, 128, 730, colour) +
            c.flat(ring(600, 1030, 28), darker(colour, 0.7)) +
            c.solid(
              poly('430,120,20 500,90,30 520,240,10 690,250,10 700,330,60 660,440,40 540,440,40 460,380,60 420,260,60'),
              darker(steel, 0.06),
            ) +
            c.solid(poly('640,110,10 740,100,40 780,200,40 760,290,20 640,290,14'), steel) +
            c.rod(560, 310, 110, 60, 12, gunmetal, 'y') +
            c.line(
              [0, 1, 2, 3].map((i) => between(576 + i * 25, 318, 576 + i * 25, 362)).join(''),
              darker(gunmetal, 0.5),
              8,
            ),
        )
      )
    }
    const one = (text: string) =>
      c.solid(poly('556,400 644,400 636,920 564,920', 20), colour) +
      c.flat(rounded(580, 470, 40, 400, 20), darker(colour, 0.14)) +
      c.solid(open, colour) +
      c.solid(ring(600, 970, 118) + regular(600, 970, 72), colour) +
      c.turn(90, 600, 660, c.text(text, 600, 660, 38, darker(colour, 0.55), 130)) +
      c.flat(rounded(568, 410, 64, 26, 8), accent)
    return (
      c.shadow(580, 1096, 360) + c.turn(40, 600, 600, c.move(310, 230, one('10'), 0.64) + c.move(-90, 0, one(label)))
    )
  },
}

export const driving = { hammer, screwdriver, wrench }
