import { darker, gunmetal, ink, lighter, rubber, steel } from './colour.ts'
import type { Motif } from './motif.ts'
import { poly, ring, rounded, smooth } from './outline.ts'

const helmet: Motif = {
  colour: 'yellow',
  accent: 'black',
  focus: [420, 620, 1.7],
  draw: (c, { colour, accent, label }) => {
    const shell = 'M190 760C170 440 340 200 620 200S1040 430 1030 760z'
    return (
      c.shadow(600, 1050, 440) +
      c.line('M300 770C330 960 470 1030 590 1030S860 960 900 770', accent, 34) +
      c.line('M300 764C330 950 470 1020 590 1020S850 950 890 764', lighter(accent, 0.2), 8) +
      c.box(540, 980, 120, 74, 30, rubber) +
      c.box(330, 760, 560, 70, 30, rubber) +
      c.solid(shell, colour, { rim: 12, shade: 34 }) +
      c.within(
        shell,
        c.flat('M520 180h200q70 260 60 600H460q-10-340 60-600z', darker(colour, 0.1)) +
          c.flat('M550 180h140q50 260 42 600H508q-8-340 42-600z', lighter(colour, 0.18)),
      ) +
      c.line('M400 300c-70 110-100 260-100 400M820 290c70 120 100 260 104 410', darker(colour, 0.2), 12) +
      c.gleam('M290 560C310 430 360 340 420 290', 22) +
      c.solid(poly('120,800,40 200,716,30 1030,716,30 1090,780,40 1060,820,20 640,806 160,850,30', 20), colour, {
        rim: 8,
        shade: 16,
      }) +
      c.box(250, 640, 70, 50, 16, darker(colour, 0.3), { rim: 3, shade: 6 }) +
      c.box(910, 640, 70, 50, 16, darker(colour, 0.3), { rim: 3, shade: 6 }) +
      c.vents(470, 330, 2, colour, { dx: -14, dy: 90, gap: 280, width: 18 }) +
      (label === ''
        ? c.flat(poly('570,540 650,540 640,600,30 610,640 580,600,30', 8), accent)
        : c.tag(500, 540, 230, 96, accent, label))
    )
  },
}

const glasses: Motif = {
  colour: 'black',
  accent: 'clear',
  focus: [400, 600, 2],
  draw: (c, { colour, accent }) => {
    const lens = poly('110,470,60 560,440,30 560,600,120 430,760,110 210,750,110 110,620,90')
    const half = (inner: string) => inner + c.mirror(600, inner)
    const glass =
      c.flat(lens, accent, 0.72) +
      c.within(
        lens,
        c.flat('M150 420h120L120 760H0z', '#ffffff', 0.5) + c.flat('M330 420h46L210 780h-46z', '#ffffff', 0.4),
      ) +
      c.line(lens, darker(accent, 0.25), 8)
    return (
      c.shadow(600, 920, 520) +
      half(c.tube('M110 500L470 560q70 14 80 70', colour, 36)) +
      half(glass) +
      half(
        c.solid(poly('70,430,40 340,380,60 600,420 600,476 340,440,60 150,480,40 130,620,40 80,600,30', 20), colour),
      ) +
      half(c.box(64, 440, 70, 150, 28, colour) + c.screwHead(98, 490, 14)) +
      c.solid(
        poly('530,440 670,440 660,560,30 690,640,30 640,630,20 600,560,30 560,630,20 510,640,30 540,560,30', 20),
        rubber,
        { rim: 4, shade: 8 },
      ) +
      c.gleam('M190 432C300 404 430 404 560 430', 10, 0.35)
    )
  },
}

const earmuffs: Motif = {
  colour: 'orange',
  accent: 'black',
  focus: [330, 760, 2],
  draw: (c, { colour, accent, label }) => {
    const cup =
      c.rod(286, 470, 30, 250, 12, steel, 'y') +
      c.box(330, 560, 110, 400, 50, accent) +
      c.stitch('M384 600c10 100 10 220 0 320', lighter(accent, 0.35)) +
      c.solid(poly('170,600,110 330,540,50 360,600,30 360,930,30 330,980,50 170,930,110 130,760,90', 30), colour, {
        rim: 10,
        shade: 24,
      }) +
      c.solid(poly('196,660,70 290,630,40 300,880,40 196,870,70 176,760,60', 30), darker(colour, 0.18), {
        rim: 5,
        shade: 8,
      }) +
      c.box(270, 680, 62, 120, 20, gunmetal, { rim: 4, shade: 8 })
    return (
      c.shadow(600, 1040, 440) +
      c.line('M290 560C270 240 430 130 600 130S930 240 910 560', darker(accent, 0.4), 84) +
      c.line('M284 552C264 234 426 122 596 122S926 234 906 552', accent, 62) +
      c.line('M330 340C380 220 480 170 600 170S820 220 870 340', colour, 26) +
      c.stitch('M340 300C400 190 490 144 600 144S800 190 860 300', lighter(accent, 0.4), 5) +
      cup +
      c.mirror(600, cup) +
      (label === '' ? '' : c.text(label, 240, 750, 40, '#ffffff', 90))
    )
  },
}

const respirator: Motif = {
  colour: 'white',
  accent: 'blue',
  label: 'FFP2',
  focus: [620, 620, 1.9],
  draw: (c, { colour, accent, label }) => {
    const cup = smooth('600,250 780,300 930,470 950,700 830,880 600,960 370,880 250,700 270,470 420,300')
    return (
      c.shadow(600, 1030, 400) +
      c.line(
        'M280 480C90 430 70 560 130 660S240 740 290 720M920 480C1110 430 1130 560 1070 660S960 740 910 720',
        darker(accent, 0.2),
        30,
      ) +
      c.line(
        'M276 476C86 426 66 556 126 656S236 736 286 716M916 476C1106 426 1126 556 1066 656S956 736 906 716',
        accent,
        18,
      ) +
      c.solid(cup, colour, { rim: 12, shade: 40 }) +
      c.within(
        cup,
        c.line('M280 560C420 470 780 470 920 560M270 740C420 850 780 850 930 740', darker(colour, 0.16), 8),
      ) +
      c.stitch(
        'M320 470C400 350 480 300 600 290S800 350 880 470M310 720C390 860 480 910 600 916S810 860 890 720',
        darker(colour, 0.3),
        6,
      ) +
      c.line('M480 330q120-60 240 0', gunmetal, 24) +
      c.line('M480 324q120-60 240 0', lighter(gunmetal, 0.5), 6) +
      c.disc(600, 640, 124, darker(colour, 0.08)) +
      c.disc(600, 640, 92, accent) +
      c.vents(556, 600, 4, accent, { dy: 80, gap: 30, width: 12 }) +
      c.text(label, 600, 450, 54, darker(colour, 0.5)) +
      [270, 930].map((x) => c.flat(rounded(x - 24, 480, 48, 26, 8), steel) + c.flat(ring(x, 716, 14), steel)).join('') +
      c.flat(ring(600, 640, 8), ink)
    )
  },
}

export const head = { helmet, glasses, earmuffs, respirator }
