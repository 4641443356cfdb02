import type { Canvas } from './canvas.ts'
import { darker, gunmetal, ink, lighter, palette, rubber, steel } from './colour.ts'
import type { Motif } from './motif.ts'
import { between, poly, ring, rounded } from './outline.ts'

const bar = (c: Canvas, x1: number, y1: number, x2: number, y2: number, colour: string, width: number): string =>
  c.line(between(x1, y1, x2, y2), darker(colour, 0.3), width) +
  c.line(between(x1 - 5, y1 - 3, x2 - 5, y2 - 3), colour, width * 0.68) +
  c.line(between(x1 - 11, y1, x2 - 11, y2), lighter(colour, 0.45), width * 0.14)

const ladder: Motif = {
  colour: 'silver',
  accent: 'red',
  focus: [560, 400, 1.8],
  draw: (c, { colour, accent }) => {
    const at = (y: number) => 430 - ((y - 150) / 900) * 170
    const mirror = (y: number) => 720 + ((y - 150) / 900) * 130
    const rungs = [330, 470, 610, 750, 890].map(
      (y) =>
        c.block(at(y) - 6, y, mirror(y) - at(y) + 12, 34, 34, 26, colour) +
        c.line(between(at(y) + 26, y + 18, mirror(y) - 26, y + 18), darker(colour, 0.2), 6),
    )
    return (
      c.shadow(620, 1084, 460) +
      bar(c, 560, 170, 640, 1000, darker(colour, 0.2), 40) +
      bar(c, 780, 160, 1010, 1010, darker(colour, 0.2), 40) +
      bar(c, 620, 780, 950, 780, darker(colour, 0.25), 26) +
      c.box(610, 990, 70, 44, 12, rubber) +
      c.box(978, 1000, 70, 44, 12, rubber) +
      c.line('M360 640L600 620M800 640L890 620', accent, 14) +
      bar(c, at(150), 150, at(1050), 1050, colour, 60) +
      bar(c, mirror(150), 150, mirror(1050), 1050, colour, 60) +
      rungs.join('') +
      c.block(390, 180, 380, 60, 70, 50, accent) +
      c.flat(rounded(450, 200, 250, 20, 10), darker(accent, 0.35)) +
      c.box(at(1050) - 46, 1034, 92, 48, 14, rubber) +
      c.box(mirror(1050) - 46, 1034, 92, 48, 14, rubber)
    )
  },
}

const stepStool: Motif = {
  colour: 'silver',
  accent: 'black',
  focus: [560, 620, 1.8],
  draw: (c, { colour, accent }) =>
    c.shadow(620, 1080, 480) +
    c.tube('M360 470V210q0-60 60-60h340q60 0 60 60v260', colour, 46) +
    c.rod(440, 124, 300, 56, 26, rubber, 'x') +
    bar(c, 850, 480, 1000, 1030, darker(colour, 0.2), 50) +
    bar(c, 480, 480, 560, 960, darker(colour, 0.25), 44) +
    bar(c, 350, 500, 220, 1040, colour, 60) +
    bar(c, 820, 500, 860, 1040, colour, 60) +
    c.block(330, 460, 520, 60, 90, 60, accent) +
    c.line(
      [0, 1, 2, 3, 4].map((i) => between(390 + i * 100, 440, 440 + i * 100, 410)).join(''),
      lighter(accent, 0.25),
      9,
    ) +
    c.block(230, 760, 640, 60, 90, 60, accent) +
    c.line(
      [0, 1, 2, 3, 4, 5].map((i) => between(290 + i * 104, 740, 340 + i * 104, 710)).join(''),
      lighter(accent, 0.25),
      9,
    ) +
    [220, 870, 1004].map((x) => c.box(x - 48, 1020, 96, 52, 16, rubber)).join(''),
}

const wheel = (c: Canvas, x: number, y: number, r: number): string =>
  c.disc(x, y, r, rubber) +
  c.disc(x, y, r * 0.56, steel, { rim: 4, shade: 8 }) +
  c.disc(x, y, r * 0.2, gunmetal, { rim: 3, shade: 5 })

/** A platform trolley with a parcel; `handTruck` stands upright. */
const trolley: Motif = {
  colour: 'blue',
  accent: 'black',
  focus: [780, 880, 1.8],
  draw: (c, { colour, accent, size }) => {
    if (size === 'handTruck') {
      return (
        c.shadow(600, 1090, 400) +
        c.tube('M420 1010V240q0-110 110-110h150q110 0 110 110v770', colour, 46) +
        [300, 480, 660, 840].map((y) => c.tube(between(426, y, 786, y), colour, 30)).join('') +
        c.tube(between(606, 300, 606, 1000), colour, 30) +
        c.rod(500, 104, 200, 56, 26, accent, 'x') +
        wheel(c, 360, 970, 110) +
        wheel(c, 850, 970, 110) +
        c.block(300, 1030, 560, 36, 70, 44, gunmetal) +
        c.block(440, 720, 330, 310, 70, 44, palette.kraft) +
        c.flat(rounded(580, 720, 50, 110, 0), darker(palette.kraft, 0.2))
      )
    }
    return (
      c.shadow(600, 1070, 520) +
      c.tube('M1000 800V280q0-60-50-40L890 270q-40 20-40 70V860', darker(colour, 0.1), 40) +
      c.tube('M1000 300q0-70-60-40', accent, 52) +
      c.tube(between(870, 560, 990, 520), colour, 30) +
      wheel(c, 930, 960, 70) +
      wheel(c, 300, 940, 70) +
      c.block(90, 820, 800, 70, 180, 110, colour) +
      c.flat(rounded(90, 846, 800, 18, 0), darker(colour, 0.25)) +
      c.block(260, 540, 330, 276, 120, 70, palette.kraft) +
      c.flat(rounded(395, 540, 54, 110, 0), darker(palette.kraft, 0.2)) +
      c.block(330, 356, 230, 150, 90, 50, lighter(palette.kraft, 0.15)) +
      c.flat(rounded(425, 356, 36, 70, 0), darker(palette.kraft, 0.16)) +
      [200, 760]
        .map(
          (x) =>
            c.flat(poly(`${x - 50},888 ${x + 50},888 ${x + 30},940 ${x - 30},940`, 10), gunmetal) +
            wheel(c, x, 984, 82),
        )
        .join('')
    )
  },
}

const pallet: Motif = {
  colour: 'beech',
  accent: 'brown',
  focus: [460, 700, 1.8],
  draw: (c, { colour, accent }) => {
    const foot = (x: number) =>
      c.block(x, 730, 120, 100, 40, 30, darker(colour, 0.1)) + c.flat(ring(x + 60, 780, 16), accent, 0.5)
    const plank = (i: number) =>
      c.block(80 + i * 56, 640 - i * 50, 760, 34, 46, 41, i % 2 ? colour : lighter(colour, 0.12))
    const nails = [110, 150, 440, 480, 770, 810].map((x) => c.flat(ring(x, 657, 7), ink, 0.5))
    return (
      c.shadow(600, 900, 540) +
      c.flat(rounded(500, 620, 500, 100, 4), darker(colour, 0.55)) +
      [640, 960].map((x) => c.block(x, 560, 110, 90, 40, 30, darker(colour, 0.25))).join('') +
      c.block(400, 650, 660, 24, 60, 40, darker(colour, 0.25)) +
      c.block(80, 826, 760, 34, 46, 40, darker(colour, 0.05)) +
      [80, 400, 720].map(foot).join('') +
      c.block(80, 674, 760, 56, 316, 286, darker(colour, 0.16)) +
      [5, 4, 3, 2, 1, 0].map(plank).join('') +
      nails.join('') +
      c.line('M150 650h120M520 664h140M290 600h160M600 556h150M480 500h150', darker(colour, 0.18), 4)
    )
  },
}

/** A lashing strap, coiled, with its ratchet. */
const strap: Motif = {
  colour: 'orange',
  accent: 'silver',
  label: '',
  focus: [760, 640, 1.9],
  draw: (c, { colour, accent }) => {
    const coil = [330, 276, 222, 168, 114]
      .map((r, i) => c.disc(440, 620, r, i % 2 ? darker(colour, 0.12) : colour, { rim: 5, shade: 12 }))
      .join('')
    return (
      c.shadow(600, 1000, 500) +
      coil +
      c.disc(440, 620, 60, darker(colour, 0.5)) +
      c.stitch(`${ring(440, 620, 303)}${ring(440, 620, 195)}`, lighter(colour, 0.45), 6) +
      c.solid(poly('440,884 1040,884 1040,956 440,956', 8), colour) +
      c.stitch('M470 920h540', lighter(colour, 0.5), 6) +
      c.solid(poly('700,760,30 1000,720,30 1060,800,30 1050,930,20 740,950,30 690,880,30'), gunmetal) +
      c.solid(poly('720,560,40 860,540,30 980,780,30 900,860,40 780,800,30'), accent) +
      c.rod(700, 520, 180, 66, 30, rubber, 'x') +
      c.disc(930, 830, 74, accent) +
      c.disc(930, 830, 30, gunmetal, { rim: 3, shade: 6 }) +
      c.line(
        Array.from({ length: 9 }, (_, i) => {
          const a = (i * Math.PI) / 4.5
          return between(
            930 + Math.round(46 * Math.cos(a)),
            830 + Math.round(46 * Math.sin(a)),
            930 + Math.round(62 * Math.cos(a)),
            830 + Math.round(62 * Math.sin(a)),
          )
        }).join(''),
        darker(accent, 0.45),
        9,
      ) +
      c.line('M1040 920q70 0 80-50t-40-60', darker(steel, 0.2), 30) +
      c.line('M1036 916q70 0 80-50t-40-60', steel, 18)
    )
  },
}

export const moving = { ladder, stepStool, trolley, pallet, strap }
