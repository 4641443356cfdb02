import type { House } from '../ground/house.ts'
import type { Deed } from '../clerk/clerk.ts'
import { atProvider, killedAround, phases, plans, type Fault, type PlannedFault } from './fault.ts'

type NewsFault = Parameters<House['stripe']['webhooks']['faults']['add']>[0]

const create = { method: 'POST', exactly: '/v1/payment_intents' } as const
const read = { method: 'GET', path: '/v1/payment_intents/pi_' } as const

/** What is asked of Stripe while people buy. */
const channel = 'Stripe, while people buy'

const withStripe = (place: string, name: string, ...faults: PlannedFault[]): Fault =>
  atProvider(plans.stripe, place, name, ...faults)

const apis = (house: House) => house.apis

const killed = (what: string, request: Partial<PlannedFault>, who: 'API' | 'worker' = 'API'): readonly Fault[] =>
  killedAround(
    plans.stripe,
    {
      names: {
        before: `kill -9 of the ${who} while Stripe hears of ${what}`,
        after: `kill -9 of the ${who} before Stripe’s answer about ${what}`,
      },
      place: `the process while Stripe is asked about ${what}`,
      who: who === 'API' ? apis : ({ worker }) => [worker],
    },
    request,
  )

/** Longer than the house waits for a provider, with all its attempts. */
const pastPatience = 2_500

const stripes: readonly Fault[] = [
  ...killed('the payment', create),
  ...phases.flatMap((phase) => [
    withStripe('Stripe, slow', `Stripe answers after we gave up, ${phase} it entered the payment`, {
      kind: 'slow',
      delayMs: pastPatience,
      ...create,
      phase,
      times: 3,
    }),
    withStripe('Stripe, broken', `Stripe answers 500 ${phase} it entered the payment`, {
      kind: 'status',
      status: 500,
      ...create,
      phase,
      times: 4,
    }),
    withStripe('the way to Stripe', `the connection to Stripe breaks ${phase} it entered the payment`, {
      kind: 'reset',
      ...create,
      phase,
      times: 4,
    }),
  ]),
  withStripe('Stripe, busy', 'Stripe answers 429', {
    kind: 'status',
    status: 429,
    retryAfterSeconds: 1,
    ...create,
    times: 3,
  }),
  withStripe('Stripe, asked', 'Stripe answers 503 to whoever asks how a payment stands', {
    kind: 'status',
    status: 503,
    ...read,
    times: 8,
  }),
  withStripe('Stripe, asked', 'Stripe is slow to say how a payment stands', {
    kind: 'slow',
    delayMs: pastPatience,
    ...read,
    times: 4,
  }),
].map((fault) => ({ ...fault, channel }))

interface Later {
  what: string
  deed: Deed
  request: Partial<PlannedFault>
  who?: 'worker'
}

/** What Stripe is asked after the order: for goods that leave, for an order that is cancelled, by whoever gives money back, charges a card that is kept, or has a reservation renewed. */
const afterwards: readonly Later[] = [
  { what: 'the capture', deed: 'ships', request: { method: 'POST', ending: '/capture' } },
  { what: 'the letting go', deed: 'cancels', request: { method: 'POST', ending: '/cancel' } },
  { what: 'the refund', deed: 'refundsAPart', request: { method: 'POST', exactly: '/v1/refunds' } },
  { what: 'the charge', deed: 'charges', request: { ...create, bodyHas: '"orderId"' } },
  { what: 'the renewal', deed: 'renews', request: { ...create, bodyHas: '"renews"' }, who: 'worker' },
]

const later: readonly Fault[] = afterwards.flatMap(({ what, deed, request, who }) =>
  [
    ...killed(what, request, who),
    ...phases.flatMap((phase) => [
      withStripe(`${what}, slow`, `Stripe answers after we gave up, ${phase} ${what}`, {
        kind: 'slow',
        delayMs: pastPatience,
        ...request,
        phase,
        times: 3,
      } as PlannedFault),
      withStripe(`${what}, broken`, `Stripe answers 500 ${phase} ${what}`, {
        kind: 'status',
        status: 500,
        ...request,
        phase,
        times: 4,
      } as PlannedFault),
      withStripe(`${what}, cut`, `the connection to Stripe breaks ${phase} ${what}`, {
        kind: 'reset',
        ...request,
        phase,
        times: 4,
      } as PlannedFault),
    ]),
    withStripe(`${what}, busy`, `Stripe answers 429 to ${what}`, {
      kind: 'status',
      status: 429,
      retryAfterSeconds: 1,
      ...request,
      times: 3,
    } as PlannedFault),
  ].map((fault) => ({ ...fault, deed })),
)

/** A fault of the messages by which Stripe tells of money. */
function ofNews(name: string, fault: NewsFault): Fault {
  return {
    name,
    place: name,
    channel: 'Stripe’s news',
    set: ({ stripe }) => {
      const { faults } = stripe.webhooks
      const planned = faults.add({ times: 8, ...fault })
      return { struck: () => planned.some(({ times }) => times < 8), lift: () => faults.drop(planned) }
    },
  }
}

const news: readonly Fault[] = [
  ofNews('Stripe’s news come twice', { kind: 'twice' }),
  ofNews('Stripe’s news come late', { kind: 'late', delayMs: 3_000 }),
  ofNews('Stripe’s news come in another order', { kind: 'outOfOrder' }),
  ofNews('Stripe’s news never come', { kind: 'withheld' }),
  ofNews('Stripe’s news are forged', { kind: 'forged' }),
  ofNews('Stripe’s news bear an old signature', { kind: 'stale', ageSeconds: 900 }),
]

/** What goes wrong with Stripe, or on the way to it. */
export const atStripe: readonly Fault[] = [...stripes, ...later, ...news]
