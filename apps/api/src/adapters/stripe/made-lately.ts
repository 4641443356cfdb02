import type Stripe from 'stripe'
import type { NewIntent, ProviderIntent, ProviderRefund } from '../../domain/payments/port.ts'
import { hasTraceOf } from './asked-anew.ts'
import { toIntent, toRefund } from './intents.ts'

/** How many of an account are looked through; of who pays, all are. */
const LATEST = 100

/**
 * The intent of a payment, where Stripe made it and answered with a fault: those of who pays are looked through; where nobody does, the latest ones of the account, since one that is not found there
 * has no payment: nobody was given its secret.
 */
export async function madeLately(
  stripe: Stripe,
  { paymentId, payer }: Pick<NewIntent, 'paymentId' | 'payer'>,
): Promise<ProviderIntent | undefined> {
  let seen = 0
  const list = stripe.paymentIntents.list({
    ...(payer ? { customer: payer } : {}),
    limit: 100,
    expand: ['data.latest_charge'],
  })
  for await (const intent of list) {
    if (intent.metadata['paymentId'] === paymentId) return toIntent(intent)
    if (++seen >= LATEST && !payer) return undefined
  }
  return undefined
}

/** The refund that was asked for under this key, where Stripe made it and answered with a fault. */
export async function refundMade(stripe: Stripe, intent: string, key: string): Promise<ProviderRefund | undefined> {
  const { data } = await stripe.refunds.list({ payment_intent: intent, limit: 100 })
  const found = data.find(({ metadata }) => hasTraceOf(key, metadata))
  return found && toRefund(found)
}
