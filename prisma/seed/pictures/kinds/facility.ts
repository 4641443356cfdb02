import { darker, gunmetal, ink, lighter, mix, palette, rubber, steel } from '../colour.ts'
import type { Kinds } from '../motif.ts'
import { between, poly, ring, rounded, smooth } from '../outline.ts'

/** Further things for packing, cleaning and upkeep. */
export const facilityKinds: Kinds = {
  bubbleWrap: {
    film: (c, { colour }) =>
      c.shadow(620, 1060, 420) +
      c.solid(poly('760,330 1030,360 1000,940,30 760,980', 8), lighter(colour, 0.3)) +
      c.line('M820 380L800 940M890 380L880 920M960 380L940 930', lighter(colour, 0.55), 8) +
      c.turned(rounded(300, 290, 520, 720, 20), 300, 290, 520, 720, colour) +
      c.line(
        Array.from({ length: 6 }, (_, i) => between(306, 380 + i * 104, 814, 350 + i * 104)).join(''),
        lighter(colour, 0.2),
        6,
      ) +
      c.oval(560, 290, 260, 84, lighter(colour, 0.16), { rim: 8, shade: 10 }) +
      c.oval(560, 290, 120, 40, '#caa574', { rim: 5, shade: 8 }) +
      c.rod(470, 150, 180, 140, [20, 20, 0, 0], '#caa574', 'y') +
      c.oval(560, 152, 90, 28, darker('#caa574', 0.2), { rim: 4, shade: 6 }) +
      c.oval(560, 154, 62, 17, ink, { rim: 2, shade: 2 }) +
      c.rod(478, 1000, 164, 60, [0, 0, 16, 16], '#caa574', 'y') +
      c.gleam('M370 420V880', 20),
  },
  soap: {
    canister: (c, { colour, accent }) =>
      c.shadow(600, 1074, 430) +
      c.rod(760, 130, 130, 90, 16, mix(accent, '#2f6fc4', 0.8), 'y') +
      c.rod(774, 200, 102, 60, 4, lighter(colour, 0.1), 'y') +
      c.solid(
        `${poly('240,330,90 420,240,60 900,240,60 940,330,60 940,1060,70 240,1060,70', 40)}${poly('360,340,40 640,320,40 660,420,40 360,430,40', 30)}`,
        colour,
        { rim: 10, shade: 30 },
      ) +
      c.box(330, 540, 500, 420, 24, '#fbf9f2', { rim: 4, shade: 8 }) +
      c.line(ring(500, 700, 80) + ring(640, 650, 50) + ring(670, 790, 36), mix(colour, '#3a4a55', 0.3), 16) +
      c.line('M420 900h320', darker(colour, 0.2), 18) +
      c.gleam('M284 420V900', 18),
    tub: (c, { colour }) =>
      c.shadow(600, 1050, 440) +
      c.turned(poly('200,440 1000,440 960,1030,60 240,1030,60', 10), 200, 440, 800, 590, colour) +
      c.rod(170, 330, 860, 130, [60, 60, 16, 16], ink, 'y') +
      c.line(
        Array.from({ length: 15 }, (_, i) => between(220 + i * 54, 380, 220 + i * 54, 440)).join(''),
        lighter(ink, 0.16),
        10,
      ) +
      c.flat(rounded(214, 580, 772, 280, 0), '#fbf9f2') +
      c.flat(rounded(214, 820, 772, 40, 0), darker(colour, 0.25)) +
      c.flat(
        smooth(
          '470,760 430,700 460,650 520,680 540,620 590,640 600,690 640,640 690,650 670,720 720,700 740,750 680,800 560,810',
        ),
        '#e2a878',
      ) +
      c.line('M540 740q40-30 90-10', darker('#e2a878', 0.3), 9) +
      c.flat(ring(720, 640, 22) + ring(760, 680, 13) + ring(450, 640, 15), mix(colour, '#ffffff', 0.3)),
  },
  bucket: {
    wringer: (c, { colour, accent }) =>
      c.shadow(620, 1084, 480) +
      [260, 900].map((x) => c.disc(x, 1030, 48, rubber) + c.disc(x, 1030, 20, steel, { rim: 3, shade: 5 })).join('') +
      c.tube('M760 520L960 170', steel, 34) +
      c.turn(30, 960, 170, c.rod(920, 90, 80, 170, 30, accent, 'y')) +
      c.block(180, 560, 740, 440, 120, 70, colour) +
      c.flat(poly('220,554 310,500 1000,500 910,554', 4), darker(colour, 0.55)) +
      c.flat(poly('480,550 540,512 1000,500 910,554', 4), '#a9dced') +
      c.solid(poly('190,360,40 600,340,40 560,600,50 250,600,50', 30), darker(accent, 0.04)) +
      c.vents(270, 420, 6, accent, { dy: 120, gap: 50, width: 20 }) +
      c.rod(160, 336, 460, 56, 24, darker(accent, 0.16), 'x') +
      c.tag(440, 720, 240, 130, '#fbf9f2', '') +
      c.line('M490 770h140M490 810h90', colour, 14) +
      c.line(between(196, 640, 900, 640), darker(colour, 0.22), 10),
  },
  wipes: {
    tub: (c, { colour }) =>
      c.shadow(600, 1060, 440) +
      c.solid(smooth('540,300 470,160 560,190 620,80 680,180 770,170 700,310'), '#fdfdfb') +
      c.line('M600 280q-10-70 20-130', '#cfd6da', 9) +
      c.turned(poly('190,420 1010,420 960,1040,70 240,1040,70', 10), 190, 420, 820, 620, colour) +
      c.rod(160, 320, 880, 120, [60, 60, 16, 16], ink, 'y') +
      c.oval(600, 320, 150, 34, gunmetal, { rim: 4, shade: 6 }) +
      c.flat(poly('556,330 680,330 700,280 540,280', 10), '#fdfdfb') +
      c.flat(rounded(205, 560, 790, 290, 0), '#fbf9f2') +
      c.text('90', 400, 705, 170, darker(colour, 0.1)) +
      c.line('M600 660h280M600 710h280M600 760h180', gunmetal, 16),
  },
  glue: {
    syringe: (c, { colour, accent, label }) =>
      c.shadow(560, 1090, 330) +
      c.turn(
        36,
        600,
        600,
        c.turned(poly('584,1130,6 616,1130,6 640,960 560,960', 6), 560, 960, 80, 170, '#e9e4d6') +
          c.rod(430, 360, 160, 590, [10, 10, 60, 60], mix(colour, '#ffffff', 0.3), 'y') +
          c.rod(610, 360, 160, 590, [10, 10, 60, 60], mix(accent, '#ffffff', 0.6), 'y') +
          c.rod(540, 930, 120, 60, 14, '#e9e4d6', 'y') +
          c.flat(rounded(430, 500, 340, 280, 0), '#fbf9f2') +
          c.text(label || 'A+B', 600, 640, 110, ink, 280) +
          c.box(350, 320, 500, 60, 28, gunmetal) +
          c.rod(480, 110, 56, 220, 6, '#e9e4d6', 'y') +
          c.rod(664, 110, 56, 220, 6, '#e9e4d6', 'y') +
          c.box(430, 70, 340, 60, 28, colour),
      ),
  },
  paintBrush: {
    set: (c, { colour, accent }) => {
      const brush = (x: number, w: number, top: number) =>
        c.turned(
          poly(
            `${x - w},${top},20 ${x - w * 0.6},${top - 30},20 ${x + w * 0.6},${top - 30},20 ${x + w},${top},20 ${x + w * 0.94},${top + 220} ${x - w * 0.94},${top + 220}`,
            10,
          ),
          x - w,
          top - 30,
          w * 2,
          250,
          '#c8a06a',
        ) +
        c.line(
          Array.from({ length: 5 }, (_, i) =>
            between(x - w * 0.6 + i * w * 0.3, top + 10, x - w * 0.6 + i * w * 0.3, top + 200),
          ).join(''),
          darker('#c8a06a', 0.3),
          6,
        ) +
        c.rod(x - w, top + 210, w * 2, 110, 8, steel, 'y') +
        c.turned(
          poly(
            `${x - w},${top + 320} ${x + w},${top + 320} ${x + 28},${top + 470},60 ${x + 34},1040,30 ${x},1080,30 ${x - 34},1040,30 ${x - 28},${top + 470},60`,
            10,
          ),
          x - w,
          top + 320,
          w * 2,
          760 - top,
          colour,
        ) +
        c.flat(ring(x, 1020, 11), darker(colour, 0.6)) +
        c.flat(rounded(x - w, top + 250, w * 2, 20, 0), accent, 0.8)
      return (
        c.shadow(600, 1090, 500) +
        brush(170, 54, 420) +
        brush(350, 70, 320) +
        brush(580, 98, 180) +
        brush(820, 80, 280) +
        brush(1020, 58, 380)
      )
    },
    thick: (c, { colour, accent }) =>
      c.shadow(560, 1092, 320) +
      c.turn(
        28,
        600,
        600,
        c.turned(poly('400,170,60 480,70,80 720,70,80 800,170,60 770,440 430,440', 20), 400, 70, 400, 370, '#efe3c8') +
          c.line(
            Array.from({ length: 13 }, (_, i) => between(450 + i * 25, 140, 460 + i * 23, 420)).join(''),
            darker('#efe3c8', 0.25),
            6,
          ) +
          c.within(
            poly('400,170,60 480,70,80 720,70,80 800,170,60 770,440 430,440', 20),
            c.flat('M380 40h440v150q-60 50-110 20t-100 20t-100-20t-130 10z', darker(palette.oak, 0.15), 0.9),
          ) +
          c.rod(414, 430, 372, 160, 30, palette.copper, 'y') +
          c.line('M418 470h364M418 550h364', darker(palette.copper, 0.3), 7) +
          c.turned(
            'M440 590h320q10 70-60 130t-40 150t10 170q0 70-70 70t-70-70q0-80 10-170t-40-150t-60-130z',
            440,
            590,
            320,
            520,
            colour,
          ) +
          c.flat(ring(600, 1040, 16), darker(colour, 0.6)) +
          c.line('M560 800q10 80-4 180', lighter(accent, 0.4), 8, 0.5),
      ),
  },
}
