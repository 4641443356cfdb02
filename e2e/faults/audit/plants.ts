import { audit } from './audit.ts'
import type { Evidence } from './books.ts'
import { breach, type Plant } from './plant.ts'
import { plantsOfDeeds } from './plants-of-deeds.ts'

const anOrder = `(select id from orders where id in (select order_id from checkouts) and state <> 'cancelled' order by placed_at desc limit 1)`

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
    law: 'each order has all of its goods promised, or sent',
    plant: ({ house }) =>
      breach(
        house,
        `update order_lines set quantity = quantity + 1 where id = (select id from order_lines where order_id = ${anOrder} limit 1)`,
      ),
  },
  {
    law: 'what a clerk did is done, once',
    plant: ({ house, done }) =>
      breach(
        house,
        `update orders set state = 'processing' where number = '${done.find(({ deed }) => deed === 'cancels')!.order}'`,
      ),
  },
  {
    law: 'what has left is paid, and money is taken for nothing that has not',
    plant: ({ house, done }) =>
      breach(
        house,
        `update orders set state = 'placed' where id = (
           select o.id from orders o join payments p on p.order_id = o.id and p.capture = 'atShipment' join payment_events e on e.payment_id = p.id and e.kind = 'captured'
           where o.number in (${done.flatMap(({ deed, order }) => (deed.startsWith('ships') ? `'${order}'` : [])).join()}) and o.state = 'shipped' order by o.placed_at desc limit 1)`,
      ),
  },
  {
    law: 'a gift card has what came onto it, less what went off it for orders',
    plant: ({ house }) =>
      breach(house, `update gift_cards set balance = balance + 0.01 where id = (select id from gift_cards limit 1)`),
  },
  {
    law: 'a promotion is used by orders, as often as they say, and never more often than it may be',
    plant: ({ house }) => breach(house, `update promotions set used = used + 1 where code = 'faults-for-all'`),
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
         select gen_random_uuid(), kind, currency, 0.01, 'planted', now(), payment_id from payment_events e where kind = 'captured' and exists (select from payments p where p.id = e.payment_id and p.provider = 'stripe')
         order by occurred_at desc limit 1`,
      ),
  },
  {
    law: 'an order was paid',
    plant: async ({ house }) => {
      // with what was tried before, and charged later
      const { rows } = await house.pool.query<{ id: string }>(
        `select p.id from payments p join (
           select c.id, c.order_id from checkouts c join orders o on o.id = c.order_id where o.state <> 'cancelled'
             and not exists (select from payments other where other.order_id = o.id and other.provider <> 'stripe') limit 1) one
         on p.order_id = one.order_id or p.checkout_id = one.id`,
      )
      const payments = rows.map(({ id }) => id)
      const { intents } = house.stripe.state()
      for (const { id, metadata } of Object.values(intents))
        if (payments.includes(metadata['paymentId'] ?? '')) Reflect.deleteProperty(intents, id)
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
    const one = [...plants, ...plantsOfDeeds].find((plant) => plant.law === law)
    // where there is nothing to break, nothing is proven
    await Promise.resolve()
      .then(() => one?.plant(evidence))
      .catch(() => undefined)
    const after = await audit(evidence)
    const broken = (found: typeof before) => found.find((judged) => judged.law === law)!.broken.length
    if (broken(after) <= broken(before)) blind.push(law)
    before = after
  }
  return blind
}
