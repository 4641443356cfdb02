import type { Ctx } from '../../kernel/context.ts'
import { transaction } from '../../kernel/db.ts'
import { money } from '../../kernel/money.ts'
import { appendEvents } from '../../kernel/outbox.ts'
import { closeCart } from '../carts/index.ts'
import { commitStock, releaseStock } from '../inventory/index.ts'
import { createOrder } from '../orders/index.ts'
import {
  factsOf,
  methodLabel,
  recordFacts,
  type Fact,
  type PaymentProvider,
  type PaymentRow,
  type ProviderIntent,
  type Standing,
} from '../payments/index.ts'
import type { Frozen } from './begin-payment.ts'
import { findCheckout, lockCheckout, type CheckoutRow } from './find-checkout.ts'

const asSystem = (ctx: Ctx): Ctx => ({ ...ctx, actor: { kind: 'system' } })

/**
 * Brings our books to what the provider says of a payment: enters the facts, and once the money is there makes the order out of what was
 * frozen, in the same transaction. Whoever calls it, how often and in which order: one order. Money that comes for a checkout that no
 * longer waits for it goes back.
 */
export async function settle(
  ctx: Ctx,
  provider: PaymentProvider,
  payment: PaymentRow,
  intent: ProviderIntent,
  told: readonly Fact[] = [],
): Promise<{ row: CheckoutRow; standing: Standing }> {
  const checkoutId = payment.checkoutId
  if (!checkoutId) throw new Error(`payment ${payment.id} belongs to no checkout`)
  const settled = await transaction(asSystem(ctx), async (inside) => {
    const row = await lockCheckout(inside, checkoutId)
    const { news, ...standing } = await recordFacts(inside, payment, [...factsOf(intent), ...told])
    const waiting = row.state === 'paying' && (await isCurrent(inside, row, payment))
    if (standing.captured.isPositive() || standing.state === 'authorized') {
      if (waiting) return { row: await complete(inside, row, payment, intent), standing, late: false }
      const late = !(await paidFor(inside, row, payment)) && standing.state === 'captured'
      return { row, standing, late }
    }
    if (waiting && standing.state === 'cancelled') return { row: await letGo(inside, row), standing, late: false }
    if (news)
      await appendEvents(inside, [
        {
          topic: 'payment.changed',
          entity: 'payment',
          entityId: payment.id,
          payload: { paymentId: payment.id, state: standing.state },
        },
      ])
    return { row, standing, late: false }
  })
  if (!settled.late) return settled
  return { row: settled.row, standing: await giveBack(ctx, provider, payment, intent) }
}

/** A payment that was replaced by a newer one is not the one waited for. */
async function isCurrent(ctx: Ctx, row: CheckoutRow, payment: PaymentRow): Promise<boolean> {
  const newer = await ctx.db
    .selectFrom('payments')
    .select('id')
    .where('checkoutId', '=', row.id)
    .where('id', '>', payment.id)
    .limit(1)
    .executeTakeFirst()
  return !newer
}

/** Whether this is the payment by which the checkout's order was paid. */
async function paidFor(ctx: Ctx, row: CheckoutRow, payment: PaymentRow): Promise<boolean> {
  if (row.state !== 'completed') return false
  const paid = await ctx.db.selectFrom('payments').select('orderId').where('id', '=', payment.id).executeTakeFirst()
  return paid?.orderId != null
}

async function complete(ctx: Ctx, row: CheckoutRow, payment: PaymentRow, intent: ProviderIntent): Promise<CheckoutRow> {
  const { agreement } = row.snapshot as unknown as Frozen
  const order = await createOrder(ctx, agreement)
  await ctx.db
    .updateTable('payments')
    .set({ orderId: order.id, method: methodLabel(intent), updatedAt: ctx.clock.now() })
    .where('id', '=', payment.id)
    .execute()
  await commitStock(ctx, row.id, order.id)
  await closeCart(ctx, row.cartId)
  await ctx.db
    .updateTable('checkouts')
    .set({ state: 'completed', orderId: order.id, expiresAt: null, updatedAt: ctx.clock.now() })
    .where('id', '=', row.id)
    .execute()
  return findCheckout(ctx, row.id)
}

/** Back to the cart: the stock is let go, and the checkout can be changed and paid anew. */
export async function letGo(ctx: Ctx, row: CheckoutRow): Promise<CheckoutRow> {
  await ctx.db
    .updateTable('checkouts')
    .set({ state: 'open', snapshot: null, expiresAt: null, updatedAt: ctx.clock.now() })
    .where('id', '=', row.id)
    .execute()
  await releaseStock(ctx, row.id)
  return findCheckout(ctx, row.id)
}

async function giveBack(
  ctx: Ctx,
  provider: PaymentProvider,
  payment: PaymentRow,
  intent: ProviderIntent,
): Promise<Standing> {
  ctx.log.warn(
    { paymentId: payment.id, checkoutId: payment.checkoutId },
    'money came for a checkout that no longer waits for it: it is refunded',
  )
  const refund = await provider.refund(intent.reference, null, 'duplicate', `late-${payment.id}`)
  return transaction(asSystem(ctx), (inside) =>
    recordFacts(inside, payment, [
      {
        kind:
          refund.status === 'succeeded' ? 'refunded' : refund.status === 'pending' ? 'refundPending' : 'refundFailed',
        amount: refund.amount,
        reference: refund.reference,
      },
    ]),
  )
}

/** What is to be paid, as money. */
export const dueOf = (payment: PaymentRow) => money(payment.amount, payment.currency)
