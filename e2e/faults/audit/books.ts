import type { House } from '../ground/house.ts'

/** A payment as Stripe has it, in the smallest units of its currency. */
export interface TheirPayment {
  intent: string
  checkoutId: string
  paymentId: string
  received: number
  /** Given back, or on the way. */
  refunded: number
}

/** A checkout with all that we have of it. Amounts in the smallest units of currencies with two digits. */
export interface OurCheckout {
  id: string
  state: string
  orderId: string | null
  number: string | null
  total: number | null
  /** By the ledger, over all its payments. */
  captured: number
  refunded: number
  /** Its orders, as far as payments say. */
  orders: number
}

/** What Stripe has in its books. */
export function theirs({ stripe }: House): TheirPayment[] {
  const { intents, refunds } = stripe.state()
  return Object.values(intents).map((intent) => ({
    intent: intent.id,
    checkoutId: String(intent.metadata['checkoutId']),
    paymentId: String(intent.metadata['paymentId']),
    received: intent.amount_received,
    refunded: Object.values(refunds)
      .filter(({ payment_intent, status }) => payment_intent === intent.id && ['succeeded', 'pending'].includes(status))
      .reduce((sum, { amount }) => sum + amount, 0),
  }))
}

/** What we have in ours. */
export async function ours({ pool }: House): Promise<Map<string, OurCheckout>> {
  const { rows } = await pool.query<OurCheckout>(`
    select c.id, c.state, c.order_id as "orderId", o.number, (o.total * 100)::int as total,
      (select coalesce(sum(e.amount) filter (where e.kind = 'captured'), 0) * 100 from payments p join payment_events e on e.payment_id = p.id
        where p.checkout_id = c.id)::int as captured,
      (select coalesce(sum(e.amount) filter (where e.kind = 'refunded'), 0) * 100 from payments p join payment_events e on e.payment_id = p.id
        where p.checkout_id = c.id)::int as refunded,
      (select count(distinct p.order_id) from payments p where p.checkout_id = c.id)::int as orders
    from checkouts c left join orders o on o.id = c.order_id`)
  return new Map(rows.map((row) => [row.id, row]))
}
