import { showAmount } from './amounts.ts'
import { stateConflict } from './confirm-intent.ts'
import type { Desk } from './desk.ts'
import { BY_ITSELF } from './events.ts'
import type { Cause } from './events.ts'
import type { Parameters } from './parameters.ts'
import { invalidRequest } from './problem.ts'
import { releaseRest } from './releases.ts'
import type { Charge, PaymentIntent } from './resources.ts'
import { newId } from './store.ts'

interface Reservation {
  capture_before?: number
  multicapture?: { status: string }
}

const reservationOf = (charge: Charge | undefined): Reservation =>
  (charge?.payment_method_details['card'] as Reservation | undefined) ?? {}

/** `POST /v1/payment_intents/:id/capture`: what is not captured is released, unless `final_capture` says that more will be (docs.stripe.com/payments/multicapture). */
export function captureIntent(desk: Desk, intent: PaymentIntent, parameters: Parameters, cause: Cause): PaymentIntent {
  const { store, events } = desk
  if (intent.status !== 'requires_capture')
    throw stateConflict(
      `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
      intent,
    )
  const amount = parameters.integer('amount_to_capture') ?? intent.amount_capturable
  if (amount < 1 || amount > intent.amount_capturable)
    throw invalidRequest(
      `The amount to capture (${showAmount(amount, intent.currency)}) must be between 1 and the capturable amount (${showAmount(intent.amount_capturable, intent.currency)}).`,
      { code: amount < 1 ? 'amount_too_small' : 'amount_too_large', param: 'amount_to_capture' },
    )
  const charge = store.tables.charges[intent.latest_charge ?? '']
  const final = parameters.boolean('final_capture') ?? true
  if (!final && reservationOf(charge).multicapture?.status !== 'available')
    throw invalidRequest('You cannot set `final_capture` to false: multicapture is not available for this payment.', {
      param: 'final_capture',
    })
  const left = intent.amount_capturable - amount
  const ends = final || left === 0
  intent.metadata = parameters.metadata(intent.metadata)
  intent.amount_capturable = ends ? 0 : left
  intent.amount_received += amount
  if (ends) intent.status = 'succeeded'
  if (charge) {
    charge.amount_captured += amount
    if (ends) charge.captured = true
    charge.balance_transaction = newId('txn_3')
    events.announce(ends ? 'charge.captured' : 'charge.updated', charge, cause)
    if (ends) releaseRest(desk, charge, cause)
  }
  events.announce(ends ? 'payment_intent.succeeded' : 'payment_intent.amount_capturable_updated', intent, cause)
  store.changed()
  return intent
}

/** Stripe cancels what nobody has captured for so long, where the method tells no deadline of its own (docs.stripe.com/api/payment_intents/create, `capture_method`: "7 by default"). */
const UNCAPTURED_SECONDS = 7 * 24 * 3600

/** The bank lets go what nobody has captured in time, and Stripe cancels the intent; what was captured in part stands. */
export function letExpire(desk: Desk, intent: PaymentIntent): PaymentIntent {
  const { store, events } = desk
  const charge = store.tables.charges[intent.latest_charge ?? '']
  if (intent.status !== 'requires_capture' || !charge) return intent
  const until = reservationOf(charge).capture_before ?? charge.created + UNCAPTURED_SECONDS
  if (store.seconds() < until) return intent
  intent.amount_capturable = 0
  releaseRest(desk, charge, BY_ITSELF, 'expired_uncaptured_charge')
  events.announce('charge.expired', charge, BY_ITSELF)
  if (intent.amount_received > 0) {
    intent.status = 'succeeded'
    events.announce('payment_intent.succeeded', intent, BY_ITSELF)
  } else {
    Object.assign(intent, { status: 'canceled', canceled_at: store.seconds(), cancellation_reason: 'automatic' })
    events.announce('payment_intent.canceled', intent, BY_ITSELF)
  }
  store.changed()
  return intent
}
