import Stripe from 'stripe'
import { Refusal, refuse } from '../../kernel/errors.ts'
import type { Logger } from '../../kernel/log.ts'

const { errors } = Stripe

/** Codes of Stripe that mean: not this amount (docs.stripe.com/error-codes). */
const ABOUT_THE_AMOUNT = new Set([
  'amount_too_large',
  'amount_too_small',
  'invalid_charge_amount',
  'invalid_charge_amount_no_decimal_compatible',
])

/** Codes that mean: the payment is elsewhere by now. */
const ABOUT_THE_STATE = new Set(['payment_intent_unexpected_state', 'charge_disputed', 'refund_disputed_payment'])

/** Codes that mean: the bank has let it go by now. */
const ABOUT_THE_TIME = new Set(['charge_expired_for_capture', 'capture_charge_authorization_expired'])

/** Codes that mean: it knows no such thing, or not any more; a card that was detached can never be used again (docs.stripe.com/api/payment_methods/detach). */
const ABOUT_WHAT_IS_GONE = new Set(['resource_missing', 'payment_method_unexpected_state'])

export interface Attempt {
  /** What was tried, for the log: 'create intent'. */
  what: string
  /** For refusals that name it. */
  amount?: { amount: string; currency: string }
}

/** What Stripe threw, as a refusal of ours; anything that is not Stripe's is passed on. Nothing private leaves: neither keys nor client secrets. */
export function toRefusal(thrown: unknown, attempt: Attempt, log: Logger): unknown {
  if (thrown instanceof Refusal || !(thrown instanceof errors.StripeError)) return thrown
  const { type, code, statusCode, requestId, param } = thrown
  const facts = {
    provider: 'stripe',
    what: attempt.what,
    type,
    code,
    status: statusCode,
    stripeRequestId: requestId,
    param,
  }
  const refusal = refusalFor(thrown, attempt)
  if (refusal.code === 'PAYMENT_PROVIDER_REJECTED') log.error(facts, 'Stripe refused a request of ours')
  else if (refusal.code === 'PAYMENT_PROVIDER_UNAVAILABLE') log.warn(facts, 'Stripe cannot be reached')
  else log.info(facts, 'Stripe said no')
  return refusal
}

function refusalFor(error: Stripe.errors.StripeError, attempt: Attempt): Refusal {
  const { code } = error
  if (error instanceof errors.StripeCardError)
    return refuse('PAYMENT_DECLINED', {
      providerCode: code ?? 'card_declined',
      declineCode: error.decline_code ?? null,
      reason: error.message,
    })
  // A key of ours that was used for another question is our mistake like wrong credentials: nobody can repeat it with success.
  if (
    error instanceof errors.StripeAuthenticationError ||
    error instanceof errors.StripePermissionError ||
    error instanceof errors.StripeIdempotencyError
  )
    return refuse('PAYMENT_PROVIDER_REJECTED')
  if (isUnderWay(error)) return refuse('PAYMENT_PROVIDER_UNAVAILABLE')
  if (!(error instanceof errors.StripeInvalidRequestError)) return refuse('PAYMENT_PROVIDER_UNAVAILABLE')
  if (code && ABOUT_WHAT_IS_GONE.has(code)) return refuse('PAYMENT_NOT_FOUND')
  if (code && ABOUT_THE_TIME.has(code)) return refuse('PAYMENT_AUTHORIZATION_EXPIRED')
  if (attempt.what === 'capture intent' && error.param === 'amount_to_capture') return refuse('PAYMENT_CAPTURE_EXCEEDS')
  if (code && ABOUT_THE_STATE.has(code)) return refuse('PAYMENT_STATE_CONFLICT')
  if (code === 'charge_already_refunded' || (attempt.what === 'refund' && error.param === 'amount'))
    return refuse('PAYMENT_REFUND_EXCEEDS')
  if (code && ABOUT_THE_AMOUNT.has(code))
    return refuse('PAYMENT_AMOUNT_UNSUPPORTED', {
      amount: attempt.amount?.amount ?? '?',
      currency: attempt.amount?.currency ?? '',
      problem:
        code === 'amount_too_small' ? 'it is less than the least that can be charged' : 'the provider does not take it',
    })
  return refuse('PAYMENT_PROVIDER_REJECTED')
}

/** Whether the same question, under the same key, is still being answered: a double click while Stripe is slow. */
export const isUnderWay = (thrown: unknown): boolean =>
  thrown instanceof errors.StripeError && thrown.code === 'idempotency_key_in_use'

/** Whether Stripe said that the intent (or charge) is in another state than the request assumed. */
export const isStateConflict = (thrown: unknown): boolean =>
  thrown instanceof errors.StripeInvalidRequestError && thrown.code === 'payment_intent_unexpected_state'
