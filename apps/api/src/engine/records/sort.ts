import { columnName, isSortable, type Entity } from '@portico/schema'
import { sql, type RawBuilder } from 'kysely'
import { refuse } from '../../kernel/errors.ts'
import type { Seal } from '../../kernel/seal.ts'
import { everywhere, type FilterScope } from './filter.ts'
import { columnOf, readPath } from './paths.ts'

/** By what a list is ordered; the path may walk relations to one. */
export interface Sort {
  path: string
  descending: boolean
}

/** A sort key as SQL over a table. */
export interface SortKey {
  /** The member's name, where it is one of the rows themselves. */
  own?: string
  value: (table: string) => RawBuilder<unknown>
  descending: boolean
  /** Whether rows may have no value there; they come last. */
  optional: boolean
}

/**
 * The keys of an order, with the id last so that no two rows are alike. Refuses with FIELD_UNKNOWN, and FIELD_INVALID for what has no order,
 * leads over a relation to many, or for more than five keys; and with FORBIDDEN where it leads to rows of which the caller may read none. Of related rows that are
 * not the caller's to read, an order tells nothing: they are as rows that have no value there.
 */
export function sortKeys(entity: Entity, sorts: readonly Sort[], { model, sight, visible }: FilterScope): SortKey[] {
  if (sorts.length > 5) throw refuse('FIELD_INVALID', { field: 'sort', problem: 'names more than 5 fields' }, 'sort')
  const keys = sorts.map(({ path: given, descending }): SortKey => {
    const path = readPath(model, entity, given, 'sort', sight)
    const many = path.steps.some(({ relation }) => relation.relation === 'many')
    if (many || !path.field || !isSortable(path.field.kind))
      throw refuse('FIELD_INVALID', { field: given, problem: 'has no order to sort by' }, 'sort')
    const column = columnOf(path)
    const seen = path.steps.map(({ to }) => visible(to))
    const value = (table: string): RawBuilder<unknown> =>
      path.steps.length === 0 ? sql.ref(`${table}.${column}`) : through(table)
    const through = (table: string) => {
      const aliases = path.steps.map((_, at) => `s${at}`)
      const joins = path.steps.map(
        ({ key, to }, at) =>
          sql`${sql.table(to.table)} as ${sql.ref(aliases[at]!)} on ${sql.ref(`${aliases[at]}.id`)} = ${sql.ref(`${at === 0 ? table : aliases[at - 1]}.${columnName(key)}_id`)} and ${seen[at]!(aliases[at]!)}`,
      )
      return sql`(select ${sql.ref(`${aliases.at(-1)}.${column}`)} from (select) nothing join ${sql.join(joins, sql` join `)})`
    }
    const optional =
      seen.some((one) => one !== everywhere) ||
      path.steps.some(({ relation }) => 'optional' in relation && relation.optional) ||
      path.field.optional
    return { value, descending, optional: optional ?? false, ...(path.steps.length === 0 ? { own: path.key } : {}) }
  })
  if (!sorts.some(({ path }) => path === 'id'))
    keys.push({
      own: 'id',
      value: (table) => sql.ref(`${table}.id`),
      descending: keys.at(-1)?.descending ?? true,
      optional: false,
    })
  return keys
}

/** The order, with what has no value last (said only where it can be so: an index is in PostgreSQL's own order). */
export const orderBy = (keys: readonly SortKey[]) => (table: string) =>
  sql.join(
    keys.map(
      ({ value, descending, optional }) =>
        sql`${value(table)} ${descending ? sql`desc` : sql`asc`}${optional ? sql` nulls last` : sql``}`,
    ),
  )

/** The values of the keys as a JSON array of texts, for a cursor. */
export const keyValues = (keys: readonly SortKey[]) => (table: string) =>
  sql`jsonb_build_array(${sql.join(keys.map(({ value }) => sql`(${value(table)})::text`))})`

/** Rows that come after those values: k1 after v1, or k1 equal and k2 after v2, and so on. */
export function afterKeys(keys: readonly SortKey[], values: readonly (string | null)[]) {
  const [first] = keys
  // one comparison of rows, which an index can answer
  const plain = first && keys.every(({ descending, optional }) => !optional && descending === first.descending)
  if (plain)
    return (table: string): RawBuilder<unknown> =>
      sql`(${sql.join(keys.map(({ value }) => value(table)))}) ${first.descending ? sql`<` : sql`>`} (${sql.join(values)})`
  return (table: string): RawBuilder<unknown> => {
    const ways = keys.map((key, at) => {
      const equal = keys
        .slice(0, at)
        .map((before, index) => sql`(${before.value(table)})::text is not distinct from ${values[index] ?? null}`)
      return sql`(${sql.join([...equal, beyond(key, values[at] ?? null, table)], sql` and `)})`
    })
    return sql`(${sql.join(ways, sql` or `)})`
  }
}

function beyond({ value, descending, optional }: SortKey, given: string | null, table: string): RawBuilder<unknown> {
  if (given === null) return sql`false`
  const column = value(table)
  return sql`(${column} ${descending ? sql`<` : sql`>`} ${given}${optional ? sql` or ${column} is null` : sql``})`
}

/** What cursors are made with: the seal of the house, and the entity whose rows they lead through. */
export interface CursorScope {
  seal: Seal
  entity: string
}

const purpose = ({ entity }: CursorScope) => `a place among rows of ${entity}`

/** Sealed: it holds values of rows, and what comes back is compared with columns. It holds its order too, because it means nothing in another. */
export const writeCursor = (scope: CursorScope, sorts: readonly Sort[], values: readonly (string | null)[]): string =>
  Buffer.from(scope.seal.close(JSON.stringify([orderName(sorts), ...values]), purpose(scope))).toString('base64url')

/** @throws Refusal CURSOR_INVALID where it is none of this house's, or one of another order or entity */
export function readCursor(
  scope: CursorScope,
  cursor: string,
  sorts: readonly Sort[],
  keys: number,
  member: string,
): (string | null)[] {
  const [name, ...values] = opened(scope, cursor)
  if (name !== orderName(sorts) || values.length !== keys) throw refuse('CURSOR_INVALID', {}, member)
  return values
}

function opened(scope: CursorScope, cursor: string): (string | null)[] {
  try {
    const text = scope.seal.open(Buffer.from(cursor, 'base64url').toString('utf8'), purpose(scope))
    return JSON.parse(text) as (string | null)[]
  } catch {
    // it is no cursor of ours
    return []
  }
}

const orderName = (sorts: readonly Sort[]) =>
  sorts.map(({ path, descending }) => (descending ? '-' : '') + path).join(',')
