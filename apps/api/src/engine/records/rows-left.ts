import { columnName, type Entity, type Model } from '@portico/schema'
import type { Filter } from './filter.ts'

/** The most rows of an entity that one value of an indexed member is likely to have. */
export type Alike = (entity: Entity, column: string) => number

/** Members by which rows are found by an index; links by their relation's name. */
export const indexed = (entity: Entity): readonly string[] => [
  'id',
  ...Object.entries(entity.fields).flatMap(([key, field]) => (field.unique || field.index ? [key] : [])),
  ...Object.entries(entity.relations).flatMap(([key, relation]) => (relation.relation === 'one' ? [key] : [])),
  ...[...entity.uniques, ...entity.indexes].flatMap(([first]) => (first ? [first.replace(/Id$/, '')] : [])),
]

const isUnique = (entity: Entity, key: string): boolean =>
  key === 'id' ||
  (entity.fields[key]?.unique ?? (entity.relations[key] as { unique?: boolean } | undefined)?.unique ?? false)

/**
 * How many rows an index leaves of what a filter is about, at the most and as far as can be told without asking PostgreSQL; Infinity where none serves it.
 * Relations are followed from their far end, as PostgreSQL does where the condition stands alone or in an `and`.
 */
export function rowsLeft(model: Model, entity: Entity, filter: Filter, alike: Alike): number {
  if ('and' in filter) return Math.min(Infinity, ...filter.and.map((part) => rowsLeft(model, entity, part, alike)))
  if ('or' in filter) {
    // one that leads elsewhere has PostgreSQL look at every row
    if (filter.or.some(leadsElsewhere)) return Infinity
    return filter.or.reduce((sum, part) => sum + rowsLeft(model, entity, part, alike), 0)
  }
  if ('not' in filter) return Infinity
  if ('relation' in filter) return beyond(model, entity, filter.relation, filter.where, alike)
  const [first = '', ...rest] = filter.path.split('.')
  if (rest.length > 0) return beyond(model, entity, first, { ...filter, path: rest.join('.') }, alike)
  return found(entity, first, filter, alike)
}

const leadsElsewhere = (filter: Filter): boolean => {
  if ('and' in filter) return filter.and.some(leadsElsewhere)
  if ('or' in filter) return filter.or.some(leadsElsewhere)
  if ('not' in filter) return leadsElsewhere(filter.not)
  return 'relation' in filter || filter.path.includes('.')
}

/** Rows that link to those, or that are linked to by them, which a filter leaves at the other end. */
function beyond(model: Model, entity: Entity, path: string, rest: Filter, alike: Alike): number {
  const [key = '', ...more] = path.split('.')
  const relation = entity.relations[key]
  const to = relation && model.entities.get(relation.to)
  if (!to) return Infinity
  const left = more.length > 0 ? beyond(model, to, more.join('.'), rest, alike) : rowsLeft(model, to, rest, alike)
  if (relation.relation === 'many' || left === 0) return left
  return left * (isUnique(entity, key) ? 1 : alike(entity, `${columnName(key)}_id`))
}

function found(entity: Entity, key: string, { op, value }: Extract<Filter, { path: string }>, alike: Alike): number {
  if ((op !== 'eq' && op !== 'in') || !indexed(entity).includes(key)) return Infinity
  const values = op === 'eq' ? 1 : Array.isArray(value) ? value.length : String(value).split(',').length
  const column = entity.relations[key] ? `${columnName(key)}_id` : columnName(key)
  return values * (isUnique(entity, key) ? 1 : alike(entity, column))
}
