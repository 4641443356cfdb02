import type { Parameters } from './parameters.ts'
import { createPaymentMethod, findPaymentMethod } from './payment-methods.ts'
import type { ConfirmationToken, Customer } from './resources.ts'
import { newId } from './store.ts'
import type { Store } from './store.ts'
import { invalidRequest } from './problem.ts'

export const KNOWN_CUSTOMER = [
  'address',
  'description',
  'email',
  'metadata',
  'name',
  'phone',
  'preferred_locales',
  'shipping',
  'tax_exempt',
]

/** `POST /v1/customers` */
export function createCustomer(store: Store, parameters: Parameters): Customer {
  const customer: Customer = {
    id: newId('cus_', 14),
    object: 'customer',
    created: store.seconds(),
    description: parameters.text('description'),
    email: parameters.text('email'),
    livemode: false,
    metadata: parameters.metadata({}),
    name: parameters.text('name'),
    phone: parameters.text('phone'),
  }
  store.tables.customers[customer.id] = customer
  store.changed()
  return customer
}

const TOKEN_LIVES_SECONDS = 12 * 3600

/** `POST /v1/confirmation_tokens`, which Stripe.js sends: the shopper's payment details, to be used once by the server. */
export function createConfirmationToken(store: Store, parameters: Parameters): ConfirmationToken {
  const data = parameters.group('payment_method_data')
  const id = parameters.text('payment_method')
  if (!data && !id)
    throw invalidRequest('Missing required param: payment_method_data.', { param: 'payment_method_data' })
  const method = data ? createPaymentMethod(store, data) : findPaymentMethod(store, id ?? '')
  const { id: _id, object: _object, created: _created, livemode: _livemode, metadata: _metadata, ...preview } = method
  const token: ConfirmationToken = {
    id: newId('ctoken_1'),
    object: 'confirmation_token',
    created: store.seconds(),
    expires_at: store.seconds() + TOKEN_LIVES_SECONDS,
    livemode: false,
    payment_intent: null,
    payment_method_preview: preview,
    return_url: parameters.text('return_url'),
    shipping: parameters.group('shipping'),
    use_stripe_sdk: true,
  }
  store.tables.tokens[token.id] = { token, paymentMethod: method.id }
  store.changed()
  return token
}
