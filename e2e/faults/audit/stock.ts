import type { Deed } from '../clerk/clerk.ts'
import { lines, type Law } from './books.ts'

/** Where a deed leads an order, if it is not left as it is. */
const leadsTo = (deed: Deed): readonly string[] => {
  if (deed === 'cancels' || deed === 'callsOff') return ['cancelled']
  if (deed === 'tracks') return ['completed']
  if (deed === 'charges' || deed === 'renews') return ['placed']
  return ['ships', 'shipsInParts', 'buysLabels', 'cancelsLabels'].includes(deed) ? ['shipped'] : ['placed', 'shipped']
}

/** What the laws say of goods. */
export const ofStock: readonly Law[] = [
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
    name: 'each order has all of its goods promised, or sent',
    broken: async ({ house }) =>
      lines(
        house,
        `select format('%s has %s of %s %s', o.number, coalesce(promised, 0), wanted, l.sku) as line
         from orders o
         join lateral (select product_id, sku, sum(quantity) as wanted from order_lines where order_id = o.id group by 1, 2) l on true
         join products p on p.id = l.product_id and p.manage_inventory
         left join lateral (select sum(quantity) as promised from reservations r where r.order_id = o.id and r.product_id = l.product_id and r.state in ('committed', 'shipped')) r on true
         where exists (select from checkouts c where c.order_id = o.id) and o.state <> 'cancelled' and coalesce(promised, 0) <> wanted`,
      ),
  },
  {
    name: 'nothing is sold that is not there',
    broken: async ({ house, onHand }) => {
      const { rows } = await house.pool.query<{
        place: string
        there: string
        reserved: string
        gone: string
        backorder: boolean
      }>(
        `select p.sku || ' in ' || w.code as place, l.on_hand::text as there, l.reserved::text, p.backorder and not p.discontinued as backorder,
           (select coalesce(sum(r.quantity), 0)::text from reservations r join orders o on o.id = r.order_id
            where r.product_id = p.id and r.warehouse_id = w.id and r.state = 'shipped' and exists (select from checkouts c where c.order_id = o.id)) as gone
         from inventory_levels l join products p on p.id = l.product_id join warehouses w on w.id = l.warehouse_id`,
      )
      return rows.flatMap(({ place, there, reserved, gone, backorder }) => [
        ...(Number(there) + Number(gone) === onHand.get(place)
          ? []
          : [`${place}: ${onHand.get(place)} were there, ${gone} have left, and now ${there}`]),
        ...(Number(reserved) > Number(there) && !backorder ? [`${place}: ${reserved} promised of ${there}`] : []),
        ...(Number(reserved) < 0 ? [`${place}: ${reserved} promised`] : []),
      ])
    },
  },
  {
    name: 'what a clerk did is done, once',
    broken: ({ done, ours }) => {
      const states = new Map([...ours.values()].map(({ number, orderState }) => [number, orderState]))
      return done.flatMap(({ order, deed }) => {
        const state = states.get(order)
        return state && leadsTo(deed).includes(state) ? [] : [`a clerk ${deed} ${order}, and it is ${state}`]
      })
    },
  },
]
