import { darker, gunmetal, ink, lighter, mix, palette, rubber, steel } from '../colour.ts'
import type { Kinds } from '../motif.ts'
import { between, poly, ring, rounded, smooth } from '../outline.ts'

/** Further safety gear: what differs so much from the motif's usual kind that it is drawn on its own. */
export const safetyKinds: Kinds = {
  glasses: {
    goggles: (c, { colour, accent }) => {
      const frame = poly(
        '130,420,140 600,360,60 1070,420,140 1060,720,130 760,820,110 600,700,60 440,820,110 140,720,130',
        40,
      )
      const pane = poly(
        '190,460,110 600,410,50 1010,460,110 1000,690,100 750,760,90 600,650,50 450,760,90 200,690,100',
        30,
      )
      return (
        c.shadow(600, 960, 480) +
        c.line('M150 520C20 440 60 330 300 300S900 300 1000 340S1160 460 1050 520', rubber, 70) +
        c.stitch('M110 440C120 360 220 330 330 316M1090 440C1080 370 980 330 870 316', '#98a2ad', 6) +
        c.solid(frame, mix(colour, '#ffffff', 0.15), { rim: 12, shade: 24 }) +
        c.flat(pane, lighter(accent, 0.45), 0.9) +
        c.within(
          pane,
          c.flat('M260 380h180L240 800H80z', '#ffffff', 0.55) + c.flat('M620 380h80L520 800h-70z', '#ffffff', 0.5),
        ) +
        c.line(pane, darker(colour, 0.35), 10) +
        [280, 360, 800, 880].map((x) => c.flat(rounded(x, 396, 50, 16, 8), darker(colour, 0.5))).join('') +
        [150, 1000].map((x) => c.box(x - 20, 500, 90, 120, 20, rubber)).join('')
      )
    },
  },
  helmet: {
    shield: (c, { colour, accent }) => {
      const pane = poly('280,440,30 920,440,30 900,800,100 760,1040,120 440,1040,120 300,800,100', 30)
      return (
        c.shadow(600, 1086, 320) +
        c.line('M260 420C240 160 400 110 600 110S960 160 940 420', darker(accent, 0.1), 70) +
        c.line('M256 414C236 154 396 104 596 104S956 154 936 414', lighter(accent, 0.14), 40) +
        c.line('M420 250C500 200 700 200 780 250', gunmetal, 40) +
        c.flat(pane, mix(colour, '#bfe0ea', 0.5), 0.72) +
        c.within(
          pane,
          c.flat('M300 400h200L360 1100H200z', '#ffffff', 0.5) + c.flat('M600 400h70L530 1100h-70z', '#ffffff', 0.45),
        ) +
        c.line(pane, darker(colour, 0.3), 12) +
        c.solid(poly('220,330,60 600,270,60 980,330,60 970,470,30 600,430,40 230,470,30', 30), palette.yellow, {
          rim: 10,
          shade: 22,
        }) +
        [250, 950].map((x) => c.disc(x, 420, 56, rubber) + c.disc(x, 420, 24, steel, { rim: 3, shade: 5 })).join('')
      )
    },
  },
  earmuffs: {
    plugs: (c, { colour, accent }) => {
      const plug = (x: number, y: number, turn: number) =>
        c.turn(
          turn,
          x,
          y,
          c.turned(
            poly(
              `${x - 90},${y + 180},40 ${x - 70},${y - 90},60 ${x - 40},${y - 190},50 ${x + 40},${y - 190},50 ${x + 70},${y - 90},60 ${x + 90},${y + 180},40`,
              30,
            ),
            x - 90,
            y - 190,
            180,
            370,
            colour,
          ) + c.oval(x, y + 172, 88, 30, darker(colour, 0.12), { rim: 4, shade: 6 }),
        )
      return (
        c.shadow(600, 1070, 440) +
        plug(400, 330, -18) +
        plug(680, 280, 14) +
        plug(860, 460, 40) +
        c.block(200, 560, 700, 490, 110, 70, darker(accent, 0.05)) +
        c.flat(poly('230,556 320,500 960,500 880,556', 4), darker(accent, 0.6)) +
        c.flat(rounded(200, 640, 700, 240, 0), '#fbf9f2') +
        c.text('SNR 36', 550, 760, 110, ink, 560) +
        c.flat(rounded(200, 860, 700, 40, 0), colour)
      )
    },
  },
  respirator: {
    half: (c, { colour, accent }) => {
      const filter =
        c.disc(290, 720, 200, mix('#d96a9b', accent, 0.1), { rim: 10, shade: 26 }) +
        c.disc(290, 720, 160, '#f4f1e8', { rim: 6, shade: 10 }) +
        c.line([130, 100, 70, 40].map((r) => ring(290, 720, r)).join(''), '#c9cdd0', 8)
      return (
        c.shadow(600, 1070, 440) +
        c.line('M420 460C200 360 180 260 360 210S840 160 900 240S980 380 780 460', darker(accent, 0.4), 34) +
        c.line('M416 456C196 356 176 256 356 206S836 156 896 236S976 376 776 456', accent, 20) +
        c.solid(smooth('600,260 720,420 860,560 880,760 760,960 600,1030 440,960 320,760 340,560 480,420'), colour, {
          rim: 12,
          shade: 32,
        }) +
        c.line('M520 420Q600 330 680 420', lighter(colour, 0.3), 14) +
        filter +
        c.mirror(600, filter) +
        c.text('P3', 290, 720, 60, ink) +
        c.text('P3', 910, 720, 60, ink) +
        c.disc(600, 800, 110, rubber) +
        c.vents(552, 760, 4, rubber, { dy: 80, gap: 32, width: 14 }) +
        c.box(520, 560, 160, 110, 40, darker(colour, 0.25))
      )
    },
  },
  gloves: {
    box: (c, { colour }) =>
      c.shadow(620, 1050, 500) +
      c.block(130, 520, 820, 500, 150, 110, '#f7f6f1') +
      c.flat(poly('340,480,40 440,430,40 830,430,40 740,480,40', 20), darker(colour, 0.6)) +
      c.solid(
        smooth('420,470 380,300 470,320 500,180 570,300 660,150 690,310 790,250 760,400 730,470 570,490'),
        colour,
      ) +
      c.line('M480 440q-10-70 10-110M590 450q0-90 20-130M680 440q10-60 10-100', darker(colour, 0.28), 9) +
      c.flat(rounded(130, 640, 820, 240, 0), colour) +
      c.text('NITRILE 100', 540, 760, 84, '#ffffff', 680) +
      c.line('M200 940h300M200 976h200', gunmetal, 12) +
      c.flat(ring(850, 950, 40), darker(colour, 0.1)),
    winter: (c, { colour, accent }) => {
      const mitt = (fill: string) =>
        c.turn(-38, 360, 760, c.box(300, 500, 140, 300, 70, fill)) +
        [
          [392, 330],
          [498, 240],
          [604, 240],
          [706, 310],
        ]
          .map(([x, y]) => c.box((x ?? 0) - 6, y ?? 0, 116, 480, 58, fill))
          .join('') +
        c.solid(poly('390,560,20 810,560,20 820,780,80 760,920,40 440,920,40 380,780,80', 30), fill, {
          rim: 2,
          shade: 26,
        }) +
        c.flat(poly('398,540 806,540 806,620 398,620', 10), fill) +
        c.solid(poly('440,640,60 760,640,60 750,860,50 450,860,50', 40), darker(accent, 0.1), { rim: 5, shade: 10 }) +
        c.stitch('M470 700h260M470 760h260M470 820h260', lighter(accent, 0.3), 6) +
        c.box(404, 890, 392, 180, 60, '#efe6d6', { rim: 10, shade: 20 }) +
        c.line(
          'M440 940q20 30 0 60M520 930q20 30 0 70M600 936q20 30 0 66M680 930q20 30 0 70M750 940q20 30 0 60',
          '#d2c4aa',
          10,
        )
      return (
        c.shadow(600, 1092, 420) +
        c.turn(14, 600, 700, c.move(250, 90, c.mirror(600, mitt(darker(colour, 0.1))), 0.9)) +
        c.turn(-10, 600, 700, c.move(-110, 10, mitt(colour), 0.98))
      )
    },
  },
  boots: {
    low: (c, { colour, accent }) => {
      const upper = poly(
        '640,420,60 960,400,50 1010,520,50 1020,820,30 120,820,30 110,720,90 260,620,120 480,540,90',
        30,
      )
      const shoe = (fill: string) =>
        c.solid(upper, fill, { rim: 10, shade: 26 }) +
        c.within(
          upper,
          c.flat('M80 620h330q40 120 20 220H80z', darker(fill, 0.3)) +
            c.flat('M860 560h200v300H850q-30-160 10-300z', darker(fill, 0.18)) +
            c.flat('M520 700q160-30 260 40t260 30v30H500z', accent, 0.9),
        ) +
        c.solid(poly('640,410,40 950,390,40 960,460,40 660,490,40', 30), rubber) +
        c.line(
          [0, 1, 2].map((i) => between(600 - i * 50, 520 + i * 30, 700 - i * 46, 580 + i * 26)).join(''),
          lighter(fill, 0.6),
          22,
        ) +
        c.stitch('M420 640q36 90 16 160', lighter(fill, 0.4), 6) +
        c.solid(
          poly('96,810,20 1036,800,30 1050,920,40 760,920,20 720,890,30 600,890,30 540,920,20 140,920,60', 20),
          rubber,
        ) +
        c.line(between(130, 848, 1020, 838), accent, 14)
      return c.shadow(620, 990, 540) + c.move(130, -30, shoe(darker(colour, 0.14)), 0.92) + c.move(10, 70, shoe(colour))
    },
  },
  vest: {
    jacket: (c, { colour, accent }) => {
      const sleeve =
        c.solid(poly('380,190,60 240,240,70 110,900,40 270,950,40 400,560,30', 30), colour, { rim: 10, shade: 22 }) +
        c.within(
          poly('380,190,60 240,240,70 110,900,40 270,950,40 400,560,30', 30),
          c.turn(
            14,
            240,
            700,
            c.flat(rounded(60, 640, 400, 80, 0) + rounded(60, 780, 400, 80, 0), darker(accent, 0.04)),
          ),
        ) +
        c.turn(13, 190, 920, c.box(104, 890, 172, 60, 20, ink))
      const half = poly('600,260 600,1060,10 330,1060,30 330,420,30 380,190,60 500,150,40', 20)
      const side =
        c.solid(half, colour, { rim: 10, shade: 20 }) +
        c.within(
          half,
          c.flat(rounded(300, 620, 320, 90, 0) + rounded(300, 800, 320, 90, 0), darker(accent, 0.04)) +
            c.flat(rounded(300, 940, 320, 140, 0), ink, 0.9),
        ) +
        c.box(390, 480, 150, 80, 12, darker(colour, 0.12), { rim: 4, shade: 8 })
      return (
        c.shadow(600, 1090, 440) +
        sleeve +
        c.mirror(600, sleeve) +
        side +
        c.mirror(600, side) +
        c.solid(smooth('600,90 740,130 760,260 680,300 600,310 520,300 440,260 460,130'), darker(colour, 0.12)) +
        c.solid(smooth('600,150 690,180 690,260 600,290 510,260 510,180'), ink) +
        c.line(between(600, 320, 600, 1050), gunmetal, 18)
      )
    },
  },
  firstAid: {
    refill: (c, { colour }) => {
      const [paint, print] = colour === palette.white ? ['#f7f6f1', '#43a067'] : [colour, '#ffffff']
      const roll = (x: number, y: number, r: number) =>
        c.rod(x, y, r * 1.5, r * 2, 20, '#f4f1e8', 'y') +
        c.oval(x + r * 0.75, y, r * 0.75, r * 0.26, '#ffffff', { rim: 4, shade: 6 }) +
        c.line(ring(x + r * 0.75, y, r * 0.44, r * 0.15), '#cfd3d4', 6)
      const plaster = (x: number, y: number, turn: number) =>
        c.turn(
          turn,
          x,
          y,
          c.box(x - 170, y - 50, 340, 100, 50, colour === palette.white ? '#e8b98c' : lighter(colour, 0.2)) +
            c.flat(rounded(x - 54, y - 42, 108, 84, 10), '#f6ead8'),
        )
      return (
        c.shadow(620, 1060, 480) +
        plaster(420, 330, -34) +
        plaster(720, 290, 20) +
        c.block(170, 440, 640, 600, 120, 80, paint) +
        c.flat(`M440 560h100v100h100v100h-100v100h-100v-100h-100v-100h100z`, print) +
        c.line('M260 950h460', print, 20) +
        roll(840, 860, 100) +
        roll(960, 920, 76)
      )
    },
  },
  extinguisher: {
    co2: (c, { colour, accent, label }) =>
      c.shadow(600, 1096, 320) +
      c.tube('M620 250C800 220 860 300 860 420S880 600 870 680', accent, 34) +
      c.turned(poly('846,640 894,640 960,980,20 780,980,20', 10), 780, 640, 180, 340, rubber) +
      c.turned(
        'M400 470q0-140 110-160h100q110 20 110 160v560q0 50-50 50H450q-50 0-50-50z',
        400,
        310,
        320,
        770,
        colour,
      ) +
      c.turned(poly('510,220 610,220 630,320 490,320', 10), 490, 220, 140, 100, steel) +
      c.solid(poly('380,100,30 700,90,30 740,140,30 620,176,20 540,180,20 380,150,20', 20), accent) +
      c.solid(poly('400,186,20 600,186,20 620,232,10 490,240,10 400,218,20', 20), accent) +
      c.line(ring(440, 172, 24), '#f4c237', 10) +
      c.flat(rounded(400, 560, 320, 300, 0), '#f8f5ea') +
      c.flat(rounded(400, 560, 320, 60, 0), darker(colour, 0.3)) +
      c.text('CO2', 560, 720, 100, ink, 260) +
      c.text(label === '6' ? '2KG' : `${label}KG`, 560, 812, 44, gunmetal) +
      c.gleam('M440 480V540', 14),
  },
}
