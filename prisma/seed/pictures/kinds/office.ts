import { darker, gunmetal, ink, lighter, mix, palette, rubber, steel } from '../colour.ts'
import type { Kinds } from '../motif.ts'
import { between, poly, ring, rounded } from '../outline.ts'

/** Further things for desks. */
export const officeKinds: Kinds = {
  chair: {
    stool: (c, { colour, accent }) =>
      c.shadow(600, 1092, 380) +
      c.tube('M600 940L860 1010M600 940L340 1010M600 940L730 1050M600 940L470 1050', accent, 44) +
      [
        [866, 1036],
        [334, 1036],
        [740, 1070],
        [460, 1070],
      ]
        .map(([x, y]) => c.flat(rounded((x as number) - 34, (y as number) - 20, 68, 44, 18), rubber))
        .join('') +
      c.tube(ring(600, 800, 220, 50), accent, 28) +
      c.rod(572, 520, 56, 440, 8, accent, 'y') +
      c.rod(550, 520, 100, 190, 14, rubber, 'y') +
      c.tube('M610 470C860 480 880 380 860 260', gunmetal, 34) +
      c.solid(poly('640,120,60 980,120,60 1000,230,50 960,290,50 680,290,50 620,230,50', 40), colour, {
        rim: 10,
        shade: 22,
      }) +
      c.oval(600, 460, 300, 84, colour, { rim: 10, shade: 22 }) +
      c.stitch('M330 470q270 110 540 0', lighter(colour, 0.3), 6),
  },
  monitorArm: {
    dual: (c, { colour, accent }) => {
      const screen = (x: number) =>
        c.box(x, 150, 540, 380, 22, ink, { rim: 8, shade: 12 }) +
        c.flat(rounded(x + 20, 170, 500, 330, 10), accent) +
        c.within(
          rounded(x + 20, 170, 500, 330, 10),
          c.flat(`M${x} 150h300L${x + 60} 520H${x}z`, '#ffffff', 0.14) +
            c.flat(
              poly(`${x},510 ${x + 160},360,30 ${x + 300},480,20 ${x + 390},400,20 ${x + 560},510`, 10),
              darker(accent, 0.3),
            ),
        )
      return (
        c.shadow(600, 1086, 400) +
        c.tube('M600 980V700L330 600V420M600 700L870 600V420', colour, 56) +
        screen(40) +
        screen(620) +
        c.disc(600, 700, 62, steel) +
        c.disc(600, 700, 24, gunmetal, { rim: 3, shade: 5 }) +
        c.disc(330, 600, 44, steel) +
        c.disc(870, 600, 44, steel) +
        c.box(490, 950, 220, 64, 20, colour) +
        c.block(230, 1004, 680, 46, 60, 36, palette.oak)
      )
    },
  },
  notebook: {
    sticky: (c, { colour, accent }) => {
      const pad = (x: number, y: number, fill: string, turn: number) =>
        c.turn(
          turn,
          x + 200,
          y + 200,
          c.box(x + 12, y + 14, 400, 400, 8, darker(fill, 0.22)) +
            c.solid(
              poly(`${x},${y} ${x + 400},${y} ${x + 400},${y + 330},60 ${x + 330},${y + 400},60 ${x},${y + 400}`, 6),
              fill,
              { rim: 6, shade: 10 },
            ) +
            c.flat(
              poly(`${x + 400},${y + 310} ${x + 320},${y + 320},20 ${x + 310},${y + 400}`, 4),
              lighter(fill, 0.35),
            ) +
            c.flat(rounded(x, y, 400, 60, 4), darker(fill, 0.08)),
        )
      return (
        c.shadow(600, 1060, 480) +
        pad(640, 150, mix('#e27a9b', '#ffffff', 0.25), 8) +
        pad(130, 170, mix('#8cc6e8', '#ffffff', 0.1), -8) +
        pad(620, 580, mix('#a5d46a', '#ffffff', 0.1), -5) +
        pad(220, 560, colour, 4) +
        c.turn(4, 420, 760, c.line('M290 720h240M290 780h260M290 840h150', darker(accent, 0.5), 14))
      )
    },
  },
  marker: {
    set: (c, { colour }) => {
      const bright = colour === palette.yellow
      const inks = bright
        ? ['#f2e14a', '#7fd46a', '#f28ab2', '#f5a24a']
        : [ink, palette.red, palette.blue, palette.green]
      const pen = (x: number, fill: string) =>
        c.rod(x, 330, 150, 740, [10, 10, 34, 34], bright ? fill : '#f4f1e8', 'y') +
        c.rod(x - 6, 120, 162, 330, [44, 44, 10, 10], darker(fill, 0.08), 'y') +
        c.box(x + 60, 160, 36, 230, 14, darker(fill, 0.3), { rim: 4, shade: 8 }) +
        c.flat(rounded(x, 600, 150, 250, 0), bright ? '#fbf9f2' : fill) +
        c.line(between(x + 75, 650, x + 75, 800), bright ? darker(fill, 0.4) : '#ffffff', 20)
      return (
        c.shadow(600, 1090, 470) +
        inks.map((fill, i) => pen(190 + i * 223, fill)).join('') +
        c.flat(rounded(130, 930, 940, 90, 20), colour, 0.75) +
        c.gleam('M170 960h400', 10, 0.5)
      )
    },
  },
  folder: {
    hanging: (c, { colour, accent }) => {
      const file = (i: number) =>
        c.move(
          i * -34,
          i * 84,
          c.solid(poly('250,330,10 1110,330,10 1080,830,30 280,830,30'), i % 2 ? darker(colour, 0.1) : colour, {
            rim: 8,
            shade: 18,
          }) +
            c.rod(190, 314, 980, 28, 12, steel, 'x') +
            c.solid(
              poly(`${320 + i * 190},250,14 ${500 + i * 190},250,14 ${520 + i * 190},330,6 ${300 + i * 190},330,6`),
              '#fbf9f2',
            ) +
            c.line(`M${350 + i * 190} 292h110`, i === 1 ? accent : gunmetal, 14),
        )
      return c.shadow(600, 1060, 500) + [0, 1, 2, 3].map(file).join('')
    },
    pocket: (c, { colour }) => {
      const pocket = (x: number, y: number, turn: number) =>
        c.turn(
          turn,
          600,
          800,
          c.box(x + 110, y + 30, 560, 760, 8, '#fdfcf8', { rim: 3, shade: 6 }) +
            c.line(
              `M${x + 180} ${y + 130}h320M${x + 180} ${y + 190}h400M${x + 180} ${y + 250}h360M${x + 180} ${y + 310}h220`,
              '#aab6be',
              14,
            ) +
            c.flat(rounded(x, y, 700, 850, 20), mix(colour, '#a8cfe0', 0.4), 0.42) +
            c.line(rounded(x, y, 700, 850, 20), mix(colour, '#5f8da3', 0.5), 8) +
            c.flat(rounded(x, y, 80, 850, [20, 0, 0, 20]), '#ffffff', 0.8) +
            Array.from({ length: 6 }, (_, i) =>
              c.flat(ring(x + 40, y + 100 + i * 130, 17), mix(colour, '#35505e', 0.7)),
            ).join('') +
            c.flat(poly(`${x + 90},${y + 8} ${x + 330},${y + 8} ${x + 90},${y + 560}`, 4), '#ffffff', 0.4),
        )
      return c.shadow(620, 1080, 420) + pocket(290, 170, 7) + pocket(240, 170, -4)
    },
  },
  label: {
    tape: (c, { colour, accent, label }) =>
      c.shadow(620, 1010, 480) +
      c.solid(poly('520,700 1120,660 1130,800 520,850', 6), '#fdfdfa') +
      c.turn(-4, 820, 750, c.text(label || 'A3', 950, 762, 74, ink, 260)) +
      c.solid(poly('150,300,60 700,260,60 760,320,60 760,880,60 700,940,60 210,980,60 140,920,60', 50), colour, {
        rim: 12,
        shade: 30,
      }) +
      c.disc(340, 520, 130, darker(colour, 0.4)) +
      c.disc(340, 520, 100, '#f4f1e8') +
      c.disc(340, 520, 34, ink, { rim: 3, shade: 4 }) +
      c.disc(570, 720, 96, darker(colour, 0.4)) +
      c.disc(570, 720, 66, steel) +
      c.disc(570, 720, 28, ink, { rim: 3, shade: 4 }) +
      c.box(220, 800, 230, 110, 14, '#fbf9f2', { rim: 4, shade: 8 }) +
      c.text('12 MM', 335, 856, 40, ink, 190) +
      c.box(560, 320, 150, 80, 16, accent),
  },
  envelope: {
    window: (c, { colour, accent }) =>
      c.shadow(620, 960, 500) +
      c.turn(
        -6,
        600,
        600,
        c.turn(8, 600, 600, c.box(140, 330, 940, 520, 16, darker(colour, 0.12))) +
          c.box(110, 320, 980, 540, 18, colour, { rim: 8, shade: 16 }) +
          c.line('M150 350L600 390L1050 350', darker(colour, 0.12), 6) +
          c.flat(rounded(180, 540, 440, 220, 26), '#dfe9ec') +
          c.line('M220 600h260M220 650h320M220 700h200', gunmetal, 13) +
          c.flat('M190 550h180L250 750h-60z', '#ffffff', 0.5) +
          c.line(rounded(180, 540, 440, 220, 26), darker(colour, 0.22), 6) +
          c.box(900, 380, 130, 160, 8, accent, { rim: 4, shade: 8 }) +
          c.stitch(rounded(900, 380, 130, 160, 8), '#ffffff', 5) +
          c.line('M720 420q30-26 60 0t60 0M720 460q30-26 60 0t60 0', darker(colour, 0.3), 8),
      ),
  },
  stapler: {
    heavy: (c, { colour, accent, label }) =>
      c.shadow(600, 1040, 540) +
      c.box(60, 950, 1060, 70, 24, rubber) +
      c.box(110, 900, 220, 56, 10, steel) +
      c.rod(120, 690, 760, 90, [10, 4, 4, 10], steel, 'x') +
      c.solid(
        poly('90,610,50 240,540,60 900,560,60 1060,640,60 1100,960,30 820,960,30 800,800,50 700,740,30 110,720,40', 40),
        colour,
        { rim: 12, shade: 28 },
      ) +
      c.solid(poly('120,480,60 760,180,60 860,200,60 880,270,50 420,560,40 180,590,50', 40), lighter(gunmetal, 0.1), {
        rim: 10,
        shade: 20,
      }) +
      c.solid(poly('560,270,40 760,170,60 870,190,60 880,270,50 660,400,40', 40), accent) +
      c.disc(940, 760, 64, steel) +
      c.disc(940, 760, 26, gunmetal, { rim: 3, shade: 5 }) +
      c.tag(430, 610, 220, 80, '#f6f3ea', label || '200'),
    staples: (c, { colour, accent }) => {
      const strip = (x: number, y: number) =>
        c.flat(
          poly(`${x},${y} ${x + 320},${y - 120} ${x + 420},${y - 70} ${x + 100},${y + 50}`, 4),
          lighter(colour, 0.3),
        ) +
        c.flat(poly(`${x},${y} ${x + 100},${y + 50} ${x + 100},${y + 130} ${x},${y + 80}`, 4), darker(colour, 0.2)) +
        c.flat(
          poly(`${x + 100},${y + 50} ${x + 420},${y - 70} ${x + 420},${y + 10} ${x + 100},${y + 130}`, 4),
          colour,
        ) +
        c.line(
          Array.from({ length: 14 }, (_, i) => `M${x + 114 + i * 23} ${y + 46 - i * 8.6}v76`).join(''),
          darker(colour, 0.35),
          5,
        )
      return (
        c.shadow(620, 1010, 520) +
        c.block(180, 330, 640, 330, 180, 130, accent) +
        c.flat(rounded(180, 410, 640, 130, 0), '#fbf9f2') +
        c.text('24/6', 500, 475, 80, ink) +
        strip(120, 820) +
        strip(560, 880)
      )
    },
  },
  scissors: {
    cutter: (c, { colour, accent }) =>
      c.shadow(560, 1080, 360) +
      c.turn(
        40,
        600,
        600,
        c.solid(poly('556,60,4 640,150,4 640,380 560,380', 4), steel) +
          c.line('M566 170l70 50M566 250l70 50', darker(steel, 0.4), 6) +
          c.solid(
            poly('530,330,30 670,330,30 700,620,60 690,1040,60 650,1120,60 550,1120,60 510,1040,60 500,620,60', 40),
            colour,
            { rim: 12, shade: 28 },
          ) +
          c.solid(
            poly('520,600,40 600,570,40 640,700,60 630,1000,60 560,1070,50 520,1000,60', 40),
            darker(accent, 0.1),
            { rim: 5, shade: 10 },
          ) +
          c.line(
            [0, 1, 2, 3, 4].map((i) => between(546, 700 + i * 60, 606, 700 + i * 60)).join(''),
            lighter(accent, 0.25),
            12,
          ) +
          c.box(560, 400, 90, 130, 30, accent) +
          c.line(
            [0, 1, 2].map((i) => between(584, 436 + i * 28, 626, 436 + i * 28)).join(''),
            lighter(accent, 0.3),
            9,
          ) +
          c.line(ring(600, 1060, 24), darker(colour, 0.5), 12),
      ),
  },
  calculator: {
    printing: (c, { colour, accent }) => {
      const keys = Array.from({ length: 20 }, (_, i) =>
        c.box(
          270 + (i % 5) * 138,
          640 + Math.floor(i / 5) * 100,
          116,
          80,
          20,
          i % 5 === 4 ? accent : i % 5 === 0 ? gunmetal : '#fbfaf5',
          { rim: 5, shade: 10 },
        ),
      )
      return (
        c.shadow(600, 1090, 460) +
        c.solid(poly('360,90,10 700,90,10 720,420 340,420', 6), '#fdfdfa') +
        c.line('M420 150h180M480 196h160M440 242h200M520 288h120', '#8d979e', 14) +
        c.rod(300, 310, 460, 110, 40, '#efece2', 'x') +
        c.solid(poly('240,380,60 960,380,60 1030,1010,60 1000,1070,50 200,1070,50 170,1010,60', 50), colour, {
          rim: 12,
          shade: 30,
        }) +
        c.box(330, 370, 400, 40, 16, darker(colour, 0.4)) +
        c.box(290, 450, 620, 140, 24, ink) +
        c.flat(rounded(310, 468, 580, 104, 12), '#cbdcc0') +
        c.text('1 299.50', 620, 520, 74, ink, 480) +
        keys.join('')
      )
    },
  },
}
