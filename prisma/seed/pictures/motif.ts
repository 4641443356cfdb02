import type { Canvas } from './canvas.ts'

/** How one picture of a motif is to look; colours are resolved to #rrggbb. */
export interface Look {
  colour: string
  accent: string
  /** Printed on it; empty: nothing. */
  label: string
  /** Which kind of it; empty or unknown to the motif: the usual one. */
  size: string
}

/** Draws a thing's body. */
export type Draw = (c: Canvas, look: Look) => string

/** Further kinds of motifs: by motif, then by the `size` that asks for them. */
export type Kinds = Readonly<Record<string, Readonly<Record<string, Draw>>>>

/** One thing that can be drawn, standing on about y = 1080 in 1200 × 1200 units. */
export interface Motif {
  /** Usual colour and accent: names of the palette or #rrggbb. */
  colour: string
  accent?: string
  label?: string
  /** What the detail picture looks at: centre and how much closer. */
  focus?: readonly [x: number, y: number, zoom: number]
  draw: Draw
}
