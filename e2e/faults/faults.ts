import type { House, Member } from './ground/house.ts'
import type { Trap } from './ground/wire.ts'

/** Something that goes wrong. */
export interface Fault {
  name: string
  /** What it strikes at; faults of one place differ in how. */
  place: string
  /** Sets it; from then on it strikes at the first occasion. */
  set(house: House): Promise<Set> | Set
}

/** A fault that is set. */
export interface Set {
  struck(): boolean
  /** Takes it away, struck or not, and puts right what would stay wrong. */
  lift(): void
}

type StripeFault = Parameters<House['stripe']['faults']['add']>[0]
type NewsFault = Parameters<House['stripe']['webhooks']['faults']['add']>[0]

/** The step boundaries of buying, as the statement by which the database hears of each. */
const steps: readonly { name: string; at: RegExp; commit?: boolean }[] = [
  { name: 'the payment is entered', at: /insert into "payments"/ },
  { name: 'the stock is held', at: /insert into reservations/ },
  { name: 'the checkout is frozen', at: /update "checkouts" set .*"snapshot"/ },
  { name: 'the freezing is committed', at: /insert into "payments"/, commit: true },
  { name: 'the intent’s name is kept', at: /update "payments" set "reference"/ },
  { name: 'the money is in the ledger', at: /insert into "payment_events"/ },
  { name: 'the order is made', at: /insert into "orders"/ },
  { name: 'its news are written', at: /insert into outbox_events/ },
  { name: 'the stock is the order’s', at: /update "reservations" set/ },
  { name: 'the payment is the order’s', at: /update "payments" set "order_id"/ },
  { name: 'the order is committed', at: /insert into "orders"/, commit: true },
]

/** What a worker does with the news of an order. */
const deliveries: readonly { name: string; at: RegExp; commit?: boolean }[] = [
  { name: 'a message is written', at: /insert into webhook_deliveries/ },
  { name: 'news are marked as heard', at: /update outbox_deliveries set done_at/ },
  { name: 'the hearing is committed', at: /update outbox_deliveries set done_at/, commit: true },
  { name: 'a message is marked as sent', at: /update webhook_deliveries d\s+set state/ },
]

const phases = ['before', 'after'] as const

/** A trap on the ways of these processes; whoever runs into it first springs it, and it alone. */
function trap(members: readonly Member[], at: Omit<Trap, 'deed'>, deed: (member: Member) => void): Set {
  let struck = false
  const set = members.map((member) =>
    member.wire.set({
      ...at,
      deed: () => {
        if (!struck) deed(member)
        struck = true
      },
    }),
  )
  return { struck: () => struck, lift: () => set.forEach(({ lift }) => lift()) }
}

const kills: readonly Fault[] = phases.flatMap((phase) => [
  ...steps.map(({ name, ...at }) => ({
    name: `kill -9 of the API ${phase} ${name}`,
    place: name,
    set: ({ apis }: House) => trap(apis, { ...at, phase }, (member) => member.kill()),
  })),
  ...deliveries.map(({ name, ...at }) => ({
    name: `kill -9 of the worker ${phase} ${name}`,
    place: name,
    set: ({ worker }: House) => trap([worker], { ...at, phase }, (member) => member.kill()),
  })),
])

const cuts: readonly Fault[] = phases.flatMap((phase) =>
  steps.map(({ name, ...at }) => ({
    name: `the connection breaks ${phase} ${name}`,
    place: name,
    set: ({ apis }: House) => trap(apis, { ...at, phase }, () => undefined),
  })),
)

/** All processes that serve shoppers, at once. */
const outage: Fault = {
  name: 'kill -9 of every process after the money is in the ledger',
  place: 'everywhere',
  set: ({ apis, worker }) =>
    trap(apis, { at: /insert into "payment_events"/, phase: 'after' }, () =>
      [...apis, worker].forEach((member) => member.kill()),
    ),
}

const create = { method: 'POST', exactly: '/v1/payment_intents' } as const
const read = { method: 'GET', path: '/v1/payment_intents/pi_' } as const

/** A fault of the way to Stripe, or of Stripe. */
function atStripe(place: string, name: string, ...faults: StripeFault[]): Fault {
  return {
    name,
    place,
    set: ({ stripe }) => {
      stripe.faults.add(...faults)
      return { struck: () => stripe.faults.list().length < faults.length, lift: () => stripe.faults.clear() }
    },
  }
}

const killedAtStripe: readonly Fault[] = phases.map((phase) => ({
  name: `kill -9 of the API ${phase === 'before' ? 'while Stripe hears of' : 'before Stripe’s answer about'} the payment`,
  place: 'the process while Stripe is asked',
  set: ({ apis, stripe }) => {
    let struck = false
    // which of the two has asked cannot be seen from there: both go
    const run = () => {
      struck = true
      apis.forEach((api) => api.kill())
    }
    stripe.faults.add({ kind: 'deed', run, ...create, phase })
    return { struck: () => struck, lift: () => stripe.faults.clear() }
  },
}))

/** Longer than the house waits for a provider, with all its attempts. */
const pastPatience = 2_500

const stripes: readonly Fault[] = [
  ...killedAtStripe,
  ...phases.flatMap((phase) => [
    atStripe('Stripe, slow', `Stripe answers after we gave up, ${phase} it entered the payment`, {
      kind: 'slow',
      delayMs: pastPatience,
      ...create,
      phase,
      times: 3,
    }),
    atStripe('Stripe, broken', `Stripe answers 500 ${phase} it entered the payment`, {
      kind: 'status',
      status: 500,
      ...create,
      phase,
      times: 4,
    }),
    atStripe('the way to Stripe', `the connection to Stripe breaks ${phase} it entered the payment`, {
      kind: 'reset',
      ...create,
      phase,
      times: 4,
    }),
  ]),
  atStripe('Stripe, busy', 'Stripe answers 429', {
    kind: 'status',
    status: 429,
    retryAfterSeconds: 1,
    ...create,
    times: 3,
  }),
  atStripe('Stripe, asked', 'Stripe answers 503 to whoever asks how a payment stands', {
    kind: 'status',
    status: 503,
    ...read,
    times: 8,
  }),
  atStripe('Stripe, asked', 'Stripe is slow to say how a payment stands', {
    kind: 'slow',
    delayMs: pastPatience,
    ...read,
    times: 4,
  }),
]

/** A fault of the messages by which Stripe tells of money. */
function ofNews(name: string, fault: NewsFault): Fault {
  return {
    name,
    place: name,
    set: ({ stripe }) => {
      const { faults } = stripe.webhooks
      faults.add({ times: 8, ...fault })
      return { struck: () => (faults.list()[0]?.times ?? 0) < 8, lift: () => faults.clear() }
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

const subscribers: readonly Fault[] = [
  {
    name: 'the subscriber answers 503',
    place: 'the subscriber',
    set: ({ subscriber }) => {
      subscriber.refuse(2)
      return { struck: () => true, lift: () => undefined }
    },
  },
  {
    name: 'kill -9 of the worker while the subscriber reads',
    place: 'the worker while the subscriber reads',
    set: ({ subscriber, worker }) => {
      let struck = false
      subscriber.atNext(() => {
        struck = true
        worker.kill()
      })
      return { struck: () => struck, lift: () => subscriber.atNext(() => undefined) }
    },
  },
]

const databases: readonly Fault[] = [
  {
    // PostgreSQL ends all its processes when one is killed, and recovers from its log
    name: 'the database crashes, and starts anew',
    place: 'the database',
    set: ({ apis, pool }) => {
      const set = trap(apis, { at: /insert into "orders"/, phase: 'before' }, () => void crash(pool))
      return set
    },
  },
  {
    name: 'the database drops all connections of one API process',
    place: 'the connections',
    set: ({ apis: [api] }) => {
      const timer = setTimeout(() => api.wire.cut(), 700)
      return { struck: () => true, lift: () => clearTimeout(timer) }
    },
  },
]

async function crash(pool: House['pool']): Promise<void> {
  const { rows } = await pool.query<{ pid: number }>(
    `select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1`,
  )
  if (rows[0]) process.kill(rows[0].pid, 'SIGKILL')
}

const minutes = 60_000

/** A clock that goes wrong while people shop; it is put right again afterwards. */
function clock(name: string, whose: (house: House) => Member, ms: number): Fault {
  return {
    name,
    place: name,
    set: (house) => {
      whose(house).shiftClock(ms)
      return { struck: () => true, lift: () => whose(house).shiftClock(0) }
    },
  }
}

const clocks: readonly Fault[] = [
  clock('the clock of one API process jumps ahead by 10 minutes', ({ apis }) => apis[0], 10 * minutes),
  clock('the clock of one API process jumps back by 10 minutes', ({ apis }) => apis[1], -10 * minutes),
  clock('the clock of the worker jumps ahead by an hour', ({ worker }) => worker, 60 * minutes),
]

/** Everything that goes wrong, one after the other. */
export const faults: readonly Fault[] = [
  ...kills,
  ...cuts,
  outage,
  ...stripes,
  ...news,
  ...subscribers,
  ...databases,
  ...clocks,
]
