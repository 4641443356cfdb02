import type { House } from '../ground/house.ts'
import { audit, type Evidence } from './checks.ts'

/** A breach of a law, made on purpose when everything is over: an auditor who does not find it is no auditor. */
interface Plant {
  law: string
  /** Breaks it. */
  plant(evidence: Evidence): Promise<unknown> | unknown
}

/** The house has triggers against most of it: they sleep meanwhile. */
const breach = ({ pool }: House, statement: string) =>
  pool.query(`begin; set local session_replication_role = replica; ${statement}; commit`)

const anOrder = `(select id from orders where id in (select order_id from checkouts) order by placed_at desc limit 1)`

/** One for each law. */
const plants: readonly Plant[] = [
  {
    law: 'each order was told to the subscriber, and no other',
    plant: ({ house }) => house.subscriber.heard.set('00000000-0000-0000-0000-000000000000', 1),
  },
  {
    law: 'all news are heard',
    plant: ({ house }) =>
      breach(
        house,
        `update outbox_deliveries set done_at = null, next_attempt_at = now() + interval '1 day'
         where (event_id, consumer) = (select event_id, consumer from outbox_deliveries where done_at is not null limit 1)`,
      ),
  },
  {
    law: 'nobody waits: no checkout is being paid, nothing is held',
    plant: ({ house }) => breach(house, `update checkouts set state = 'paying' where order_id = ${anOrder}`),
  },
  {
    law: 'nothing is sold that is not there',
    plant: ({ house }) =>
      breach(
        house,
        `update inventory_levels set on_hand = on_hand - 1 where id = (select id from inventory_levels order by id limit 1)`,
      ),
  },
  {
    law: 'what is promised is what orders need, and nothing else is held',
    plant: ({ house }) =>
      breach(
        house,
        `update inventory_levels set reserved = reserved + 1 where id = (select id from inventory_levels order by id limit 1)`,
      ),
  },
  {
    law: 'each order has all of its goods promised',
    plant: ({ house }) =>
      breach(
        house,
        `update order_lines set quantity = quantity + 1 where id = (select id from order_lines where order_id = ${anOrder} limit 1)`,
      ),
  },
  {
    law: 'what shoppers saw is true',
    plant: ({ house, stories }) => {
      const told = stories.find(({ ended }) => ended === 'ordered')!
      return breach(house, `update orders set number = number || '?' where number = '${told.order}'`)
    },
  },
  {
    law: 'our ledger and Stripe’s books agree',
    plant: ({ house }) =>
      breach(
        house,
        `insert into payment_events (id, kind, currency, amount, reference, occurred_at, payment_id)
         select gen_random_uuid(), kind, currency, 0.01, 'planted', now(), payment_id from payment_events where kind = 'captured' order by occurred_at desc limit 1`,
      ),
  },
  {
    law: 'an order was paid',
    plant: ({ house }) => {
      const { intents } = house.stripe.state()
      const paid = Object.values(intents).find(({ amount_received }) => amount_received > 0)!
      Reflect.deleteProperty(intents, paid.id)
    },
  },
  {
    law: 'money that came is an order’s, one order’s, to the cent; or it went back',
    plant: ({ house }) => {
      const paid = Object.values(house.stripe.state().intents).find(({ amount_received }) => amount_received > 0)!
      paid.amount_received += 1
    },
  },
]

/** Breaks each law on purpose, and answers those whose breach the auditor did not find. Leaves the books in ruins. */
export async function blindSpots(evidence: Evidence): Promise<string[]> {
  const blind: string[] = []
  let before = await audit(evidence)
  for (const { law } of before) {
    const one = plants.find((plant) => plant.law === law)
    await one?.plant(evidence)
    const after = await audit(evidence)
    const broken = (found: typeof before) => found.find((judged) => judged.law === law)!.broken.length
    if (broken(after) <= broken(before)) blind.push(law)
    before = after
  }
  return blind
}
