import type { Canvas } from './canvas.ts'
import { darker, gunmetal, ink, lighter, rubber, steel } from './colour.ts'
import type { Motif } from './motif.ts'
import { between, poly, regular, rounded, toothed } from './outline.ts'

/** One leg of pliers: jaw `d` above the pivot at (600, 460), handle below with a soft sleeve. */
function leg(c: Canvas, jaw: string, colour: string, accent: string): string {
  return (
    c.solid(jaw, gunmetal) +
    c.line('M590 500C500 590 430 700 440 830S470 1000 450 1070', darker(colour, 0.34), 96) +
    c.line('M584 496C494 586 424 696 434 826S464 996 444 1062', colour, 76) +
    c.line('M540 540C470 620 432 720 442 830S470 980 456 1030', accent, 26) +
    c.line('M500 560C440 640 404 730 414 820', lighter(colour, 0.5), 10)
  )
}

const usualJaw = poly('596,130,16 536,140,20 500,260,40 484,420,60 560,560,60 650,540,40 640,420 600,380,20')

const jaws: Record<string, string> = {
  cutter: poly('596,240,10 520,230,60 460,330,60 470,450,60 560,560,60 650,540,40 640,420 600,400,10'),
  stripper: poly(
    '590,150,16 520,170,30 480,300,40 484,430,60 560,560,60 650,540,40 640,420 604,380,10 604,330 580,310 604,290 604,250 584,236 604,222',
  ),
}

/** Combination pliers; `cutter`, `stripper` and `pump` (water pump pliers) differ in the jaws. */
const pliers: Motif = {
  colour: 'red',
  accent: 'black',
  focus: [640, 400, 1.9],
  draw: (c, { colour, accent, size }) => {
    if (size === 'pump') {
      const handle = (d: string) =>
        c.line(d, darker(colour, 0.34), 92) +
        c.move(-6, -6, c.line(d, colour, 72)) +
        c.move(-20, -8, c.line(d, lighter(colour, 0.45), 9))
      return (
        c.shadow(600, 1092, 360) +
        c.turn(
          24,
          600,
          600,
          c.solid(poly('470,110,30 560,110,10 610,260,10 640,420 690,640,40 600,660,40 520,440 420,300,40'), gunmetal) +
            c.line(
              Array.from({ length: 7 }, (_, i) => between(566 + i * 6, 140 + i * 20, 586 + i * 5, 136 + i * 20)).join(
                '',
              ),
              ink,
              7,
            ) +
            handle('M640 640C700 760 690 920 720 1080') +
            c.solid(
              poly(
                '640,130,20 740,160,40 800,320,60 740,460,60 620,620,60 540,700,30 480,640,40 560,520 660,360,40 690,300,30 640,240,20',
              ),
              darker(gunmetal, 0.12),
            ) +
            handle('M520 650C440 760 440 920 410 1080') +
            c.disc(610, 520, 46, steel) +
            c.disc(610, 520, 18, gunmetal, { rim: 3, shade: 5 }),
        )
      )
    }
    const jaw = jaws[size] ?? usualJaw
    const bite =
      size === ''
        ? c.line(Array.from({ length: 7 }, (_, i) => between(570, 170 + i * 22, 630, 170 + i * 22)).join(''), ink, 7)
        : ''
    return (
      c.shadow(600, 1096, 360) +
      c.turn(
        20,
        600,
        620,
        c.mirror(600, leg(c, jaw, colour, accent)) +
          leg(c, jaw, colour, accent) +
          bite +
          c.disc(600, 470, 64, steel) +
          c.disc(600, 470, 26, gunmetal, { rim: 3, shade: 6 }),
      )
    )
  },
}

/** An open case of sockets and ratchet; `bits` is a flat box of screwdriver bits. */
const socketSet: Motif = {
  colour: 'black',
  accent: 'red',
  focus: [420, 720, 2],
  draw: (c, { colour, accent, size }) => {
    const rows = (y: number, count: number, r: number) =>
      Array.from({ length: count }, (_, i) => {
        const [x, s] = [220 + r + (i * (760 - 2 * r)) / (count - 1), r - i * 1.5]
        return c.disc(x, y, s, steel, { rim: 5, shade: 10 }) + c.flat(toothed(x, y, s * 0.66, s * 0.52, 12), ink)
      }).join('')
    const bit = (x: number, y: number, hue: string) =>
      c.turned(regular(x, y, 34), x - 34, y - 34, 68, 68, hue) + c.flat(toothed(x, y, 20, 11, 4), ink)
    const bits = () =>
      Array.from({ length: 24 }, (_, i) =>
        bit(250 + (i % 8) * 100, 560 + Math.floor(i / 8) * 116, i % 3 === 0 ? accent : steel),
      ).join('')
    const lid =
      c.box(120, 130, 960, 300, [50, 50, 10, 10], colour) +
      c.box(160, 168, 880, 240, 26, darker(colour, 0.35), { rim: 4, shade: 6 })
    const ratchet =
      c.rod(330, 264, 560, 48, 20, steel, 'x') +
      c.rod(560, 250, 340, 76, 34, rubber, 'x') +
      c.rod(548, 250, 40, 76, 8, accent, 'x') +
      c.disc(300, 288, 76, steel) +
      c.disc(300, 288, 40, gunmetal) +
      c.solid(poly('284,272 316,272 316,304 284,304', 3), steel, { rim: 3, shade: 5 })
    const holder =
      c.flat(rounded(260, 256, 500, 70, 16), rubber) +
      Array.from({ length: 10 }, (_, i) => c.rod(280 + i * 47, 226, 26, 110, 5, steel, 'y')).join('') +
      c.flat(rounded(250, 290, 520, 50, 12), accent)
    return (
      c.shadow(600, 1010, 540) +
      lid +
      (size === 'bits' ? holder : ratchet) +
      c.box(500, 950, 200, 50, [0, 0, 24, 24], gunmetal) +
      c.box(100, 430, 1000, 540, [16, 16, 50, 50], colour) +
      c.box(150, 480, 900, 430, 30, darker(colour, 0.4), { rim: 4, shade: 6 }) +
      (size === 'bits' ? bits() : rows(580, 7, 60) + rows(708, 8, 50) + rows(824, 9, 44)) +
      c.rod(210, 418, 90, 34, 10, gunmetal, 'x') +
      c.rod(900, 418, 90, 34, 10, gunmetal, 'x') +
      c.box(520, 920, 160, 56, 16, accent, { rim: 4, shade: 9 })
    )
  },
}

export const gripping = { pliers, socketSet }
