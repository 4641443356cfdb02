import type { Desk } from './desk.ts'
import type { Cause } from './events.ts'
import { decline, failIntent, pay } from './pay-intent.ts'
import { StripeProblem, invalidRequest, missing } from './problem.ts'
import type { Parameters } from './parameters.ts'
import { createPaymentMethod, findPaymentMethod } from './payment-methods.ts'
import type { PaymentIntent, PaymentMethod, SetupIntent } from './resources.ts'
import { mustBeUsable } from './saved-methods.ts'
import { settleSetup } from './setup-intents.ts'
import { redirects } from './offered-methods.ts'
import { newId } from './store.ts'
import type { Store } from './store.ts'
import { testCase } from './test-cards.ts'

const CONFIRMABLE = ['requires_payment_method', 'requires_confirmation', 'requires_action']

export const stateConflict = (message: string, intent: PaymentIntent): StripeProblem =>
  invalidRequest(message, { code: 'payment_intent_unexpected_state', payment_intent: { ...intent } })

/** `POST /v1/payment_intents/:id/confirm`, by the server or (`browser`) by the shopper's browser. */
export function confirmIntent(
  desk: Desk,
  intent: PaymentIntent,
  parameters: Parameters,
  cause: Cause,
  browser: boolean,
): void {
  if (!CONFIRMABLE.includes(intent.status))
    throw stateConflict(
      intent.status === 'succeeded'
        ? 'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.'
        : `You cannot confirm this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be confirmed: ${CONFIRMABLE.join(', ')}.`,
      intent,
    )
  const sdk = parameters.boolean('use_stripe_sdk') ?? false
  const returnUrl = parameters.text('return_url')
  if (
    !sdk &&
    !returnUrl &&
    intent.automatic_payment_methods?.enabled &&
    intent.automatic_payment_methods.allow_redirects !== 'never'
  )
    throw invalidRequest(
      "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
    )
  const method = chosenMethod(desk.store, intent, parameters)
  if (!intent.payment_method_types.includes(method.type))
    throw invalidRequest(
      `The PaymentMethod provided (${method.type}) is not allowed for this PaymentIntent. Please attach a PaymentMethod of one of the following types: ${intent.payment_method_types.join(', ')}.`,
      { param: 'payment_method' },
    )
  if (redirects(method.type) && !returnUrl)
    throw invalidRequest(`You must provide a \`return_url\` when confirming a PaymentIntent with ${method.type}.`, {
      code: 'parameter_missing',
      param: 'return_url',
    })
  if (method.type === 'sepa_debit' && !parameters.has('mandate_data'))
    throw invalidRequest(
      'Missing required param: mandate_data. The customer must have agreed to the mandate of the SEPA debit.',
      { code: 'parameter_missing', param: 'mandate_data' },
    )
  intent.payment_method = method.id
  intent.last_payment_error = null
  intent.next_action = null
  const kind = testCase(desk.store.tables.cases[method.id] ?? '')
  mustBeUsable(desk, method, intent.customer)
  const known = kind?.untilSetUp && desk.store.tables.setUp[method.id]
  if (kind?.threeDSecure === 'required' && !known) {
    if (parameters.boolean('error_on_requires_action') || parameters.boolean('off_session'))
      decline(
        desk,
        intent,
        method,
        {
          code: 'authentication_required',
          declineCode: 'authentication_required',
          message: 'Your card was declined. This transaction requires authentication.',
        },
        cause,
        browser,
      )
    askAtTheBank(desk, intent, sdk, returnUrl, cause)
  } else if (redirects(method.type)) askAtTheBank(desk, intent, false, returnUrl, cause)
  else pay(desk, intent, method, cause, browser)
  desk.store.changed()
}

function chosenMethod(store: Store, intent: PaymentIntent, parameters: Parameters): PaymentMethod {
  const data = parameters.group('payment_method_data')
  if (data) return createPaymentMethod(store, data)
  const tokenId = parameters.text('confirmation_token')
  if (tokenId) {
    const entry = store.tables.tokens[tokenId]
    if (!entry) throw missing('confirmation_token', tokenId, 'confirmation_token')
    if (entry.token.payment_intent)
      throw invalidRequest('This ConfirmationToken was already used to confirm a PaymentIntent.', {
        param: 'confirmation_token',
      })
    entry.token.payment_intent = intent.id
    return findPaymentMethod(store, entry.paymentMethod)
  }
  const id = parameters.text('payment_method') ?? intent.payment_method
  if (!id)
    throw stateConflict(
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
      intent,
    )
  return findPaymentMethod(store, id)
}

/** The shopper is asked: in a window within the page (`sdk`), or on the bank's own page. What was asked before of the same payment counts no more. */
function askAtTheBank(desk: Desk, intent: PaymentIntent, sdk: boolean, returnUrl: string | null, cause: Cause): void {
  const source = newId('src_1')
  for (const other of Object.values(desk.store.tables.challenges))
    if (other.intent === intent.id && other.outcome === 'pending') other.outcome = 'failed'
  desk.store.tables.challenges[source] = { source, intent: intent.id, returnUrl, outcome: 'pending' }
  intent.status = 'requires_action'
  const page = `${desk.url()}/redirect/authenticate/${source}?client_secret=${intent.client_secret}`
  intent.next_action = sdk
    ? { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect', source, stripe_js: page } }
    : { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl, url: page } }
  desk.events.announce('payment_intent.requires_action', intent, cause)
}

/** The shopper finished a 3-D Secure challenge. A second answer to the same challenge changes nothing. */
export function finishChallenge(
  desk: Desk,
  source: string,
  authenticated: boolean,
  cause: Cause,
): PaymentIntent | SetupIntent {
  const challenge = desk.store.tables.challenges[source]
  const setup = challenge && desk.store.tables.setups[challenge.intent]
  if (setup) {
    if (challenge.outcome !== 'pending') return setup
    challenge.outcome = authenticated ? 'succeeded' : 'failed'
    try {
      settleSetup(desk, setup, authenticated, cause)
    } catch (error) {
      if (!(error instanceof StripeProblem)) throw error
    }
    desk.store.changed()
    return setup
  }
  const intent = challenge && desk.store.tables.intents[challenge.intent]
  if (!challenge || !intent) throw missing('source', source, 'source')
  if (challenge.outcome !== 'pending' || intent.status !== 'requires_action') return intent
  challenge.outcome = authenticated ? 'succeeded' : 'failed'
  intent.next_action = null
  const method = findPaymentMethod(desk.store, intent.payment_method ?? '')
  try {
    if (authenticated) pay(desk, intent, method, cause, true)
    else
      failIntent(desk, intent, method, cause, {
        type: 'invalid_request_error',
        code: 'payment_intent_authentication_failure',
        message:
          'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
      })
  } catch (error) {
    if (!(error instanceof StripeProblem)) throw error
  }
  desk.store.changed()
  return intent
}
