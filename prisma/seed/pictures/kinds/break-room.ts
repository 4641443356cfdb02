import { darker, ink, lighter, mix, palette, rubber, steel } from '../colour.ts'
import type { Kinds } from '../motif.ts'
import { poly, rounded } from '../outline.ts'

/** Further things for the break room. */
export const breakRoomKinds: Kinds = {
  coffee: {
    ground: (c, { colour, accent, label }) =>
      c.shadow(600, 1074, 420) +
      c.solid(poly('320,330,16 880,330,16 900,1050,20 300,1050,20', 10), colour, { rim: 12, shade: 34 }) +
      c.solid(poly('320,336,10 880,336,10 800,210,20 400,210,20', 8), lighter(colour, 0.14)) +
      c.box(390, 150, 420, 76, 14, darker(colour, 0.15)) +
      c.line('M410 190h380', darker(colour, 0.4), 8) +
      c.flat(rounded(302, 470, 596, 430, 0), mix(accent, '#fff6e6', 0.7)) +
      c.solid('M470 560h260l-60 170q-70 40-140 0z', darker(palette.brown, 0.1), { rim: 5, shade: 10 }) +
      c.line(
        'M490 560L530 720M550 556L570 736M600 556V746M650 556L630 736M710 560L670 720',
        lighter(palette.brown, 0.2),
        7,
      ) +
      c.text(label || 'FILTER', 600, 836, 60, colour, 460) +
      c.gleam('M344 960h160', 14, 0.4) +
      c.turn(
        -24,
        960,
        1010,
        c.rod(860, 980, 220, 24, 10, steel, 'x') + c.oval(900, 1000, 76, 42, '#5b3822', { rim: 6, shade: 8 }),
      ),
  },
  mug: {
    thermos: (c, { colour, accent, label }) =>
      c.shadow(600, 1086, 300) +
      c.turned(poly('380,300 820,300 770,1070,50 430,1070,50', 10), 380, 300, 440, 770, colour) +
      c.rod(350, 190, 500, 130, [60, 60, 20, 20], ink, 'y') +
      c.rod(420, 120, 360, 90, [50, 50, 10, 10], lighter(ink, 0.12), 'y') +
      c.box(540, 100, 120, 50, 20, accent) +
      c.turned(poly('396,520 804,520 788,760 412,760', 0), 396, 520, 408, 240, rubber) +
      c.text(label, 600, 640, 80, '#ffffff', 300) +
      c.rod(424, 1010, 352, 60, [4, 4, 40, 40], steel, 'y') +
      c.gleam('M440 350L470 490M480 800L490 960', 16),
  },
}
