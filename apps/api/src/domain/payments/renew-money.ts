import type { ActionVerb } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse, type Refusal } from '../../kernel/errors.ts'
import { oneAtATime } from './capture-money.ts'
import { standings } from './computed.ts'
import { enterFacts } from './enter-facts.ts'
import { cancelMoney, knownPayment, type KnownPayment } from './move-money.ts'
import { keepReservation, openPayment } from './open-payment.ts'
import { keepReference } from './payments-of-entries.ts'
import type { PaymentProvider, ProviderIntent } from './port.ts'
import { factsOf, methodLabel, type PaymentRow } from './record-facts.ts'

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
    if (next.reserved) return letGo(ctx, provider, old, next.payment.id)
    const intent = await provider.chargeKept({
      paymentId: next.payment.id,
      amount: standing.reserved,
      description: `Renewed reservation of payment ${id}`,
      metadata: { paymentId: next.payment.id, renews: id },
      capture: 'manual',
      payer,
      card,
    })
    const row = { ...next.payment, reference: intent.reference }
    await keepReference(ctx, row.id, intent.reference)
    if (intent.status !== 'requiresCapture') {
      const gone = await provider.cancelIntent(intent.reference, 'abandoned', `renew-${row.id}`)
      await enterFacts(ctx, row, factsOf(gone))
      throw refusalOf(intent)
    }
    await keepReservation(ctx, row.id, intent)
    await ctx.db
      .updateTable('payments')
      .set({ method: methodLabel(intent) })
      .where('id', '=', row.id)
      .execute()
    await enterFacts(ctx, row, factsOf(intent))
    return letGo(ctx, provider, old, row.id)
  })
}

async function letGo(ctx: Ctx, provider: PaymentProvider, old: KnownPayment, nextId: string): Promise<string> {
  await cancelMoney(ctx, provider, old, 'duplicate')
  await ctx.db
    .updateTable('payments')
    .set({ renewProblem: null, captureProblem: null })
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
