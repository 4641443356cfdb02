import Stripe from 'stripe'
import type { CardSetup, KeptCard, PaymentProvider, ProviderIntent } from '../../domain/payments/port.ts'
import { intentParameters } from './intent-parameters.ts'
import { idOf, toIntent } from './intents.ts'
import type { Attempt } from './refusals.ts'

type Ask = <T>(attempt: Attempt, call: () => Promise<T>) => Promise<T>

/** A card of Stripe's PaymentMethod; null for what is no card. */
export function toCard(method: Stripe.PaymentMethod): KeptCard | null {
  const { card, id } = method
  if (!card) return null
  return {
    reference: id,
    brand: card.brand,
    last4: card.last4,
    expires: { month: card.exp_month, year: card.exp_year },
  }
}

function toSetup(setup: Stripe.SetupIntent): CardSetup {
  const method = setup.payment_method
  return {
    reference: setup.id,
    clientSecret: setup.client_secret,
    done: setup.status === 'succeeded',
    payer: idOf(setup.customer),
    card: method && typeof method !== 'string' ? toCard(method) : null,
  }
}

/** Cards that Stripe keeps: Customers, SetupIntents, and payments off session (docs.stripe.com/payments/save-and-reuse). */
export function keptCards(
  stripe: Stripe,
  ask: Ask,
  keyed: (key: string) => { idempotencyKey: string },
): Pick<PaymentProvider, 'chargeKept' | 'createPayer' | 'beginSetup' | 'readSetup' | 'forgetCard'> {
  return {
    createPayer: ({ key, email, name }) =>
      ask({ what: 'create customer' }, async () => {
        const person = { ...(email ? { email } : {}), ...(name ? { name } : {}) }
        return (await stripe.customers.create(person, keyed(key))).id
      }),

    beginSetup: ({ payer, key, metadata }) =>
      ask({ what: 'begin setup' }, async () =>
        toSetup(
          await stripe.setupIntents.create(
            { customer: payer, usage: 'off_session', automatic_payment_methods: { enabled: true }, metadata },
            keyed(key),
          ),
        ),
      ),

    readSetup: (reference) =>
      ask({ what: 'read setup' }, async () =>
        toSetup(await stripe.setupIntents.retrieve(reference, { expand: ['payment_method'] })),
      ),

    forgetCard: (reference) =>
      ask({ what: 'forget card' }, async () => {
        try {
          await stripe.paymentMethods.detach(reference)
        } catch (error) {
          // it belongs to nobody any more: removed in Stripe's own office, or by the click before
          if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
        }
      }),

    chargeKept: ({ card, ...asked }) =>
      ask({ what: 'charge kept card', amount: asked.amount.toJSON() }, async (): Promise<ProviderIntent> => {
        const parameters = {
          ...intentParameters(asked),
          automatic_payment_methods: { enabled: true, allow_redirects: 'never' as const },
          payment_method: card,
          off_session: true,
          confirm: true,
          expand: ['latest_charge'],
        }
        try {
          return toIntent(await stripe.paymentIntents.create(parameters, keyed(`intent-${asked.paymentId}`)))
        } catch (error) {
          const declined = error instanceof Stripe.errors.StripeCardError ? error.payment_intent : undefined
          if (!declined) throw error
          return toIntent(declined)
        }
      }),
  }
}
