import type { Ctx } from '../../kernel/context.ts'
import { lockRows } from '../../kernel/locks.ts'
import { zero } from '../../kernel/money.ts'
import { withinCredit } from '../customers/index.ts'
import { dueInAll, goingOf } from './due-for-goods.ts'

/**
 * Locks an order and, where it is on account, its customer before it: what is added to it is owed, so that of two changes at once, or a change and a checkout, the second one knows of the
 * first. Answers what to ask once the order is changed: it refuses as placing does (CREDIT_LIMIT_EXCEEDED, CREDIT_IN_OTHER_CURRENCY) where more will be delivered for more money than before, and
 * the customer owes more than they may. A change to as much or less is never refused.
 */
export async function lockHeldAgainstCredit(ctx: Ctx, orderId: string): Promise<() => Promise<void>> {
  const order = await ctx.db
    .selectFrom('orders')
    .select(['customerId', 'currency', 'paymentMethod'])
    .where('id', '=', orderId)
    .executeTakeFirst()
  const owing = order?.paymentMethod === 'onAccount' ? order.customerId : null
  if (owing) await lockRows(ctx, 'customers', [owing])
  await lockRows(ctx, 'orders', [orderId])
  if (!order || !owing) return () => Promise.resolve()
  const nothing = zero(order.currency)
  const owed = async () => {
    const going = (await goingOf(ctx, [orderId])).get(orderId)
    return going ? dueInAll(going) : nothing
  }
  const before = await owed()
  return async () => {
    if ((await owed()).comparedTo(before) > 0) await withinCredit(ctx, owing, nothing.toJSON())
  }
}
