import { lines, type Books, type Law, type OurCheckout, type TheirMoney } from './books.ts'

const none: TheirMoney = { received: 0, refunded: 0, reserved: 0, charged: 0 }

/** Every checkout that either side knows, with what each knows of it. */
const both = ({ theirs, ours }: Books): [string, TheirMoney, OurCheckout | undefined][] =>
  [...new Set([...theirs.keys(), ...ours.keys()])].map((id) => [id, theirs.get(id) ?? none, ours.get(id)])

/** Orders that are neither cancelled nor paid with nothing but gift cards. */
const stands = ({ orderId, orderState }: OurCheckout) => orderId !== null && orderState !== 'cancelled'

/** What a clerk gave back of an order that stands, in cents: its buyer has the goods and the money. */
const wishedOf = ({ done }: Books, number: string | null): number =>
  done
    .filter(({ order }) => order === number)
    .flatMap(({ wished = [] }) => wished)
    .reduce((sum, { cents }) => sum + cents, 0)

/** What the laws say of money. */
export const ofMoney: readonly Law[] = [
  {
    name: 'money that came is an order’s, one order’s, to the cent; or it went back',
    broken: (books) =>
      both(books).flatMap(([id, { received, refunded, reserved }, checkout]) => {
        if (!checkout) return [`Stripe has a payment of a checkout that is not there: ${id}`]
        const net = received - refunded + reserved + checkout.byGiftCard
        const { number, orderState, total, state } = checkout
        const wished = wishedOf(books, number)
        if (stands(checkout))
          return total === net + wished ? [] : [`${number} costs ${total}, ${net} came, and ${wished} was to go back`]
        if (net === 0) return []
        return [
          `checkout ${id} is paid with ${net}, and has ${orderState ? `${number}, ${orderState}` : 'no order'} (${state})`,
        ]
      }),
  },
  {
    name: 'an order was paid',
    broken: ({ theirs, ours }) =>
      [...ours.values()].flatMap(({ id, number, orders, giftCards, orderState }) => [
        ...(number && orderState !== 'cancelled' && !theirs.has(id) && !giftCards ? [`${number} has no payment`] : []),
        ...(orders > 1 ? [`checkout ${id} has payments of ${orders} orders`] : []),
      ]),
  },
  {
    name: 'our ledger and Stripe’s books agree',
    broken: (books) =>
      both(books).flatMap(([id, { received, refunded, reserved }, checkout]) =>
        checkout?.captured === received && checkout.refunded === refunded && checkout.reserved === reserved
          ? []
          : [
              `checkout ${id}: ${received} − ${refunded} and ${reserved} reserved there, ${checkout?.captured} − ${checkout?.refunded} and ${checkout?.reserved} here`,
            ],
      ),
  },
  {
    name: 'what has left is paid, and money is taken for nothing that has not',
    broken: (books) =>
      both(books).flatMap(([, { received, reserved, charged }, checkout]) => {
        if (!checkout?.atShipment || !stands(checkout)) return []
        const gone = checkout.orderState !== 'placed'
        const { number } = checkout
        return [
          ...(gone && reserved > 0 ? [`${number} has left, and ${reserved} is only reserved`] : []),
          ...(!gone && received > charged ? [`nothing of ${number} has left, and ${received - charged} is taken`] : []),
        ]
      }),
  },
  {
    name: 'a gift card has what came onto it, less what went off it for orders',
    broken: ({ house }) =>
      lines(
        house,
        `select format('gift card %s: %s on it, %s by its entries', c.id, c.balance, e.sum) as line
           from gift_cards c cross join lateral (select coalesce(sum(amount), 0) as sum from gift_card_entries where gift_card_id = c.id) e
           where c.balance <> e.sum or c.balance < 0
         union all
         select format('gift card %s pays %s of payment %s, by whose ledger it pays %s', x.gift_card_id, x.paid, x.payment_id, x.entered) from (
           select g.gift_card_id, g.payment_id, -sum(g.amount) as paid,
             (select coalesce(sum(case when e.kind = 'captured' then e.amount when e.kind = 'refunded' then -e.amount else 0 end), 0)
              from payment_events e where e.payment_id = g.payment_id) as entered
           from gift_card_entries g where g.payment_id is not null group by 1, 2) x
         where x.paid <> x.entered`,
      ),
  },
  {
    name: 'a promotion is used by orders, as often as they say, and never more often than it may be',
    broken: ({ house }) =>
      ['promotion', 'coupon'].reduce<Promise<string[]>>(
        async (found, of) => [
          ...(await found),
          ...(await lines(
            house,
            `select format('${of} %s: %s uses, %s of orders, limit %s', x.code, x.used, x.uses, x.usage_limit) as line from (
               select t.code, t.used, t.usage_limit, (select count(*) from promotion_uses u where u.${of}_id = t.id and u.order_id is not null) as uses
               from ${of}s t) x
             where x.used <> x.uses or x.used > x.usage_limit`,
          )),
        ],
        lines(
          house,
          `select format('%s has %s off by %s, and no use of it', x.number, x.amount, x.code) as line from (
             select o.number, p.code, d->'amount' as amount, exists (select from promotion_uses u where u.order_id = o.id and u.promotion_id = p.id) as used
             from orders o cross join lateral jsonb_array_elements(o.discounts) d join promotions p on p.code = d->>'code'
             where exists (select from checkouts c where c.order_id = o.id)) x where not x.used`,
        ),
      ),
  },
  {
    name: 'what shoppers saw is true',
    broken: ({ stories, ours }) =>
      stories.flatMap((story) => {
        const checkout = ours.get(story.checkoutId)
        const told = `${story.email} (${story.habit}, checkout ${story.checkoutId || 'none'})`
        if (story.ended === 'ordered' && checkout?.number !== story.order)
          return [`${told} was told ${story.order}, and has ${checkout?.number}`]
        if (story.ended === 'ordered' && checkout?.agreed !== Math.round(Number(story.total?.amount) * 100))
          return [`${told} agreed to ${story.total?.amount}, and is charged ${checkout?.agreed}`]
        if (story.ended === 'left' && story.paid && !checkout?.number)
          return [`${told} paid and left, and has no order`]
        if (story.ended === 'soldOut' && checkout?.number)
          return [`${told} was told that it is sold out, and has ${checkout.number}`]
        return []
      }),
  },
]
