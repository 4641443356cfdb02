import type { Ctx } from '../../../kernel/context.ts'
import { refusalsOf, type RefusalCode } from '../../../kernel/errors.ts'
import { money } from '../../../kernel/money.ts'
import {
  keepReference,
  payerOf,
  type PaymentProvider,
  type PaymentRow,
  type ProviderIntent,
} from '../../payments/index.ts'
import type { CheckoutRow } from '../find-checkout.ts'
import { abandon } from '../let-go.ts'
import type { Frozen } from './hold-goods.ts'
import { keepProgress } from './keep-progress.ts'
import type { PaymentSettings, Standing } from './standing.ts'

/** What a provider refuses for good: the same question would be refused again. */
const final: readonly RefusalCode[] = ['PAYMENT_AMOUNT_UNSUPPORTED', 'PAYMENT_PROVIDER_REJECTED']

/** The second step: the provider makes an intent, and its name is kept. */
export async function askProvider(ctx: Ctx, { provider }: PaymentSettings, standing: Standing): Promise<Standing> {
  const payment = paymentOf(standing)
  const intent = await intentOf(ctx, provider, standing.row, payment)
  await keepProgress(ctx, standing, { step: 'asked' })
  return { ...standing, intent, payment: { ...payment, reference: intent.reference } }
}

/** The payment that a checkout is at. Throws where there is none. */
export function paymentOf({ row, payment }: Standing): PaymentRow {
  if (!payment) throw new Error(`checkout ${row.id} is paying, and has no payment`)
  return payment
}

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

/**
 * Who pays, where their card is kept: for the next time, or as long as the money is only reserved. Who is signed in is one and the same each time; a guest is somebody new.
 * By what was frozen: who signs in while it is being paid changes nothing of what the provider is asked.
 */
async function payerFor(
  ctx: Ctx,
  provider: PaymentProvider,
  row: CheckoutRow,
  payment: PaymentRow,
): Promise<string | null> {
  if (!row.saveCard && !row.savedPaymentMethodId && payment.capture !== 'atShipment') return null
  const { agreement } = row.snapshot as unknown as Frozen
  if (agreement.customerUserId) return payerOf(ctx, provider, agreement.customerUserId)
  const { firstName, lastName } = agreement.billingAddress
  return provider.createPayer({ key: `payer-of-${payment.id}`, email: row.email, name: `${firstName} ${lastName}` })
}

async function createIntent(
  ctx: Ctx,
  provider: PaymentProvider,
  row: CheckoutRow,
  payment: PaymentRow,
): Promise<ProviderIntent> {
  const payer = await payerFor(ctx, provider, row, payment)
  try {
    // Everything in here stays the same as long as the payment is open: it is repeated under one idempotency key.
    return await provider.createIntent({
      paymentId: payment.id,
      amount: money(payment.amount, payment.currency),
      description: `Checkout ${row.id}`,
      email: row.email,
      metadata: { paymentId: payment.id, checkoutId: row.id },
      capture: payment.capture === 'atShipment' ? 'manual' : 'automatic',
      payer,
      // what is reserved must be renewed without the buyer, if the goods take long
      keep: row.saveCard || payment.capture === 'atShipment',
    })
  } catch (error) {
    const [refusal] = refusalsOf(error)
    if (refusal && final.includes(refusal.code)) await abandon(ctx, row, payment, refusal.code)
    throw error
  }
}
