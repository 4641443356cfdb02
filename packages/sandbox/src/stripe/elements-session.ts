import { requireClientSecret } from './caller.ts'
import type { Caller } from './caller.ts'
import { checkCurrency } from './amounts.ts'
import type { Desk } from './desk.ts'
import { findIntent } from './intents.ts'
import { offeredTypes } from './offered-methods.ts'
import { Parameters } from './parameters.ts'
import { findSetup } from './setup-intents.ts'
import { newId } from './store.ts'

/** `GET /v1/elements/sessions`, which Stripe.js asks before it draws a form: which methods it shows. Not a public part of Stripe's API. */
export function elementsSession(desk: Desk, parameters: Parameters, caller: Caller) {
  return {
    session_id: newId('elements_session_', 11),
    payment_method_preference: { ordered_payment_method_types: typesFor(desk, parameters, caller) },
  }
}

function typesFor(desk: Desk, parameters: Parameters, caller: Caller): string[] {
  const clientSecret = parameters.text('client_secret')
  if (clientSecret) {
    const id = clientSecret.split('_secret_')[0] ?? ''
    const intent = id.startsWith('seti_') ? findSetup(desk, id) : findIntent(desk.store, id)
    requireClientSecret(caller, intent, clientSecret)
    return intent.payment_method_types
  }
  const deferred = new Parameters(parameters.group('deferred_intent'))
  const setup = deferred.text('mode') === 'setup'
  const offered = offeredTypes({
    currency: checkCurrency(deferred.text('currency') ?? 'usd'),
    capture_method: deferred.text('capture_method') ?? 'automatic',
    setup_future_usage: deferred.text('setup_future_usage') ?? (setup ? 'off_session' : null),
    allowRedirects: true,
  })
  const allowed = deferred.list('allowed_payment_method_types')
  return allowed ? offered.filter((type) => allowed.includes(type)) : offered
}
