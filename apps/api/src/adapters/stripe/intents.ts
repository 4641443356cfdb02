import type Stripe from 'stripe'
import type { IntentStatus, ProviderDispute, ProviderIntent, ProviderRefund } from '../../domain/payments/port.ts'
import { fromStripe } from './amounts.ts'
import { methodOf } from './paid-with.ts'

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
    lapsed: intent.status === 'canceled' && BY_STRIPE.has(intent.cancellation_reason ?? ''),
    ...reservationOf(intent),
    method: methodOf(intent.latest_charge),
  }
}

/** Reasons that nobody gives but Stripe itself, for money that nobody took in time (docs.stripe.com/api/payment_intents/object, `cancellation_reason`). */
const BY_STRIPE = new Set(['automatic', 'expired'])

/** Only a charge that was asked for (`expand`) tells until when what it reserves can be captured, and whether in parts. */
function reservationOf({
  status,
  latest_charge: charge,
}: Pick<Stripe.PaymentIntent, 'status' | 'latest_charge'>): Pick<ProviderIntent, 'multicapture' | 'captureBefore'> {
  if (!charge || typeof charge === 'string') return { multicapture: false, captureBefore: null }
  const { type, card } = charge.payment_method_details ?? {}
  // cards alone tell their deadline
  const told = card?.capture_before ? new Date(card.capture_before * 1_000) : null
  return {
    multicapture: card?.multicapture?.status === 'available',
    captureBefore: told ?? (status === 'requires_capture' ? endOfHold(type ?? '', charge.created) : null),
  }
}

/**
 * For how many days Stripe keeps what is not captured, by the kind of method, where that is not the seven after which it cancels by default (docs.stripe.com/api/payment_intents/create, `capture_method`;
 * the pages of these methods under docs.stripe.com/payments).
 */
const DAYS_HELD: Readonly<Record<string, number>> = { affirm: 30, klarna: 28, afterpay_clearpay: 13, paypal: 10 }
const DAYS_HELD_BY_DEFAULT = 7
const HOUR_MS = 3_600_000

/** When what was reserved at `created` (seconds) ends, an hour early: to the second when is Stripe's to say. */
function endOfHold(type: string, created: number): Date {
  const days = DAYS_HELD[type] ?? DAYS_HELD_BY_DEFAULT
  return new Date(created * 1_000 + days * 24 * HOUR_MS - HOUR_MS)
}

const REFUND_STATUS: Readonly<Record<string, ProviderRefund['status']>> = {
  succeeded: 'succeeded',
  pending: 'pending',
  requires_action: 'pending',
  failed: 'failed',
  canceled: 'failed',
}

/** docs.stripe.com/api/refunds/object#refund_object-reason. */
const REFUND_REASON: Readonly<Record<string, ProviderRefund['reason']>> = {
  duplicate: 'duplicate',
  fraudulent: 'fraudulent',
  requested_by_customer: 'requestedByCustomer',
}

export function toRefund(refund: Stripe.Refund): ProviderRefund {
  return {
    reference: refund.id,
    amount: fromStripe(refund.amount, refund.currency),
    status: REFUND_STATUS[refund.status ?? 'pending'] ?? 'pending',
    madeAt: new Date(refund.created * 1_000),
    failure: refund.failure_reason ?? null,
    reason: refund.reason ? (REFUND_REASON[refund.reason] ?? 'other') : null,
  }
}

/** How a dispute ended, by its status (docs.stripe.com/disputes/how-disputes-work); a warning that is closed never became one. Others have not ended, but for `prevented`. */
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
    outcome: dispute.status === 'prevented' ? outcomeOfPrevented(dispute) : (OUTCOMES[dispute.status] ?? null),
  }
}

/**
 * One that was prevented was blocked, or resolved for the payer before it became a chargeback (docs.stripe.com/changelog/basil/2025-08-27/add-preventions-to-dispute). Whether money went by it, its
 * own bookings say (`balance_transactions`: funds withdrawn and reinstated); what went by a refund is told as one.
 */
function outcomeOfPrevented({ balance_transactions: bookings }: Stripe.Dispute): 'won' | 'lost' {
  return bookings.reduce((sum, { amount }) => sum + amount, 0) < 0 ? 'lost' : 'won'
}
