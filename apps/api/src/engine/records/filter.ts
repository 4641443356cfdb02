import { columnName, operatorsOf, type Entity, type Field, type Model, type Operator } from '@portico/schema'
import { sql, type RawBuilder } from 'kysely'
import { refuse } from '../../kernel/errors.ts'
import { columnOf, readPath, type Path, type Sight, type Step } from './paths.ts'
import { valueReaders } from './filter-values.ts'

export { operators, operatorsOf, type Operator } from '@portico/schema'

/**
 * What rows must fulfil. `path` is a field, also of a related entity: `customer.group.code`; at a relation's end it is that row's id. Conditions on
 * several fields of the same related row stand under `relation`: `{ relation: 'prices', where: { and: […] } }`.
 */
export type Filter =
  | { and: readonly Filter[] }
  | { or: readonly Filter[] }
  | { not: Filter }
  | { relation: string; where: Filter; member?: string }
  | { path: string; op: Operator; value: unknown; member?: string }

export type Condition = (table: string) => RawBuilder<unknown>

/** No bounds at all. */
export const everywhere: Condition = () => sql`true`

/** The most conditions of one filter, and the deepest nesting. */
const most = { conditions: 50, depth: 8 }

/** What a filter needs to become SQL: the model, who asks, and which rows of related entities they may know of. */
export interface FilterScope {
  model: Model
  sight: Sight
  visible: (entity: Entity) => Condition
  /** Whether a row tells the id that it links to also where the row there may not be seen. */
  tellsLinks: boolean
}

/**
 * A filter as a condition on a table. Refuses with FIELD_UNKNOWN for what is no member, FIELD_INVALID for an operator or a value that does not
 * suit the field, for an empty text, an `or` of nothing, more than 50 conditions, and for a nesting deeper than 8. Rows that the caller may not see are not found through relations.
 */
export function conditionOf(filter: Filter, entity: Entity, scope: FilterScope): Condition {
  let count = 0
  const build = (part: Filter, depth: number, here: Entity): Condition => {
    if (depth > most.depth)
      throw refuse('FIELD_INVALID', { field: 'filter', problem: `is nested deeper than ${most.depth}` }, 'filter')
    if ('and' in part || 'or' in part) {
      const [parts, word] = 'and' in part ? ([part.and, sql` and `] as const) : ([part.or, sql` or `] as const)
      if (parts.length === 0 && 'or' in part)
        throw refuse('FIELD_INVALID', { field: 'filter', problem: 'has an or of no conditions' }, 'filter')
      const conditions = parts.map((inner) => build(inner, depth + 1, here))
      return (table) =>
        conditions.length === 0
          ? sql`true`
          : sql`(${sql.join(
              conditions.map((condition) => condition(table)),
              word,
            )})`
    }
    if ('not' in part) {
      const inner = build(part.not, depth + 1, here)
      // what is not known to be so is not so
      return (table) => sql`(${inner(table)}) is not true`
    }
    if ('relation' in part) {
      const steps = stepsTo(part.relation, part.member ?? part.relation, here, scope)
      return along(steps, build(part.where, depth + 1, steps.at(-1)!.to), scope)
    }
    if (++count > most.conditions)
      throw refuse(
        'FIELD_INVALID',
        { field: 'filter', problem: `has more than ${most.conditions} conditions` },
        'filter',
      )
    return leaf(part, here, scope)
  }
  return build(filter, 1, entity)
}

function leaf(
  { path: given, op, value, member = given }: Extract<Filter, { path: string }>,
  entity: Entity,
  scope: FilterScope,
): Condition {
  const path = readPath(scope.model, entity, given, member, scope.sight)
  const field: Field = path.field ?? { kind: 'id' }
  const suited: readonly Operator[] = operatorsOf[field.kind]
  if (!suited.includes(op))
    throw refuse(
      'FIELD_INVALID',
      { field: given, problem: `cannot be compared by "${op}"; it knows ${suited.join(', ')}` },
      member,
    )
  return along(path.steps, atTheEnd(path, field, op, value, member, scope), scope)
}

/** The relations that lead to related rows. Refuses with FIELD_UNKNOWN a path that ends at a field. */
function stepsTo(given: string, member: string, entity: Entity, { model, sight }: FilterScope): readonly Step[] {
  const path = readPath(model, entity, given, member, sight)
  const relation = path.entity.relations[path.key]
  const to = relation && model.entities.get(relation.to)
  if (path.field || !to) throw refuse('FIELD_UNKNOWN', { field: given }, member)
  return [...path.steps, { from: path.entity, key: path.key, relation, to }]
}

/** The condition at the end of a path, wrapped into the relations that lead there. */
export function along(steps: readonly Step[], end: Condition, scope: Pick<FilterScope, 'visible'>): Condition {
  return steps.reduceRight<Condition>((inner, step) => related(step, inner, scope), end)
}

/** The table of a related row is named for its depth: equal filters are equal statements, and a name never hides one that is in use around it. */
const below = (table: string): string => `f${Number(/^f(\d+)$/.exec(table)?.[1] ?? 0) + 1}`

function related({ key, relation, to }: Step, inner: Condition, scope: Pick<FilterScope, 'visible'>): Condition {
  const visible = scope.visible(to)
  return (table) => {
    const alias = below(table)
    const link =
      relation.relation === 'one'
        ? sql`${sql.ref(`${alias}.id`)} = ${sql.ref(`${table}.${columnName(key)}_id`)}`
        : sql`${sql.ref(`${alias}.${columnName(relation.by)}_id`)} = ${sql.ref(`${table}.id`)}`
    return sql`exists (select from ${sql.table(to.table)} as ${sql.ref(alias)} where ${link} and ${visible(alias)} and ${inner(alias)})`
  }
}

/** What a path names: a field, or the id that a relation links to; null where neither that row may be seen nor its id is told. */
function endOf(path: Path, { model, visible, tellsLinks }: FilterScope): Condition {
  const own: Condition = (table) => sql.ref(`${table}.${columnOf(path)}`)
  const to = model.entities.get(path.entity.relations[path.key]?.to ?? '')
  const seen = path.field || tellsLinks || !to ? everywhere : visible(to)
  if (!to || seen === everywhere) return own
  return (table) => {
    const alias = below(table)
    const id = sql.ref(`${alias}.id`)
    return sql`(select ${id} from ${sql.table(to.table)} as ${sql.ref(alias)} where ${id} = ${own(table)} and ${seen(alias)})`
  }
}

function atTheEnd(
  path: Path,
  field: Field,
  op: Operator,
  value: unknown,
  member: string,
  scope: FilterScope,
): Condition {
  if (!path.field) {
    const relation = path.entity.relations[path.key]
    if (relation?.relation === 'many')
      throw refuse(
        'FIELD_INVALID',
        { field: member, problem: `names many rows; go on to one of their fields, ${path.key}.id for instance` },
        member,
      )
  }
  const end = endOf(path, scope)
  if (op === 'exists') {
    if (typeof value !== 'boolean' && value !== 'true' && value !== 'false')
      throw refuse('FIELD_INVALID', { field: member, problem: 'exists takes true or false' }, member)
    const wanted = value === true || value === 'true'
    return (table) => sql`${end(table)} is ${wanted ? sql`not null` : sql`null`}`
  }
  const read = valueReaders[field.kind]
  const one = (given: unknown) => read(given, field, member)
  if (op === 'in') {
    const list = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : []
    if (list.length === 0 || list.length > 200)
      throw refuse('FIELD_INVALID', { field: member, problem: 'in takes 1 to 200 values' }, member)
    const values = list.map(one)
    return (table) => sql`${end(table)} in (${sql.join(values)})`
  }
  if (field.kind === 'localized') return localized(end, op, String(one(value)))
  if (field.kind === 'textList') {
    const wanted = one(value)
    return (table) => sql`${end(table)} @> array[${wanted}]::text[]`
  }
  const given = one(value)
  return (table) => comparisons[op](end(table), given)
}

/** A text for people matches where it does so in any language. */
function localized(end: Condition, op: Exclude<Operator, 'exists' | 'in'>, wanted: string): Condition {
  return (table) =>
    sql`exists (select from jsonb_each_text(${end(table)}) said where ${comparisons[op](sql.ref('said.value'), wanted)})`
}

const escaped = (text: unknown) => String(text).replaceAll(/[\\%_]/g, '\\$&')

const comparisons: Record<
  Exclude<Operator, 'exists' | 'in'>,
  (column: RawBuilder<unknown>, value: unknown) => RawBuilder<unknown>
> = {
  eq: (column, value) => sql`${column} = ${value}`,
  neq: (column, value) => sql`${column} is distinct from ${value}`,
  lt: (column, value) => sql`${column} < ${value}`,
  lte: (column, value) => sql`${column} <= ${value}`,
  gt: (column, value) => sql`${column} > ${value}`,
  gte: (column, value) => sql`${column} >= ${value}`,
  contains: (column, value) => sql`${column} ilike ${`%${escaped(value)}%`}`,
  starts: (column, value) => sql`${column} like ${`${escaped(value)}%`}`,
  ends: (column, value) => sql`${column} like ${`%${escaped(value)}`}`,
}
