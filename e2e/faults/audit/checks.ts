import type { House } from '../ground/house.ts'
import type { Story } from '../shoppers/shopper.ts'
import { ours, theirs, type OurCheckout, type TheirPayment } from './books.ts'

/** What is known when everything is over. */
export interface Evidence {
  house: House
  stories: readonly Story[]
  /** What was on hand before anybody came, by SKU and warehouse. */
  onHand: ReadonlyMap<string, number>
}

interface Books extends Evidence {
  theirs: readonly TheirPayment[]
  ours: ReadonlyMap<string, OurCheckout>
}

/** One law of the house. */
interface Law {
  name: string
  /** What breaks it, a line each. */
  broken(books: Books): Promise<string[]> | string[]
}

const laws: readonly Law[] = [
  {
    name: 'money that came is an order’s, one order’s, to the cent; or it went back',
    broken: ({ theirs, ours }) =>
      [...byCheckout(theirs)].flatMap(([id, payments]) => {
        const net = payments.reduce((sum, { received, refunded }) => sum + received - refunded, 0)
        const checkout = ours.get(id)
        if (!checkout) return [`Stripe has a payment of a checkout that is not there: ${id}`]
        if (net === 0) return checkout.orderId ? [`${checkout.number} was made, and nothing is paid`] : []
        if (!checkout.orderId) return [`checkout ${id} is paid with ${net}, and has no order (${checkout.state})`]
        return checkout.total === net ? [] : [`${checkout.number} costs ${checkout.total}, and ${net} came`]
      }),
  },
  {
    name: 'an order was paid',
    broken: ({ theirs, ours }) => {
      const paid = byCheckout(theirs)
      return [...ours.values()].flatMap(({ id, number, orders }) => [
        ...(number && !paid.has(id) ? [`${number} has no payment at Stripe`] : []),
        ...(orders > 1 ? [`checkout ${id} has payments of ${orders} orders`] : []),
      ])
    },
  },
  {
    name: 'our ledger and Stripe’s books agree',
    broken: ({ theirs, ours }) =>
      [...byCheckout(theirs)].flatMap(([id, payments]) => {
        const received = payments.reduce((sum, payment) => sum + payment.received, 0)
        const refunded = payments.reduce((sum, payment) => sum + payment.refunded, 0)
        const checkout = ours.get(id)
        if (checkout?.captured === received && checkout.refunded === refunded) return []
        return [`checkout ${id}: ${received} − ${refunded} there, ${checkout?.captured} − ${checkout?.refunded} here`]
      }),
  },
  {
    name: 'what shoppers saw is true',
    broken: ({ stories, ours }) =>
      stories.flatMap((story) => {
        const checkout = ours.get(story.checkoutId)
        const told = `${story.email} (${story.habit}, checkout ${story.checkoutId || 'none'})`
        if (story.ended === 'ordered' && checkout?.number !== story.order)
          return [`${told} was told ${story.order}, and has ${checkout?.number}`]
        if (story.ended === 'ordered' && checkout?.total !== Math.round(Number(story.total?.amount) * 100))
          return [`${told} agreed to ${story.total?.amount}, and is charged ${checkout?.total}`]
        if (story.ended === 'left' && story.paid && !checkout?.number)
          return [`${told} paid and left, and has no order`]
        if (story.ended === 'soldOut' && checkout?.number)
          return [`${told} was told that it is sold out, and has ${checkout.number}`]
        return []
      }),
  },
  {
    name: 'what is promised is what orders need, and nothing else is held',
    broken: async ({ house }) =>
      lines(
        house,
        `select format('%s in %s: %s promised, reservations say %s, orders %s', sku, warehouse, reserved, held, ordered) as line from (
           select p.sku, w.code as warehouse, l.reserved,
             coalesce((select sum(r.quantity) from reservations r where r.product_id = p.id and r.warehouse_id = w.id and r.state in ('held', 'committed')), 0) as held,
             (select coalesce(sum(r.quantity), 0) from reservations r join orders o on o.id = r.order_id and o.state <> 'cancelled'
               where r.product_id = p.id and r.warehouse_id = w.id and r.state = 'committed') as ordered
           from inventory_levels l join products p on p.id = l.product_id join warehouses w on w.id = l.warehouse_id) x
         where reserved <> held or held <> ordered`,
      ),
  },
  {
    name: 'each order has all of its goods promised',
    broken: async ({ house }) =>
      lines(
        house,
        `select format('%s has %s of %s %s', o.number, coalesce(promised, 0), wanted, l.sku) as line
         from orders o
         join lateral (select product_id, sku, sum(quantity) as wanted from order_lines where order_id = o.id group by 1, 2) l on true
         join products p on p.id = l.product_id and p.manage_inventory
         left join lateral (select sum(quantity) as promised from reservations r where r.order_id = o.id and r.product_id = l.product_id and r.state = 'committed') r on true
         where o.placed_at > (select min(created_at) from checkouts) and coalesce(promised, 0) <> wanted`,
      ),
  },
  {
    name: 'nothing is sold that is not there',
    broken: async ({ house, onHand }) => {
      const { rows } = await house.pool.query<{ place: string; there: string; reserved: string; backorder: boolean }>(
        `select p.sku || ' in ' || w.code as place, l.on_hand::text as there, l.reserved::text, p.backorder and not p.discontinued as backorder
         from inventory_levels l join products p on p.id = l.product_id join warehouses w on w.id = l.warehouse_id`,
      )
      return rows.flatMap(({ place, there, reserved, backorder }) => [
        ...(Number(there) === onHand.get(place) ? [] : [`${place}: ${onHand.get(place)} were there, and now ${there}`]),
        ...(Number(reserved) > Number(there) && !backorder ? [`${place}: ${reserved} promised of ${there}`] : []),
        ...(Number(reserved) < 0 ? [`${place}: ${reserved} promised`] : []),
      ])
    },
  },
  {
    name: 'nobody waits: no checkout is being paid, nothing is held',
    broken: async ({ house }) =>
      lines(
        house,
        `select format('checkout %s is being paid, until %s', id, expires_at) as line from checkouts where state = 'paying'
         union all select format('a reservation of checkout %s is held', checkout_id) from reservations where state = 'held'`,
      ),
  },
  {
    name: 'all news are heard',
    broken: async ({ house }) =>
      lines(
        house,
        `select format('%s has not heard of %s %s: %s', d.consumer, e.topic, e.entity_id, d.last_error) as line
           from outbox_deliveries d join outbox_events e on e.id = d.event_id where d.done_at is null
         union all select format('%s will never hear of %s: %s', consumer, topic, problem) from dead_letters
         union all select format('the subscriber has not heard of %s %s: %s', topic, row_id, problem) from webhook_deliveries where state <> 'delivered'
         union all select format('job %s has failed for good: %s', t.identifier, j.last_error)
           from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where j.attempts >= j.max_attempts`,
      ),
  },
  {
    name: 'each order was told to the subscriber, and no other',
    broken: ({ house, ours }) => {
      const orders = new Map([...ours.values()].flatMap(({ orderId, number }) => (orderId ? [[orderId, number]] : [])))
      return [
        ...[...orders].flatMap(([id, number]) =>
          house.subscriber.heard.has(id) ? [] : [`nobody was told of ${number}`],
        ),
        ...[...house.subscriber.heard.keys()].flatMap((id) =>
          orders.has(id) ? [] : [`told of ${id}, which is no order`],
        ),
      ]
    },
  },
]

function byCheckout(payments: readonly TheirPayment[]): Map<string, TheirPayment[]> {
  const all = new Map<string, TheirPayment[]>()
  for (const payment of payments) all.set(payment.checkoutId, [...(all.get(payment.checkoutId) ?? []), payment])
  return all
}

async function lines({ pool }: House, query: string): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(query)
  return rows.map(({ line }) => line)
}

/** Reads all books and holds them against the laws of the house. Answers each law with what breaks it. */
export async function audit(evidence: Evidence): Promise<{ law: string; broken: string[] }[]> {
  const books: Books = { ...evidence, theirs: theirs(evidence.house), ours: await ours(evidence.house) }
  const found: { law: string; broken: string[] }[] = []
  for (const law of laws) found.push({ law: law.name, broken: await law.broken(books) })
  return found
}

/** What is on hand now, by SKU and warehouse. */
export async function stockNow({ pool }: House): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ place: string; there: string }>(
    `select p.sku || ' in ' || w.code as place, l.on_hand::text as there
     from inventory_levels l join products p on p.id = l.product_id join warehouses w on w.id = l.warehouse_id`,
  )
  return new Map(rows.map(({ place, there }) => [place, Number(there)]))
}
