import type { Canvas } from './canvas.ts'
import { darker, gunmetal, ink, lighter, palette, rubber, steel } from './colour.ts'
import type { Motif } from './motif.ts'
import { between, poly, ring, rounded } from './outline.ts'

const plus = (x: number, y: number, r: number, w: number) =>
  `M${x - w} ${y - r}h${2 * w}v${r - w}h${r - w}v${2 * w}h${w - r}v${r - w}h${-2 * w}v${w - r}h${w - r}v${-2 * w}h${r - w}z`

/** A first aid case; `plasters` is a box of them. */
const firstAid: Motif = {
  colour: 'green',
  accent: 'white',
  focus: [600, 660, 1.8],
  draw: (c, { colour, accent, size }) => {
    if (size === 'plasters') {
      const plaster = (x: number, y: number, turn: number) =>
        c.turn(
          turn,
          x,
          y,
          c.box(x - 190, y - 55, 380, 110, 55, '#e8b98c', { rim: 6, shade: 12 }) +
            c.flat(rounded(x - 60, y - 46, 120, 92, 10), '#f6dcc0') +
            [-150, -120, 120, 150]
              .map((dx) => c.flat(ring(x + dx, y - 16, 6) + ring(x + dx, y + 16, 6), darker('#e8b98c', 0.3)))
              .join(''),
        )
      return (
        c.shadow(600, 1060, 460) +
        plaster(480, 330, -30) +
        plaster(780, 300, 24) +
        c.block(180, 480, 700, 560, 120, 80, colour) +
        c.flat(plus(530, 700, 130, 46), accent) +
        c.line('M300 920h460', accent, 22)
      )
    }
    return (
      c.shadow(600, 1050, 500) +
      c.line('M430 350V260q0-60 60-60h220q60 0 60 60v90', darker(colour, 0.5), 60) +
      c.line('M426 346V256q0-60 60-60h220q60 0 60 60v90', darker(colour, 0.3), 44) +
      c.box(120, 330, 960, 700, 80, colour, { rim: 12, shade: 32 }) +
      c.line('M126 560H1074', darker(colour, 0.4), 12) +
      c.line('M130 570H1070', lighter(colour, 0.3), 5) +
      [270, 830]
        .map((x) => c.box(x, 500, 100, 130, 20, steel) + c.flat(rounded(x + 24, 590, 52, 22, 8), gunmetal))
        .join('') +
      c.disc(600, 700, 220, accent, { rim: 8, shade: 16 }) +
      c.flat(plus(600, 700, 140, 50), colour) +
      c.gleam('M170 440q0-60 60-64h240', 16) +
      c.box(170, 1010, 130, 36, [4, 4, 18, 18], rubber) +
      c.box(900, 1010, 130, 36, [4, 4, 18, 18], rubber)
    )
  },
}

const extinguisher: Motif = {
  colour: 'red',
  accent: 'black',
  label: '6',
  focus: [560, 380, 1.9],
  draw: (c, { colour, accent, label }) =>
    c.shadow(600, 1096, 300) +
    c.tube('M640 250C860 220 900 400 880 560S880 800 850 880', accent, 36) +
    c.turn(12, 850, 930, c.rod(822, 860, 56, 170, [10, 10, 26, 26], accent, 'y')) +
    c.turned('M380 500q0-160 140-180h120q140 20 140 180v520q0 60-60 60H440q-60 0-60-60z', 380, 320, 400, 760, colour) +
    c.turned(poly('510,240 650,240 660,330 500,330', 12), 500, 240, 160, 90, steel) +
    c.solid(poly('400,120,30 720,110,30 760,160,30 640,196,20 560,200,20 400,170,20', 20), accent) +
    c.solid(poly('420,206,30 620,206,20 640,256,10 500,262,10 420,240,20', 20), accent) +
    c.disc(700, 268, 52, '#f4f1e8') +
    c.line('M672 282a34 34 0 0 1 56 0', '#43a067', 12) +
    c.line(between(700, 272, 712, 246), ink, 7) +
    c.line(ring(450, 190, 24), '#f4c237', 10) +
    c.flat(rounded(380, 560, 400, 330, 0), '#f8f5ea') +
    c.flat(rounded(380, 560, 400, 60, 0), darker(colour, 0.3)) +
    c.flat(
      'M540 650c60 60 80 100 60 150c-10 40-40 60-62 60c-50 0-76-46-60-96c10 16 20 22 32 24c-8-50 4-100 30-138z',
      colour,
    ) +
    c.text(`${label}KG`, 692, 760, 60, ink, 120) +
    c.line('M410 680h70M410 720h70M410 760h60', gunmetal, 10),
}

function runner(c: Canvas, white: string): string {
  return (
    c.flat(ring(560, 400, 52), white) +
    c.line('M548 500L500 660', white, 84) +
    c.line('M540 490L660 560L730 510M530 490L430 520L390 610', white, 40) +
    c.line('M500 660L620 740L600 880M490 660L440 800L310 830', white, 48) +
    c.flat(`${rounded(800, 300, 250, 600, 6)}${rounded(836, 336, 178, 528, 4)}`, white)
  )
}

/** An escape route sign; `warning`, `mandatory` and `fire` (or yellow, blue and red) are the other families. */
const sign: Motif = {
  colour: 'green',
  accent: 'white',
  focus: [600, 560, 1.6],
  draw: (c, { colour, accent, size }) => {
    const kind =
      size ||
      Object.entries({ warning: palette.yellow, mandatory: palette.blue, fire: palette.red }).find(
        ([, hue]) => hue === colour,
      )?.[0]
    if (kind === 'warning' || kind === 'triangle')
      return (
        c.shadow(600, 1060, 460) +
        c.solid(poly('600,110,110 1110,1010,110 90,1010,110'), ink, { rim: 10, shade: 18 }) +
        c.flat(poly('600,210,60 1020,952,60 180,952,60'), colour) +
        c.flat(poly('640,330,8 480,660,10 590,640,4 540,900,8 730,560,10 610,590,4'), ink)
      )
    if (kind === 'mandatory')
      return (
        c.shadow(600, 1086, 380) +
        c.disc(600, 600, 480, colour, { rim: 12, shade: 26 }) +
        c.flat(ring(600, 600, 446) + ring(600, 600, 432), accent) +
        c.flat('M330 640C320 420 440 300 600 300S880 420 870 640l60 40v40H270v-40z', accent) +
        c.flat(rounded(560, 290, 80, 250, 20), colour) +
        c.line('M380 740q220 260 440 0', accent, 40)
      )
    if (kind === 'fire')
      return (
        c.shadow(600, 1086, 420) +
        c.box(130, 130, 940, 940, 50, colour, { rim: 12, shade: 26 }) +
        c.flat(rounded(170, 170, 860, 860, 30) + rounded(186, 186, 828, 828, 22), accent) +
        c.flat(rounded(390, 430, 230, 480, 60), accent) +
        c.line('M430 390h150M500 390v-60M520 330h120q90 0 90 110v160', accent, 40) +
        c.flat(
          'M800 560c70 80 100 130 70 210c-20 60-60 80-90 80c-70 0-110-60-86-130c14 20 26 30 44 34c-10-70 10-140 62-194z',
          accent,
        )
      )
    return (
      c.shadow(600, 1010, 520) +
      c.box(70, 220, 1060, 760, 50, colour, { rim: 12, shade: 26 }) +
      c.flat(rounded(106, 256, 988, 688, 30) + rounded(120, 270, 960, 660, 24), accent) +
      c.move(-30, 6, runner(c, accent)) +
      [110, 1090].flatMap((x) => [258, 942].map((y) => c.screwHead(x, y, 14))).join('') +
      c.line('M180 620h90M180 620l40-40M180 620l40 40', accent, 26)
    )
  },
}

const padlock: Motif = {
  colour: 'brass',
  accent: 'silver',
  focus: [560, 700, 1.8],
  draw: (c, { colour, accent, label }) => {
    const key = (turn: number) =>
      c.turn(
        turn,
        900,
        560,
        c.solid(ring(900, 620, 84) + ring(900, 590, 30), accent) +
          c.solid(poly('876,690 924,690 924,980 900,1010 876,980', 4), accent) +
          c.flat(rounded(924, 860, 34, 30, 4) + rounded(924, 920, 26, 30, 4), darker(accent, 0.2)),
      )
    return (
      c.shadow(580, 1074, 420) +
      c.tube('M320 580V380a200 200 0 0 1 400 0V580', steel, 88) +
      c.box(210, 530, 620, 520, 70, colour, { rim: 12, shade: 32 }) +
      c.line('M222 610H818M222 960H818', darker(colour, 0.2), 8) +
      c.flat(ring(520, 760, 62), darker(colour, 0.7)) +
      c.flat(poly('496,770 544,770 560,880 480,880', 10), darker(colour, 0.7)) +
      (label === '' ? '' : c.text(label, 520, 650, 44, darker(colour, 0.5), 400)) +
      c.line(ring(900, 540, 50), gunmetal, 14) +
      key(-24) +
      key(8) +
      c.gleam('M250 620v300', 16)
    )
  },
}

export const emergency = { firstAid, extinguisher, sign, padlock }
