import { Canvas } from './canvas.ts'
import { colourOf, mix } from './colour.ts'
import type { Motif } from './motif.ts'
import { ring } from './outline.ts'
import { furniture } from './furniture.ts'
import { moving } from './access-transport.ts'
import { storing } from './storing.ts'
import { packing } from './packing.ts'
import { cleaning } from './cleaning.ts'
import { papers } from './paper.ts'
import { electrical } from './electrical.ts'
import { emergency } from './emergency.ts'
import { lighting } from './lighting-power.ts'
import { upkeep } from './upkeep.ts'
import { writing } from './writing.ts'
import { fasteners } from './fasteners.ts'
import { head } from './safety-head.ts'
import { worn } from './safety-body.ts'
import { driving } from './hand-driving.ts'
import { gripping } from './hand-gripping.ts'
import { measuring } from './measuring.ts'
import { rotating } from './power-rotating.ts'
import { cutting } from './power-cutting.ts'

const motifs: Readonly<Record<string, Motif>> = {
  ...rotating,
  ...cutting,
  ...driving,
  ...gripping,
  ...measuring,
  ...fasteners,
  ...head,
  ...worn,
  ...storing,
  ...moving,
  ...furniture,
  ...packing,
  ...cleaning,
  ...papers,
  ...electrical, ...lighting, ...emergency, ...writing, ...upkeep,
}

/** Every motif that can be drawn. */
export const motifNames: readonly string[] = Object.keys(motifs).sort()

/** Parameters of a picture. Colours are names of the palette (colour.ts) or #rrggbb; what is left out is the motif's own. */
export interface PictureParams {
  colour?: string
  accent?: string
  label?: string
  /** `detail` looks closer, through a round lens. */
  angle?: 'front' | 'detail'
  size?: string
}

function motifOf(name: string): Motif {
  const motif = Object.hasOwn(motifs, name) ? motifs[name] : undefined
  if (!motif) throw new Error(`pictures: no motif '${name}'; known are: ${motifNames.join(', ')}`)
  return motif
}

/**
 * A thing as a complete SVG, 1200 × 1200 on a transparent ground. The same arguments always give the same bytes.
 * @throws Error that names the known motifs or colours
 */
export function draw(name: string, params: PictureParams = {}): string {
  const motif = motifOf(name)
  const canvas = new Canvas()
  const colour = colourOf(params.colour ?? motif.colour)
  const body = motif.draw(canvas, {
    colour,
    accent: colourOf(params.accent ?? motif.accent ?? 'orange'),
    label: params.label ?? motif.label ?? '',
    size: params.size ?? '',
  })
  const shown = params.angle === 'detail' ? lens(canvas, body, colour, motif.focus ?? [600, 480, 1.8]) : body
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 1200" width="1200" height="1200">` +
    `${canvas.defs()}${shown}</svg>`
  )
}

function lens(canvas: Canvas, body: string, colour: string, [x, y, zoom]: readonly [number, number, number]): string {
  const glass = ring(600, 600, 500)
  const closer = `<g transform="translate(600 600) scale(${zoom}) translate(${-x} ${-y})">${body}</g>`
  return (
    canvas.flat(glass, mix(colour, '#fbf7ee', 0.84)) +
    canvas.within(glass, closer) +
    canvas.line(glass, mix(colour, '#ffffff', 0.45), 14)
  )
}

export const drawScene = draw
