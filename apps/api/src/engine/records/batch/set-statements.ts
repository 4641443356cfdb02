import { columnName, type Entity, type Field, type FieldKind } from '@portico/schema'
import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { imageOf, type Image } from '../audit.ts'
import { checkCurrency, type Given } from '../write-values.ts'
import { sqlTypes } from './find-keys.ts'

/** A row to be written: its id and the columns that are given, as JSON has them. */
export interface SetRow {
  id: string
  columns: Readonly<Record<string, unknown>>
}

export interface WrittenRow {
  id: string
  image: Image
}

/** How rows are written: `images`: answer them as they are then, for whoever tells of them. */
export interface Writing {
  images: boolean
}

const nothing: Image = {}

const asIs = (value: unknown): unknown => value

/** How each kind of value travels in JSON. */
const inJson = {
  id: asIs,
  text: asIs,
  longText: asIs,
  localized: asIs,
  textList: asIs,
  choice: asIs,
  boolean: asIs,
  integer: asIs,
  decimal: asIs,
  quantity: asIs,
  money: (value) => (value as { amount: string }).amount,
  date: asIs,
  instant: asIs,
  json: asIs,
  secret: asIs,
} satisfies Record<FieldKind, (value: unknown, field: Field) => unknown>

/** Checked values as columns of JSON. What is not given is left out; null empties. */
export function jsonColumns(entity: Entity, given: Given): Record<string, unknown> {
  const columns: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined) continue
    const field = entity.fields[key]
    columns[columnName(key)] = value === null || !field ? value : inJson[field.kind](value)
    if (field?.kind !== 'money' || value === null) continue
    const sibling = field.currency ?? 'currency'
    if (entity.fields[sibling]) columns[columnName(sibling)] = checkCurrency(given, key, field)
  }
  return columns
}

/** Rows that give the same columns, together. */
export function bySignature(rows: readonly SetRow[]): SetRow[][] {
  const groups = new Map<string, SetRow[]>()
  for (const row of rows) {
    const signature = Object.keys(row.columns).sort().join()
    const group = groups.get(signature)
    if (group) group.push(row)
    else groups.set(signature, [row])
  }
  return [...groups.values()]
}

const typeOf = (entity: Entity, column: string): string => {
  const field = Object.entries(entity.fields).find(([key]) => columnName(key) === column)?.[1]
  return field ? sqlTypes[field.kind] : 'uuid'
}

/** Rows of one signature as a table `r` of a statement. */
function asTable(entity: Entity, rows: readonly SetRow[]) {
  const names = Object.keys(rows[0]!.columns)
  const types = names.map((name) => sql`${sql.ref(name)} ${sql.raw(typeOf(entity, name))}`)
  const records = JSON.stringify(rows.map(({ id, columns }) => ({ ...columns, id })))
  return {
    names,
    table: sql`jsonb_to_recordset(${records}::jsonb) as r (${sql.join([sql`id uuid`, ...types])})`,
  }
}

const images = (entity: Entity) => sql`t0.id, ${imageOf(entity, 't0')} as image`
const written = (entity: Entity, writing: Writing) => (writing.images ? images(entity) : sql`t0.id`)
const withImages = (rows: readonly WrittenRow[], writing: Writing): readonly WrittenRow[] =>
  writing.images ? rows : rows.map(({ id }) => ({ id, image: nothing }))

/** Adds rows of one signature. One statement. */
export async function insertRows(
  entity: Entity,
  rows: readonly SetRow[],
  writing: Writing,
  ctx: Ctx,
): Promise<readonly WrittenRow[]> {
  const { names, table } = asTable(entity, rows)
  const now = ctx.clock.now()
  const columns = ['id', ...names, 'created_at', 'updated_at'].map((name) => sql.ref(name))
  const values = ['id', ...names].map((name) => sql.ref(`r.${name}`))
  const done = await sql<WrittenRow>`
    insert into ${sql.table(entity.table)} as t0 (${sql.join(columns)})
    select ${sql.join(values)}, ${now}::timestamptz, ${now}::timestamptz from ${table}
    returning ${written(entity, writing)}`.execute(ctx.db)
  return withImages(done.rows, writing)
}

/** Changes rows of one signature; those that are so already are left alone. One statement. */
export async function updateRows(
  entity: Entity,
  rows: readonly SetRow[],
  writing: Writing,
  ctx: Ctx,
): Promise<readonly WrittenRow[]> {
  const { names, table } = asTable(entity, rows)
  if (names.length === 0) return []
  const sets = names.map((name) => sql`${sql.ref(name)} = ${sql.ref(`r.${name}`)}`)
  const list = (of: string) => sql.join(names.map((name) => sql.ref(`${of}.${name}`)))
  const done = await sql<WrittenRow>`
    update ${sql.table(entity.table)} as t0 set ${sql.join(sets)}, updated_at = ${ctx.clock.now()}
    from ${table} where t0.id = r.id and row(${list('t0')}) is distinct from row(${list('r')})
    returning ${written(entity, writing)}`.execute(ctx.db)
  return withImages(done.rows, writing)
}

/** Locks rows, by ascending id, and answers those that are there. One statement. */
export async function lockRowsOf(entity: Entity, ids: readonly string[], ctx: Ctx): Promise<Map<string, Image>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<WrittenRow>`
    select ${images(entity)} from ${sql.table(entity.table)} as t0
    where t0.id = any(${[...new Set(ids)]}::uuid[]) order by t0.id for update`.execute(ctx.db)
  return new Map(rows.map(({ id, image }) => [id, image]))
}

/** Takes rows away. One statement. */
export async function deleteRows(entity: Entity, ids: readonly string[], ctx: Ctx): Promise<void> {
  await sql`delete from ${sql.table(entity.table)} where id = any(${[...ids]}::uuid[])`.execute(ctx.db)
}
