import type { Endpoint } from './api-door.ts'
import { requireClientSecret } from './caller.ts'
import type { Desk } from './desk.ts'
import { page } from './lists.ts'
import { findPaymentMethod } from './payment-methods.ts'
import { missing } from './problem.ts'
import { attachMethod, detachMethod } from './saved-methods.ts'
import { KNOWN_SETUP, confirmSetup, createSetup, findSetup } from './setup-intents.ts'

/** Setting up cards for later payments, and the cards that customers have (docs.stripe.com/payments/save-and-reuse). */
export function savingEndpoints(desk: Desk): Endpoint[] {
  const { store } = desk
  const path = '/v1/setup_intents'
  return [
    {
      method: 'POST',
      path,
      known: KNOWN_SETUP.create,
      run: ({ parameters, caller }) => createSetup(desk, parameters, caller),
    },
    {
      method: 'GET',
      path: `${path}/:id`,
      known: ['client_secret'],
      browser: true,
      run: ({ id, caller, parameters }) => {
        const setup = findSetup(desk, id)
        requireClientSecret(caller, setup, parameters.text('client_secret'))
        return setup
      },
    },
    {
      method: 'POST',
      path: `${path}/:id/confirm`,
      known: KNOWN_SETUP.confirm,
      browser: true,
      run: ({ id, caller, parameters }) => {
        const setup = findSetup(desk, id)
        requireClientSecret(caller, setup, parameters.text('client_secret'))
        return confirmSetup(desk, setup, parameters, caller)
      },
    },
    {
      method: 'GET',
      path: '/v1/customers/:id/payment_methods',
      known: ['allow_redisplay', 'ending_before', 'limit', 'starting_after', 'type'],
      run: ({ id, parameters }) => {
        if (!store.tables.customers[id]) throw missing('customer', id, 'customer')
        const rows = Object.values(store.tables.paymentMethods).filter(({ customer }) => customer === id)
        return page(rows, parameters, `/v1/customers/${id}/payment_methods`)
      },
    },
    {
      method: 'POST',
      path: '/v1/payment_methods/:id/attach',
      known: ['customer'],
      run: ({ id, parameters, caller }) => {
        const customer = parameters.requiredText('customer')
        if (!store.tables.customers[customer]) throw missing('customer', customer, 'customer')
        return attachMethod(desk, findPaymentMethod(store, id), customer, caller)
      },
    },
    {
      method: 'POST',
      path: '/v1/payment_methods/:id/detach',
      known: [],
      run: ({ id, caller }) => detachMethod(desk, findPaymentMethod(store, id), caller),
    },
  ]
}
