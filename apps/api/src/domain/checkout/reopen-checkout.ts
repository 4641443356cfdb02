import type { ActionVerb } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { transaction } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { bringBack, mergeWaiting } from '../carts/index.ts'
import { paymentOfCheckout, type PaymentRow } from '../payments/index.ts'
import { findCheckout, type CheckoutRow } from './find-checkout.ts'
import { intentOf } from './placing/ask-provider.ts'
import type { PaymentSettings } from './placing/standing.ts'
import { viewCheckout } from './read-checkout.ts'
import { settle } from './placing/settle.ts'
import { startCheckout } from './start-checkout.ts'

/**
 * Takes a checkout back from its payment. The provider cancels first, and only then is the stock let go: so money can never arrive for
 * goods that are promised to somebody else. If the provider says that it is paid, the checkout is completed.
 */
export async function withdraw(ctx: Ctx, settings: PaymentSettings, row: CheckoutRow): Promise<CheckoutRow> {
  if (row.state !== 'paying') return row
  const payment = await paymentOfCheckout(ctx, row.id)
  if (!payment) throw new Error(`checkout ${row.id} is paying, and has no payment`)
  const reference = payment.reference ?? (await referenceOf(ctx, settings, row, payment))
  if (!reference) return findCheckout(ctx, row.id)
  if (payment.capture === 'atShipment') {
    // cancelling would let go what the shopper has promised already
    const now = await settings.provider.readIntent(reference)
    if (now.status === 'requiresCapture')
      return (await settle(ctx, settings.provider, { ...payment, reference }, now)).row
  }
  // Stripe repeats the answer to a key, refusals too, for a day; a later try must be a new question
  const minute = Math.trunc(ctx.clock.now().getTime() / 60_000)
  const intent = await settings.provider.cancelIntent(reference, 'abandoned', `withdraw-${payment.id}-${minute}`)
  return (await settle(ctx, settings.provider, { ...payment, reference }, intent)).row
}

/**
 * A payment that we have no reference of may be known to the provider all the same: its answer may have been lost. It is asked by the same key.
 * Undefined when it wants none of it, which lets the checkout go.
 */
async function referenceOf(
  ctx: Ctx,
  settings: PaymentSettings,
  row: CheckoutRow,
  payment: PaymentRow,
): Promise<string | undefined> {
  try {
    return (await intentOf(ctx, settings.provider, row, payment)).reference
  } catch (error) {
    if ((await findCheckout(ctx, row.id)).state === 'paying') throw error
    return undefined
  }
}

export const reopenCheckout =
  (settings: PaymentSettings): ActionVerb<'checkout.reopen'> =>
  async ({ checkoutId }, ctx) => {
    const row = await withdraw(ctx, settings, await findCheckout(ctx, checkoutId))
    if (row.state === 'paying') throw refuse('PAYMENT_PENDING')
    await bringTogether(ctx, row)
    const { answer, priced } = await viewCheckout(ctx, row)
    // its cart went into that of the person who signed in meanwhile: they go on in the checkout of their own
    if (priced?.answer.state === 'merged') return transaction(ctx, (inside) => startCheckout({}, inside, {}))
    return answer
  }

/** The job does it as well (let-go.ts); who is waiting for an answer sees it at once. */
async function bringTogether(ctx: Ctx, { state, customerUserId, visitorId, cartId }: CheckoutRow): Promise<void> {
  if (state !== 'open') return
  await bringBack(ctx, { cartId, customerUserId })
  if (customerUserId && visitorId) await mergeWaiting(ctx, { customerUserId, cartId })
}
