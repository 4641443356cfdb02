import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { money, zero, type Money } from '../../kernel/money.ts'
import { backToGiftCard, holdOnGiftCard, giftCardMethod } from './gift-cards.ts'
import { standing } from './ledger.ts'
import { openPayment } from './open-payment.ts'
import type { PaymentProvider, ProviderIntent } from './port.ts'
import { recordFacts } from './record-facts.ts'
import type { AppliedGiftCard } from '../../kernel/contract.ts'

/** What a payment by gift card is called: we are its provider ourselves. */
export const giftCardProvider = 'giftCard'
const referenceOf = (paymentId: string) => `gift_${paymentId}`
const paymentOf = (reference: string) => reference.replace(/^gift_/, '')

/** What moves money that somebody reserved or took; each provider of payments does. */
export type MoneyMover = Pick<PaymentProvider, 'readIntent' | 'captureIntent' | 'cancelIntent' | 'refund'>

/**
 * Gift cards as a provider of payments, by the port that Stripe stands behind: what is authorized is held on the card, what is captured has left it for good, and what is
 * cancelled or refunded is put back. Its books are the entries of the card; each is made once, by its key.
 */
export function giftCards(ctx: Ctx): MoneyMover {
  const read = async (reference: string): Promise<ProviderIntent> => {
    const { payment, entries } = await ledgerOf(ctx, paymentOf(reference))
    const due = money(payment.amount, payment.currency)
    const { captured, reserved, state } = standing(due, entries)
    const status = state === 'cancelled' ? 'cancelled' : captured.isPositive() ? 'succeeded' : 'requiresCapture'
    const none = zero(payment.currency)
    return {
      reference,
      clientSecret: null,
      status,
      amount: due,
      amountCapturable: status === 'requiresCapture' ? reserved : none,
      amountReceived: captured,
      metadata: { paymentId: payment.id },
    }
  }
  return {
    readIntent: read,
    captureIntent: async (reference, amount) => {
      const intent = await read(reference)
      if (intent.status !== 'requiresCapture' || (amount && !amount.equals(intent.amount)))
        throw refuse('PAYMENT_STATE_CONFLICT')
      return {
        ...intent,
        status: 'succeeded',
        amountReceived: intent.amount,
        amountCapturable: zero(intent.amount.currency),
      }
    },
    cancelIntent: async (reference) => {
      const intent = await read(reference)
      if (intent.status !== 'requiresCapture') return intent
      const paymentId = paymentOf(reference)
      await backToGiftCard(ctx, { paymentId, kind: 'letGo', amount: intent.amount, key: `let-go-${paymentId}` })
      return { ...intent, status: 'cancelled', amountCapturable: zero(intent.amount.currency) }
    },
    refund: async (reference, amount, _reason, key) => {
      const { payment, entries } = await ledgerOf(ctx, paymentOf(reference))
      const { captured, refunded } = standing(money(payment.amount, payment.currency), entries)
      const back = amount ?? captured.minus(refunded)
      await backToGiftCard(ctx, { paymentId: payment.id, kind: 'refunded', amount: back, key })
      return { reference: key.slice(0, 255), amount: back, status: 'succeeded' }
    },
  }
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
    .set({ reference, method: giftCardMethod(applied) })
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

/** Who moves the money of a payment: gift cards ourselves, all else the provider that is given. */
export const moverOf = (ctx: Ctx, provider: MoneyMover, reference: string): MoneyMover =>
  reference.startsWith('gift_') ? giftCards(ctx) : provider
