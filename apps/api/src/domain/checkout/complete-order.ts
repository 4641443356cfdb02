import type { Ctx } from '../../kernel/context.ts'
import type { News } from '../../kernel/outbox.ts'
import { closeCart } from '../carts/index.ts'
import { commitStock } from '../inventory/index.ts'
import { createOrder } from '../orders/index.ts'
import { methodLabel, type PaymentRow, type ProviderIntent } from '../payments/index.ts'
import type { Frozen } from './begin-payment.ts'
import type { CheckoutRow } from './find-checkout.ts'

/** Makes the order out of what was frozen when payment began; stock and cart become the order's. Under the checkout's lock. */
export async function completeOrder(
  ctx: Ctx,
  row: CheckoutRow,
  payment: PaymentRow,
  intent: ProviderIntent,
  told: readonly News[],
): Promise<CheckoutRow> {
  const { agreement } = row.snapshot as unknown as Frozen
  const { id: orderId } = await createOrder(ctx, agreement, told)
  await commitStock(ctx, row.id, orderId)
  await closeCart(ctx, row.cartId)
  const updatedAt = ctx.clock.now()
  return ctx.db
    .with('paid', (db) =>
      db
        .updateTable('payments')
        .set({ orderId, method: methodLabel(intent), updatedAt })
        .where('id', '=', payment.id),
    )
    .updateTable('checkouts')
    .set({ state: 'completed', orderId, expiresAt: null, updatedAt })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}
