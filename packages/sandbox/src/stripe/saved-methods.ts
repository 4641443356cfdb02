import type { Desk } from './desk.ts'
import type { Cause } from './events.ts'
import { invalidRequest } from './problem.ts'
import type { PaymentMethod } from './resources.ts'

/** A card belongs to a customer from now on. */
export function attachMethod(desk: Desk, method: PaymentMethod, customer: string, cause: Cause): PaymentMethod {
  if (method.customer === customer) return method
  if (method.customer)
    throw invalidRequest('The payment method you provided has already been attached to a customer.', {
      param: 'payment_method',
    })
  method.customer = customer
  desk.events.announce('payment_method.attached', method, cause)
  desk.store.changed()
  return method
}

/** `POST /v1/payment_methods/:id/detach`: it can never be used again. */
export function detachMethod(desk: Desk, method: PaymentMethod, cause: Cause): PaymentMethod {
  const customer = method.customer
  if (!customer)
    throw invalidRequest('The payment method you provided is not attached to a customer so detachment is impossible.', {
      param: 'payment_method',
    })
  method.customer = null
  delete desk.store.tables.setUp[method.id]
  desk.store.tables.detached[method.id] = true
  desk.events.announce('payment_method.detached', method, cause, { customer })
  desk.store.changed()
  return method
}

/** Refuses a card that is another customer's, or was detached. */
export function mustBeUsable(desk: Desk, method: PaymentMethod, customer: string | null): void {
  if (desk.store.tables.detached[method.id])
    throw invalidRequest(
      'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.',
      { code: 'payment_method_unexpected_state', param: 'payment_method' },
    )
  if (method.customer && method.customer !== customer)
    throw invalidRequest(
      'The payment method supplied belongs to a different Customer. Please include the Customer in the `customer` parameter.',
      { param: 'payment_method' },
    )
}
