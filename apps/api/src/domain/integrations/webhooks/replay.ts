import type { ActionVerb } from '../../../engine/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import { refuse } from '../../../kernel/errors.ts'
import { insertMessages, webhooksChannel } from './messages.ts'

/** Refuses with WEBHOOK_SWITCHED_OFF where nothing would be sent. */
async function ready(ctx: Ctx, id: string): Promise<void> {
  const row = await ctx.db
    .selectFrom('webhookSubscriptions')
    .select(['active', 'secret'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw refuse('NOT_FOUND', { what: 'webhookSubscription' }, 'id')
  if (!row.active || !row.secret)
    throw refuse('WEBHOOK_SWITCHED_OFF', { problem: row.active ? 'it has no secret yet' : 'it is not active' }, 'id')
}

/** Sends a message again from the start of its attempts; the subscriber knows it by its id. */
export const replay: ActionVerb<'webhookDelivery.replay'> = async ({ id }, ctx) => {
  const now = ctx.clock.now()
  const row = await ctx.db
    .selectFrom('webhookDeliveries')
    .select(['subscriptionId', 'state'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw refuse('NOT_FOUND', { what: 'webhookDelivery' }, 'id')
  await ready(ctx, row.subscriptionId)
  await ctx.db
    .updateTable('webhookDeliveries')
    .set({ state: 'waiting', attempts: 0, nextAttemptAt: now, updatedAt: now })
    .where('id', '=', id)
    .execute()
  await sql`select pg_notify(${webhooksChannel}, ${row.subscriptionId})`.execute(ctx.db)
  return { id }
}

/** Sends a message that is about the subscription itself. */
export const test: ActionVerb<'webhookSubscription.test'> = async ({ id }, ctx) => {
  await ready(ctx, id)
  const topic = 'webhookSubscription.test'
  const event = { id: ctx.ids.next(), seq: 0, topic, createdAt: ctx.clock.now() }
  const [delivery = ''] = await insertMessages(ctx, id, [
    { event, entity: 'webhookSubscription', rowId: id, gone: false },
  ])
  return { id: delivery }
}
