import { checkAmount, checkCurrency } from './amounts.ts'
import { offeredTypes } from './offered-methods.ts'
import { Parameters } from './parameters.ts'
import { invalidRequest } from './problem.ts'
import type { PaymentIntent } from './resources.ts'

const SHARED = [
  'allowed_payment_method_types',
  'amount_details',
  'capture_method',
  'excluded_payment_method_types',
  'hooks',
  'metadata',
  'payment_details',
  'payment_method',
  'payment_method_data',
  'payment_method_options',
  'receipt_email',
  'setup_future_usage',
  'shipping',
]
const CONFIRM = [
  'confirmation_token',
  'error_on_requires_action',
  'mandate',
  'mandate_data',
  'off_session',
  'radar_options',
  'return_url',
  'use_stripe_sdk',
]
const STATED = [
  'amount',
  'application_fee_amount',
  'currency',
  'customer',
  'customer_account',
  'description',
  'payment_method_configuration',
  'statement_descriptor',
  'statement_descriptor_suffix',
  'transfer_data',
  'transfer_group',
]

/** The parameters that each request has in API version 2026-10-28.endive, from the types of stripe-node 23.1.0. */
export const KNOWN = {
  create: [
    ...SHARED,
    ...CONFIRM,
    ...STATED,
    'automatic_payment_methods',
    'confirm',
    'confirmation_method',
    'on_behalf_of',
  ],
  update: [...SHARED, ...STATED],
  confirm: [...SHARED, ...CONFIRM, 'amount_to_confirm', 'client_secret'],
  capture: [
    'amount_details',
    'amount_to_capture',
    'application_fee_amount',
    'final_capture',
    'hooks',
    'metadata',
    'payment_details',
    'statement_descriptor',
    'statement_descriptor_suffix',
    'transfer_data',
  ],
  cancel: ['cancellation_reason'],
  list: ['created', 'customer', 'customer_account', 'ending_before', 'limit', 'starting_after'],
} as const

export const CAPTURE_METHODS = ['automatic', 'automatic_async', 'manual']

/** Writes onto the intent what a request says about it. Refuses what Stripe refuses; then nothing is written. */
export function applyFields(intent: PaymentIntent, parameters: Parameters): void {
  const currency = parameters.has('currency') ? checkCurrency(parameters.requiredText('currency')) : intent.currency
  const amount = parameters.integer('amount') ?? intent.amount
  checkAmount(amount, currency)
  const captureMethod = parameters.oneOf('capture_method', CAPTURE_METHODS) ?? intent.capture_method
  const email = parameters.text('receipt_email')
  if (email !== null && !/^[^\s@]+@[^\s@]+$/.test(email))
    throw invalidRequest(`Invalid email address: ${email}`, { code: 'email_invalid', param: 'receipt_email' })
  const description = parameters.text('description')
  if (description !== null && description.length > 1000)
    throw invalidRequest('Invalid string: must be at most 1000 characters', { param: 'description' })
  const suffix = parameters.text('statement_descriptor_suffix')
  if (suffix !== null && suffix.length > 22)
    throw invalidRequest('The statement descriptor suffix must be at most 22 characters.', {
      param: 'statement_descriptor_suffix',
    })
  const metadata = parameters.metadata(intent.metadata)
  const types = parameters.list('allowed_payment_method_types')

  Object.assign(intent, { amount, currency, capture_method: captureMethod, metadata })
  if (parameters.has('receipt_email')) intent.receipt_email = email
  if (parameters.has('description')) intent.description = description
  if (parameters.has('statement_descriptor_suffix')) intent.statement_descriptor_suffix = suffix
  if (parameters.has('shipping')) intent.shipping = parameters.group('shipping')
  if (parameters.has('setup_future_usage')) intent.setup_future_usage = parameters.text('setup_future_usage')
  if (parameters.has('payment_method_options'))
    applyOptions(intent, new Parameters(parameters.group('payment_method_options')))
  if (types) Object.assign(intent, { allowed_payment_method_types: types, payment_method_types: types })
  else if (intent.automatic_payment_methods?.enabled && !intent.allowed_payment_method_types)
    intent.payment_method_types = offeredTypes({
      ...intent,
      allowRedirects: intent.automatic_payment_methods.allow_redirects !== 'never',
    })
}

/** What is said of single methods: of cards whether they may be captured in parts, of any whether it is kept for later. */
function applyOptions(intent: PaymentIntent, options: Parameters): void {
  for (const type of Object.keys(options.form)) {
    const said = new Parameters(options.group(type))
    const multicapture = said.oneOf('request_multicapture', ['if_available', 'never'])
    const later = said.oneOf('setup_future_usage', ['none', 'off_session', 'on_session'])
    intent.payment_method_options = {
      ...intent.payment_method_options,
      [type]: {
        ...(intent.payment_method_options[type] as object | undefined),
        ...(multicapture ? { request_multicapture: multicapture } : {}),
        ...(later ? { setup_future_usage: later } : {}),
      },
    }
  }
}

const CLIENT_FIELDS = [
  'id',
  'object',
  'amount',
  'amount_details',
  'automatic_payment_methods',
  'canceled_at',
  'cancellation_reason',
  'capture_method',
  'client_secret',
  'confirmation_method',
  'created',
  'currency',
  'description',
  'last_payment_error',
  'livemode',
  'next_action',
  'payment_method',
  'payment_method_configuration_details',
  'payment_method_options',
  'payment_method_types',
  'processing',
  'receipt_email',
  'setup_future_usage',
  'shipping',
  'source',
  'status',
] as const satisfies readonly (keyof PaymentIntent)[]

/** The intent as a browser with a publishable key sees it: no metadata, no charges. */
export function forBrowser(intent: PaymentIntent): Partial<PaymentIntent> {
  return Object.fromEntries(CLIENT_FIELDS.map((field) => [field, intent[field]]))
}
