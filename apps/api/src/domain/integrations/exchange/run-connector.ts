import type { ActionVerb } from '../../../engine/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import { refuse } from '../../../kernel/errors.ts'
import { isUuid } from '../../../kernel/ids.ts'
import { watchedAccount } from './account-columns.ts'
import { waitingFor, type Watched } from './arrivals.ts'
import { openRun } from './claims.ts'
import { callWorkers, type Position } from './errand.ts'
import type { ExchangeParts } from './parts.ts'

interface Asked {
  id: string
  direction: 'in' | 'out'
  integrationId: string
  fileMask: string
  trouble: string | null
  /** It writes a row when there is news of it, and otherwise nothing by itself. */
  byNewsOnly: boolean
  account: Watched | null
}

/** Has a connector work now, whatever its schedule says. What a person asks for is done by a connector that is switched off, too. */
export const runConnector =
  (parts: Pick<ExchangeParts, 'files'>): ActionVerb<'connector.run'> =>
  async ({ id, trial, full, rowIds }, ctx) => {
    const asked = await connectorOf(id, ctx)
    if (asked.trouble) throw refuse('EXCHANGE_SWITCHED_OFF', { problem: asked.trouble })
    const options = { dryRun: trial === true, full: full === true }
    if (asked.direction === 'in' && asked.account) return { id: await readWaiting(parts, asked, options, ctx) }
    const rows = rowsNamed(asked, rowIds)
    if (asked.byNewsOnly && !rows && !full) throw refuse('EXCHANGE_WOULD_WRITE_ALL')
    const runId = await openCall(asked, { ...options, ...(rows ? { rowIds: rows } : {}), trigger: 'person' }, ctx)
    await callWorkers(ctx)
    return { id: runId }
  }

/** Rows that somebody wants written, each once; undefined: none are named. */
function rowsNamed(
  { direction }: Pick<Asked, 'direction'>,
  rowIds: readonly string[] | null | undefined,
): readonly string[] | undefined {
  if (!rowIds || rowIds.length === 0) return undefined
  const no = (problem: string) => refuse('FIELD_INVALID', { field: 'rowIds', problem }, 'rowIds')
  if (direction === 'in') throw no('is for connectors that go out')
  if (!rowIds.every(isUuid)) throw no('names rows by their ids')
  return [...new Set(rowIds)]
}

async function connectorOf(id: string, ctx: Ctx): Promise<Asked> {
  const { rows } = await sql<Asked>`
    select c.id, c.direction, c.integration_id, c.file_mask,
      case when not i.active then 'the integration is switched off'
        when i.state = 'paused' then 'the integration is paused' || coalesce(': ' || i.pause_reason, '') end as trouble,
      c.direction = 'out' and c.topic is not null and not c.changes_only as by_news_only,
      ${watchedAccount} as account
    from connectors c join integrations i on i.id = c.integration_id left join file_accounts a on a.id = c.account_id
    where c.id = ${id}`.execute(ctx.db)
  if (!rows[0]) throw refuse('NOT_FOUND', { what: 'connector' }, 'id')
  return rows[0]
}

/** A run for each file that waits, whether it is its time or not; answers the first. */
async function readWaiting(
  parts: Pick<ExchangeParts, 'files'>,
  { id, integrationId, fileMask, account }: Asked,
  { dryRun, full }: { dryRun: boolean; full: boolean },
  ctx: Ctx,
): Promise<string> {
  const runs: string[] = []
  for (const { file } of await waitingFor(parts, account!, { fileMask }, ctx)) {
    const reading = { id, integrationId, accountId: account!.id, file, dryRun, full }
    const run = await openRun({ ...reading, trigger: 'person' }, ctx)
    if (run) runs.push(run.id)
  }
  if (!runs[0]) throw refuse('EXCHANGE_NOTHING_TO_READ')
  await callWorkers(ctx)
  return runs[0]
}

/** A run that calls the other system, or writes. `occasion`: there is one run for it. */
export async function openCall(
  { id, integrationId, direction }: Pick<Asked, 'id' | 'integrationId' | 'direction'>,
  {
    trigger,
    dryRun = false,
    full = false,
    occasion,
    rowIds,
    news,
  }: {
    trigger: 'schedule' | 'news' | 'person'
    dryRun?: boolean
    full?: boolean
    occasion?: string
    rowIds?: readonly string[]
    news?: Position['news']
  },
  ctx: Ctx,
): Promise<string> {
  const now = ctx.clock.now()
  const runId = ctx.ids.next()
  const position = JSON.stringify({
    phase: 'read',
    records: 0,
    full,
    ...(rowIds ? { rowIds } : {}),
    ...(news ? { news } : {}),
  })
  await sql`
    insert into exchange_runs (id, integration_id, connector_id, account_id, direction, state, trigger, dry_run, occasion, position, created_at, updated_at)
    select ${runId}::uuid, ${integrationId}::uuid, c.id, c.account_id, ${direction}, 'waiting', ${trigger}, ${dryRun}, ${occasion ?? null}, ${position}::jsonb,
      ${now}::timestamptz, ${now}::timestamptz
    from connectors c where c.id = ${id}
    on conflict (occasion) do nothing`.execute(ctx.db)
  return runId
}
