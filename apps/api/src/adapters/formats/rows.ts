import {
  columnPlace,
  fileLayout,
  keyLeaves,
  mappedPlace,
  type ChildPlace,
  type ColumnPlace,
} from '@portico/schema/projections/files'
import type { Entity, Field, Model } from '@portico/schema'
import {
  UnreadableFile,
  type ColumnMappingSaid,
  type Decoding,
  type FileProfileSaid,
  type RowsRead,
} from '../../domain/integrations/port.ts'
import { branchAt, valueAt, type Branches } from '../../kernel/object-paths.ts'
import { inTheirUnit, isNumber, ours, writeCell, writeMember, writeNumber, type Notation } from './cells.ts'

type Row = Readonly<Record<string, unknown>>

/** A column of a file that goes out. */
export interface Outgoing {
  place: ColumnPlace
  mapping?: ColumnMappingSaid
  header: string
}

/**
 * Which columns a file has that goes out: those of the profile, in its order; without one, every stored field in the languages of the house, and links by their keys.
 */
export function outgoing(model: Model, entity: Entity, { connector, languages = ['en'] }: Decoding): Outgoing[] {
  const { columns } = connector.profile
  if (columns.length > 0)
    return columns.flatMap((mapping) => {
      const place = mappedPlace(model, entity, mapping)
      if (!place) throw new UnreadableFile('FILE_PROFILE_INVALID', { field: mapping.field, entity: entity.name })
      return mapping.column ? [{ place, mapping, header: mapping.column }] : []
    })
  const stored = fileLayout(model, entity).columns.filter(
    ({ name, otherwise }) =>
      !otherwise &&
      !name.startsWith(':') &&
      !/external:|<member>$/.test(name) &&
      !(name in entity.computed) &&
      !['createdAt', 'updatedAt'].includes(name) &&
      (name !== 'id' || entity.naturalKey === undefined),
  )
  return stored
    .flatMap(({ name }) =>
      name.endsWith('<language>') ? languages.map((language) => name.replace('<language>', language)) : [name],
    )
    .flatMap((name) => {
      const place = columnPlace(model, entity, name)
      return place ? [{ place, header: name }] : []
    })
}

/** Written cells of a row; `isText`: people wrote what stands in it. */
export interface Cell {
  text: string
  isText: boolean
  field: Field
  /** A value of its kind, as we write it; for formats whose cells know what they are. */
  plain?: string
}

/** Writes rows as cells, in the order of the header. */
export function rowWriter(
  model: Model,
  entity: Entity,
  asked: Decoding,
  plainToo = false,
): { header: string[]; write: (row: Row) => Cell[] } {
  const columns = outgoing(model, entity, asked)
  const { profile } = asked.connector
  const cells = columns.map((column) => cellWriter(model, column, profile, plainToo))
  return {
    header: columns.map(({ header }) => header),
    write: (row) => cells.map((cell) => cell(row)),
  }
}

export function cellWriter(
  model: Model,
  { place, mapping }: Outgoing,
  profile: FileProfileSaid,
  plainToo = false,
): (row: Row) => Cell {
  const { field } = place
  const isText = field.kind === 'text' || field.kind === 'longText' || place.part === 'member'
  const value = valueFinder(model, place)
  const words = new Map(
    Object.entries(mapping?.values ?? {})
      .reverse()
      .map(([theirs, our]) => [String(our), theirs]),
  )
  const factor = mapping?.factor && isNumber(field) ? mapping.factor : undefined
  const said = (found: unknown, notation: Notation) =>
    place.part === 'member' ? writeMember(found, notation) : writeCell(field, found, notation)
  return (row) => {
    if (mapping?.constant != null) return { text: mapping.constant, isText, field }
    const found = value(row)
    if (words.size > 0) {
      const own = said(found, ours)
      const word = words.get(own)
      const known = word !== undefined || own === '' || (mapping?.otherValues ?? 'keep') === 'keep'
      if (word !== undefined || !known) return { text: word ?? '', isText, field }
    }
    if (factor !== undefined && found !== null && found !== undefined) {
      const plain = inTheirUnit(writeCell(field, found, ours), factor)
      return { text: writeNumber(plain, profile), isText, field, plain }
    }
    const text = said(found, profile)
    return plainToo ? { text, isText, field, plain: said(found, ours) } : { text, isText, field }
  }
}

const textOf = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

/** Finds the value of a place in a row as the back office reads it. */
export function valueFinder(model: Model, place: ColumnPlace): (row: Row) => unknown {
  const { child } = place
  if (!child) return (row) => placeValue(row, place)
  const children = (row: Row) => (row[child.relation] ?? []) as Row[]
  const { each } = child
  if (each) return (row) => children(row).map((one) => textOf(valueAt(one, each.path)))
  const isIt = childFinder(model, child)
  return (row) => {
    const found = children(row).find((one, index) => isIt(one, index))
    return found && placeValue(found, place)
  }
}

function placeValue(row: Row, { role, path, field, link, system }: ColumnPlace): unknown {
  if (role === 'deed') return null
  const owner = link && link.naming.way !== 'key' ? valueAt(row, path) : row
  if (system !== undefined) return valueAt(owner, [':external', system])
  if (role === 'id' || link?.naming.way === 'id' || (link && field.kind === 'id' && path.length === 1))
    return valueAt(owner, ['id'])
  return field.kind === 'id' ? valueAt(row, [...path, 'id']) : valueAt(row, path)
}

/** Whether a row is the one that a column's name speaks of: by its key, or by its number among the others. */
function childFinder(model: Model, child: ChildPlace): (row: Row, index: number) => boolean {
  if (child.key.length === 0) {
    const number = Number(child.handle.slice(1) || '1')
    return (_, index) => index === number - 1
  }
  const leaves = keyLeaves(model, child.entity, child.by).map(({ path, field }, place) => ({
    path,
    value: child.key[place]?.value ?? String(field.default ?? ''),
  }))
  return (row) => leaves.every(({ path, value }) => textOf(valueAt(row, path)) === value)
}

/** What rows must be read with for their columns to be written. */
export function readFor(model: Model, entity: Entity, asked: Decoding): RowsRead {
  const wanted: Branches = {}
  const outside: { path: string[]; entity: string; system: string }[] = []
  for (const { place } of outgoing(model, entity, asked)) {
    const { child, path, role, system, link, part } = place
    const from = child ? branchAt(wanted, [child.relation]) : wanted
    if (child) for (const leaf of keyLeaves(model, child.entity, child.by)) branchAt(from, leaf.path)
    if (system !== undefined) {
      const way = [...(child ? [child.relation] : []), ...(link ? [link.relation] : [])]
      branchAt(wanted, way)
      outside.push({ path: way, entity: (link?.to ?? child?.entity ?? entity).name, system })
    } else if (role === 'value' && !child?.each) branchAt(from, part ? path.slice(0, 1) : path)
  }
  return { wanted, outside }
}
