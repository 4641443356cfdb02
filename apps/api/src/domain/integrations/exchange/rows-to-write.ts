import type { Filter } from '../../../engine/records/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import type { RowsRead } from '../port.ts'
import type { Errand } from './errand.ts'
import { sayOutside } from './outside-names.ts'
import type { ExchangeParts } from './parts.ts'

type Row = Record<string, unknown> & { id: string }

/** Rows are read so many at once; with what hangs on them (an order with its customer’s partners and their addresses), they must not be too much for the engine. */
const step = 50

/** How far rows have been gone through: of some of them the last id, of all the cursor of the list. */
interface Behind {
  of: 'some' | 'all'
  mark: string
}

/** The rows that a run is about, in the order of their ids: those of the news, those that changed, or all; of them, those that its filter leaves. `behind`: only those behind what was said with earlier ones. */
export async function* rowsToWrite(
  parts: Pick<ExchangeParts, 'engine'>,
  errand: Errand,
  { wanted, outside }: RowsRead,
  ctx: Ctx,
  signal: AbortSignal,
  behind?: Behind,
): AsyncGenerator<{ rows: readonly Row[]; behind: Behind }> {
  const { connector, run } = errand
  const { records } = parts.engine()
  const filter = connector.filter as Filter | null
  const list = async (some: Filter | undefined, after: string | undefined) => {
    signal.throwIfAborted()
    const both = some && filter ? { and: [some, filter] } : (some ?? filter ?? undefined)
    const found = await records.list(
      connector.entity!,
      {
        ...(both ? { filter: both } : {}),
        sort: [{ path: 'id', descending: false }],
        page: { size: step, ...(after === undefined ? {} : { after }) },
        wanted,
      },
      errand.standing.reading(ctx),
    )
    await sayOutside(found.rows, outside, ctx)
    return found
  }
  if (isPartial(errand)) {
    const last = behind?.of === 'some' ? behind.mark : ''
    const { rowIds } = run.position ?? {}
    for await (const ids of rowIds ? inSteps(rowIds.filter((id) => id > last).sort()) : changed(run.id, last, ctx)) {
      const { rows } = await list({ path: 'id', op: 'in', value: ids }, undefined)
      yield { rows, behind: { of: 'some', mark: ids.at(-1)! } }
    }
    return
  }
  for (let after = behind?.of === 'all' ? behind.mark : undefined; ;) {
    const { rows, next } = await list(undefined, after)
    if (rows.length > 0) yield { rows, behind: { of: 'all', mark: next ?? '' } }
    if (next === null) return
    after = next
  }
}

/** Whether it is about some rows only. */
export const isPartial = ({ run, connector }: Errand): boolean =>
  run.position?.rowIds !== undefined ||
  (connector.changesOnly && !run.position?.full && connector.cursor !== null && connector.cursor !== undefined)

async function* inSteps(ids: readonly string[]): AsyncGenerator<readonly string[]> {
  for (let at = 0; at < ids.length; at += step) yield await Promise.resolve(ids.slice(at, at + step))
}

async function* changed(runId: string, behind: string, ctx: Ctx): AsyncGenerator<readonly string[]> {
  for (let after = behind; ;) {
    const { rows } = await sql<{ mark: string }>`
      select mark from exchange_seen where run_id = ${runId} and mark > ${after} order by mark limit ${step}`.execute(
      ctx.db,
    )
    if (rows.length === 0) return
    yield rows.map(({ mark }) => mark)
    after = rows.at(-1)!.mark
  }
}

/**
 * Takes what has changed into the run, once: whatever changes from now on is for the next one. So it does with what an earlier run of the connector took that has not ended
 * well: what that has not written is written now, and nothing is left of it for that one. A run about everything takes it too, and lets it go; a dry run only looks.
 */
export async function takeChanges({ connector, run }: Errand, ctx: Ctx): Promise<void> {
  if (!connector.changesOnly || run.position?.rowIds) return
  if (run.dryRun) {
    await sql`
      insert into exchange_seen (run_id, mark) select ${run.id}::uuid, row_id::text from exchange_changes
      where connector_id = ${connector.id} on conflict do nothing`.execute(ctx.db)
    return
  }
  await sql`
    with left_over as (
      update exchange_runs set position = jsonb_strip_nulls(jsonb_build_object('phase', 'read', 'records', 0, 'full', position -> 'full')), updated_at = ${ctx.clock.now()}
      where connector_id = ${connector.id} and id <> ${run.id} and direction = 'out' and not dry_run and position -> 'rowIds' is null
        and (state = 'cancelled' or (state = 'failed' and position ->> 'phase' is distinct from 'end'))
      returning id),
    given_back as (delete from exchange_seen s using left_over l where s.run_id = l.id returning s.mark),
    taken as (delete from exchange_changes where connector_id = ${connector.id} returning row_id::text as mark)
    insert into exchange_seen (run_id, mark)
    select ${run.id}::uuid, mark from (select mark from taken union select mark from given_back) changed
    on conflict do nothing`.execute(ctx.db)
}

/** From now on only what changes is written. */
export async function rememberCursor({ connector, run }: Errand, ctx: Ctx): Promise<void> {
  if (!connector.changesOnly || run.position?.rowIds) return
  await sql`
    update connectors set cursor = ${JSON.stringify({ since: run.createdAt })}::jsonb where id = ${connector.id}`.execute(
    ctx.db,
  )
}
