import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'

/**
 * What is worked off one after the other: the runs of an integration in one direction, so that an order goes out while prices come in; and apart from them those that write single rows, by news
 * or because somebody named them, so that an order does not wait for the nightly stock.
 */
export interface Lane {
  integrationId: string
  way: 'in' | 'out' | 'rows'
}

export const laneName = ({ integrationId, way }: Lane): string => `exchange ${integrationId} ${way}`

const way = sql`case when r.position -> 'rowIds' is not null then 'rows' else r.direction end`

/** Runs that can be worked on now: of integrations and connectors that are switched on; failed ones whose time has come. */
const due = (ctx: Ctx) => sql`
  from exchange_runs r
  join integrations i on i.id = r.integration_id and i.active and i.state = 'running'
  join connectors c on c.id = r.connector_id and (c.active or r.trigger = 'person')
  -- a file is read once it is taken out of its sender's reach
  where r.source is null and (r.state = 'running'
    or (r.state = 'waiting' and (r.next_attempt_at is null or r.next_attempt_at <= ${ctx.clock.now()}))
    or (r.state = 'failed' and r.next_attempt_at <= ${ctx.clock.now()}))`

/** Lanes with something to do, or that somebody is at. */
export async function busyLanes(ctx: Ctx): Promise<readonly Lane[]> {
  const { rows } = await sql<Lane>`select distinct r.integration_id, ${way} as way ${due(ctx)}`.execute(ctx.db)
  return rows
}

/**
 * The next run of a lane. Whoever asks holds the lane's lock: what is running was left by a process that is no more, and comes first; then by the place of
 * its connector among the others, and by age.
 */
export async function nextRun({ integrationId, way: own }: Lane, ctx: Ctx): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select n.id from (
      select r.id, r.state, r.integration_id, ${way} as way, r.created_at, c.position ${due(ctx)}) n
    where n.integration_id = ${integrationId} and n.way = ${own}
    order by n.state = 'running' desc, n.position, n.created_at, n.id limit 1`.execute(ctx.db)
  return rows[0]?.id
}
