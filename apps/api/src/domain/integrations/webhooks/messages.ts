import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import type { OutboxEvent } from '../../../kernel/outbox.ts'

/** The channel on which a subscription's id is called when something waits for it. */
export const webhooksChannel = 'portico_webhooks'

/** What a subscription is to hear of one row. */
export interface Message {
  event: Pick<OutboxEvent, 'id' | 'seq' | 'topic' | 'createdAt'>
  entity: string
  rowId: string
  gone: boolean
}

/** Writes messages down, and calls whoever sends them: one statement. Answers their ids, in the order given. */
export async function insertMessages(
  ctx: Ctx,
  subscriptionId: string,
  messages: readonly Message[],
): Promise<readonly string[]> {
  if (messages.length === 0) return []
  const now = ctx.clock.now()
  // due at once, by the clock of whoever sends it too: where ours is ahead, the database's counts
  const ids = messages.map(() => ctx.ids.next())
  const rows = messages.map(({ event, entity, rowId, gone }, at) => ({
    id: ids[at],
    event_id: event.id,
    topic: event.topic,
    entity,
    row_id: rowId,
    gone,
    sequence: event.seq,
    occurred_at: event.createdAt,
  }))
  await sql`
    with written as (
      insert into webhook_deliveries
        (id, subscription_id, event_id, topic, entity, row_id, gone, sequence, occurred_at, next_attempt_at, created_at, updated_at)
      select m.id, ${subscriptionId}::uuid, m.event_id, m.topic, m.entity, m.row_id, m.gone, m.sequence, m.occurred_at, least(${now}, now()), ${now}, ${now}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as m (id uuid, event_id text, topic text, entity text, row_id text, gone boolean, sequence numeric, occurred_at timestamptz)
      returning 1)
    select pg_notify(${webhooksChannel}, ${subscriptionId}) from written limit 1`.execute(ctx.db)
  return ids
}
