import type { Ctx } from '../../kernel/context.ts'
import { transaction } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { beginLocking } from '../../kernel/locks.ts'
import { money, zero, type Money } from '../../kernel/money.ts'
import { enterFacts } from './enter-facts.ts'
import { standing } from './ledger.ts'
import { openPayment } from './open-payment.ts'
import { accountProvider } from './own-providers.ts'
import type { MoneyMover, ProviderIntent } from './port.ts'
import type { Fact, PaymentRow } from './record-facts.ts'

const prefix = 'account_'
const paymentOf = (reference: string) => reference.slice(prefix.length)

/** Whether a payment is on account, by its provider's id of it. */
export const isOnAccount = (reference: string): boolean => reference.startsWith(prefix)

/**
 * Payment on account, by the port that Stripe stands behind: nothing is reserved and nothing is captured by asking, since the money comes by transfer for the invoices of the order
 * (`enterTransfers`). What is not paid yet is let go with the order. What was paid goes back by transfer, too, when the books say that it did: refunds that are asked for here are
 * refused with PAYMENT_REFUND_EXCEEDS.
 */
export const onAccount = (ctx: Ctx): MoneyMover => ({
  readIntent: async (reference) => (await knownTo(ctx, reference)).intent,
  cancelIntent: (reference) =>
    transaction(ctx, async (inside) => {
      const { payment, intent } = await knownTo(inside, reference)
      if (intent.status !== 'processing' || intent.amountReceived.isPositive()) return intent
      await enterFacts(inside, payment, [{ kind: 'cancelled', amount: intent.amount, reference }])
      return { ...intent, status: 'cancelled' }
    }),
  refund: () => Promise.reject(refuse('PAYMENT_REFUND_EXCEEDS')),
})

async function knownTo(ctx: Ctx, reference: string) {
  const id = paymentOf(reference)
  const payment = await ctx.db
    .selectFrom('payments')
    .select(['id', 'checkoutId', 'orderId', 'reference', 'amount', 'currency'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!payment) throw refuse('PAYMENT_NOT_FOUND')
  const entries = await ctx.db
    .selectFrom('paymentEvents')
    .select(['kind', 'amount', 'currency', 'reference'])
    .where('paymentId', '=', id)
    .execute()
  const amount = money(payment.amount, payment.currency)
  const { captured, state } = standing(amount, entries)
  const came = captured.comparedTo(amount) >= 0
  const intent: ProviderIntent = {
    reference,
    clientSecret: null,
    status: state === 'cancelled' ? 'cancelled' : came ? 'succeeded' : 'processing',
    amount,
    amountCapturable: zero(payment.currency),
    amountReceived: captured,
    metadata: { paymentId: id },
  }
  return { payment, intent }
}

/** Enters that an order, or a checkout that becomes one, is paid on account. */
export async function openOnAccount(
  ctx: Ctx,
  of: { checkoutId: string | null; orderId?: string; amount: Money },
): Promise<void> {
  const { id } = await openPayment(ctx, { ...of, provider: accountProvider, capture: 'atOrder' })
  await ctx.db
    .updateTable('payments')
    .set({ reference: `${prefix}${id}` })
    .where('id', '=', id)
    .execute()
}

/** The order is made: what its checkout pays on account is its own. */
export async function keepOnAccount(ctx: Ctx, checkoutId: string, orderId: string): Promise<void> {
  await ctx.db
    .updateTable('payments')
    .set({ orderId })
    .where('checkoutId', '=', checkoutId)
    .where('provider', '=', accountProvider)
    .execute()
}

/** Money that came by transfer for an order on account, or went back: below zero. */
export interface Transfer {
  /** Of the booking. */
  id: string
  orderId: string
  amount: Money
}

const nameOf = (id: string) => `transfer-${id}`

/** Enters transfers into the ledgers of the orders' payments on account; told again, nothing is entered twice. Of orders that are not on account nothing is entered. */
export async function enterTransfers(ctx: Ctx, transfers: readonly Transfer[]): Promise<void> {
  for (const { id, orderId, amount } of transfers) {
    const payment = await ctx.db
      .selectFrom('payments')
      .select(['id', 'checkoutId', 'orderId', 'reference', 'amount', 'currency'])
      .where('orderId', '=', orderId)
      .where('provider', '=', accountProvider)
      .where('currency', '=', amount.currency)
      .executeTakeFirst()
    if (!payment) continue
    beginLocking(ctx)
    await enterFacts(ctx, payment, [factOf(nameOf(id), amount)])
  }
}

const factOf = (reference: string, amount: Money): Fact =>
  amount.isPositive()
    ? { kind: 'captured', amount, reference }
    : { kind: 'refunded', amount: amount.negated(), reference }

/** Takes back what was entered of bookings that are there no more, by entries against them: the ledger is added to, never changed. */
export async function takeTransfersBack(ctx: Ctx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const entered = await ctx.db
    .selectFrom('paymentEvents')
    .innerJoin('payments', 'payments.id', 'paymentEvents.paymentId')
    .select(['payments.id', 'checkoutId', 'orderId', 'payments.reference', 'payments.amount', 'payments.currency'])
    .select(['paymentEvents.kind', 'paymentEvents.reference as booking', 'paymentEvents.amount as moved'])
    .where('payments.provider', '=', accountProvider)
    .where('paymentEvents.reference', 'in', ids.map(nameOf))
    .execute()
  for (const { kind, booking, moved, ...payment } of entered) {
    beginLocking(ctx)
    const amount = money(moved, payment.currency).negated()
    await enterFacts(ctx, payment satisfies PaymentRow, [{ kind, amount, reference: `${booking}-taken-back` }])
  }
}
