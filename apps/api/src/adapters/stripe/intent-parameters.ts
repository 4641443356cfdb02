import type Stripe from 'stripe'
import type { NewIntent } from '../../domain/payments/port.ts'
import { toStripe } from './amounts.ts'

/** What a new PaymentIntent is asked for with. The same payment always asks the same: it is repeated under one idempotency key. */
export function intentParameters({
  paymentId,
  amount,
  description,
  email,
  metadata,
  capture,
  payer,
  keep,
}: NewIntent): Stripe.PaymentIntentCreateParams {
  return {
    amount: toStripe(amount),
    currency: amount.currency.toLowerCase(),
    automatic_payment_methods: { enabled: true },
    // Said, since the default changed to automatic_async, whose answers lack the balance transaction.
    capture_method: capture,
    ...(capture === 'manual' ? { payment_method_options: { card: { request_multicapture: 'if_available' } } } : {}),
    ...(payer ? { customer: payer } : {}),
    ...(payer && keep ? { setup_future_usage: 'off_session' } : {}),
    description,
    // by which it is found again where its answer was lost
    metadata: { paymentId, ...metadata },
    ...(email ? { receipt_email: email } : {}),
  }
}
