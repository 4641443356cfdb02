import type { ActionVerb } from '../../engine/index.ts'
import type { Placement, PlacementStatus } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refusalsOf, type RefusalCode } from '../../kernel/errors.ts'
import { money } from '../../kernel/money.ts'
import {
  keepReference,
  paymentOfCheckout,
  type PaymentProvider,
  type PaymentRow,
  type ProviderIntent,
} from '../payments/index.ts'
import { beginPayment } from './begin-payment.ts'
import { findCheckout, type CheckoutRow } from './find-checkout.ts'
import { abandon } from './let-go.ts'
import { viewCheckout } from './read-checkout.ts'
import { settle, type Settled } from './settle.ts'

export interface PaymentSettings {
  provider: PaymentProvider
  /** How long stock is held for a payment. */
  holdMinutes: number
}

/** What a provider refuses for good: the same question would be refused again. */
const final: readonly RefusalCode[] = ['PAYMENT_AMOUNT_UNSUPPORTED', 'PAYMENT_PROVIDER_REJECTED']

/**
 * The provider's intent of a payment; made if it does not know it yet. The same payment never makes two. When the provider refuses for good, the
 * checkout is let go, and the refusal thrown on.
 */
export async function intentOf(
  ctx: Ctx,
  provider: PaymentProvider,
  row: CheckoutRow,
  payment: PaymentRow,
): Promise<ProviderIntent> {
  if (payment.reference) return provider.readIntent(payment.reference)
  const intent = await createIntent(ctx, provider, row, payment)
  await keepReference(ctx, payment.id, intent.reference)
  return intent
}

async function createIntent(
  ctx: Ctx,
  provider: PaymentProvider,
  row: CheckoutRow,
  payment: PaymentRow,
): Promise<ProviderIntent> {
  try {
    // Everything in here stays the same as long as the payment is open: it is repeated under one idempotency key.
    return await provider.createIntent({
      paymentId: payment.id,
      amount: dueOf(payment),
      description: `Checkout ${row.id}`,
      email: row.email,
      metadata: { paymentId: payment.id, checkoutId: row.id },
      capture: 'automatic',
    })
  } catch (error) {
    const [refusal] = refusalsOf(error)
    if (refusal && final.includes(refusal.code)) await abandon(ctx, row, payment, refusal.code)
    throw error
  }
}

/** What is to be paid, as money. */
const dueOf = (payment: PaymentRow) => money(payment.amount, payment.currency)

/** Begins the payment, or answers how far it has come. */
export const placeOrder =
  (settings: PaymentSettings): ActionVerb<'checkout.place'> =>
  async (input, ctx) => {
    const { row, payment } = await beginPayment(ctx, input, {
      provider: settings.provider.code,
      holdMinutes: settings.holdMinutes,
    })
    if (row.state === 'completed' || !payment) return placement(ctx, settings, row, payment)
    const intent = await intentOf(ctx, settings.provider, row, payment)
    const known = { ...payment, reference: intent.reference }
    if (intent.status === 'requiresPaymentMethod') return placement(ctx, settings, row, known, intent)
    const settled = await settle(ctx, settings.provider, known, intent)
    return placement(ctx, settings, settled.row, known, intent, settled)
  }

/** Asks the provider how the payment stands; makes the order if it is paid. */
export const completeCheckout =
  (settings: PaymentSettings): ActionVerb<'checkout.complete'> =>
  async ({ checkoutId }, ctx) => {
    const payment = await paymentOfCheckout(ctx, checkoutId)
    const row = await findCheckout(ctx, checkoutId)
    if (row.state === 'completed' || !payment?.reference) return placement(ctx, settings, row, payment)
    const intent = await settings.provider.readIntent(payment.reference)
    const settled = await settle(ctx, settings.provider, payment, intent)
    return placement(ctx, settings, settled.row, payment, intent, settled)
  }

async function placement(
  ctx: Ctx,
  settings: PaymentSettings,
  row: CheckoutRow,
  payment?: PaymentRow,
  intent?: ProviderIntent,
  settled?: Settled,
): Promise<Placement> {
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
    status: statusOf(row, intent, settled),
    payment: payable
      ? {
          provider: settings.provider.code,
          publishableKey: settings.provider.publishableKey,
          clientSecret: intent.clientSecret as string,
          amount: dueOf(payment).toJSON(),
        }
      : null,
    failure: intent?.lastError
      ? { code: intent.lastError.declineCode ?? intent.lastError.code, text: intent.lastError.message }
      : null,
    order: null,
  }
}

function statusOf(row: CheckoutRow, intent: ProviderIntent | undefined, settled: Settled | undefined): PlacementStatus {
  // a refund may be on its way for days before it counts as one
  if (settled?.late || settled?.standing.refunded.isPositive()) return 'refunded'
  if (row.state !== 'paying') return 'failed'
  return intent?.status === 'processing' ? 'processing' : 'awaitingPayment'
}
