import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { sum } from '../../kernel/money.ts'
import { orderStandings } from '../payments/index.ts'

/** Refuses with ORDER_DISPUTED goods of an order of which a payment is disputed, and the bank has not decided yet: what leaves now may be paid by nobody. One statement. */
export async function refuseDisputed(ctx: Ctx, orderId: string): Promise<void> {
  const order = (await orderStandings([orderId], ctx)).get(orderId)
  if (!order) return
  const disputed = sum(
    order.payments.map((payment) => payment.disputed),
    order.total.currency,
  )
  if (disputed.isPositive()) throw refuse('ORDER_DISPUTED', { disputed: disputed.toString() })
}
