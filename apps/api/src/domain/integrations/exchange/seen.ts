import type { BatchRecord } from '../../../engine/records/batch/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import type { Numbered } from './chunks.ts'
import type { Done } from './do-deeds.ts'
import type { Errand } from './errand.ts'
import type { ExchangeParts } from './parts.ts'

/** The rows that are named by records which were known or stale: nothing is done with them, and they are named all the same. */
async function rowsLeftAlone(
  { engine }: Pick<ExchangeParts, 'engine'>,
  entity: string,
  numbered: readonly Numbered[],
  tried: ReadonlyMap<Numbered, Done>,
  ctx: Ctx,
): Promise<readonly string[]> {
  const { records } = engine()
  const named = numbered.flatMap((one) => {
    const done = tried.get(one)!
    if (!('done' in done)) return []
    return one.record.deeds.flatMap((deed, at): BatchRecord[] =>
      'entity' in deed && deed.entity === entity && deed.mode !== 'delete' && done.done[at]?.row === undefined
        ? [{ id: deed.id, external: deed.external, given: deed.given }]
        : [],
    )
  })
  if (named.length === 0) return []
  return (await records.parts.find(records.entity(entity), named, ctx)).flatMap((id) => id ?? [])
}

/** Of a file that speaks for a whole scope: the rows that it names, refused ones too; and that there are some of which nobody can tell. */
export async function keepSeen(
  parts: Pick<ExchangeParts, 'engine'>,
  { run, connector }: Errand,
  numbered: readonly Numbered[],
  tried: ReadonlyMap<Numbered, Done>,
  ctx: Ctx,
): Promise<void> {
  if (connector.mode !== 'replaceAll') return
  const marks = numbered.flatMap((one): string[] => {
    const done = tried.get(one)!
    if ('done' in done) return done.done.flatMap(({ row }) => row ?? [])
    return done.row === undefined ? ['?'] : done.row === null ? [] : [done.row]
  })
  marks.push(...(await rowsLeftAlone(parts, connector.entity!, numbered, tried, ctx)))
  await sql`
    insert into exchange_seen (run_id, mark) select ${run.id}::uuid, m from unnest(${[...new Set(marks)]}::text[]) m
    on conflict do nothing`.execute(ctx.db)
}

/** A file that speaks for a whole scope names these rows, though it has nothing to say of them any more. */
export async function markSeen(runId: string, rows: readonly string[], ctx: Ctx): Promise<void> {
  await sql`
    insert into exchange_seen (run_id, mark)
    select r.id, m from exchange_runs r join connectors c on c.id = r.connector_id and c.mode = 'replaceAll', unnest(${[...new Set(rows)]}::text[]) m
    where r.id = ${runId} on conflict do nothing`.execute(ctx.db)
}
