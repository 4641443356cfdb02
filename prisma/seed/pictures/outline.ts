/** Outlines as SVG path data, in picture units (1200 × 1200). */

/** A rectangle with round corners; four radii go clockwise from the upper left. */
export function rounded(x: number, y: number, w: number, h: number, r: number | readonly number[]): string {
  const most = Math.min(w, h) / 2
  const radii = typeof r === 'number' ? [r, r, r, r] : r
  const [a, b, c, d] = [0, 1, 2, 3].map((i) => Math.min(radii[i] ?? 0, most)) as [number, number, number, number]
  return (
    `M${x + a} ${y}h${w - a - b}a${b} ${b} 0 0 1 ${b} ${b}v${h - b - c}a${c} ${c} 0 0 1 ${-c} ${c}` +
    `h${-(w - c - d)}a${d} ${d} 0 0 1 ${-d} ${-d}v${-(h - d - a)}a${a} ${a} 0 0 1 ${a} ${-a}z`
  )
}

/** An ellipse. */
export const ring = (cx: number, cy: number, rx: number, ry = rx): string =>
  `M${cx - rx} ${cy}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0z`

/** A straight line. */
export const between = (x1: number, y1: number, x2: number, y2: number): string => `M${x1} ${y1}L${x2} ${y2}`

const short = (value: number): number => Math.round(value * 10) / 10

type Corner = [x: number, y: number, radius: number]

function corners(points: string, radius: number): Corner[] {
  return points
    .trim()
    .split(/\s+/)
    .map((point) => {
      const [x = 0, y = 0, r = radius] = point.split(',').map(Number)
      return [x, y, r]
    })
}

/**
 * A polygon with round corners.
 * @param points `x,y` or `x,y,radius` each, separated by spaces
 * @param radius for the corners that name none
 */
export function poly(points: string, radius = 0): string {
  const all = corners(points, radius)
  const path = all.map(([x, y, r], i) => {
    const towards = ([tx, ty]: Corner): [number, number] => {
      const length = Math.hypot(tx - x, ty - y) || 1
      const share = Math.min(r, length / 2) / length
      return [short(x + (tx - x) * share), short(y + (ty - y) * share)]
    }
    const from = towards(all[(i + all.length - 1) % all.length] as Corner)
    const to = towards(all[(i + 1) % all.length] as Corner)
    return `${i === 0 ? 'M' : 'L'}${from[0]} ${from[1]}Q${x} ${y} ${to[0]} ${to[1]}`
  })
  return `${path.join('')}z`
}

/** A soft closed curve through the points (Catmull-Rom), for leather, cloth and foil. */
export function smooth(points: string): string {
  const all = corners(points, 0)
  const at = (i: number) => all[(i + all.length) % all.length] as Corner
  const path = all.map((p, i) => {
    const [before, next, after] = [at(i - 1), at(i + 1), at(i + 2)]
    const bend = (a: number, b: number, from: number) => short(from + (b - a) / 6)
    return (
      `C${bend(before[0], next[0], p[0])} ${bend(before[1], next[1], p[1])} ` +
      `${bend(after[0], p[0], next[0])} ${bend(after[1], p[1], next[1])} ${next[0]} ${next[1]}`
    )
  })
  return `M${at(0)[0]} ${at(0)[1]}${path.join('')}z`
}

/** A gear, a saw blade, a knurled wheel: `count` teeth between two radii. `lean` 0 is symmetric, 1 leans like a saw's. */
export function toothed(cx: number, cy: number, outer: number, inner: number, count: number, lean = 0): string {
  const step = (2 * Math.PI) / count
  const at = (radius: number, angle: number) =>
    `${short(cx + radius * Math.cos(angle))} ${short(cy + radius * Math.sin(angle))}`
  return `${Array.from({ length: count }, (_, i) => {
    const a = i * step
    return `${i === 0 ? 'M' : 'L'}${at(inner, a)}L${at(outer, a + step * (0.3 + lean * 0.4))}L${at(outer, a + step * (0.6 + lean * 0.3))}`
  }).join('')}z`
}

/** A regular polygon: hexagons of nuts and sockets. `turn` in degrees. */
export function regular(cx: number, cy: number, radius: number, sides = 6, turn = 0): string {
  const at = (i: number) => {
    const angle = (i / sides) * 2 * Math.PI + (turn * Math.PI) / 180
    return `${short(cx + radius * Math.cos(angle))},${short(cy + radius * Math.sin(angle))}`
  }
  return poly(Array.from({ length: sides }, (_, i) => at(i)).join(' '), radius * 0.08)
}
