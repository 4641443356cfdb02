import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { dueForGoods } from './due-for-goods.ts'
import { paidFor } from './still-due.ts'

/**
 * Refuses with ORDER_UNPAID goods that would leave without being paid: those that have left, and those of one more shipment, cost more than was paid and, with `promised`, than the
 * bank has reserved. What was given back in part out of kindness stays paid; where all of it went back and nothing is reserved, nothing is. Orders on account, and those that are paid elsewhere, are not
 * asked. Five statements.
 */
export async function refuseUnpaid(
  ctx: Ctx,
  orderId: string,
  { shipmentId = null, promised }: { shipmentId?: string | null; promised: boolean },
): Promise<void> {
  const order = await ctx.db.selectFrom('orders').select('paymentMethod').where('id', '=', orderId).executeTakeFirst()
  if (order?.paymentMethod === 'onAccount' || order?.paymentMethod === 'elsewhere') return
  const { amount } = await dueForGoods(ctx, orderId, shipmentId)
  const { paid, reserved } = await paidFor(ctx, orderId)
  const unpaid = amount.minus(promised ? paid.plus(reserved) : paid)
  if (unpaid.isPositive()) throw refuse('ORDER_UNPAID', { unpaid: unpaid.toString() })
}
