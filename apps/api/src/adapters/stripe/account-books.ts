import type Stripe from 'stripe'
import type { ProviderEntry } from '../../domain/payments/port.ts'
import { idOf, toDispute, toIntent, toRefund } from './intents.ts'
import type { Attempt } from './refusals.ts'
import { releases } from './releases.ts'

type Ask = <T>(attempt: Attempt, call: () => Promise<T>) => Promise<T>

/** The most that Stripe gives at a time. */
const PAGE = 100

const seconds = (instant: Date): number => Math.floor(instant.getTime() / 1_000)

/** Which entries of a list are wanted. */
type Wanted = { created: { gte: number; lt: number } } | { payment_intent: string }

/**
 * All intents, refunds and disputes that were made in a period (docs.stripe.com/api/payment_intents/list, …/refunds/list, …/disputes/list). Those
 * of payments that have no intent are nobody's here.
 */
export async function* entriesOf(
  stripe: Stripe,
  ask: Ask,
  { from, until }: { from: Date; until: Date },
): AsyncGenerator<ProviderEntry> {
  const created = { gte: seconds(from), lt: seconds(until) }
  const intents = pagewise(ask, 'list intents', (page) =>
    stripe.paymentIntents.list({ ...page, created, expand: ['data.latest_charge'] }),
  )
  for await (const intent of intents) yield { intentReference: intent.id, intent: toIntent(intent) }
  yield* moneyBack(stripe, ask, { created })
}

/** One intent, and all of its refunds and disputes. */
export async function* entriesOfIntent(
  stripe: Stripe,
  ask: Ask,
  intentReference: string,
): AsyncGenerator<ProviderEntry> {
  const intent = await ask({ what: 'read intent' }, () =>
    stripe.paymentIntents.retrieve(intentReference, { expand: ['latest_charge'] }),
  )
  yield { intentReference, intent: toIntent(intent) }
  yield* moneyBack(stripe, ask, { payment_intent: intentReference })
}

/** Refunds and disputes; refunds that only let go of a reservation are none here: the intent says as much. */
async function* moneyBack(stripe: Stripe, ask: Ask, wanted: Wanted): AsyncGenerator<ProviderEntry> {
  const isRelease = releases((charge) => allOf(refunds(stripe, ask, { charge })))
  for await (const refund of refunds(stripe, ask, { ...wanted, expand: ['data.charge', 'data.payment_intent'] })) {
    const intentReference = idOf(refund.payment_intent)
    if (intentReference && !(await isRelease(refund))) yield { intentReference, refund: toRefund(refund) }
  }
  for await (const dispute of pagewise(ask, 'list disputes', (page) => stripe.disputes.list({ ...page, ...wanted }))) {
    const intentReference = idOf(dispute.payment_intent)
    if (intentReference) yield { intentReference, dispute: toDispute(dispute) }
  }
}

const refunds = (stripe: Stripe, ask: Ask, wanted: Stripe.RefundListParams): AsyncGenerator<Stripe.Refund> =>
  pagewise(ask, 'list refunds', (page) => stripe.refunds.list({ ...page, ...wanted }))

async function allOf<T>(list: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const one of list) all.push(one)
  return all
}

interface Page {
  limit: number
  starting_after?: string
}

/** All of a list, a page a request: each is asked for with the patience of any other call. */
async function* pagewise<T extends { id: string }>(
  ask: Ask,
  what: string,
  list: (page: Page) => Promise<Stripe.ApiList<T>>,
): AsyncGenerator<T> {
  let page: Page = { limit: PAGE }
  for (;;) {
    const asked = page
    const { data, has_more: more } = await ask({ what }, () => list(asked))
    yield* data
    const last = data.at(-1)
    if (!more || !last) return
    page = { limit: PAGE, starting_after: last.id }
  }
}
