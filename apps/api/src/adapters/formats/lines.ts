import type { ChildPlace } from '@portico/schema/projections/files'
import type { Entity } from '@portico/schema'
import type {
  ConnectorSaid,
  ExchangeDeed,
  ExchangeObjection,
  ExchangeRecord,
  Whereabouts,
} from '../../domain/integrations/port.ts'
import { putAt } from '../../kernel/object-paths.ts'
import { cellReader, ours, Wrong } from './cells.ts'
import { modeOf, ruleOfChildren, ruleOfRows, type DeedRule, type Mode } from './deeds.ts'
import type { Source } from './sources.ts'
import { saidBy, type Said } from './values.ts'

type Row = Record<string, unknown>

/** A line of cells. `typed`: which of them are written as we write values, because their format knows their type. */
export interface Line {
  line: number
  cells: readonly string[]
  typed?: ReadonlySet<number>
}

/** A line that was objected to, with what could be read of its row. */
export interface BrokenLine extends ExchangeRecord {
  own: Pick<ReadRow, 'id' | 'external' | 'given'>
}

export type LineReader = (line: Line) => ExchangeRecord | BrokenLine

/** The members of a row's natural key, with their defaults. */
type ParentKey = readonly (readonly [member: string, standard: unknown])[]

export const keyOf = (entity: Entity): ParentKey =>
  (entity.naturalKey ?? []).map((member) => [member, entity.fields[member]?.default] as const)

/** One value of a line on its way into a row. */
interface Reading {
  source: Source
  said: Said
  /** Its place in the row, dotted; as problems name it. */
  at: string
}

/** A row that a line may speak of: the row itself, or one that belongs to it. */
interface Group {
  entity: Entity
  readings: readonly Reading[]
  /** Links named by a key of several columns, by relation. */
  links: ReadonlyMap<string, readonly Reading[]>
  /** Members whose parts are added to what is there. */
  parts: readonly string[]
  child?: ChildPlace
  /** What the name of the column says of the child's key. */
  key: Row
  /** What the line may have done with it by its own word. */
  rule: DeedRule
}

/** Makes records of lines: the row that a line is about, and those that belong to it. Made once for a file. */
export function lineReader(
  entity: Entity,
  sources: readonly Source[],
  connector: ConnectorSaid,
  seen: { nul: boolean },
): LineReader {
  const { profile } = connector
  const mode = modeOf(connector)
  const readings = sources.map((source): Reading => ({
    source,
    said: saidBy(source, profile, seen),
    at: source.place.path.join('.'),
  }))
  const own = groupOf(
    entity,
    readings.filter(({ source }) => !source.place.child),
    ruleOfRows(connector),
  )
  const children = [
    ...gathered(
      readings.filter(({ source }) => source.place.child),
      childName,
    ).values(),
  ].map((of) => groupOf(of[0]!.source.place.child!.entity, of, ruleOfChildren(connector), of[0]!.source.place.child))
  const key = keyOf(entity)

  return (line) => {
    const objections: ExchangeObjection[] = []
    const row = readGroup(own, line, objections)
    const deeds: ExchangeDeed[] = [deedOf(own, row, row.deed ?? mode, line)]
    if ((row.deed ?? mode) !== 'delete')
      for (const child of children) deeds.push(...childDeeds(child, row, key, line, objections))
    const at = { line: line.line }
    return objections.length > 0 ? { at, deeds: [], objections, own: row } : { at, deeds }
  }
}

function gathered<One>(all: readonly One[], name: (one: One) => string): Map<string, One[]> {
  const found = new Map<string, One[]>()
  for (const one of all) found.set(name(one), [...(found.get(name(one)) ?? []), one])
  return found
}

const childName = ({ source: { place } }: Reading) =>
  place.child!.each ? place.name : `${place.child!.relation}[${place.child!.handle}]`

function groupOf(entity: Entity, all: readonly Reading[], rule: DeedRule, child?: ChildPlace): Group {
  const isLink = ({ source: { place } }: Reading) => place.link?.naming.way === 'key' && place.path.length > 1
  const key: Row = {}
  for (const { path, field, value } of child?.key ?? []) putAt(key, path, cellReader(field, ours)(value))
  return {
    entity,
    readings: all.filter((one) => !isLink(one)),
    links: gathered(all.filter(isLink), ({ source }) => source.place.link!.relation),
    parts: [...new Set(all.flatMap(({ source: { place } }) => (place.part ? [place.path[0]!] : [])))],
    ...(child ? { child } : {}),
    key,
    rule,
  }
}

interface ReadRow {
  given: Row
  deed?: Mode
  id?: string
  external?: { system: string; id: string }
  /** Whether a cell of the line said anything. */
  said: boolean
}

const cellOf = ({ cells }: Line, { index }: Source) => (index === undefined ? '' : (cells[index] ?? ''))

/** The value of a cell; undefined where it says nothing, or something wrong, which is told. */
function valueOf({ source, said }: Reading, line: Line, objections: ExchangeObjection[]): unknown {
  const { index } = source
  const value = said(cellOf(line, source), index !== undefined && line.typed !== undefined && line.typed.has(index))
  if (!(value instanceof Wrong)) return value
  objections.push(objection(source, value, line))
  return undefined
}

const objection = (source: Source, { problem, advice }: Wrong, line: Line): ExchangeObjection => ({
  line: line.line,
  column: source.column,
  value: cellOf(line, source).slice(0, 500),
  code: 'FIELD_INVALID',
  params: { field: source.place.name, problem },
  ...(advice ? { advice } : {}),
})

function readGroup(group: Group, line: Line, objections: ExchangeObjection[]): ReadRow {
  const row: ReadRow = { given: {}, said: false }
  for (const reading of group.readings) {
    const value = valueOf(reading, line, objections)
    if (value === undefined) continue
    const { place, index } = reading.source
    if (index !== undefined && value !== null) row.said = true
    if (place.role === 'deed') setDeed(group, row, value, reading.source, line, objections)
    else if (place.role === 'id') row.id = value as string
    else if (place.role === 'external') row.external = { system: place.system!, id: value as string }
    else if (place.system) row.given[place.path[0]!] = value && { external: { system: place.system, id: value } }
    else if (place.path.length === 1) row.given[place.path[0]!] = value
    else putAt(row.given, place.path, value)
  }
  for (const [relation, leaves] of group.links) readLink(row, relation, leaves, line, objections)
  return row
}

function setDeed(
  { rule }: Group,
  row: ReadRow,
  value: unknown,
  source: Source,
  line: Line,
  objections: ExchangeObjection[],
): void {
  const problem = rule(value)
  if (problem === undefined) row.deed = value as Mode
  else objections.push(objection(source, new Wrong(problem), line))
}

/** The columns of a key together: nothing said in any of them says nothing of the link. */
function readLink(
  row: ReadRow,
  relation: string,
  leaves: readonly Reading[],
  line: Line,
  objections: ExchangeObjection[],
): void {
  let key: Row | undefined
  let emptied = false
  for (const leaf of leaves) {
    const value = valueOf(leaf, line, objections)
    if (value === null) emptied = true
    if (value === undefined || value === null) continue
    if (leaf.source.index !== undefined) row.said = true
    key ??= {}
    const { path } = leaf.source.place
    if (path.length === 2) key[path[1]!] = value
    else putAt(key, path.slice(1), value)
  }
  if (key) row.given[relation] = key
  else if (emptied) row.given[relation] = null
}

function deedOf(group: Group, row: ReadRow, mode: Mode, line: Line): ExchangeDeed {
  const deed = new LineDeed(group, row, mode, line)
  if (group.parts.length > 0) {
    const merge = group.parts.filter((part) => part in row.given)
    if (merge.length > 0) deed.merge = merge
  }
  return deed
}

/** A deed of a line. Where its values came from is worked out where somebody asks: most are never refused. */
class LineDeed {
  readonly entity: string
  readonly mode: Mode
  readonly given: Row
  declare id?: string
  declare external?: { system: string; id: string }
  declare merge?: readonly string[]
  readonly #group: Group
  readonly #line: Line

  constructor(group: Group, { given, id, external }: ReadRow, mode: Mode, line: Line) {
    this.entity = group.entity.name
    this.mode = mode
    this.given = given
    this.#group = group
    this.#line = line
    if (id !== undefined) this.id = id
    if (external !== undefined) this.external = external
  }

  get from(): Record<string, Whereabouts> {
    const { readings, links, child } = this.#group
    const all = [...readings, ...[...links.values()].flat()]
    const { line } = this.#line
    const column = all[0]?.source.column
    return Object.fromEntries([
      // the name of the column says it
      ...(child?.key ?? []).map(({ path, value }) => [path.join('.'), { line, ...(column ? { column } : {}), value }]),
      ...all.map(({ source, at }) => [
        at || source.place.child?.each?.path.join('.') || source.place.role,
        { line, column: source.column, value: cellOf(this.#line, source).slice(0, 500) },
      ]),
    ]) as Record<string, Whereabouts>
  }

  /** Kept for later, it must not forget where it came from. */
  toJSON(): object {
    return { ...this, from: this.from }
  }
}

/** Rows that belong to the line's row. Where no cell says anything of one, nothing is done. */
function childDeeds(
  group: Group,
  parent: ReadRow,
  parentKey: ParentKey,
  line: Line,
  objections: ExchangeObjection[],
): ExchangeDeed[] {
  const { by, each } = group.child!
  const belongs = { [by]: nameOf(parent, parentKey) }
  if (each) {
    const [reading] = group.readings
    const items = (valueOf(reading!, line, objections) ?? []) as readonly string[]
    return items.map((item) => {
      const given: Row = { ...belongs }
      putAt(given, each.path, cellReader(each.field, ours)(item))
      return deedOf(group, { given, said: true }, 'upsert', line)
    })
  }
  const row = readGroup(group, line, objections)
  if (!row.said) return []
  return [deedOf(group, { ...row, given: { ...belongs, ...group.key, ...row.given } }, row.deed ?? 'upsert', line)]
}

/** How rows that belong to a row name it. */
export function nameOf(
  { id, external, given }: Pick<ReadRow, 'id' | 'external' | 'given'>,
  parentKey: ParentKey,
): unknown {
  if (id !== undefined) return id
  if (external) return { external }
  const name: Row = {}
  for (const [member, standard] of parentKey) name[member] = given[member] ?? standard
  return name
}
