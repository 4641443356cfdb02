import type { Model } from '@portico/schema'
import type { Decoding } from '../../domain/integrations/port.ts'
import { putAt } from '../../kernel/object-paths.ts'
import { cellWriter, valueFinder, type Outgoing } from './rows.ts'

type Row = Readonly<Record<string, unknown>>
type Document = Record<string, unknown>

/**
 * Writes rows as documents: members as the back office reads them, links by the keys of what they lead to. Where a profile maps columns, these are dotted paths, and
 * their values are written as a CSV cell would be where they are other words or in another unit.
 */
export function documentWriter(
  model: Model,
  columns: readonly Outgoing[],
  { connector: { profile } }: Decoding,
): (row: Row) => Document {
  const members = columns.map((column) => {
    const { place, mapping, header } = column
    const find = valueFinder(model, place)
    const isOther = mapping?.values != null || mapping?.factor != null || mapping?.constant != null
    const write = isOther ? cellWriter(model, column, profile) : undefined
    const path = mapping ? header.split('.') : place.part ? place.path.slice(0, 1) : place.path
    return {
      path,
      value: (row: Row) => (write ? write(row).text : !mapping && place.part ? row[place.path[0]!] : find(row)),
    }
  })
  return (row) => {
    const document: Document = {}
    for (const { path, value } of members) put(document, path, value(row) ?? null)
    return document
  }
}

/** A link that leads nowhere is null, whatever its key is made of. */
function put(document: Document, path: readonly string[], value: unknown): void {
  if (value !== null || path.length === 1) putAt(document, path, value)
  else if (document[path[0]!] === undefined) putAt(document, path.slice(0, 1), null)
}
