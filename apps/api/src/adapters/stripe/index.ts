import type Stripe from 'stripe'
import type { CancelReason, PaymentProvider, ProviderIntent, RefundReason } from '../../domain/payments/port.ts'
import type { Money } from '../../kernel/money.ts'
import { decimalsOf, leastOf, toStripe } from './amounts.ts'
import { connect, type StripeSettings } from './connect.ts'
import { askedAnew, hasTraceOf, traceOf } from './asked-anew.ts'
import { intentParameters } from './intent-parameters.ts'
import { madeLately, refundMade } from './made-lately.ts'
import { toIntent, toRefund } from './intents.ts'
import { keptCards } from './kept-cards.ts'
import { patiently } from './patience.ts'
import { isStateConflict, toRefusal } from './refusals.ts'
import type { Attempt } from './refusals.ts'
import { entriesOf, entriesOfIntent } from './account-books.ts'
import { readNews } from './webhook-news.ts'

export { createStripeModule } from './module.ts'
export type { StripeSettings } from './connect.ts'

const CANCEL_REASON = {
  abandoned: 'abandoned',
  duplicate: 'duplicate',
  fraudulent: 'fraudulent',
  requestedByCustomer: 'requested_by_customer',
} as const satisfies Record<CancelReason, string>

const REFUND_REASON = {
  duplicate: 'duplicate',
  fraudulent: 'fraudulent',
  requestedByCustomer: 'requested_by_customer',
} as const satisfies Record<RefundReason, string>

/** Answers with the charge in it say how the shopper paid. */
const WITH_CHARGE = { expand: ['latest_charge'] }

/** Payments by Stripe (docs.stripe.com/api): PaymentIntents that the shopper's browser confirms by the Payment Element. */
export function createStripeProvider(settings: StripeSettings): PaymentProvider {
  const stripe = connect(settings)
  const { log, clock } = settings
  const secrets = settings.webhookSecret
    .split(',')
    .map((secret) => secret.trim())
    .filter((secret) => secret !== '')

  async function ask<T>(attempt: Attempt, call: () => Promise<T>): Promise<T> {
    try {
      return await patiently(call, settings.firstWaitMs)
    } catch (error) {
      throw toRefusal(error, attempt, log)
    }
  }

  const readIntent = (reference: string): Promise<ProviderIntent> =>
    ask({ what: 'read intent' }, async () => toIntent(await stripe.paymentIntents.retrieve(reference, WITH_CHARGE)))

  /** Makes a change, or answers the intent as it is when it is already where the change leads (`arrived`). */
  async function changeOr(
    arrived: (intent: ProviderIntent) => boolean,
    reference: string,
    attempt: Attempt,
    change: () => Promise<ProviderIntent>,
  ): Promise<ProviderIntent> {
    return ask(attempt, async () => {
      try {
        return await change()
      } catch (error) {
        if (!isStateConflict(error)) throw error
        const now = await readIntent(reference)
        if (arrived(now)) return now
        throw error
      }
    })
  }

  return {
    code: 'stripe',
    publishableKey: settings.publishableKey,
    decimalsOf,
    leastOf,

    ...keptCards(stripe, ask),

    createIntent: (asked) =>
      ask({ what: 'create intent', amount: asked.amount.toJSON() }, () =>
        askedAnew(
          `intent-${asked.paymentId}`,
          async (options) => toIntent(await stripe.paymentIntents.create(intentParameters(asked), options)),
          () => madeLately(stripe, asked),
        ),
      ),

    readIntent,

    cancelIntent: (reference, reason, key) =>
      changeOr(
        ({ status }) => status === 'cancelled' || status === 'succeeded' || status === 'processing',
        reference,
        { what: 'cancel intent' },
        () =>
          askedAnew(
            `cancel-${key}`,
            async (options) =>
              toIntent(
                await stripe.paymentIntents.cancel(
                  reference,
                  { cancellation_reason: CANCEL_REASON[reason], ...WITH_CHARGE },
                  options,
                ),
              ),
            // to cancel once more does no harm
            () => Promise.resolve(undefined),
          ),
      ),

    captureIntent: (reference, amount, key, { keepRest = false } = {}) =>
      changeOr(
        ({ status, amountReceived }) => status === 'succeeded' && (!amount || amountReceived.equals(amount)),
        reference,
        { what: 'capture intent', ...(amount ? { amount: amount.toJSON() } : {}) },
        () =>
          askedAnew(
            `capture-${key}`,
            async (options) =>
              toIntent(
                await stripe.paymentIntents.capture(
                  reference,
                  {
                    ...(amount ? { amount_to_capture: toStripe(amount) } : {}),
                    ...(keepRest ? { final_capture: false } : {}),
                    metadata: traceOf(key),
                    ...WITH_CHARGE,
                  },
                  options,
                ),
              ),
            async () => {
              const now = await readIntent(reference)
              return hasTraceOf(key, now.metadata) && now.amountReceived.isPositive() ? now : undefined
            },
          ),
      ),

    refund: (reference: string, amount: Money | null, reason: RefundReason | null, key: string) =>
      ask({ what: 'refund', ...(amount ? { amount: amount.toJSON() } : {}) }, () => {
        const parameters: Stripe.RefundCreateParams = {
          payment_intent: reference,
          ...(amount ? { amount: toStripe(amount) } : {}),
          ...(reason ? { reason: REFUND_REASON[reason] } : {}),
          metadata: traceOf(key),
        }
        return askedAnew(
          `refund-${key}`,
          async (options) => toRefund(await stripe.refunds.create(parameters, options)),
          () => refundMade(stripe, reference, key),
        )
      }),

    entriesOf: (of) =>
      'intentReference' in of ? entriesOfIntent(stripe, ask, of.intentReference) : entriesOf(stripe, ask, of),

    parseWebhook: (rawBody, header) => readNews(stripe.webhooks, rawBody, header, { secrets, clock }),
  }
}
