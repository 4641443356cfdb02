import { darker, ink, lighter, rubber, steel } from '../colour.ts'
import type { Kinds } from '../motif.ts'
import { between, poly, ring, rounded } from '../outline.ts'

/** Further electrical things. */
export const electricalKinds: Kinds = {
  cable: {
    ties: (c, { colour, accent }) => {
      const tie = (i: number) => {
        const x = 380 + i * 76
        return (
          c.rod(x, 190 + (i % 3) * 26, 40, 780, [6, 6, 20, 20], i % 2 ? lighter(colour, 0.14) : colour, 'y') +
          c.line(
            Array.from({ length: 13 }, (_, k) => between(x + 12, 330 + k * 44, x + 28, 330 + k * 44)).join(''),
            darker(colour, 0.5),
            6,
          ) +
          c.box(x - 16, 150 + (i % 3) * 26, 72, 70, 14, colour, { rim: 5, shade: 10 }) +
          c.flat(rounded(x + 6, 176 + (i % 3) * 26, 28, 16, 4), darker(colour, 0.7))
        )
      }
      return (
        c.shadow(600, 1070, 420) +
        [0, 1, 2, 3, 4, 5].map(tie).join('') +
        c.box(330, 560, 520, 190, 30, accent) +
        c.text('200', 590, 655, 90, '#ffffff', 420) +
        c.tube(`${ring(880, 900, 130)}`, colour, 30) +
        c.box(850, 740, 80, 70, 14, colour) +
        c.tube('M930 776L1040 690', colour, 28)
      )
    },
  },
  cableReel: {
    small: (c, { colour, accent, label }) =>
      c.shadow(600, 1040, 440) +
      c.tube('M900 860C1040 850 1000 980 1120 1000', accent, 30) +
      c.line('M430 260V190q0-60 60-60h220q60 0 60 60v70', darker(rubber, 0.3), 66) +
      c.line('M426 256V186q0-60 60-60h220q60 0 60 60v70', rubber, 48) +
      c.box(220, 240, 760, 790, 170, colour, { rim: 12, shade: 32 }) +
      c.disc(600, 640, 300, darker(colour, 0.18), { rim: 6, shade: 14 }) +
      [
        [600, 500],
        [480, 710],
        [720, 710],
      ]
        .map(
          ([x, y]) =>
            c.disc(x as number, y as number, 88, ink) +
            c.flat(ring((x as number) - 28, y as number, 13) + ring((x as number) + 28, y as number, 13), '#0d1013') +
            c.line(`M${x} ${(y as number) - 78}v14M${x} ${(y as number) + 64}v14`, steel, 9),
        )
        .join('') +
      c.disc(600, 640, 40, rubber) +
      c.tag(500, 950, 200, 60, darker(colour, 0.4), label) +
      c.gleam('M270 420q0-120 110-140', 16),
  },
  torch: {
    bar: (c, { colour, accent, label }) =>
      c.turn(
        20,
        600,
        600,
        c.glow(600, 400, 420, '#fff3c0', 460) +
          c.line('M600 120q-70-100 40-110t20 90', steel, 20) +
          c.box(490, 100, 220, 560, 70, rubber, { rim: 8, shade: 18 }) +
          c.flat(rounded(530, 150, 140, 460, 40), '#fffbe2') +
          Array.from({ length: 12 }, (_, i) =>
            c.flat(ring(570 + (i % 2) * 60, 190 + Math.floor(i / 2) * 76, 20), '#ffe08a'),
          ).join('') +
          c.solid(poly('500,650,20 700,650,20 690,1010,60 640,1090,50 560,1090,50 510,1010,60', 30), colour, {
            rim: 10,
            shade: 24,
          }) +
          c.disc(600, 740, 44, accent) +
          c.line(
            [0, 1, 2, 3, 4].map((i) => between(548, 850 + i * 38, 652, 850 + i * 38)).join(''),
            darker(colour, 0.35),
            14,
          ) +
          c.text(label, 600, 1050, 36, '#ffffff', 100),
      ) + c.shadow(480, 1090, 300),
  },
  led: {
    spot: (c, { accent, colour }) =>
      c.glow(600, 330, 480, accent) +
      c.shadow(600, 1090, 230) +
      c.turned(poly('270,330,30 930,330,30 760,760,60 440,760,60', 20), 270, 330, 660, 430, colour) +
      c.line(
        [0, 1, 2, 3, 4, 5, 6].map((i) => between(340 + i * 87, 400, 468 + i * 44, 740)).join(''),
        darker(colour, 0.35),
        12,
      ) +
      c.oval(600, 320, 334, 110, lighter(colour, 0.3), { rim: 8, shade: 12 }) +
      c.oval(600, 322, 282, 84, lighter(accent, 0.55), { rim: 5, shade: 8 }) +
      [
        [-140, 0],
        [0, -34],
        [140, 0],
        [0, 36],
      ]
        .map(([x, y]) => c.flat(ring(600 + (x as number), 322 + (y as number), 40, 20), '#ffffff'))
        .join('') +
      c.turned(rounded(440, 750, 320, 190, [10, 10, 40, 40]), 440, 750, 320, 190, '#f4f1e8') +
      [510, 650]
        .map((x) => c.rod(x, 930, 40, 110, 6, steel, 'y') + c.rod(x - 16, 1020, 72, 50, 16, steel, 'y'))
        .join(''),
  },
}
