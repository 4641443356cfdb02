import { lines, type Law } from './books.ts'

interface Ledger {
  payment: string
  reference: string
  refunded: number
  refunds: number
}

/** What the laws say of money that moves after the order. */
export const afterwards: readonly Law[] = [
  {
    name: 'what a clerk gave back went back, once for each wish, to the cent, on both sides',
    broken: async ({ house, done }) => {
      const { rows } = await house.pool.query<Ledger>(
        `select p.id as payment, p.reference, coalesce(sum(e.amount) * 100, 0)::int as refunded, count(e.id)::int as refunds
         from payments p left join payment_events e on e.payment_id = p.id and e.kind = 'refunded' group by p.id`,
      )
      const ledger = new Map(rows.map((row) => [row.payment, row]))
      const theirs = Object.values(house.stripe.state().refunds)
      return done.flatMap(({ order, wished = [] }) => {
        const [first] = wished
        if (!first) return []
        const wish = `${wished.length} wishes for ${wished.reduce((sum, { cents }) => sum + cents, 0)} of ${order}`
        const here = ledger.get(first.payment)
        const there = theirs.filter(
          // what a bank only let go is a refund there, by which nothing of our balance went
          ({ payment_intent, status, balance_transaction }) =>
            payment_intent === here?.reference &&
            balance_transaction !== null &&
            ['succeeded', 'pending'].includes(status),
        )
        const sides = [
          ['here', here?.refunds ?? 0, here?.refunded ?? 0] as const,
          // gift cards get theirs from us
          ...(here?.reference.startsWith('pi_')
            ? [['there', there.length, there.reduce((sum, { amount }) => sum + amount, 0)] as const]
            : []),
        ]
        return sides.flatMap(([side, count, cents]) =>
          `${count} wishes for ${cents} of ${order}` === wish ? [] : [`${wish}: ${count} refunds of ${cents} ${side}`],
        )
      })
    },
  },
  {
    name: 'a reservation that was renewed is held once, as it was, by one that goes on with it',
    broken: ({ house, done }) =>
      lines(
        house,
        `select format('%s: %s held by %s payments, %s of them renewed, of %s', number, held, holding, renewed, total) as line from (
           select o.number, o.total, count(*) filter (where s.reserved > 0) as holding, coalesce(sum(s.reserved), 0) as held,
             count(*) filter (where s.reserved > 0 and p.replaces_id is not null) as renewed
           from orders o join payments p on p.order_id = o.id
           cross join lateral (select case when bool_or(e.kind = 'cancelled') then 0 else
               coalesce(sum(case e.kind when 'authorized' then e.amount when 'captured' then -e.amount when 'released' then -e.amount else 0 end), 0) end as reserved
             from payment_events e where e.payment_id = p.id) s
           where o.number = any('{${done.flatMap(({ deed, order }) => (deed === 'renews' ? order : [])).join()}}') group by 1, 2) x
         where holding <> 1 or renewed <> 1 or held <> total`,
      ),
  },
]
