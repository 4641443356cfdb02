import type { Entity } from '@portico/schema'
import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'

/** What a row is called in a system outside. */
export interface External {
  system: string
  id: string
}

const isText = (value: unknown, longest: number): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= longest && !/[\u0000\p{Surrogate}]/u.test(value)

/** `{ external: { system, id } }` in the place of a natural key; undefined for anything else. Refuses a broken one with FIELD_INVALID. */
export function externalOf(key: Readonly<Record<string, unknown>>, member: string): External | undefined {
  if (!('external' in key)) return undefined
  const said = key['external'] as Partial<Record<keyof External, unknown>> | null | undefined
  const whole = typeof said === 'object' && said !== null && Object.keys(said).length === 2
  if (!whole || !isText(said.system, 60) || !isText(said.id, 200) || Object.keys(key).length !== 1)
    throw refuse(
      'FIELD_INVALID',
      { field: member, problem: 'is named outside by { external: { system, id } }' },
      member,
    )
  return { system: said.system, id: said.id }
}

/** The id that an external reference leads to; no row where it leads nowhere. */
export const externalRow = (entity: Entity, { system, id }: External): RawBuilder<unknown> => sql`
  (select row_id::uuid from external_references where system = ${system} and entity = ${entity.name} and external_id = ${id})`

/**
 * Writes down what rows are called outside; a reference to a row that is gone leads here from now on. One statement. Refuses with ALREADY_EXISTS a reference
 * that leads to another row: two rows would bear one name.
 */
export async function nameOutside(
  entity: Entity,
  rows: readonly (External & { rowId: string })[],
  ctx: Ctx,
): Promise<void> {
  if (rows.length === 0) return
  const now = ctx.clock.now()
  const told = rows.map(({ system, id, rowId }) => ({ own: ctx.ids.next(), system, id, row: rowId }))
  const named = await sql`
    insert into external_references as x (id, system, entity, external_id, row_id, created_at, updated_at)
    select r.own, r.system, ${entity.name}, r.id, r.row, ${now}, ${now}
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as r (own uuid, system text, id text, "row" text)
    on conflict (system, entity, external_id) do update set row_id = excluded.row_id, updated_at = excluded.updated_at
      where not exists (select from ${sql.table(entity.table)} t where t.id = x.row_id::uuid)
    returning x.id`.execute(ctx.db)
  if (named.rows.length < rows.length)
    throw refuse('ALREADY_EXISTS', { entity: entity.name, fields: 'external reference' }, 'external')
}

/** Forgets what rows that are gone were called outside. One statement. */
export async function forgetOutside(entity: Entity, ids: readonly string[], ctx: Ctx): Promise<void> {
  await sql`delete from external_references where row_id = any(${[...ids]}::text[]) and entity = ${entity.name}`.execute(
    ctx.db,
  )
}
