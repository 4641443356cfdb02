import { darker, gunmetal, ink, lighter, rubber, steel } from './colour.ts'
import type { Motif } from './motif.ts'
import { between, poly, ring, rounded, toothed } from './outline.ts'

const grinder: Motif = {
  colour: 'blue',
  focus: [330, 640, 1.7],
  draw: (c, { colour, accent, label, size }) => {
    const wide = size === 'large' ? 300 : 240
    const guard = `M${330 - wide - 24} 706a${wide + 24} ${wide + 24} 0 0 1 ${2 * wide + 48} 0z`
    return (
      c.shadow(520, 1052, 460) +
      c.tube('M1010 470c70-20 110 20 90 90s-60 120-10 190', rubber, 34) +
      c.disc(330, 720, wide, darker(steel, 0.18)) +
      c.flat(ring(330, 720, wide * 0.93) + ring(330, 720, wide * 0.6), darker(gunmetal, 0.35)) +
      c.line(
        `M${330 - wide * 0.76} 720a${wide * 0.76} ${wide * 0.76} 0 0 0 ${wide * 0.5} ${wide * 0.68}`,
        gunmetal,
        8,
      ) +
      c.disc(330, 720, wide * 0.36, '#e9d9b0') +
      c.solid(guard, gunmetal) +
      c.disc(330, 720, 56, steel) +
      c.solid(toothed(330, 720, 34, 26, 6), darker(steel, 0.35), { rim: 3, shade: 5 }) +
      c.solid(poly('420,380 560,360,30 940,400,60 1050,440,50 1050,560,50 940,600,60 560,660,40 430,650', 30), colour) +
      c.solid(poly('690,378,30 960,400,70 1056,446,50 1056,556,50 960,600,70 690,644,30', 20), rubber, {
        rim: 6,
        shade: 12,
      }) +
      c.line(
        [0, 1, 2, 3, 4, 5].map((i) => between(760 + i * 40, 450, 760 + i * 40, 560)).join(''),
        lighter(rubber, 0.16),
        10,
      ) +
      c.box(724, 372, 150, 44, 20, accent, { rim: 5, shade: 9 }) +
      c.solid(poly('216,430,70 340,360,50 470,372 480,650 400,690,30 260,690,40 210,600,50', 40), gunmetal) +
      c.vents(262, 470, 4, gunmetal, { dx: 90, dy: 0, gap: 34, width: 12 }) +
      c.rod(290, 130, 88, 240, [40, 40, 10, 10], rubber, 'y') +
      c.rod(276, 336, 116, 40, 14, accent, 'x') +
      c.line(
        [0, 1, 2, 3].map((i) => between(306, 180 + i * 40, 360, 180 + i * 40)).join(''),
        lighter(rubber, 0.16),
        8,
      ) +
      c.tag(500, 462, 170, 92, darker(colour, 0.45), label) +
      c.screwHead(448, 414) +
      c.screwHead(448, 610) +
      c.screwHead(648, 608)
    )
  },
}

const circularSaw: Motif = {
  colour: 'green',
  focus: [460, 740, 1.8],
  draw: (c, { colour, accent, label }) =>
    c.shadow(600, 1056, 520) +
    c.solid(toothed(490, 690, 338, 312, 30, 1), steel) +
    c.line(ring(490, 690, 240), darker(steel, 0.2), 6) +
    c.solid(poly('110,830,10 1030,830,60 1092,880,20 1092,906,10 110,906,20', 20), gunmetal) +
    c.flat(rounded(170, 850, 90, 20, 10) + rounded(900, 850, 110, 20, 10), ink, 0.6) +
    c.line(`${between(360, 1000, 366, 996)}`, steel, 4) +
    c.solid(`M130 690a360 360 0 0 1 720 0l0 86a30 30 0 0 1-30 30l-660 0a30 30 0 0 1-30-30z`, colour) +
    c.solid('M210 700a280 280 0 0 1 560 0l0 30l-560 0z', darker(colour, 0.16), { rim: 5, shade: 10 }) +
    c.solid(
      poly(
        '560,400 700,330,60 900,330,90 1000,420,80 1030,610,70 960,690,60 880,640,40 880,520,50 820,450,50 700,480,40 620,560',
        40,
      ),
      rubber,
    ) +
    c.solid(poly('880,520 930,540 930,630 880,620 862,570', 18), accent, { rim: 4, shade: 8 }) +
    c.line('M720 380c70-10 150-4 200 50', lighter(rubber, 0.2), 12) +
    c.box(310, 290, 190, 70, 34, rubber) +
    c.rod(376, 330, 56, 110, 10, rubber, 'y') +
    c.tag(300, 520, 250, 100, darker(colour, 0.5), label) +
    c.disc(490, 712, 62, steel) +
    c.solid(toothed(490, 712, 38, 30, 6), darker(steel, 0.4), { rim: 3, shade: 5 }) +
    c.vents(620, 566, 4, colour, { dy: 90, gap: 34, width: 14 }) +
    c.box(150, 756, 130, 40, 18, accent, { rim: 4, shade: 8 }) +
    c.screwHead(230, 620) +
    c.screwHead(760, 640),
}

/** A jigsaw; `blade` is its blade alone. */
const jigsaw: Motif = {
  colour: 'green',
  focus: [340, 820, 2],
  draw: (c, { colour, accent, label, size }) => {
    const teeth = (x: number, from: number, count: number, step: number) =>
      Array.from(
        { length: count },
        (_, i) => `L${x - 26} ${from + i * step + step * 0.8}L${x} ${from + (i + 1) * step}`,
      ).join('')
    if (size === 'blade') {
      const blade = (fill: string) =>
        c.solid(
          `M600 120q-40 0-40 40v80h-40v70h30v90${teeth(550, 400, 12, 48)}L640 1040V310h30v-70h-40v-80q0-40-30-40z`,
          fill,
        )
      return (
        c.shadow(600, 1080, 380) +
        c.turn(-16, 600, 900, c.move(-150, 20, blade(steel))) +
        c.turn(14, 600, 900, c.move(160, 20, blade(darker(steel, 0.2)))) +
        blade(colour)
      )
    }
    return (
      c.shadow(560, 1060, 420) +
      c.tube('M930 420c80-10 140 20 150 100s-30 120 0 190', rubber, 34) +
      c.solid(`M300 760h46v40${teeth(300, 0, 0, 1)}l-8 240l-38 36z`, steel, { rim: 4, shade: 8 }) +
      c.solid(
        `M296 800l-18 20l18 14l-18 20l18 14l-18 20l18 14l-18 20l18 14l-18 20l18 14l-18 20l18 14l0 40h30v-230z`,
        darker(steel, 0.15),
        { rim: 3, shade: 5 },
      ) +
      c.box(150, 850, 760, 62, [20, 20, 10, 10], gunmetal) +
      c.flat(rounded(286, 850, 60, 62, 4), ink) +
      c.flat(rounded(292, 846, 34, 70, 4), steel) +
      c.solid(poly('250,470,90 330,350,60 560,420 700,560 900,600,60 900,760,40 800,850 270,850 240,700', 40), colour) +
      c.solid(
        'M330 350q40-150 220-160h260q180 6 190 180t-90 240l-90 40q-60 10-60-50t60-90q50-30 40-90t-70-60h-180q-60 6-60 80t-60 60z',
        colour,
      ) +
      c.line('M520 232h290q110 6 128 90', rubber, 52) +
      c.line('M540 222h260q80 6 104 60', lighter(rubber, 0.18), 10) +
      c.solid(poly('560,330 640,360 640,420 580,440 540,400', 20), accent, { rim: 4, shade: 8 }) +
      c.tag(350, 600, 260, 96, darker(colour, 0.45), label) +
      c.vents(660, 650, 5, colour, { dy: 90, gap: 36, width: 14 }) +
      c.disc(330, 470, 46, rubber) +
      c.line(between(330, 444, 330, 470), '#ffffff', 8) +
      c.screwHead(290, 770) +
      c.screwHead(850, 700) +
      c.rod(270, 740, 70, 70, 10, steel, 'y')
    )
  },
}

/** A circular blade with carbide teeth; `disc` is an abrasive cutting disc. */
const sawBlade: Motif = {
  colour: 'silver',
  accent: 'red',
  focus: [860, 380, 2],
  draw: (c, { colour, accent, label, size }) => {
    if (size === 'disc') {
      return (
        c.shadow(600, 1090, 360) +
        c.disc(600, 600, 470, lighter(colour, 0.06)) +
        c.line([430, 400, 370, 340].map((r) => ring(600, 600, r)).join(''), lighter(colour, 0.16), 5) +
        c.disc(600, 600, 270, accent, { rim: 6, shade: 12 }) +
        c.flat(ring(600, 600, 236) + ring(600, 600, 226), '#ffffff', 0.9) +
        c.text(label || '125', 600, 478, 88, '#ffffff', 300) +
        c.vents(500, 740, 6, accent, { dy: 36, gap: 40, width: 12 }) +
        c.flat(ring(600, 600, 74), darker(steel, 0.1)) +
        c.flat(ring(600, 600, 52), ink)
      )
    }
    const slots = [0, 60, 120, 180, 240, 300].map((a) =>
      c.turn(
        a,
        600,
        600,
        c.line('M600 200q-46 60-8 130', darker(colour, 0.55), 12) + c.flat(ring(592, 336, 13), darker(colour, 0.55)),
      ),
    )
    return (
      c.shadow(600, 1092, 360) +
      c.solid(toothed(600, 600, 484, 432, 36, 1), darker(colour, 0.1)) +
      c.disc(600, 600, 428, colour) +
      c.within(
        ring(600, 600, 424),
        c.flat('M600 600L120 420L300 120z', '#ffffff', 0.35) + c.flat('M600 600L1080 780L900 1080z', '#ffffff', 0.2),
      ) +
      slots.join('') +
      c.disc(600, 600, 232, accent, { rim: 6, shade: 12 }) +
      c.flat(ring(600, 600, 206) + ring(600, 600, 198), '#ffffff', 0.9) +
      c.text(label || '190', 600, 496, 76, '#ffffff', 260) +
      c.text('48Z', 600, 704, 54, '#ffffff', 220) +
      c.flat(ring(600, 600, 62), darker(steel, 0.1)) +
      c.flat(ring(600, 600, 42), ink)
    )
  },
}

export const cutting = { grinder, circularSaw, jigsaw, sawBlade }
