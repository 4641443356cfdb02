import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import type { News } from '../../../kernel/outbox.ts'
import { closeCart } from '../../carts/index.ts'
import { commitStock } from '../../inventory/index.ts'
import { createOrder } from '../../orders/index.ts'
import { keepUses } from '../../pricing/index.ts'
import {
  cardOf,
  enterCard,
  keepOnAccount,
  paidWith,
  takeGiftCards,
  type PaymentRow,
  type ProviderIntent,
} from '../../payments/index.ts'
import type { Frozen } from './hold-goods.ts'
import { notPlacing } from './keep-progress.ts'
import type { CheckoutRow } from '../find-checkout.ts'
import { makeRoom } from '../let-go.ts'

export interface Paid {
  /** The provider's code. */
  provider: string
  payment: PaymentRow
  intent: ProviderIntent
  /** What there is to tell besides. */
  told: readonly News[]
}

/**
 * Makes the order out of what was frozen when payment began; stock and cart become the order's. Under the checkout's lock. `paid` is left out where there is
 * nothing to pay.
 */
export async function completeOrder(ctx: Ctx, row: CheckoutRow, paid?: Paid): Promise<CheckoutRow> {
  const { agreement } = row.snapshot as unknown as Frozen
  // who signed in since payment began has it as their order
  const owner = { customerUserId: row.customerUserId, customerId: row.customerId }
  const { id: orderId } = await createOrder(ctx, { ...agreement, ...owner }, paid?.told)
  await keepUses(ctx, row.id, orderId)
  await commitStock(ctx, row.id, orderId)
  await takeGiftCards(ctx, row.id, orderId)
  if (agreement.paymentMethod === 'onAccount') await keepOnAccount(ctx, row.id, orderId)
  await closeCart(ctx, row.cartId)
  await makeRoom(ctx, row)
  const card = paid && row.saveCard ? cardOf(paid.intent) : null
  const { customerUserId: keeper } = agreement
  if (paid && card && keeper) await enterCard(ctx, paid.provider, keeper, card)
  const updatedAt = ctx.clock.now()
  return ctx.db
    .with('paid', (db) =>
      db
        .updateTable('payments')
        .set({
          orderId,
          ...(paid ? paidWith(paid.intent) : {}),
          authorizedUntil: paid?.intent.captureBefore ?? null,
          multicapture: paid?.intent.multicapture ?? false,
          payerReference: paid?.intent.payer ?? null,
          methodReference: paid?.intent.payer ? (paid.intent.methodReference ?? null) : null,
          updatedAt,
        })
        .where(sql<boolean>`id = ${paid?.payment.id ?? null}::uuid`),
    )
    .updateTable('checkouts')
    .set({ ...notPlacing, state: 'completed', orderId, expiresAt: null, updatedAt })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}
