import type { Canvas } from './canvas.ts'
import { darker, gunmetal, ink, lighter, rubber, steel } from './colour.ts'
import type { Motif } from './motif.ts'
import { between, poly, rounded } from './outline.ts'

/** The pack that slides under a grip, with its latch and charge lamps. */
export function batteryPack(
  c: Canvas,
  x: number,
  y: number,
  w: number,
  h: number,
  colour: string,
  accent: string,
): string {
  const lamps = [0, 1, 2, 3].map((i) =>
    c.flat(rounded(x + w * 0.56 + i * 34, y + h * 0.56, 22, 16, 6), i < 3 ? '#8fe08a' : gunmetal),
  )
  return (
    c.box(x, y + h * 0.3, w, h * 0.7, [20, 20, 44, 44], rubber) +
    c.box(x + w * 0.06, y, w * 0.88, h * 0.36, [26, 26, 8, 8], colour) +
    c.box(x + w * 0.08, y + h * 0.46, w * 0.24, h * 0.26, 14, accent, { rim: 4, shade: 8 }) +
    c.line(`M${x + 40} ${y + h * 0.88}h${w - 80}`, darker(rubber, 0.5), 8) +
    lamps.join('')
  )
}

/** A pistol grip with rubber inlay and trigger; its top meets the housing at y, its foot stands at `foot`. */
function grip(c: Canvas, x: number, y: number, foot: number, colour: string, accent: string): string {
  const inlay = poly(`${x + 74},${y + 130} ${x + 214},${y + 120} ${x + 244},${foot - 60} ${x + 112},${foot - 50}`, 44)
  const ribs = [0, 1, 2]
    .map((i) => between(x + 116 + i * 7, y + 200 + i * 44, x + 196 + i * 7, y + 192 + i * 44))
    .join('')
  return (
    c.solid(
      poly(
        `${x - 20},${y} ${x + 240},${y} ${x + 222},${y + 120},60 ${x + 270},${foot + 20} ${x + 60},${foot + 20} ${x + 20},${y + 150},80`,
        30,
      ),
      colour,
    ) +
    c.solid(inlay, rubber, { rim: 5, shade: 10 }) +
    c.line(ribs, lighter(rubber, 0.18), 9) +
    c.solid(
      poly(
        `${x - 26},${y + 20} ${x + 50},${y + 20} ${x + 62},${y + 156} ${x + 14},${y + 148} ${x - 4},${y + 86},50`,
        18,
      ),
      accent,
      { rim: 5, shade: 10 },
    )
  )
}

const drill: Motif = {
  colour: 'teal',
  focus: [444, 400, 2],
  draw: (c, { colour, accent, label, size }) => {
    const small = size === 'small'
    const jaws = poly('118,330 190,300 190,412 118,382', 10)
    const body = poly('420,236,50 800,222 948,232,110 990,350,90 950,486,70 640,500 420,476,50', 30)
    const whole =
      c.rod(30, 344, 120, 24, [12, 0, 0, 12], steel) +
      c.turned(jaws, 118, 300, 72, 112, gunmetal, 'x') +
      c.turned(poly('182,278,20 330,264 330,448 182,434,20', 12), 182, 264, 148, 184, rubber, 'x') +
      c.line(
        [0, 1, 2, 3, 4, 5].map((i) => between(204, 304 + i * 21, 312, 300 + i * 22.4)).join(''),
        darker(rubber, 0.5),
        5,
      ) +
      c.turned(poly('324,252 436,240 436,474 324,460', 20), 324, 240, 112, 234, accent, 'x') +
      c.line(
        [0, 1, 2, 3, 4].map((i) => between(362, 280 + i * 38, 398, 280 + i * 38)).join(''),
        darker(accent, 0.4),
        7,
      ) +
      grip(c, 610, 470, 860, colour, accent) +
      c.solid(body, colour) +
      c.vents(778, 286, 5, colour, { dy: 110, gap: 34, width: 15 }) +
      c.box(560, 222, 150, 34, [16, 16, 6, 6], rubber, { rim: 4, shade: 8 }) +
      c.tag(486, 300, 236, 96, darker(colour, 0.45), label) +
      c.screwHead(468, 440) +
      c.screwHead(916, 448) +
      c.flat(rounded(596, 508, 46, 20, 10), '#fff3c4') +
      batteryPack(c, 560, 862, small ? 340 : 420, small ? 150 : 190, colour, accent)
    return c.move(
      84,
      0,
      c.shadow(small ? 730 : 770, small ? 1018 : 1056, 290) + (small ? c.move(40, 60, whole, 0.95) : whole),
    )
  },
}

const impactDriver: Motif = {
  colour: 'teal',
  focus: [400, 390, 2],
  draw: (c, { colour, accent, label }) => {
    const nose = poly('260,300 460,236,40 460,500,40 260,436', 22)
    const body = poly('430,224,50 760,214 900,230,110 946,350,90 900,500,80 640,516 430,508,50', 30)
    return (
      c.shadow(740, 1056, 290) +
      c.turned(poly('86,348 110,340 190,340 190,396 110,396 86,388', 6), 86, 340, 104, 56, gunmetal, 'x') +
      c.turned(poly('176,316 268,304 268,432 176,420', 14), 176, 304, 92, 128, steel, 'x') +
      c.line(between(206, 312, 206, 424), darker(steel, 0.4), 7) +
      c.turned(nose, 260, 236, 200, 264, gunmetal, 'x') +
      c.turned(poly('300,286 340,272 340,464 300,450', 8), 300, 272, 40, 192, accent, 'x') +
      grip(c, 580, 480, 860, colour, accent) +
      c.solid(body, colour) +
      c.vents(752, 290, 4, colour, { dy: 120, gap: 36, width: 15 }) +
      c.box(520, 214, 160, 34, [16, 16, 6, 6], rubber, { rim: 4, shade: 8 }) +
      c.tag(478, 300, 220, 96, darker(colour, 0.45), label) +
      c.screwHead(482, 462) +
      c.screwHead(860, 462) +
      c.line('M806 800h70l40-150', gunmetal, 18) +
      batteryPack(c, 530, 862, 420, 190, colour, accent)
    )
  },
}

const heatGun: Motif = {
  colour: 'blue',
  accent: 'red',
  focus: [320, 380, 2],
  draw: (c, { colour, accent, label }) => {
    const body = poly('440,228,50 820,222 960,250,110 990,370,90 940,480,80 640,500 440,492,50', 30)
    return (
      c.shadow(790, 1056, 250) +
      c.glow(120, 360, 150, '#ffb35c', 90) +
      c.rod(150, 300, 250, 120, [10, 0, 0, 10], steel, 'x') +
      c.flat(rounded(150, 308, 26, 104, 12), ink) +
      c.line([0, 1, 2].map((i) => between(230 + i * 46, 322, 230 + i * 46, 398)).join(''), darker(steel, 0.35), 10) +
      c.turned(poly('380,262 456,240 456,480 380,458', 14), 380, 240, 76, 240, rubber, 'x') +
      c.tube('M830 1010c-10 60 60 60 130 40s120-10 130 20', rubber, 34) +
      grip(c, 610, 470, 900, colour, accent) +
      c.box(668, 896, 218, 136, [20, 20, 60, 60], rubber) +
      c.solid(body, colour) +
      c.vents(800, 286, 5, colour, { dy: 120, gap: 30, width: 13 }) +
      c.tag(500, 300, 230, 92, darker(colour, 0.45), label) +
      c.screwHead(484, 450) +
      c.screwHead(908, 440)
    )
  },
}

/** Orbital sander from the side; `disc` is a stack of its paper, `small` the palm-sized one. */
const sander: Motif = {
  colour: 'green',
  focus: [500, 560, 1.9],
  draw: (c, { colour, accent, label, size }) => {
    if (size === 'disc') {
      const disc = (y: number, fill: string) => c.oval(600, y, 460, 230, fill, { rim: 8, shade: 16 })
      const holes = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => {
        const a = (i * Math.PI) / 4 + 0.3
        return c.flat(
          `M${Math.round(600 + 290 * Math.cos(a)) - 40} ${Math.round(560 + 145 * Math.sin(a))}a40 22 0 1 0 80 0a40 22 0 1 0 -80 0z`,
          ink,
          0.75,
        )
      })
      const stack = [760, 720, 680, 640, 600].map((y, i) =>
        disc(y, i % 2 === 0 ? lighter(colour, 0.25) : darker(colour, 0.12)),
      )
      return (
        c.shadow(600, 930, 480, 60) +
        stack.join('') +
        disc(560, colour) +
        holes.join('') +
        c.flat('M555 560a45 24 0 1 0 90 0a45 24 0 1 0 -90 0z', ink, 0.75)
      )
    }
    const bag =
      c.solid(poly('830,560 1060,520,50 1100,640,90 1070,850,80 900,840,60 836,700,30', 30), rubber) +
      c.stitch('M900 590c60-20 110-20 150 0', lighter(rubber, 0.4))
    const bodyHalf = poly('330,640 380,470,60 560,420,40 760,440,60 850,600,60 830,860 350,860', 30)
    return (
      c.shadow(590, 1050, 430) +
      bag +
      (size === 'small' ? '' : c.tube('M740 470c60-130 180-160 300-230', rubber, 36)) +
      c.solid(bodyHalf, colour) +
      c.solid(poly('270,330,90 420,210,90 640,190,80 800,270,80 820,400,60 700,470 340,470 260,420,50', 40), colour) +
      c.solid(poly('300,316,80 430,226,80 630,206,70 776,280,70 790,330,30 300,360,30', 30), rubber, {
        rim: 5,
        shade: 10,
      }) +
      c.line('M400 290c90-40 210-46 320-10', lighter(rubber, 0.18), 9) +
      c.box(276, 452, 150, 56, 26, accent, { rim: 5, shade: 9 }) +
      c.tag(470, 560, 250, 96, darker(colour, 0.45), label) +
      c.vents(420, 724, 8, colour, { dy: 60, gap: 44, width: 16 }) +
      c.screwHead(400, 610) +
      c.screwHead(790, 620) +
      c.rod(230, 860, 700, 90, [24, 24, 10, 10], gunmetal, 'x') +
      c.box(200, 940, 760, 62, [10, 10, 30, 30], rubber) +
      c.box(206, 996, 748, 30, [4, 4, 14, 14], '#b5533c', { rim: 3, shade: 8 })
    )
  },
}

export const rotating = { drill, impactDriver, heatGun, sander }
