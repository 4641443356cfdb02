import type Stripe from 'stripe'
import type { IntentStatus, ProviderDispute, ProviderIntent, ProviderRefund } from '../../domain/payments/port.ts'
import { fromStripe } from './amounts.ts'

/** Ids that may have been expanded to the whole object. */
export const idOf = (reference: string | { id: string } | null | undefined): string | null =>
  typeof reference === 'string' ? reference : (reference?.id ?? null)

type KnownStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'processing'
  | 'requires_capture'
  | 'succeeded'
  | 'canceled'

const STATUS: Readonly<Record<KnownStatus, IntentStatus>> = {
  requires_payment_method: 'requiresPaymentMethod',
  // A card is chosen and nothing was tried yet: the shopper's form has to go on, as if there were none.
  requires_confirmation: 'requiresPaymentMethod',
  requires_action: 'requiresAction',
  processing: 'processing',
  requires_capture: 'requiresCapture',
  succeeded: 'succeeded',
  canceled: 'cancelled',
}

const isKnown = (status: string): status is KnownStatus => Object.hasOwn(STATUS, status)

/** Stripe's PaymentIntent in our words. A status that we do not know counts as `processing`: wait, and do nothing rash. */
export function toIntent(intent: Stripe.PaymentIntent): ProviderIntent {
  const error = intent.last_payment_error
  return {
    reference: intent.id,
    clientSecret: intent.client_secret,
    status: isKnown(intent.status) ? STATUS[intent.status] : 'processing',
    amount: fromStripe(intent.amount, intent.currency),
    amountCapturable: fromStripe(intent.amount_capturable, intent.currency),
    amountReceived: fromStripe(intent.amount_received, intent.currency),
    lastError: error
      ? { code: error.code ?? error.type, declineCode: error.decline_code ?? null, message: error.message ?? '' }
      : null,
    payer: idOf(intent.customer),
    methodReference: idOf(intent.payment_method),
    metadata: { ...intent.metadata },
    manual: intent.capture_method === 'manual',
    ...reservationOf(intent.latest_charge),
    method: methodOf(intent.latest_charge),
  }
}

/** Only a charge that was asked for (`expand`) tells until when what it reserves can be captured, and whether in parts. */
function reservationOf(
  charge: Stripe.PaymentIntent['latest_charge'],
): Pick<ProviderIntent, 'multicapture' | 'captureBefore'> {
  const card = charge && typeof charge !== 'string' ? charge.payment_method_details?.card : undefined
  return {
    multicapture: card?.multicapture?.status === 'available',
    captureBefore: card?.capture_before ? new Date(card.capture_before * 1_000) : null,
  }
}

/** Only a charge that was asked for (`expand`) tells how the shopper paid. */
function methodOf(charge: Stripe.PaymentIntent['latest_charge']): ProviderIntent['method'] {
  if (!charge || typeof charge === 'string' || !charge.payment_method_details) return null
  const { type, card } = charge.payment_method_details
  const expires = card?.exp_month && card.exp_year ? { month: card.exp_month, year: card.exp_year } : null
  return { type, brand: card?.brand ?? null, last4: card?.last4 ?? null, expires }
}

const REFUND_STATUS: Readonly<Record<string, ProviderRefund['status']>> = {
  succeeded: 'succeeded',
  pending: 'pending',
  requires_action: 'pending',
  failed: 'failed',
  canceled: 'failed',
}

export function toRefund(refund: Stripe.Refund): ProviderRefund {
  return {
    reference: refund.id,
    amount: fromStripe(refund.amount, refund.currency),
    status: REFUND_STATUS[refund.status ?? 'pending'] ?? 'pending',
  }
}

/** How a dispute ended, by its status (docs.stripe.com/disputes/how-disputes-work); a warning that is closed never became one. */
const OUTCOMES: Partial<Record<Stripe.Dispute.Status, 'won' | 'lost'>> = {
  won: 'won',
  warning_closed: 'won',
  lost: 'lost',
}

export function toDispute(dispute: Stripe.Dispute): ProviderDispute {
  return {
    reference: dispute.id,
    amount: fromStripe(dispute.amount, dispute.currency),
    status: dispute.status,
    outcome: OUTCOMES[dispute.status] ?? null,
  }
}
