import type { ActionVerb } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse, refusalsOf, type Refusal } from '../../kernel/errors.ts'
import { money } from '../../kernel/money.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { standings } from './computed.ts'
import { enterFacts, enterIntent } from './enter-facts.ts'
import { cancelMoney, knownPayment, type KnownPayment } from './move-money.ts'
import { keepReservation, openPayment } from './open-payment.ts'
import { keepReference } from './payments-of-entries.ts'
import type { PaymentProvider, ProviderIntent } from './port.ts'
import type { PaymentRow } from './record-facts.ts'

/** Why a card could not be charged without its owner. */
export function refusalOf({ lastError }: ProviderIntent): Refusal {
  const providerCode = lastError?.code ?? 'card_declined'
  if (providerCode === 'authentication_required') return refuse('PAYMENT_AUTHENTICATION_REQUIRED')
  return refuse('PAYMENT_DECLINED', {
    providerCode,
    declineCode: lastError?.declineCode ?? null,
    reason: lastError?.message ?? '',
  })
}

/**
 * Has the bank reserve anew what it still holds of a payment, before it lets it go: another payment with the same card, without the buyer. Only when that stands, the old
 * one is cancelled: at no moment is nothing reserved. What broke off in between is gone on with. Answers the id of the payment that holds the money now.
 */
export async function renewMoney(ctx: Ctx, provider: PaymentProvider, id: string): Promise<string> {
  return oneAtATime(ctx, id, async () => {
    const old = await knownPayment(ctx, id)
    const { payment, standing } = old
    const { payerReference: payer, methodReference: card } = await ctx.db
      .selectFrom('payments')
      .select(['payerReference', 'methodReference'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    if (!standing.reserved.isPositive() || !payment.orderId) throw refuse('PAYMENT_STATE_CONFLICT')
    if (payment.authorizedUntil && payment.authorizedUntil <= ctx.clock.now())
      throw refuse('PAYMENT_AUTHORIZATION_EXPIRED')
    if (!payer || !card) throw refuse('SAVED_CARD_MISSING')
    const next = await successorOf(ctx, provider, old, payer, card)
    if (next.reserved && next.payment.reference) {
      // until when it holds it may not have been written down
      await keepReservation(ctx, next.payment.id, await provider.readIntent(next.payment.reference))
      return letGo(ctx, provider, old, next.payment.id)
    }
    const intent = await provider
      .chargeKept({
        paymentId: next.payment.id,
        // asked again, it is the same question
        amount: money(next.payment.amount, next.payment.currency),
        description: `Renewed reservation of payment ${id}`,
        metadata: { paymentId: next.payment.id, renews: id },
        capture: 'manual',
        payer,
        card,
      })
      .catch((error: unknown) => neverMade(ctx, next.payment, error))
    const row = { ...next.payment, reference: intent.reference }
    await keepReference(ctx, row.id, intent.reference)
    if (intent.status !== 'requiresCapture') {
      const gone = await provider.cancelIntent(intent.reference, 'abandoned', `renew-${row.id}`)
      await enterIntent(ctx, row, gone)
      throw refusalOf(intent)
    }
    await keepReservation(ctx, row.id, intent)
    await enterIntent(ctx, row, intent)
    return letGo(ctx, provider, old, row.id)
  })
}

/** Of what the provider surely did not make (the card was removed) nothing is pending; where it did not answer, the next try goes on with it. */
async function neverMade(ctx: Ctx, payment: PaymentRow, error: unknown): Promise<never> {
  const [refusal] = refusalsOf(error)
  if (refusal && refusal.code !== 'PAYMENT_PROVIDER_UNAVAILABLE') {
    const amount = money(payment.amount, payment.currency)
    await enterFacts(ctx, payment, [{ kind: 'cancelled', amount, reference: payment.id, code: refusal.code }])
  }
  throw error
}

async function letGo(ctx: Ctx, provider: PaymentProvider, old: KnownPayment, nextId: string): Promise<string> {
  await cancelMoney(ctx, provider, old, 'duplicate')
  await ctx.db
    .updateTable('payments')
    .set({ renewProblem: null, captureProblem: null, updatedAt: ctx.clock.now() })
    .where('id', '=', old.payment.id)
    .execute()
  return nextId
}

/** The payment that takes over: one that was begun and not finished, else a new one. */
async function successorOf(
  ctx: Ctx,
  provider: PaymentProvider,
  { payment, standing }: KnownPayment,
  payerReference: string,
  methodReference: string,
): Promise<{ payment: PaymentRow; reserved: boolean }> {
  const begun = await ctx.db
    .selectFrom('payments')
    .select(['id', 'checkoutId', 'orderId', 'reference', 'amount', 'currency', 'capture'])
    .where('replacesId', '=', payment.id)
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  const stands = begun && (await standings([begun.id], ctx)).get(begun.id)
  if (begun && stands && stands.state !== 'cancelled') return { payment: begun, reserved: stands.reserved.isPositive() }
  const opened = await openPayment(ctx, {
    checkoutId: payment.checkoutId,
    orderId: payment.orderId,
    provider: provider.code,
    amount: standing.reserved,
    capture: 'atShipment',
    replacesId: payment.id,
    payerReference,
    methodReference,
  })
  return { payment: opened, reserved: false }
}

/** `payment.renew` */
export const renewPayment =
  (provider: PaymentProvider): ActionVerb<'payment.renew'> =>
  async ({ id }, ctx) => ({ id: await renewMoney(ctx, provider, id) })
