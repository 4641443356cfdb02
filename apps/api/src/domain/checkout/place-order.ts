import type { ActionVerb } from '../../engine/index.ts'
import type { Placement, PlacementStatus } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { money } from '../../kernel/money.ts'
import { paymentOfCheckout, type PaymentRow } from '../payments/index.ts'
import { findCheckout } from './find-checkout.ts'
import { hearOfMoney } from './placing/hear-of-money.ts'
import { standsAlready } from './placing/hold-goods.ts'
import type { PaymentSettings, Standing } from './placing/standing.ts'
import { takeSteps } from './placing/take-steps.ts'
import { viewCheckout } from './read-checkout.ts'

/** Begins the payment, or answers how far it has come. */
export const placeOrder =
  (settings: PaymentSettings): ActionVerb<'checkout.place'> =>
  async ({ checkoutId, expectedTotal, expectedRest }, ctx) => {
    const row = await findCheckout(ctx, checkoutId)
    const from =
      row.state === 'open'
        ? { row, expectedTotal, expectedRest: expectedRest ?? null }
        : await standsAlready(ctx, row, expectedTotal)
    return placement(ctx, settings, row.state === 'completed' ? from : await takeSteps(ctx, settings, from))
  }

/** Asks the provider how the payment stands; makes the order if it is paid. */
export const completeCheckout =
  (settings: PaymentSettings): ActionVerb<'checkout.complete'> =>
  async ({ checkoutId, paymentReference }, ctx) => {
    const latest = await paymentOfCheckout(ctx, checkoutId)
    const row = await findCheckout(ctx, checkoutId)
    // who comes back from a payment that was withdrawn meanwhile hears of that one, not of what was begun since
    const payment = paymentReference ? await namedPayment(ctx, checkoutId, paymentReference) : latest
    const standing = { row, payment }
    const nothingToHear = row.state === 'completed' || !payment?.reference
    return placement(ctx, settings, nothingToHear ? standing : await hearOfMoney(ctx, settings, standing))
  }

/** The payment of a checkout by its name. Refuses one of another checkout; nothing is asked of the provider for it. */
async function namedPayment(ctx: Ctx, checkoutId: string, reference: string): Promise<PaymentRow> {
  const own = await ctx.db
    .selectFrom('payments')
    .selectAll()
    .where('checkoutId', '=', checkoutId)
    .where('reference', '=', reference)
    .executeTakeFirst()
  if (!own) throw refuse('PAYMENT_OF_SOMEBODY_ELSE', {}, 'paymentReference')
  return own
}

async function placement(ctx: Ctx, settings: PaymentSettings, standing: Standing): Promise<Placement> {
  const { row, payment, intent } = standing
  const checkout = (await viewCheckout(ctx, row)).answer
  if (row.state === 'completed')
    return { checkout, status: 'completed', order: row.orderId ? { id: row.orderId } : null }
  const payable =
    row.state === 'paying' &&
    payment &&
    intent?.clientSecret &&
    (intent.status === 'requiresPaymentMethod' || intent.status === 'requiresAction')
  return {
    checkout,
    status: statusOf(standing),
    payment: payable
      ? {
          provider: settings.provider.code,
          publishableKey: settings.provider.publishableKey,
          clientSecret: intent.clientSecret as string,
          amount: money(payment.amount, payment.currency).toJSON(),
          savedMethod: row.savedPaymentMethodId ? await referenceOf(ctx, row.savedPaymentMethodId) : null,
        }
      : null,
    failure: intent?.lastError
      ? { code: intent.lastError.declineCode ?? intent.lastError.code, text: intent.lastError.message }
      : null,
    order: null,
  }
}

async function referenceOf(ctx: Ctx, savedPaymentMethodId: string): Promise<string | null> {
  const card = await ctx.db
    .selectFrom('savedPaymentMethods')
    .select('reference')
    .where('id', '=', savedPaymentMethodId)
    .executeTakeFirst()
  return card?.reference ?? null
}

function statusOf({ row, intent, settled }: Standing): PlacementStatus {
  // a refund may be on its way for days before it counts as one
  if (settled?.late || settled?.standing.refunded.isPositive()) return 'refunded'
  if (row.state !== 'paying' || intent?.status === 'cancelled') return 'failed'
  return intent?.status === 'processing' ? 'processing' : 'awaitingPayment'
}
