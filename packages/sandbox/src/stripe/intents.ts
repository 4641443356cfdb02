import type { Cause } from './events.ts'
import { checkAmount, checkCurrency } from './amounts.ts'
import { confirmIntent, stateConflict } from './confirm-intent.ts'
import type { Desk } from './desk.ts'
import { CAPTURE_METHODS, applyFields } from './intent-fields.ts'
import { Parameters } from './parameters.ts'
import { missing } from './problem.ts'
import { releaseRest } from './releases.ts'
import { createPaymentMethod, findPaymentMethod } from './payment-methods.ts'
import type { PaymentIntent } from './resources.ts'
import { newId } from './store.ts'
import type { Store } from './store.ts'

export function findIntent(store: Store, id: string): PaymentIntent {
  const intent = store.tables.intents[id]
  if (!intent) throw missing('payment_intent', id, 'intent')
  return intent
}

/** `POST /v1/payment_intents` */
export function createIntent(desk: Desk, parameters: Parameters, cause: Cause): PaymentIntent {
  const amount = parameters.integer('amount') ?? Number(parameters.requiredText('amount'))
  const currency = checkCurrency(parameters.requiredText('currency'))
  checkAmount(amount, currency)
  const customer = parameters.text('customer')
  if (customer && !desk.store.tables.customers[customer]) throw missing('customer', customer, 'customer')
  const automatic = new Parameters(parameters.group('automatic_payment_methods'))
  const enabled = automatic.boolean('enabled') ?? !parameters.has('allowed_payment_method_types')
  const id = newId('pi_3')
  const intent: PaymentIntent = {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: enabled
      ? { allow_redirects: automatic.oneOf('allow_redirects', ['always', 'never']) ?? 'always', enabled }
      : null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: parameters.oneOf('capture_method', CAPTURE_METHODS) ?? 'automatic_async',
    client_secret: newId(`${id}_secret_`, 25),
    confirmation_method: parameters.oneOf('confirmation_method', ['automatic', 'manual']) ?? 'automatic',
    created: desk.store.seconds(),
    currency,
    customer,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  }
  applyFields(intent, parameters)
  chooseMethod(desk.store, intent, parameters)
  desk.store.tables.intents[id] = intent
  desk.events.announce('payment_intent.created', intent, cause)
  if (parameters.boolean('confirm')) confirmIntent(desk, intent, parameters, cause, false)
  desk.store.changed()
  return intent
}

const UPDATABLE = ['requires_payment_method', 'requires_confirmation', 'requires_action']
const ALWAYS = new Set(['metadata', 'description', 'receipt_email', 'expand', 'key'])

/** `POST /v1/payment_intents/:id` */
export function updateIntent(desk: Desk, intent: PaymentIntent, parameters: Parameters): PaymentIntent {
  if (!UPDATABLE.includes(intent.status)) {
    const field = Object.keys(parameters.form).find((name) => !ALWAYS.has(name))
    if (field)
      throw stateConflict(
        `This PaymentIntent's ${field} could not be updated because it has a status of ${intent.status}. You may only update the ${field} of a PaymentIntent with one of the following statuses: ${UPDATABLE.join(', ')}.`,
        intent,
      )
  }
  applyFields(intent, parameters)
  chooseMethod(desk.store, intent, parameters)
  if (parameters.has('amount') && intent.status === 'requires_action') {
    intent.next_action = null
    intent.status = 'requires_confirmation'
  }
  desk.store.changed()
  return intent
}

function chooseMethod(store: Store, intent: PaymentIntent, parameters: Parameters): void {
  const data = parameters.group('payment_method_data')
  const id = parameters.text('payment_method')
  if (!data && !id) return
  intent.payment_method = (data ? createPaymentMethod(store, data) : findPaymentMethod(store, id ?? '')).id
  intent.last_payment_error = null
  intent.next_action = null
  intent.status = 'requires_confirmation'
}

const CANCELABLE = ['requires_payment_method', 'requires_capture', 'requires_confirmation', 'requires_action']
const REASONS = ['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer']

/** `POST /v1/payment_intents/:id/cancel` */
export function cancelIntent(desk: Desk, intent: PaymentIntent, parameters: Parameters, cause: Cause): PaymentIntent {
  const { store, events } = desk
  const reason = parameters.oneOf('cancellation_reason', REASONS)
  if (!CANCELABLE.includes(intent.status))
    throw stateConflict(
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: ${CANCELABLE.join(', ')}.`,
      intent,
    )
  const charge = store.tables.charges[intent.latest_charge ?? '']
  if (intent.status === 'requires_capture' && charge) releaseRest(desk, charge, cause)
  Object.assign(intent, { status: 'canceled', amount_capturable: 0, next_action: null, canceled_at: store.seconds() })
  intent.cancellation_reason = reason
  events.announce('payment_intent.canceled', intent, cause)
  store.changed()
  return intent
}
