import type { Done } from '../clerk/clerk.ts'
import type { House } from '../ground/house.ts'
import type { Story } from '../shoppers/shopper.ts'

/** What is known when everything is over. */
export interface Evidence {
  house: House
  stories: readonly Story[]
  /** What a clerk did with orders. */
  done: readonly Done[]
  /** What was on hand before anybody came, by SKU and warehouse. */
  onHand: ReadonlyMap<string, number>
}

/** The evidence with all books opened. */
export interface Books extends Evidence {
  /** By checkout. */
  theirs: ReadonlyMap<string, TheirMoney>
  ours: ReadonlyMap<string, OurCheckout>
}

/** One law of the house. */
export interface Law {
  name: string
  /** What breaks it, a line each. */
  broken(books: Books): Promise<string[]> | string[]
}

/** What Stripe has of a checkout, in the smallest units of its currency. */
export interface TheirMoney {
  received: number
  /** Given back, or on the way. */
  refunded: number
  /** Held by the bank, to be captured. */
  reserved: number
  /** What of `received` was charged after the order was made. */
  charged: number
}

/** A checkout with all that we have of it. Amounts in the smallest units of currencies with two digits. */
export interface OurCheckout {
  id: string
  state: string
  orderId: string | null
  number: string | null
  orderState: string | null
  total: number | null
  /** By the ledger, over all its payments at Stripe. */
  captured: number
  refunded: number
  reserved: number
  /** What it came to when it was placed. */
  agreed: number | null
  /** A gift card paid some of it, whatever went back since. */
  giftCards: boolean
  /** What gift cards pay of it, by the entries of these cards. */
  byGiftCard: number
  /** Whether money is taken when goods leave. */
  atShipment: boolean
  /** Its orders, as far as payments say. */
  orders: number
}

/** The checkouts of payments: of those that were begun for an order after it was made, too. */
async function checkoutsOfPayments({ pool }: House): Promise<Map<string, { checkout: string; late: boolean }>> {
  const { rows } = await pool.query<{ id: string; checkout: string; late: boolean }>(
    `select p.id, coalesce(p.checkout_id, c.id) as checkout, p.checkout_id is null as late
     from payments p left join checkouts c on c.order_id = p.order_id where coalesce(p.checkout_id, c.id) is not null`,
  )
  return new Map(rows.map(({ id, ...of }) => [id, of]))
}

async function theirs(house: House): Promise<Map<string, TheirMoney>> {
  const { intents, refunds } = house.stripe.state()
  const payments = await checkoutsOfPayments(house)
  const all = new Map<string, TheirMoney>()
  for (const intent of Object.values(intents)) {
    const { paymentId = '', checkoutId } = intent.metadata
    const payment = payments.get(paymentId)
    const id = payment?.checkout ?? checkoutId ?? `of payment ${paymentId}`
    const of = all.get(id) ?? { received: 0, refunded: 0, reserved: 0, charged: 0 }
    of.received += intent.amount_received
    of.reserved += intent.amount_capturable
    if (payment?.late) of.charged += intent.amount_received
    of.refunded += Object.values(refunds)
      // what a bank only let go is a refund there, by which nothing of our balance went
      .filter((refund) => refund.payment_intent === intent.id && refund.balance_transaction !== null)
      .filter(({ status }) => ['succeeded', 'pending'].includes(status))
      .reduce((sum, { amount }) => sum + amount, 0)
    all.set(id, of)
  }
  return all
}

async function ours({ pool }: House): Promise<Map<string, OurCheckout>> {
  const its = `(p.checkout_id = c.id or p.order_id = c.order_id)`
  const entered = (amount: string) =>
    `(select coalesce(sum(${amount}), 0) * 100 from payments p join payment_events e on e.payment_id = p.id
        where ${its} and p.provider = 'stripe')::int`
  const of = (kind: string) => `case when e.kind = '${kind}' then e.amount else 0 end`
  // what a payment that is cancelled had reserved is not
  const reserved = `case when exists (select from payment_events x where x.payment_id = p.id and x.kind = 'cancelled') then 0
    when e.kind = 'authorized' then e.amount when e.kind in ('captured', 'released') and exists (select from payment_events x where x.payment_id = p.id and x.kind = 'authorized') then -e.amount else 0 end`
  const { rows } = await pool.query<OurCheckout>(`
    select c.id, c.state, c.order_id as "orderId", o.number, o.state as "orderState", (o.total * 100)::int as total,
      (coalesce((select (a.totals_before->'total'->>'amount')::numeric from order_amendments a
        where a.order_id = o.id and a.totals_before is not null order by a.number limit 1), o.total) * 100)::int as agreed,
      ${entered(of('captured'))} as captured, ${entered(of('refunded'))} as refunded, ${entered(reserved)} as reserved,
      (select coalesce(-sum(g.amount), 0) * 100 from payments p join gift_card_entries g on g.payment_id = p.id
        where ${its})::int as "byGiftCard",
      exists (select from payments p join gift_card_entries g on g.payment_id = p.id where ${its}) as "giftCards",
      exists (select from payments p where p.checkout_id = c.id and p.capture = 'atShipment') as "atShipment",
      (select count(distinct p.order_id) from payments p where p.checkout_id = c.id)::int as orders
    from checkouts c left join orders o on o.id = c.order_id`)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Opens all books. */
export const openBooks = async (evidence: Evidence): Promise<Books> => ({
  ...evidence,
  theirs: await theirs(evidence.house),
  ours: await ours(evidence.house),
})

/** What a query of our database finds, as `line`. */
export async function lines({ pool }: House, query: string): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(query)
  return rows.map(({ line }) => line)
}

/** What is on hand now, by SKU and warehouse. */
export async function stockNow({ pool }: House): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ place: string; there: string }>(
    `select p.sku || ' in ' || w.code as place, l.on_hand::text as there
     from inventory_levels l join products p on p.id = l.product_id join warehouses w on w.id = l.warehouse_id`,
  )
  return new Map(rows.map(({ place, there }) => [place, Number(there)]))
}
