import type { Endpoint } from './api-door.ts'
import { requireClientSecret } from './caller.ts'
import { KNOWN_DISPUTE, updateDispute } from './disputes.ts'
import { confirmIntent, finishChallenge } from './confirm-intent.ts'
import type { Desk } from './desk.ts'
import { KNOWN, forBrowser } from './intent-fields.ts'
import { captureIntent, letExpire } from './captures.ts'
import { cancelIntent, createIntent, findIntent, updateIntent } from './intents.ts'
import { page } from './lists.ts'
import { createPaymentMethod, findPaymentMethod } from './payment-methods.ts'
import { elementsSession } from './elements-session.ts'
import { missing } from './problem.ts'
import { KNOWN_REFUND, createRefund } from './refunds.ts'
import { savingEndpoints } from './saving-endpoints.ts'
import { createWalletToken } from './wallet-tokens.ts'
import { KNOWN_CUSTOMER, createConfirmationToken, createCustomer } from './small-objects.ts'

/** The part of Stripe's API that this stand-in answers. */
export function stripeEndpoints(desk: Desk): Endpoint[] {
  return [
    ...savingEndpoints(desk),
    ...intentEndpoints(desk),
    ...moneyBackEndpoints(desk),
    ...browserEndpoints(desk),
    ...lookUpEndpoints(desk),
  ]
}

function intentEndpoints(desk: Desk): Endpoint[] {
  const { store } = desk
  const known = (id: string) => letExpire(desk, findIntent(store, id))
  const path = '/v1/payment_intents'
  return [
    {
      method: 'POST',
      path,
      known: KNOWN.create,
      run: ({ parameters, caller }) => createIntent(desk, parameters, caller),
    },
    {
      method: 'GET',
      path,
      known: KNOWN.list,
      run: ({ parameters }) => {
        const customer = parameters.text('customer')
        const rows = Object.values(store.tables.intents).filter((row) => !customer || row.customer === customer)
        return page(rows, parameters, path)
      },
    },
    {
      method: 'GET',
      path: `${path}/:id`,
      known: ['client_secret'],
      browser: true,
      run: ({ id, caller, parameters }) => {
        const intent = known(id)
        requireClientSecret(caller, intent, parameters.text('client_secret'))
        return caller.browser ? forBrowser(intent) : intent
      },
    },
    {
      method: 'POST',
      path: `${path}/:id`,
      known: KNOWN.update,
      run: ({ id, parameters }) => updateIntent(desk, known(id), parameters),
    },
    {
      method: 'POST',
      path: `${path}/:id/confirm`,
      known: KNOWN.confirm,
      browser: true,
      run: ({ id, caller, parameters }) => {
        const intent = known(id)
        requireClientSecret(caller, intent, parameters.text('client_secret'))
        confirmIntent(desk, intent, parameters, caller, caller.browser)
        return caller.browser ? forBrowser(intent) : intent
      },
    },
    {
      method: 'POST',
      path: `${path}/:id/capture`,
      known: KNOWN.capture,
      run: ({ id, parameters, caller }) => captureIntent(desk, known(id), parameters, caller),
    },
    {
      method: 'POST',
      path: `${path}/:id/cancel`,
      known: KNOWN.cancel,
      run: ({ id, parameters, caller }) => cancelIntent(desk, known(id), parameters, caller),
    },
  ]
}

function moneyBackEndpoints(desk: Desk): Endpoint[] {
  const { store } = desk
  const path = '/v1/refunds'
  return [
    {
      method: 'POST',
      path,
      known: KNOWN_REFUND,
      run: ({ parameters, caller }) => createRefund(desk, parameters, caller),
    },
    {
      method: 'GET',
      path,
      known: ['charge', 'created', 'ending_before', 'limit', 'payment_intent', 'starting_after'],
      run: ({ parameters }) => {
        const charge = parameters.text('charge')
        const intent = parameters.text('payment_intent')
        const rows = Object.values(store.tables.refunds).filter(
          (row) => (!charge || row.charge === charge) && (!intent || row.payment_intent === intent),
        )
        return page(rows, parameters, path)
      },
    },
    { method: 'GET', path: `${path}/:id`, known: [], run: ({ id }) => found(store.tables.refunds[id], 'refund', id) },
    {
      method: 'GET',
      path: '/v1/charges/:id',
      known: [],
      run: ({ id }) => found(store.tables.charges[id], 'charge', id),
    },
    {
      method: 'GET',
      path: '/v1/disputes',
      known: ['charge', 'created', 'ending_before', 'limit', 'payment_intent', 'starting_after'],
      run: ({ parameters }) => {
        const intent = parameters.text('payment_intent')
        const charge = parameters.text('charge')
        const rows = Object.values(store.tables.disputes).filter(
          (row) => (!intent || row.payment_intent === intent) && (!charge || row.charge === charge),
        )
        return page(rows, parameters, '/v1/disputes')
      },
    },
    {
      method: 'GET',
      path: '/v1/disputes/:id',
      known: [],
      run: ({ id }) => found(store.tables.disputes[id], 'dispute', id),
    },
    {
      method: 'POST',
      path: '/v1/disputes/:id',
      known: KNOWN_DISPUTE,
      run: ({ id, parameters, caller }) => updateDispute(desk, id, parameters, caller),
    },
  ]
}

/** What Stripe.js calls besides the intent itself. The challenge's path is our own: Stripe's bank pages have no public API. */
function browserEndpoints(desk: Desk): Endpoint[] {
  return [
    {
      method: 'POST',
      path: '/v1/payment_methods',
      known: null,
      browser: true,
      run: ({ parameters }) => createPaymentMethod(desk.store, parameters.form),
    },
    {
      method: 'GET',
      path: '/v1/elements/sessions',
      known: null,
      browser: true,
      run: ({ parameters, caller }) => elementsSession(desk, parameters, caller),
    },
    {
      method: 'POST',
      path: '/v1/tokens',
      known: ['wallet'],
      browser: true,
      run: ({ parameters }) => createWalletToken(desk.store, parameters),
    },
    {
      method: 'POST',
      path: '/v1/confirmation_tokens',
      known: ['payment_method', 'payment_method_data', 'return_url', 'shipping', 'setup_future_usage'],
      browser: true,
      run: ({ parameters }) => createConfirmationToken(desk.store, parameters),
    },
    {
      method: 'POST',
      path: '/v1/3ds2/challenge_complete',
      known: ['source', 'outcome', 'client_secret'],
      browser: true,
      run: ({ parameters, caller }) => {
        const source = parameters.requiredText('source')
        const challenge = found(desk.store.tables.challenges[source], 'source', source)
        const asked = desk.store.tables.setups[challenge.intent] ?? findIntent(desk.store, challenge.intent)
        requireClientSecret(caller, asked, parameters.text('client_secret'))
        const outcome = parameters.oneOf('outcome', ['succeeded', 'failed'])
        const after = finishChallenge(desk, source, outcome === 'succeeded', caller)
        return after.object === 'payment_intent' ? forBrowser(after) : after
      },
    },
  ]
}

function lookUpEndpoints(desk: Desk): Endpoint[] {
  const { store } = desk
  return [
    {
      method: 'GET',
      path: '/v1/events',
      known: ['created', 'delivery_success', 'ending_before', 'limit', 'starting_after', 'type', 'types'],
      run: ({ parameters }) => {
        const type = parameters.text('type')
        const types = parameters.list('types') ?? (type ? [type] : null)
        const rows = Object.values(store.tables.events).filter(
          (event) => !types || types.some((t) => matches(event.type, t)),
        )
        return page(rows, parameters, '/v1/events')
      },
    },
    { method: 'GET', path: '/v1/events/:id', known: [], run: ({ id }) => found(store.tables.events[id], 'event', id) },
    {
      method: 'GET',
      path: '/v1/payment_methods/:id',
      known: [],
      run: ({ id }) => found(store.tables.paymentMethods[id] ?? findPaymentMethod(store, id), 'PaymentMethod', id),
    },
    {
      method: 'POST',
      path: '/v1/customers',
      known: KNOWN_CUSTOMER,
      run: ({ parameters }) => createCustomer(store, parameters),
    },
    {
      method: 'GET',
      path: '/v1/customers',
      known: ['created', 'email', 'ending_before', 'limit', 'starting_after'],
      run: ({ parameters }) => {
        const email = parameters.text('email')
        const rows = Object.values(store.tables.customers).filter((row) => !email || row.email === email)
        return page(rows, parameters, '/v1/customers')
      },
    },
    {
      method: 'GET',
      path: '/v1/customers/:id',
      known: [],
      run: ({ id }) => found(store.tables.customers[id], 'customer', id),
    },
    {
      method: 'GET',
      path: '/v1/confirmation_tokens/:id',
      known: [],
      run: ({ id }) => found(store.tables.tokens[id]?.token, 'confirmation_token', id),
    },
  ]
}

/** `payment_intent.*` names all types that begin so. */
const matches = (type: string, pattern: string): boolean =>
  pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern

function found<T>(object: T | undefined, what: string, id: string): T {
  if (!object) throw missing(what, id, 'id')
  return object
}
