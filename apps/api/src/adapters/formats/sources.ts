import { columnPlace, mappedPlace, keyLeaves, leafName, type ColumnPlace } from '@portico/schema/projections/files'
import type { Entity, Model } from '@portico/schema'
import { UnreadableFile, type ColumnMappingSaid, type ConnectorSaid } from '../../domain/integrations/port.ts'

/** Where a field of the layout comes from. */
export interface Source {
  place: ColumnPlace
  mapping?: ColumnMappingSaid
  /** Which cell of a line; undefined: `constant`, or a fallback whose column the file lacks. */
  index?: number
  /** What the file calls the column; for problems. */
  column: string
}

/**
 * Joins the columns of a file with the layout of an entity, by their names and by the mappings of a profile. Columns that go out only are left out. Throws UnreadableFile
 * for what means nothing, is there twice or is missing: all of them together.
 */
export function sourcesOf(model: Model, entity: Entity, header: readonly string[], connector: ConnectorSaid): Source[] {
  const { profile } = connector
  const places = new Map<string, number[]>()
  for (const [index, name] of header.entries()) places.set(name, [...(places.get(name) ?? []), index])
  const taken = new Set<string>()
  const said = new Set<string>()
  const [missing, sources]: [string[], Source[]] = [[], []]
  for (const mapping of profile.columns) {
    const place = mappedPlace(model, entity, mapping)
    if (!place) throw new UnreadableFile('FILE_PROFILE_INVALID', { field: mapping.field, entity: entity.name })
    said.add(place.name)
    const column = mapping.column ?? undefined
    const index = column === undefined ? undefined : places.get(column)?.[0]
    if (column !== undefined) taken.add(column)
    if (column !== undefined && index === undefined && mapping.fallback == null) missing.push(column)
    else if (!place.readOnly)
      sources.push({ place, mapping, column: column ?? mapping.field, ...(index === undefined ? {} : { index }) })
  }
  const others: string[] = []
  for (const [name, [index = 0]] of places) {
    if (taken.has(name)) continue
    const place = said.has(name) || name === '' ? undefined : columnPlace(model, entity, name)
    if (!place) others.push(name === '' ? `(number ${index + 1} has no name)` : name)
    else if (!place.readOnly) sources.push({ place, index, column: name })
  }
  const names = new Set(sources.map(({ column }) => column))
  const twice = [...places].flatMap(([name, all]) => (all.length > 1 && names.has(name) ? [name] : []))
  if (twice.length > 0)
    throw new UnreadableFile('FILE_COLUMN_TWICE', { columns: twice.join(', ') }, { line: 1, column: twice[0]! })
  if (missing.length > 0) throw lacking(missing, header)
  if (others.length > 0 && profile.otherColumns === 'refuse')
    throw new UnreadableFile(
      'FILE_COLUMN_UNKNOWN',
      { columns: others.slice(0, 20).join(', '), entity: entity.name },
      { line: 1, column: others[0]! },
    )
  const lacks = keyLacking(model, entity, sources, connector.mode)
  if (lacks.length > 0) throw lacking(lacks, header)
  return sources
}

const lacking = (columns: readonly string[], header: readonly string[]) =>
  new UnreadableFile(
    'FILE_COLUMN_MISSING',
    { columns: columns.join(', '), found: header.join(' | ').slice(0, 300) },
    { line: 1 },
  )

/** What a file must say for its rows to be known, and does not; what has a default may be left out. */
function keyLacking(model: Model, entity: Entity, sources: readonly Source[], mode: string): string[] {
  const own = sources.filter(({ place }) => !place.child)
  if (mode === 'create' || own.some(({ place: { role } }) => role === 'id' || role === 'external')) return []
  const leaves = keyLeaves(model, entity)
  if (leaves.length === 0) return ['id']
  const named = new Set(own.map(({ place }) => place.name))
  const linked = new Set(
    own.flatMap(({ place: { link } }) => (link && link.naming.way !== 'key' ? [link.relation] : [])),
  )
  return leaves
    .filter(({ path, field }) => field.default === undefined && !linked.has(path[0]!))
    .map(leafName)
    .filter((name) => !named.has(name))
}
