import type { Ctx } from '../../kernel/context.ts'
import { transaction } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { lockRows } from '../../kernel/locks.ts'
import { money, sum, zero, type Money } from '../../kernel/money.ts'
import { enterFacts } from './enter-facts.ts'
import { backToGiftCard, holdOnGiftCard, giftCardMethod } from './gift-cards.ts'
import { standing } from './ledger.ts'
import { openPayment } from './open-payment.ts'
import { giftCardProvider } from './own-providers.ts'
import type { MoneyMover, ProviderIntent } from './port.ts'
import { recordFacts, refundFact, type PaymentRow } from './record-facts.ts'
import type { AppliedGiftCard } from '../../kernel/contract.ts'

const referenceOf = (paymentId: string) => `gift_${paymentId}`
const paymentOf = (reference: string) => reference.replace(/^gift_/, '')

/**
 * Gift cards as a provider of payments, by the port that Stripe stands behind: what is authorized is held on the card, what is captured has left it for good (with its order,
 * nobody has to ask for that), and what is cancelled or refunded is put back. Its books are the entries of the card, each made once, by its key; card and ledger are written in one
 * transaction, so that no process dies between the two.
 */
export const giftCards = (ctx: Ctx): MoneyMover => ({
  readIntent: (reference) => readIntent(ctx, reference),
  cancelIntent: (reference) =>
    underLock(ctx, reference, async (inside, payment) => {
      const intent = await readIntent(inside, reference)
      if (intent.status !== 'requiresCapture') return intent
      const { id: paymentId } = payment
      await backToGiftCard(inside, { paymentId, kind: 'letGo', amount: intent.amount, key: `let-go-${paymentId}` })
      await enterFacts(inside, payment, [{ kind: 'cancelled', amount: intent.amount, reference }])
      return { ...intent, status: 'cancelled', amountCapturable: zero(intent.amount.currency) }
    }),
  refund: (reference, amount, reason, key) =>
    underLock(ctx, reference, async (inside, payment) => {
      const { left, done } = await paidOf(inside, payment, key)
      const back = done ?? amount ?? left
      if (!done && (!back.isPositive() || back.comparedTo(left) > 0))
        throw refuse('PAYMENT_REFUND_EXCEEDS', { left: left.toJSON() })
      const refund = { reference: key.slice(0, 255), amount: back, status: 'succeeded' as const, reason }
      await backToGiftCard(inside, { paymentId: payment.id, kind: 'refunded', amount: back, key })
      await enterFacts(inside, payment, [refundFact(refund)])
      return refund
    }),
})

async function readIntent(ctx: Ctx, reference: string): Promise<ProviderIntent> {
  const { payment, entries } = await ledgerOf(ctx, paymentOf(reference))
  const due = money(payment.amount, payment.currency)
  const { captured, reserved, state } = standing(due, entries)
  const status = state === 'cancelled' ? 'cancelled' : captured.isPositive() ? 'succeeded' : 'requiresCapture'
  return {
    reference,
    clientSecret: null,
    status,
    amount: due,
    amountCapturable: status === 'requiresCapture' ? reserved : zero(payment.currency),
    amountReceived: captured,
    metadata: { paymentId: payment.id },
  }
}

/** Works on a payment of ours in a transaction, under the lock of its checkout, by which gift cards are held, taken and let go. Refuses PAYMENT_NOT_FOUND. */
function underLock<Result>(
  ctx: Ctx,
  reference: string,
  work: (inside: Ctx, payment: PaymentRow) => Promise<Result>,
): Promise<Result> {
  return transaction(ctx, async (inside) => {
    const payment = await inside.db
      .selectFrom('payments')
      .select(['id', 'checkoutId', 'orderId', 'reference', 'amount', 'currency'])
      .where('id', '=', paymentOf(reference))
      .executeTakeFirst()
    if (!payment) throw refuse('PAYMENT_NOT_FOUND')
    if (payment.checkoutId) await lockRows(inside, 'checkouts', [payment.checkoutId])
    return work(inside, payment)
  })
}

/** What a card has paid of a payment and not got back, by its own entries; `done`: what this key gave back already. */
async function paidOf(ctx: Ctx, { id, currency }: PaymentRow, key: string): Promise<{ left: Money; done?: Money }> {
  const entries = await ctx.db
    .selectFrom('giftCardEntries')
    .select(['amount', 'key'])
    .where('paymentId', '=', id)
    .execute()
  const before = entries.find((entry) => entry.key === key)
  const off = sum(
    entries.map(({ amount }) => money(amount, currency)),
    currency,
  )
  return { left: off.negated(), ...(before ? { done: money(before.amount, currency) } : {}) }
}

async function ledgerOf(ctx: Ctx, paymentId: string) {
  const payment = await ctx.db
    .selectFrom('payments')
    .select(['id', 'amount', 'currency'])
    .where('id', '=', paymentId)
    .executeTakeFirst()
  if (!payment) throw refuse('PAYMENT_NOT_FOUND')
  const entries = await ctx.db
    .selectFrom('paymentEvents')
    .select(['kind', 'amount', 'currency', 'reference'])
    .where('paymentId', '=', paymentId)
    .execute()
  return { payment, entries }
}

/** Pays a part of a checkout by gift card: held with the goods, in the same transaction. Refuses GIFT_CARD_UNUSABLE. */
export async function payByGiftCard(
  ctx: Ctx,
  { checkoutId, giftCardId, applied }: { checkoutId: string; giftCardId: string; applied: AppliedGiftCard },
): Promise<void> {
  const amount = money(applied.amount.amount, applied.amount.currency)
  const payment = await openPayment(ctx, { checkoutId, provider: giftCardProvider, amount, capture: 'atOrder' })
  const reference = referenceOf(payment.id)
  await ctx.db
    .updateTable('payments')
    .set({
      reference,
      method: giftCardMethod(applied),
      methodType: applied.kind === 'storeCredit' ? 'storeCredit' : 'giftCard',
      methodDigits: applied.kind === 'storeCredit' ? null : applied.lastFour,
    })
    .where('id', '=', payment.id)
    .execute()
  await holdOnGiftCard(ctx, { giftCardId, paymentId: payment.id, amount })
  await recordFacts(ctx, { ...payment, reference }, [{ kind: 'authorized', amount, reference }])
}

/** The parts of a checkout that gift cards pay, and that are neither taken nor let go yet. */
async function partsOf(ctx: Ctx, checkoutId: string) {
  return ctx.db
    .selectFrom('payments')
    .select(['id', 'checkoutId', 'orderId', 'reference', 'amount', 'currency'])
    .where('checkoutId', '=', checkoutId)
    .where('provider', '=', giftCardProvider)
    .where('orderId', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('paymentEvents')
            .select('paymentEvents.id')
            .whereRef('paymentEvents.paymentId', '=', 'payments.id')
            .where('paymentEvents.kind', 'in', ['captured', 'cancelled']),
        ),
      ),
    )
    .execute()
}

/** The order is made: what gift cards held for it is taken. Under the checkout's lock. */
export async function takeGiftCards(ctx: Ctx, checkoutId: string, orderId: string): Promise<void> {
  for (const payment of await partsOf(ctx, checkoutId)) {
    const fact = { kind: 'captured' as const, amount: partOf(payment), reference: payment.reference ?? payment.id }
    await recordFacts(ctx, payment, [fact])
    await ctx.db.updateTable('payments').set({ orderId }).where('id', '=', payment.id).execute()
  }
}

/** The checkout is let go: what gift cards held for it is back on them. Under the checkout's lock. */
export async function releaseGiftCards(ctx: Ctx, checkoutId: string): Promise<void> {
  for (const payment of await partsOf(ctx, checkoutId)) {
    const amount = partOf(payment)
    await backToGiftCard(ctx, { paymentId: payment.id, kind: 'letGo', amount, key: `let-go-${payment.id}` })
    await recordFacts(ctx, payment, [{ kind: 'cancelled', amount, reference: payment.reference ?? payment.id }])
  }
}

const partOf = ({ amount, currency }: { amount: string; currency: string }): Money => money(amount, currency)
