import { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'
import { sql, transaction } from '../../kernel/db.ts'
import { defineJob, enqueue } from '../../kernel/jobs.ts'
import type { Newcomer } from '../customers/index.ts'
import { mergeCarts } from './merge-carts.ts'

const payload = z.object({ customerUserId: z.uuid(), cartId: z.uuid() })

/** A customer user whose payment for a cart has ended, one way or the other. */
type PaymentEnded = z.infer<typeof payload>

interface WaitingCart {
  visitorId: string
  websiteId: string
  currency: string
}

/** At sign-in: what the visitor has becomes the customer user's. */
export const cartArrival = {
  take: async (ctx: Ctx, { visitorId, customerUserId }: Newcomer): Promise<void> =>
    void (await mergeCarts(ctx, visitorId, customerUserId)),
}

/**
 * Merges the carts that this person had as a visitor and that could not be merged at sign-in, because theirs or the other one was being paid for. Safe to
 * repeat: what is still being paid for goes on waiting. Opens its own transactions.
 */
export async function mergeWaiting(ctx: Ctx, ended: PaymentEnded): Promise<void> {
  for (const { visitorId, ...place } of await waitingCarts(ctx, ended))
    await transaction(ctx, (inside) => mergeCarts(inside, visitorId, ended.customerUserId, place))
}

export const mergeWaitingJob = defineJob({
  name: 'carts.mergeWaiting',
  payload,
  run: (ended, ctx) => mergeWaiting(ctx, ended),
})

/** In the transaction that ends a payment: sees to it that carts which waited for that are merged. */
export async function mergeAfterwards(ctx: Ctx, ended: PaymentEnded): Promise<void> {
  if ((await waitingCarts(ctx, ended)).length > 0) await enqueue(ctx, mergeWaitingJob, ended)
}

/** The open carts of the visitors that the person was, by their sessions, and the cart that was paid for if it is one of a visitor. */
async function waitingCarts(ctx: Ctx, { customerUserId, cartId }: PaymentEnded): Promise<WaitingCart[]> {
  const { rows } = await sql<WaitingCart>`
    select visitor_id, website_id, currency from carts
    where state = 'open' and customer_user_id is null and visitor_id is not null and id in (
      select ${cartId}::uuid
      union all
      select c.id from sessions s
      join carts c on c.website_id = s.website_id and c.visitor_id = s.visitor_id::text and c.state = 'open'
      where s.customer_user_id = ${customerUserId}::uuid)
    order by id`.execute(ctx.db)
  return rows
}
