import { darker, gunmetal, ink, lighter, palette, rubber, steel } from '../colour.ts'
import type { Kinds } from '../motif.ts'
import { between, poly, ring, rounded } from '../outline.ts'

/** Further things that store, carry and lift. */
export const storageKinds: Kinds = {
  shelf: {
    wide: (c, { colour, accent }) => {
      const post = (x: number, y: number, fill: string) =>
        c.rod(x, y, 54, 780, 6, fill, 'y') +
        c.line(
          Array.from({ length: 13 }, (_, i) => between(x + 27, y + 40 + i * 56, x + 27, y + 56 + i * 56)).join(''),
          darker(fill, 0.5),
          14,
        )
      const deck = (y: number) =>
        c.block(90, y, 910, 44, 110, 60, palette.beech) + c.rod(90, y + 34, 910, 44, 6, lighter(colour, 0.1), 'x')
      const box = (x: number, y: number, w: number, h: number, fill: string) =>
        c.block(x, y, w, h, 60, 34, fill) + c.flat(rounded(x + w / 2 - 20, y, 40, h * 0.4, 0), darker(fill, 0.2))
      return (
        c.shadow(620, 1030, 540) +
        post(190, 150, darker(palette.navy, 0.2)) +
        post(1060, 150, darker(palette.navy, 0.2)) +
        deck(300) +
        box(180, 120, 260, 180, palette.kraft) +
        box(500, 180, 180, 120, accent) +
        box(740, 100, 200, 200, palette.kraft) +
        deck(620) +
        box(170, 440, 340, 180, palette.kraft) +
        box(570, 480, 170, 140, palette.blue) +
        box(780, 480, 170, 140, palette.blue) +
        deck(900) +
        box(220, 760, 240, 140, accent) +
        box(540, 720, 360, 180, palette.kraft) +
        post(70, 230, palette.navy) +
        post(960, 230, palette.navy)
      )
    },
  },
  cabinet: {
    drawers: (c, { colour, accent }) => {
      const cell = (i: number) => {
        const [x, y] = [196 + (i % 6) * 130, 190 + Math.floor(i / 6) * 116]
        return (
          c.box(x, y, 118, 102, 10, '#dfeaf0', { rim: 4, shade: 8 }) +
          c.flat(
            rounded(x + 14, y + 54, 90, 36, 4),
            [palette.beech, steel, palette.brass, accent][(i * 7) % 4] ?? steel,
            0.8,
          ) +
          c.flat(rounded(x + 34, y + 22, 50, 14, 7), '#8fa3af')
        )
      }
      return (
        c.shadow(640, 1080, 470) +
        c.block(160, 150, 850, 910, 80, 50, colour) +
        c.flat(rounded(180, 172, 810, 860, 8), darker(colour, 0.35)) +
        Array.from({ length: 30 }, (_, i) => cell(i)).join('') +
        [0, 1, 2]
          .map(
            (i) =>
              c.box(196 + i * 260, 780, 248, 226, 12, '#dfeaf0', { rim: 5, shade: 10 }) +
              c.flat(rounded(216 + i * 260, 890, 208, 96, 8), [palette.beech, steel, accent][i] ?? steel, 0.8) +
              c.flat(rounded(280 + i * 260, 816, 80, 20, 10), '#8fa3af'),
          )
          .join('')
      )
    },
    locker: (c, { colour, accent }) => {
      const door = (x: number, fill: string) =>
        c.box(x, 150, 250, 860, 10, fill, { rim: 6, shade: 14 }) +
        c.vents(x + 60, 220, 4, fill, { dx: 130, dy: 0, gap: 30, width: 12 }) +
        c.vents(x + 60, 850, 4, fill, { dx: 130, dy: 0, gap: 30, width: 12 }) +
        c.tag(x + 75, 400, 100, 60, '#f6f3ea', x < 500 ? '1' : '2') +
        c.disc(x + 206, 580, 24, accent) +
        c.box(x + 184, 620, 44, 70, 16, palette.brass, { rim: 4, shade: 8 }) +
        c.flat(ring(x + 206, 652, 7), ink)
      return (
        c.shadow(640, 1084, 380) +
        [290, 800].map((x) => c.rod(x, 1020, 46, 62, 6, rubber, 'y')).join('') +
        c.block(270, 120, 600, 920, 100, 56, colour) +
        door(304, palette.blue) +
        door(588, palette.blue)
      )
    },
    pedestal: (c, { colour, accent }) => {
      const drawer = (y: number, h: number) =>
        c.box(280, y, 540, h, 14, lighter(colour, 0.3), { rim: 8, shade: 14 }) +
        c.rod(440, y + 34, 220, 28, 14, darker(accent, 0.1), 'x')
      return (
        c.shadow(640, 1084, 400) +
        [300, 760].map((x) => c.disc(x, 1040, 40, rubber) + c.disc(x, 1040, 16, steel, { rim: 2, shade: 4 })).join('') +
        c.disc(900, 990, 34, rubber) +
        c.block(250, 260, 600, 750, 120, 80, darker(colour, 0.04)) +
        drawer(290, 150) +
        drawer(456, 190) +
        drawer(662, 320) +
        c.disc(790, 320, 13, gunmetal, { rim: 2, shade: 4 })
      )
    },
  },
  storageBox: {
    bin: (c, { colour, label }) =>
      c.shadow(620, 1010, 500) +
      c.flat(poly('150,420 330,220 1050,220 1050,560 1000,640', 8), darker(colour, 0.5)) +
      c.solid(poly('880,440,10 1060,220,14 1060,760,30 900,990,20'), darker(colour, 0.22)) +
      c.solid(poly('330,216,14 1060,216,14 1040,270,10 350,270,10'), lighter(colour, 0.16), { rim: 8, shade: 8 }) +
      c.solid(poly('120,560,14 200,440,20 330,216,14 350,270,10 240,500,20 200,560,10'), lighter(colour, 0.1)) +
      [
        [430, 480, 90],
        [560, 460, 100],
        [690, 480, 90],
        [800, 500, 80],
        [500, 530, 80],
        [630, 540, 90],
      ]
        .map(([x, y, r]) =>
          c.solid(
            ring(x as number, y as number, r as number, (r as number) * 0.7) +
              ring(x as number, y as number, (r as number) * 0.45, (r as number) * 0.3),
            steel,
          ),
        )
        .join('') +
      c.solid(poly('120,560,16 890,560,16 900,990,40 160,990,40'), colour, { rim: 12, shade: 28 }) +
      c.line('M150 592H870', darker(colour, 0.2), 10) +
      c.box(330, 680, 360, 190, 16, '#fbf8ef', { rim: 5, shade: 10 }) +
      (label === '' ? c.line('M380 740h260M380 790h180', gunmetal, 14) : c.text(label, 510, 775, 80, ink, 300)),
  },
  toolbox: {
    cantilever: (c, { colour, accent }) => {
      const tray = (x: number, y: number, w: number) =>
        c.box(x, y, w, 130, 12, colour, { rim: 8, shade: 16 }) +
        c.flat(rounded(x + 20, y, w - 40, 22, 6), darker(colour, 0.5)) +
        c.line(between(x + 40, y + 80, x + w - 40, y + 80), darker(colour, 0.2), 8)
      return (
        c.shadow(600, 1010, 540) +
        c.tube('M330 560L600 190L870 560', gunmetal, 34) +
        c.rod(470, 160, 260, 64, 30, rubber, 'x') +
        c.rod(120, 330, 40, 120, 6, steel, 'y') +
        c.solid(poly('200,310 240,250,10 260,450 190,450', 6), steel) +
        c.rod(290, 300, 34, 160, 10, accent, 'y') +
        c.rod(900, 290, 40, 170, 12, palette.yellow, 'y') +
        c.rod(980, 320, 30, 140, 6, steel, 'y') +
        tray(60, 430, 460) +
        tray(680, 430, 460) +
        c.line('M120 560L220 720M460 560L540 700M1080 560L980 720M740 560L660 700', steel, 20) +
        tray(120, 590, 450) +
        tray(630, 590, 450) +
        c.box(170, 740, 860, 250, 20, colour, { rim: 10, shade: 26 }) +
        c.flat(rounded(190, 740, 820, 30, 6), darker(colour, 0.5)) +
        c.box(500, 810, 200, 90, 14, accent) +
        c.line('M210 950h780', darker(colour, 0.25), 10)
      )
    },
    organizer: (c, { colour, accent }) => {
      const fills = [steel, palette.brass, accent, palette.beech]
      const cup = (i: number) => {
        const [x, y] = [176 + (i % 6) * 142, 360 + Math.floor(i / 6) * 190]
        return (
          c.box(x, y, 130, 176, 16, i % 4 === 1 ? palette.yellow : darker(colour, 0.1), { rim: 5, shade: 10 }) +
          c.flat(rounded(x + 14, y + 14, 102, 148, 10), ink, 0.35) +
          [0, 1, 2, 3, 4, 5]
            .map((k) =>
              c.disc(x + 40 + (k % 2) * 46, y + 44 + Math.floor(k / 2) * 44, 17, fills[(i + (k % 2)) % 4] ?? steel, {
                rim: 3,
                shade: 5,
              }),
            )
            .join('')
        )
      }
      return (
        c.shadow(600, 1060, 520) +
        c.line('M440 270V200q0-40 40-40h240q40 0 40 40v70', darker(rubber, 0.3), 58) +
        c.line('M436 266V196q0-40 40-40h240q40 0 40 40v70', rubber, 42) +
        c.box(110, 250, 980, 790, 60, colour, { rim: 12, shade: 28 }) +
        c.flat(rounded(156, 336, 888, 620, 24), darker(colour, 0.4)) +
        Array.from({ length: 18 }, (_, i) => cup(i)).join('') +
        c.flat(poly('156,336 520,336 280,956 156,956', 10), '#ffffff', 0.16) +
        [260, 820].map((x) => c.box(x, 940, 120, 110, 20, accent)).join('') +
        c.tag(470, 980, 260, 44, '#f6f3ea', '')
      )
    },
  },
  workbench: {
    mobile: (c, { colour, accent }) => {
      const drawer = (y: number, h: number) =>
        c.box(210, y, 700, h, 12, colour, { rim: 6, shade: 12 }) + c.rod(260, y + 16, 600, 22, 10, accent, 'x')
      const caster = (x: number, y: number) =>
        c.flat(poly(`${x - 40},${y - 60} ${x + 40},${y - 60} ${x + 20},${y} ${x - 20},${y}`, 8), gunmetal) +
        c.disc(x, y, 50, rubber) +
        c.disc(x, y, 22, steel, { rim: 3, shade: 5 })
      return (
        c.shadow(620, 1086, 460) +
        caster(1000, 1000) +
        caster(250, 1040) +
        caster(870, 1040) +
        c.block(180, 300, 760, 700, 110, 70, darker(colour, 0.3)) +
        [330, 430, 530, 630].map((y) => drawer(y, 90)).join('') +
        drawer(730, 120) +
        drawer(860, 120) +
        c.block(150, 250, 830, 54, 120, 76, palette.beech) +
        c.tube('M150 330H90v170', gunmetal, 30)
      )
    },
  },
  ladder: {
    telescopic: (c, { colour, accent }) => {
      const rung = (i: number) => {
        const [y, inset] = [180 + i * 108, 26 - i * 3]
        return (
          c.rod(330 + inset, y, 540 - inset * 2, 44, 12, lighter(steel, 0.1), 'x') +
          [0, 1]
            .map(
              (side) =>
                c.box(side === 0 ? 300 + inset : 820 - inset, y - 16, 80, 76, 18, colour, { rim: 5, shade: 10 }) +
                c.box(side === 0 ? 390 + inset : 762 - inset, y + 4, 48, 32, 10, accent, { rim: 3, shade: 6 }),
            )
            .join('')
        )
      }
      const rail = (x: number) =>
        Array.from({ length: 8 }, (_, i) =>
          c.rod(x - 18 - i * 2.6, 150 + i * 108, 36 + i * 5.2, 130, 8, i % 2 ? steel : lighter(steel, 0.12), 'y'),
        ).join('')
      return (
        c.shadow(600, 1090, 380) +
        rail(356) +
        rail(844) +
        [0, 1, 2, 3, 4, 5, 6, 7].map(rung).join('') +
        c.box(240, 1020, 720, 60, 24, rubber) +
        c.box(300, 120, 600, 50, 24, colour)
      )
    },
  },
  stepStool: {
    round: (c, { colour, accent }) =>
      c.shadow(600, 1080, 400) +
      c.turned(poly('330,430 870,430 960,1040,30 240,1040,30', 10), 240, 430, 720, 610, colour) +
      c.rod(210, 1000, 780, 70, 30, rubber, 'y') +
      c.turned(rounded(270, 660, 660, 60, 10), 270, 660, 660, 60, accent) +
      c.oval(600, 420, 310, 104, accent, { rim: 10, shade: 14 }) +
      c.line([250, 190, 130, 70].map((r) => ring(600, 412, r, r * 0.3)).join(''), lighter(accent, 0.25), 12) +
      c.flat(rounded(430, 800, 340, 110, 54), darker(colour, 0.55)) +
      c.gleam('M350 520L316 640', 16),
  },
  trolley: {
    table: (c, { colour, accent }) => {
      const wheel = (x: number, y: number, r: number) =>
        c.disc(x, y, r, rubber) + c.disc(x, y, r * 0.5, steel, { rim: 4, shade: 8 })
      const deck = (y: number) =>
        c.block(130, y, 800, 46, 140, 86, palette.beech) + c.flat(rounded(130, y + 36, 800, 28, 6), darker(colour, 0.1))
      const post = (x: number, y: number) => c.tube(between(x, y, x, y + 560), colour, 34)
      return (
        c.shadow(620, 1070, 500) +
        wheel(1000, 940, 62) +
        post(1050, 330) +
        post(290, 330) +
        deck(820) +
        c.block(240, 650, 260, 170, 80, 50, palette.kraft) +
        c.block(600, 700, 200, 120, 60, 40, accent) +
        deck(470) +
        c.block(330, 330, 220, 140, 70, 44, palette.blue) +
        post(150, 420) +
        post(910, 420) +
        c.tube('M910 430V280q0-50 50-70l60-40q30-20 30 30v130', colour, 34) +
        wheel(230, 990, 78) +
        wheel(850, 990, 78)
      )
    },
  },
}
