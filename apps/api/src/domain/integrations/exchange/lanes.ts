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
 * Whether something that happened earlier to one of its rows has not been told to the partner yet: it waits for its next attempt, or has not as much as been heard. What has failed for good holds
 * up what hangs on it, as changes of an order that the partner does not know, and no later word about the same row; what is cancelled, nothing.
 */
const isHeldUp = sql`(
  exists (
    select from exchange_runs e
    where e.integration_id = n.integration_id and e.state in ('waiting', 'running', 'failed')
      and e.position #> '{news,about}' ?| array(select jsonb_array_elements_text(n.position #> '{news,about}'))
      and (e.position #>> '{news,seq}')::bigint < (n.position #>> '{news,seq}')::bigint
      and (e.state <> 'failed' or e.next_attempt_at is not null
        or not e.position -> 'rowIds' ?| array(select jsonb_array_elements_text(n.position -> 'rowIds'))))
  or exists (
    select from jsonb_array_elements_text(n.position #> '{news,about}') a join outbox_deliveries d on d.entity_id = a::uuid
    where d.consumer = 'exchange' and d.done_at is null and d.dead_at is null and d.seq < (n.position #>> '{news,seq}')::bigint))`

/** Whether an earlier file of the same connector was broken off for the first time: what is tried again in a minute must not be heard after what was said later. One that fails again keeps nobody waiting. */
const isAhead = sql`exists (
  select from exchange_runs e
  where e.connector_id = n.connector_id and n.direction = 'in' and e.direction = 'in' and e.state = 'failed' and e.failures = 1
    and e.next_attempt_at is not null and (e.created_at, e.id) < (n.created_at, n.id))`

/** An earlier run of the same connector of which records wait for others, and were not tried again since this one came: what they say must not come after it. */
const waitsLonger = sql`(
  select e.id from exchange_runs e
  where e.connector_id = n.connector_id and n.direction = 'in' and e.direction = 'in' and e.state = 'waiting'
    and (e.created_at, e.id) < (n.created_at, n.id) and e.updated_at < n.created_at
    and exists (select from exchange_parked p where p.run_id = e.id)
  order by e.created_at, e.id limit 1)`

/**
 * The next run of a lane. Whoever asks holds the lane's lock: what is running was left by a process that is no more, and comes first; then by the place of
 * its connector among the others, and by age. A partner hears of a row in the order in which things happened to it: of an order before its changes, also where its file has to be tried again.
 */
export async function nextRun({ integrationId, way: own }: Lane, ctx: Ctx): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select coalesce(${waitsLonger}, n.id) as id from (
      select r.id, r.integration_id, r.connector_id, r.direction, r.created_at, r.position ${due(ctx)} and r.integration_id = ${integrationId} and ${way} = ${own}
      order by r.state = 'running' desc, c.position, r.created_at, r.id
      -- looked at one by one, until one may go
      offset 0) n
    where not coalesce(${isHeldUp}, false) and not ${isAhead} limit 1`.execute(ctx.db)
  return rows[0]?.id
}
