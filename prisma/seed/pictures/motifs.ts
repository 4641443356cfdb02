import { moving } from './access-transport.ts'
import type { Canvas } from './canvas.ts'
import { cleaning } from './cleaning.ts'
import { colourOf, mix } from './colour.ts'
import { electrical } from './electrical.ts'
import { emergency } from './emergency.ts'
import { fasteners } from './fasteners.ts'
import { furniture } from './furniture.ts'
import { driving } from './hand-driving.ts'
import { gripping } from './hand-gripping.ts'
import { breakRoomKinds } from './kinds/break-room.ts'
import { electricalKinds } from './kinds/electrical.ts'
import { facilityKinds } from './kinds/facility.ts'
import { officeKinds } from './kinds/office.ts'
import { safetyKinds } from './kinds/safety.ts'
import { storageKinds } from './kinds/storage.ts'
import { lighting } from './lighting-power.ts'
import { measuring } from './measuring.ts'
import type { Kinds, Motif } from './motif.ts'
import { ring } from './outline.ts'
import { packing } from './packing.ts'
import { papers } from './paper.ts'
import { cutting } from './power-cutting.ts'
import { rotating } from './power-rotating.ts'
import { worn } from './safety-body.ts'
import { head } from './safety-head.ts'
import { storing } from './storing.ts'
import { upkeep } from './upkeep.ts'
import { writing } from './writing.ts'

const motifs: Readonly<Record<string, Motif>> = {
  ...rotating,
  ...cutting,
  ...driving,
  ...gripping,
  ...measuring,
  ...fasteners,
  ...head,
  ...worn,
  ...emergency,
  ...electrical,
  ...lighting,
  ...storing,
  ...moving,
  ...packing,
  ...cleaning,
  ...upkeep,
  ...furniture,
  ...papers,
  ...writing,
}

const kinds: Kinds = {
  ...breakRoomKinds,
  ...electricalKinds,
  ...facilityKinds,
  ...officeKinds,
  ...safetyKinds,
  ...storageKinds,
}

/** Every motif that can be drawn, by name. */
export const motifNames: readonly string[] = Object.keys(motifs).sort()

/** Parameters of a picture. Colours are names of the palette (colour.ts) or #rrggbb; what is left out is the motif's own. */
export interface PictureParams {
  colour?: string
  accent?: string
  /** Printed on the thing: capitals, digits and a few signs. */
  label?: string
  /** `detail` looks closer, through a round lens. */
  angle?: 'front' | 'detail'
  /** Which kind of the thing, see the motif; an unknown one is the usual one. */
  size?: string
}

/**
 * The body of a picture on a canvas that others may share.
 * @throws Error that names the known motifs or colours
 */
export function drawOn(canvas: Canvas, name: string, params: PictureParams = {}): string {
  const motif = Object.hasOwn(motifs, name) ? motifs[name] : undefined
  if (!motif) throw new Error(`pictures: no motif '${name}'; known are: ${motifNames.join(', ')}`)
  const colour = colourOf(params.colour ?? motif.colour)
  const kind = kinds[name]?.[params.size ?? '']
  const body = (kind ?? motif.draw)(canvas, {
    colour,
    accent: colourOf(params.accent ?? motif.accent ?? 'orange'),
    label: params.label ?? motif.label ?? '',
    size: params.size ?? '',
  })
  return params.angle === 'detail'
    ? lens(canvas, body, colour, (kind ? undefined : motif.focus) ?? [600, 560, 1.6])
    : body
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
