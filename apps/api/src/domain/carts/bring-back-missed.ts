import { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { defineJob, enqueue } from '../../kernel/jobs.ts'
import { bringBackJob } from './bring-back.ts'
import { mostLines } from './judge-lines.ts'
import { waitingCarts, type WaitingCart } from './waiting-carts.ts'

/** How many carts one run takes up, those first that wait longest. */
const most = 200

/**
 * Sees to it that every cart comes back that was set aside and has nothing to wait for, whatever was missed when its payment ended: the owner's open cart is not being paid for and has
 * room, or there is none. Those that still have to wait are not taken up, so that they keep nobody else waiting. Answers how many.
 */
async function bringBackMissed(ctx: Ctx): Promise<number> {
  const { rows } = await sql<Pick<WaitingCart, 'id' | 'person'>>`
    select waiting.id, waiting.person from (${waitingCarts(sql`true`)}) waiting
    where not exists (
      select from carts o
      where o.state = 'open' and o.website_id = waiting.website_id
        and (o.customer_user_id = waiting.person or waiting.person is null and o.visitor_id = waiting.visitor_id)
        and (exists (select from checkouts k where k.cart_id = o.id and k.state = 'paying')
          or (select count(*) from cart_lines l where l.cart_id = o.id) > ${mostLines}))
    order by waiting.updated_at, waiting.id limit ${most}`.execute(ctx.db)
  for (const { id, person } of rows)
    await enqueue(ctx, bringBackJob, { cartId: id, customerUserId: person }, { key: `carts.bringBack ${id}` })
  return rows.length
}

/** Ends carts that were bought and are set aside still, because a process from before an update made the order. Answers how many. */
async function closeBought(ctx: Ctx): Promise<number> {
  const closed = await ctx.db
    .updateTable('carts')
    .set({ state: 'ordered', updatedAt: ctx.clock.now() })
    .where('state', '=', 'setAside')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('checkouts')
          .select('checkouts.id')
          .whereRef('checkouts.cartId', '=', 'carts.id')
          .where('checkouts.state', '=', 'completed'),
      ),
    )
    .returning('id')
    .execute()
  return closed.length
}

export const bringBackMissedJob = defineJob({
  name: 'carts.bringBackMissed',
  payload: z.looseObject({}),
  schedule: '*/5 * * * *',
  run: async (_, ctx) => {
    const closed = await closeBought(ctx)
    const coming = await bringBackMissed(ctx)
    if (coming + closed > 0) ctx.log.info({ coming, closed }, 'carts that were set aside and had nothing to wait for')
  },
})
