import type { Law } from './books.ts'

interface Leaving {
  email: string
  number: string
  happened: string
}

/** What the laws say of mails, and of notices on devices. */
export const ofLetters: readonly Law[] = [
  {
    name: 'each order was mailed to its buyer, and each shipment that has left or come',
    broken: async ({ house, ours, stories }) => {
      const emails = new Map(stories.map(({ checkoutId, email }) => [checkoutId, email]))
      const { rows } = await house.pool.query<Leaving>(
        `select o.email, o.number, m.happened from shipments s join orders o on o.id = s.order_id
         cross join lateral (values ('On its way', s.state in ('shipped', 'delivered')), ('Delivered', s.state = 'delivered')) m(happened, so)
         where m.so and exists (select from checkouts c where c.order_id = o.id)`,
      )
      const due = [
        ...[...ours.values()].flatMap(({ id, number }) => {
          const email = emails.get(id)
          return number && email ? [{ email, number, happened: '' }] : []
        }),
        ...rows,
      ]
      return due.flatMap(({ email, number, happened }) =>
        house.post.got.some(
          ({ to, subject }) => to === email && subject.includes(number) && subject.startsWith(happened),
        )
          ? []
          : [`${email} has no mail of ${number}${happened ? `: ${happened}` : ''}`],
      )
    },
  },
  {
    name: 'who wanted to be told on their device was',
    broken: async ({ house, stories }) => {
      const { rows } = await house.pool.query<{ number: string }>(
        `select distinct o.number from shipments s join orders o on o.id = s.order_id where s.state in ('shipped', 'delivered')`,
      )
      const left = new Set(rows.map(({ number }) => number))
      return stories.flatMap(({ order, device, email }) =>
        order && device && left.has(order) && !house.push.told.has(device) ? [`${email} was not told of ${order}`] : [],
      )
    },
  },
]
