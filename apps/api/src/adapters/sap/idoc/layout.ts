import { notSpokenFlat, segments } from './segments.data.ts'

/** A field of a record of fixed width. */
export interface Slot {
  name: string
  start: number
  length: number
}

/** `MSGFN:3 MATNR:18` as slots. */
export function slotsOf(fields: string): readonly Slot[] {
  let start = 0
  return fields.split(' ').map((field) => {
    const [name = '', width] = field.split(':')
    const slot = { name, start, length: Number(width) }
    start += slot.length
    return slot
  })
}

/** A segment as we know it. */
export interface Known {
  /** As XML has it: E1EDK01. */
  name: string
  /** As the flat file has it: E2EDK01005. */
  flat: string
  slots: readonly Slot[]
  /** Its offsets are not known: a flat IDoc with it cannot be read. */
  unread?: true
}

export type Layouts = ReadonlyMap<string, Known>

const flatName = (name: string, version: string) => name.replace(/^([A-Z])1/, '$12') + version

/** All segments, with those that a connector says otherwise: `{"Z1ADD": "FIELD:10 OTHER:3"}`. */
export function layouts(own: Readonly<Record<string, string>> = {}): Layouts {
  const known = new Map<string, Known>()
  for (const [name, { version, fields }] of Object.entries(segments))
    known.set(name, { name, flat: flatName(name, version), slots: slotsOf(fields) })
  for (const name of notSpokenFlat) known.set(name, { name, flat: flatName(name, ''), slots: [], unread: true })
  for (const [name, fields] of Object.entries(own))
    known.set(name, { name, flat: known.get(name)?.flat ?? flatName(name, '000'), slots: slotsOf(fields) })
  return known
}

/** The name of a segment without its version: E2EDK01005 → E1EDK01. */
export function nameOfFlat(given: string, known: Layouts): string {
  const name = given.replace(/^([A-Z])2/, '$11')
  const bare = name.replace(/\d{3}$/, '')
  return !known.has(name) && known.has(bare) ? bare : name
}
