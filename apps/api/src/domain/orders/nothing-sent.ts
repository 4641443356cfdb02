import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'

/** Refuses with ORDER_SHIPPED once some of an order has left. One statement; whoever calls it holds the order's lock. */
export async function nothingSent(ctx: Ctx, orderId: string): Promise<void> {
  const sent = await ctx.db
    .selectFrom('shipments')
    .select('id')
    .where('orderId', '=', orderId)
    .where('state', 'in', ['shipped', 'delivered'])
    .executeTakeFirst()
  if (sent) throw refuse('ORDER_SHIPPED')
}
