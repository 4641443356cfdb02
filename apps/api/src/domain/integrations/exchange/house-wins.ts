import { columnName } from '@portico/schema'
import type { BatchRecord, Outcome } from '../../../engine/records/batch/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import type { Manner } from './do-deeds.ts'
import type { Errand } from './errand.ts'
import type { ExchangeParts } from './parts.ts'

type Image = Readonly<Record<string, unknown>>

/** How a connector's records are applied: as they say, or so that what the house has changed in the meantime stays. */
export function mannerOf(
  parts: Pick<ExchangeParts, 'engine'>,
  { connector, standing }: Pick<Errand, 'connector' | 'standing'>,
): Manner {
  if (connector.conflict !== 'houseWins') return { standing }
  return {
    standing,
    yielding: (entity, mode, records, ctx) =>
      mode === 'update' || mode === 'upsert'
        ? yielding(parts, connector.id, entity, records, ctx)
        : Promise.resolve(records),
    noting: (entity, records, outcomes, ctx) => noting(parts, connector.id, entity, records, outcomes, ctx),
  }
}

/** The column that a member of a record is about. */
const columnOf = (links: Readonly<Record<string, { relation: string }>>, member: string): string =>
  links[member]?.relation === 'one' ? `${columnName(member)}_id` : columnName(member)

/** Records without the members that somebody else has changed since this connector wrote them. */
async function yielding(
  { engine }: Pick<ExchangeParts, 'engine'>,
  connectorId: string,
  name: string,
  records: readonly BatchRecord[],
  ctx: Ctx,
): Promise<readonly BatchRecord[]> {
  const { parts, entity: entityOf } = { parts: engine().records.parts, entity: engine().records.entity(name) }
  const ids = await parts.find(entityOf, records, ctx)
  const there = ids.flatMap((id) => id ?? [])
  const { rows } = await sql<{ id: string; now: Image; image: Image }>`
    select t.id, to_jsonb(t) as now, w.image from exchange_written w join ${sql.table(entityOf.table)} t on t.id = w.row_id
    where w.connector_id = ${connectorId} and w.row_id = any(${there}::uuid[])`.execute(ctx.db)
  const known = new Map(rows.map((row) => [row.id, row]))
  return records.map((record, at) => {
    const row = known.get(ids[at] ?? '')
    if (!row) return record
    const ours = ([member]: [string, unknown]) => {
      const column = columnOf(entityOf.relations, member)
      return (
        !entityOf.naturalKey?.includes(member) &&
        column in row.image &&
        JSON.stringify(row.image[column]) !== JSON.stringify(row.now[column])
      )
    }
    return { ...record, given: Object.fromEntries(Object.entries(record.given).filter((member) => !ours(member))) }
  })
}

/** Remembers the columns that records have written, as they are now. */
async function noting(
  { engine }: Pick<ExchangeParts, 'engine'>,
  connectorId: string,
  name: string,
  records: readonly BatchRecord[],
  outcomes: readonly Outcome[],
  ctx: Ctx,
): Promise<void> {
  const entity = engine().records.entity(name)
  const written = new Map<string, string[]>()
  for (const [at, outcome] of outcomes.entries())
    if ('done' in outcome && outcome.done !== 'deleted' && outcome.row)
      written.set(outcome.row, [
        ...(written.get(outcome.row) ?? []),
        ...Object.keys(records[at]!.given).map((member) => columnOf(entity.relations, member)),
      ])
  if (written.size === 0) return
  const told = [...written].map(([id, columns]) => ({ id, columns: [...new Set(columns)] }))
  await sql`
    insert into exchange_written as w (connector_id, row_id, image)
    select ${connectorId}::uuid, t.id, (
      select coalesce(jsonb_object_agg(c.key, c.value), '{}') from jsonb_each(to_jsonb(t)) c
      where r.columns @> to_jsonb(c.key))
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as r (id uuid, columns jsonb)
    join ${sql.table(entity.table)} t on t.id = r.id
    on conflict (connector_id, row_id) do update set image = w.image || excluded.image`.execute(ctx.db)
}
