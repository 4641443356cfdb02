import type { House } from '../ground/house.ts'
import { phases, trap, type Fault } from './fault.ts'
import { deedsOfApis, deedsOfWorkers, type Moment } from './moments-of-deeds.ts'

/** The step boundaries of buying. */
const buying: readonly Moment[] = [
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
  { name: 'the gift card is held', at: /insert into gift_card_entries/, purse: 'richGiftCard' },
  {
    name: 'the gift card’s part is committed',
    at: /insert into gift_card_entries/,
    commit: true,
    purse: 'richGiftCard',
  },
  { name: 'the coupon is used', at: /insert into "promotion_uses"/, purse: 'endlessCoupon' },
  { name: 'an answer is kept', at: /update "idempotency_keys" set "request_hash"/ },
]
const steps: readonly Moment[] = [...buying, ...deedsOfApis]

/** What a worker does with the news of an order. */
const deliveries: readonly Moment[] = [
  { name: 'a message is written', at: /insert into webhook_deliveries/ },
  { name: 'news are marked as heard', at: /update outbox_deliveries set done_at/ },
  { name: 'the hearing is committed', at: /update outbox_deliveries set done_at/, commit: true },
  { name: 'a message is marked as sent', at: /update webhook_deliveries d\s+set state/ },
  { name: 'a mail is put into the queue', at: /graphile_worker\.add_job/, with: /orders\.mailConfirmation/ },
  { name: 'a job is marked as done', at: /delete from [^ ]*_private_jobs/ },
  ...deedsOfWorkers,
]

const kills: readonly Fault[] = phases.flatMap((phase) => [
  ...steps.map(({ name, purse, deed, ...at }) => ({
    ...{ purse, deed },
    name: `kill -9 of the API ${phase} ${name}`,
    place: name,
    set: ({ apis }: House) => trap(apis, { ...at, phase }, (member) => member.kill()),
  })),
  ...deliveries.map(({ name, purse, deed, ...at }) => ({
    ...{ purse, deed },
    name: `kill -9 of the worker ${phase} ${name}`,
    place: name,
    set: ({ worker }: House) => trap([worker], { ...at, phase }, (member) => member.kill()),
  })),
])

const cuts: readonly Fault[] = phases.flatMap((phase) =>
  steps.map(({ name, purse, deed, ...at }) => ({
    ...{ purse, deed },
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

/** What goes wrong between the house and its database, or with one of them. */
export const atTheDatabase: readonly Fault[] = [...kills, ...cuts, outage, ...databases]
