import { darker, ink, isPale, lighter, steel } from './colour.ts'
import { lettering, letteringWidth } from './lettering.ts'
import { between, poly, ring, rounded } from './outline.ts'

interface Light {
  /** Width of the bright edge on the side of the lamp, in picture units. */
  rim?: number
  /** Width of the dark edge on the far side. */
  shade?: number
}

type Radius = number | readonly number[]

/**
 * One picture being drawn: 1200 × 1200 units, one lamp above on the left, no text elements (fonts differ between machines).
 * Every method answers an SVG fragment; definitions gather here.
 */
export class Canvas {
  readonly #defs: string[] = []
  #next = 0
  #floor = true

  #define(make: (id: string) => string): string {
    const id = `d${this.#next++}`
    this.#defs.push(make(id))
    return id
  }

  /** A body with thickness: bright rim towards the lamp, dark edge away from it. */
  solid(d: string, fill: string, { rim = 8, shade = 18 }: Light = {}): string {
    const shape = this.#define((id) => `<path id="${id}" d="${d}" clip-rule="evenodd" fill-rule="evenodd"/>`)
    const clip = this.#define((id) => `<clipPath id="${id}"><use href="#${shape}"/></clipPath>`)
    const use = (colour: string, move = 0) =>
      `<use href="#${shape}" fill="${colour}"${move === 0 ? '' : ` transform="translate(${move} ${move})"`}/>`
    return (
      `<g clip-path="url(#${clip})">${use(lighter(fill, 0.42))}<g transform="translate(${rim} ${rim})" clip-path="url(#${clip})">` +
      `${use(darker(fill, 0.26))}${use(fill, -(rim + shade))}</g></g>`
    )
  }

  box(x: number, y: number, w: number, h: number, r: Radius, fill: string, light?: Light): string {
    return this.solid(rounded(x, y, w, h, r), fill, light)
  }

  disc(cx: number, cy: number, r: number, fill: string, light?: Light): string {
    return this.solid(ring(cx, cy, r), fill, light)
  }

  oval(cx: number, cy: number, rx: number, ry: number, fill: string, light?: Light): string {
    return this.solid(ring(cx, cy, rx, ry), fill, light)
  }

  /** A plain area without thickness: prints, labels, holes. Two outlines in one path cut a hole. */
  flat(d: string, fill: string, opacity = 1): string {
    return `<path d="${d}" fill="${fill}" fill-rule="evenodd"${opacity === 1 ? '' : ` opacity="${opacity}"`}/>`
  }

  /** A plain stroke. */
  line(d: string, colour: string, width: number, opacity = 1): string {
    const dim = opacity === 1 ? '' : ` opacity="${opacity}"`
    return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"${dim}/>`
  }

  /** A seam sewn with thread. */
  stitch(d: string, colour: string, width = 6): string {
    return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-dasharray="${width * 2.6} ${width * 2.4}"/>`
  }

  /** A round bar, tube or cord along a path. */
  tube(d: string, colour: string, width: number): string {
    const step = width * 0.15
    return (
      this.line(d, darker(colour, 0.3), width) +
      `<g transform="translate(${-step * 0.5} ${-step * 0.5})">${this.line(d, colour, width * 0.7)}</g>` +
      `<g transform="translate(${-step} ${-step})">${this.line(d, lighter(colour, 0.5), width * 0.16)}</g>`
    )
  }

  /** A cylinder seen from the side, banded along its axis (the longer side unless told). */
  rod(
    x: number,
    y: number,
    w: number,
    h: number,
    r: Radius,
    fill: string,
    axis: 'x' | 'y' = w >= h ? 'x' : 'y',
  ): string {
    return this.turned(rounded(x, y, w, h, r), x, y, w, h, fill, axis)
  }

  /** Anything turned on a lathe: the outline `d` in the frame (x, y, w, h), banded along its axis. */
  turned(d: string, x: number, y: number, w: number, h: number, fill: string, axis: 'x' | 'y' = 'y'): string {
    const band = (from: number, to: number, colour: string) =>
      this.flat(
        axis === 'x'
          ? rounded(x, y + h * from, w, h * (to - from), 0)
          : rounded(x + w * from, y, w * (to - from), h, 0),
        colour,
      )
    return this.within(
      d,
      band(0, 1, fill) +
        band(0, 0.07, darker(fill, 0.1)) +
        band(0.15, 0.3, lighter(fill, 0.42)) +
        band(0.64, 0.84, darker(fill, 0.14)) +
        band(0.84, 1, darker(fill, 0.3)),
    )
  }

  /** A box seen a little from above and from the right: front at (x, y, w, h), depth running (dx, -dy). */
  block(x: number, y: number, w: number, h: number, dx: number, dy: number, fill: string): string {
    const side = (points: string, colour: string) => this.flat(poly(points, 3), colour)
    const [r, b] = [x + w, y + h]
    return (
      side(`${x},${y} ${x + dx},${y - dy} ${r + dx},${y - dy} ${r},${y}`, lighter(fill, 0.3)) +
      side(`${r},${y} ${r + dx},${y - dy} ${r + dx},${b - dy} ${r},${b}`, darker(fill, 0.28)) +
      side(`${x},${y} ${r},${y} ${r},${b} ${x},${b}`, fill) +
      this.line(between(x + 3, y, r, y), lighter(fill, 0.5), 5)
    )
  }

  /** The head of a small cross-recessed screw, as it holds housings together. */
  screwHead(cx: number, cy: number, r = 15, fill = steel): string {
    const s = r * 0.5
    return (
      this.disc(cx, cy, r, fill, { rim: 2, shade: 4 }) +
      this.line(
        `${between(cx - s, cy - s, cx + s, cy + s)}${between(cx - s, cy + s, cx + s, cy - s)}`,
        darker(fill, 0.6),
        r * 0.3,
      )
    )
  }

  /** Cooling slots: `count` strokes of length (dx, dy), `gap` apart. */
  vents(x: number, y: number, count: number, colour: string, { dx = 0, dy = 70, gap = 30, width = 13 } = {}): string {
    const along = dy === 0 ? [0, gap] : [gap, 0]
    const d = Array.from({ length: count }, (_, i) => {
      const [left, top] = [x + (along[0] ?? 0) * i, y + (along[1] ?? 0) * i]
      return between(left, top, left + dx, top + dy)
    }).join('')
    return this.line(d, darker(colour, 0.55), width)
  }

  /** A reflection of the lamp: a soft white stroke. */
  gleam(d: string, width = 14, opacity = 0.45): string {
    return this.line(d, '#ffffff', width, opacity)
  }

  /** Draws what hangs on a wall or leans on others: without shadows on the floor. */
  aloft(drawing: () => string): string {
    this.#floor = false
    const drawn = drawing()
    this.#floor = true
    return drawn
  }

  /** The shadow on the floor under the thing. */
  shadow(cx: number, cy: number, rx: number, ry = Math.min(rx * 0.09, 40)): string {
    if (!this.#floor) return ''
    const id = this.#define(
      (name) =>
        `<radialGradient id="${name}"><stop offset="0" stop-color="${ink}" stop-opacity=".38"/><stop offset=".6" stop-color="${ink}" stop-opacity=".18"/><stop offset="1" stop-color="${ink}" stop-opacity="0"/></radialGradient>`,
    )
    return `<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" fill="url(#${id})"/>`
  }

  /** A soft light that fades outwards: what lamps throw. */
  glow(cx: number, cy: number, rx: number, colour: string, ry = rx, strength = 0.85): string {
    const id = this.#define(
      (name) =>
        `<radialGradient id="${name}"><stop offset="0" stop-color="${colour}" stop-opacity="${strength}"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient>`,
    )
    return `<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" fill="url(#${id})"/>`
  }

  /** Draws `inner` only where `d` is. */
  within(d: string, inner: string): string {
    const id = this.#define((name) => `<clipPath id="${name}"><path d="${d}" clip-rule="evenodd"/></clipPath>`)
    return `<g clip-path="url(#${id})">${inner}</g>`
  }

  turn(degrees: number, cx: number, cy: number, inner: string): string {
    return `<g transform="rotate(${degrees} ${cx} ${cy})">${inner}</g>`
  }

  move(x: number, y: number, inner: string, scale = 1): string {
    return `<g transform="translate(${x} ${y})${scale === 1 ? '' : ` scale(${scale})`}">${inner}</g>`
  }

  /** Scales about (cx, cy), differently along x and y. */
  stretch(sx: number, sy: number, cx: number, cy: number, inner: string): string {
    return `<g transform="translate(${cx} ${cy}) scale(${sx} ${sy}) translate(${-cx} ${-cy})">${inner}</g>`
  }

  /** Mirrors left and right about x. */
  mirror(x: number, inner: string): string {
    return `<g transform="translate(${2 * x} 0) scale(-1 1)">${inner}</g>`
  }

  /** Letters and digits as strokes, centred on (cx, cy), `height` units high, no wider than `most`. */
  text(words: string, cx: number, cy: number, height: number, colour: string, most = Infinity): string {
    const fitting = Math.min(height, (height * most) / letteringWidth(words, height))
    return this.line(lettering(words, cx, cy, fitting), colour, fitting * 0.17)
  }

  /** A printed label with words that read on its colour. */
  tag(x: number, y: number, w: number, h: number, fill: string, words: string): string {
    const letters =
      words === '' ? '' : this.text(words, x + w / 2, y + h / 2, h * 0.52, isPale(fill) ? ink : '#ffffff', w * 0.84)
    return this.flat(rounded(x, y, w, h, h * 0.18), fill) + letters
  }

  /** The finished picture on a transparent ground. Two digits behind the point are finer than anyone sees. */
  finish(width: number, height: number, body: string): string {
    const drawn = `<defs>${this.#defs.join('')}</defs>${body}`
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">` +
      `${drawn.replaceAll(/\d+\.\d{3,}/g, (long) => String(Number(Number(long).toFixed(2))))}</svg>`
    )
  }
}
