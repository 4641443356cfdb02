import type { Desk } from './desk.ts'
import type { Cause } from './events.ts'
import type { Parameters } from './parameters.ts'
import { createPaymentMethod, findPaymentMethod } from './payment-methods.ts'
import { StripeProblem, invalidRequest, missing } from './problem.ts'
import type { PaymentMethod, SetupIntent } from './resources.ts'
import { attachMethod } from './saved-methods.ts'
import { newId } from './store.ts'
import { testCase } from './test-cards.ts'

/** The parameters of `POST /v1/setup_intents` and its `confirm` in API version 2026-10-28.endive. */
export const KNOWN_SETUP = {
  create: [
    'allowed_payment_method_types',
    'attach_to_self',
    'automatic_payment_methods',
    'confirm',
    'customer',
    'description',
    'metadata',
    'payment_method',
    'payment_method_options',
    'return_url',
    'usage',
    'use_stripe_sdk',
  ],
  confirm: [
    'client_secret',
    'mandate_data',
    'payment_method',
    'payment_method_data',
    'payment_method_options',
    'return_url',
    'use_stripe_sdk',
  ],
} as const

export function findSetup(desk: Desk, id: string): SetupIntent {
  const setup = desk.store.tables.setups[id]
  if (!setup) throw missing('setupintent', id, 'intent')
  return setup
}

/** `POST /v1/setup_intents` */
export function createSetup(desk: Desk, parameters: Parameters, cause: Cause): SetupIntent {
  const customer = parameters.text('customer')
  if (customer && !desk.store.tables.customers[customer]) throw missing('customer', customer, 'customer')
  const id = newId('seti_1')
  const setup: SetupIntent = {
    id,
    object: 'setup_intent',
    automatic_payment_methods: { enabled: true, allow_redirects: 'always' },
    cancellation_reason: null,
    client_secret: newId(`${id}_secret_`, 25),
    created: desk.store.seconds(),
    customer,
    description: parameters.text('description'),
    last_setup_error: null,
    livemode: false,
    metadata: parameters.metadata({}),
    next_action: null,
    payment_method: null,
    payment_method_types: parameters.list('allowed_payment_method_types') ?? ['card', 'link'],
    status: 'requires_payment_method',
    usage: parameters.oneOf('usage', ['off_session', 'on_session']) ?? 'off_session',
  }
  desk.store.tables.setups[id] = setup
  desk.events.announce('setup_intent.created', setup, cause)
  desk.store.changed()
  return setup
}

/** `POST /v1/setup_intents/:id/confirm`: the card is looked at, and belongs to the customer afterwards. */
export function confirmSetup(desk: Desk, setup: SetupIntent, parameters: Parameters, cause: Cause): SetupIntent {
  if (!['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(setup.status))
    throw invalidRequest(`You cannot confirm this SetupIntent because it has a status of ${setup.status}.`, {
      code: 'setup_intent_unexpected_state',
    })
  const data = parameters.group('payment_method_data')
  const id = parameters.text('payment_method') ?? setup.payment_method
  if (!data && !id)
    throw invalidRequest("You cannot confirm this SetupIntent because it's missing a payment method.", {
      code: 'setup_intent_unexpected_state',
    })
  const method = data ? createPaymentMethod(desk.store, data) : findPaymentMethod(desk.store, id ?? '')
  if (!setup.payment_method_types.includes(method.type))
    throw invalidRequest(
      `The PaymentMethod provided (${method.type}) is not allowed for this SetupIntent. Please attach a PaymentMethod of one of the following types: ${setup.payment_method_types.join(', ')}.`,
      { param: 'payment_method' },
    )
  setup.payment_method = method.id
  setup.last_setup_error = null
  const kind = testCase(desk.store.tables.cases[method.id] ?? '')
  if (kind?.threeDSecure === 'required') {
    const source = newId('src_1')
    const returnUrl = parameters.text('return_url')
    desk.store.tables.challenges[source] = { source, intent: setup.id, returnUrl, outcome: 'pending' }
    setup.status = 'requires_action'
    const page = `${desk.url()}/redirect/authenticate/${source}?client_secret=${setup.client_secret}`
    setup.next_action = parameters.boolean('use_stripe_sdk')
      ? { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect', source, stripe_js: page } }
      : { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl, url: page } }
    desk.events.announce('setup_intent.requires_action', setup, cause)
  } else finishSetup(desk, setup, method, cause)
  desk.store.changed()
  return setup
}

/** The shopper answered the bank's question. */
export function settleSetup(desk: Desk, setup: SetupIntent, authenticated: boolean, cause: Cause): void {
  setup.next_action = null
  const method = findPaymentMethod(desk.store, setup.payment_method ?? '')
  if (authenticated) return finishSetup(desk, setup, method, cause)
  failSetup(desk, setup, method, cause, {
    type: 'invalid_request_error',
    code: 'setup_intent_authentication_failure',
    message: 'The latest attempt to set up the payment method has failed because authentication failed.',
  })
}

function finishSetup(desk: Desk, setup: SetupIntent, method: PaymentMethod, cause: Cause): void {
  const kind = testCase(desk.store.tables.cases[method.id] ?? '')
  if (kind?.decline) {
    const { code, declineCode, message } = kind.decline
    const error = { type: 'card_error' as const, code, ...(declineCode ? { decline_code: declineCode } : {}), message }
    failSetup(desk, setup, method, cause, error)
    throw new StripeProblem(402, { ...error, payment_method: method })
  }
  setup.status = 'succeeded'
  desk.store.tables.setUp[method.id] = true
  if (setup.customer) attachMethod(desk, method, setup.customer, cause)
  desk.events.announce('setup_intent.succeeded', setup, cause)
}

function failSetup(
  desk: Desk,
  setup: SetupIntent,
  method: PaymentMethod,
  cause: Cause,
  error: NonNullable<SetupIntent['last_setup_error']>,
): void {
  setup.status = 'requires_payment_method'
  setup.payment_method = null
  setup.last_setup_error = { ...error, payment_method: method }
  desk.events.announce('setup_intent.setup_failed', setup, cause)
}
