import Stripe from 'stripe'
import type { CardSetup, KeptCard, PaymentProvider, ProviderIntent } from '../../domain/payments/port.ts'
import { askedAnew } from './asked-anew.ts'
import { intentParameters } from './intent-parameters.ts'
import { idOf, toIntent } from './intents.ts'
import { madeLately } from './made-lately.ts'
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

/** Of what may be there twice: nobody uses the first one. */
const nothing = (): Promise<undefined> => Promise.resolve(undefined)

/** Cards that Stripe keeps: Customers, SetupIntents, and payments off session (docs.stripe.com/payments/save-and-reuse). */
export function keptCards(
  stripe: Stripe,
  ask: Ask,
): Pick<PaymentProvider, 'chargeKept' | 'createPayer' | 'beginSetup' | 'readSetup' | 'forgetCard'> {
  return {
    createPayer: ({ key, email, name }) =>
      ask({ what: 'create customer' }, async () => {
        const person = { ...(email ? { email } : {}), ...(name ? { name } : {}) }
        const made = (options: Stripe.RequestOptions) => stripe.customers.create(person, options)
        return (await askedAnew(key, made, nothing)).id
      }),

    beginSetup: ({ payer, key, metadata }) =>
      ask({ what: 'begin setup' }, async () => {
        const asked = {
          customer: payer,
          usage: 'off_session' as const,
          allowed_payment_method_types: ['card' as const],
          metadata,
        }
        return toSetup(await askedAnew(key, (options) => stripe.setupIntents.create(asked, options), nothing))
      }),

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
          return await askedAnew(
            `intent-${asked.paymentId}`,
            async (options) => toIntent(await stripe.paymentIntents.create(parameters, options)),
            async () => {
              const found = await madeLately(stripe, asked)
              // one that no bank was asked about is as good as none: it will not be paid
              return found?.status === 'requiresPaymentMethod' && !found.lastError ? undefined : found
            },
          )
        } catch (error) {
          const declined = error instanceof Stripe.errors.StripeCardError ? error.payment_intent : undefined
          if (!declined) throw error
          return toIntent(declined)
        }
      }),
  }
}
