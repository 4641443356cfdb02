import { sql } from '../kernel/db.ts'
import type { Database } from '../kernel/db.ts'

/** What the tables say of a checkout: what a test holds the API's answers against. */
export async function booksOf({ db }: Pick<Database, 'db'>, checkoutId: string) {
  const checkout = await db.selectFrom('checkouts').selectAll().where('id', '=', checkoutId).executeTakeFirstOrThrow()
  const payments = await db
    .selectFrom('payments')
    .selectAll()
    .where('checkoutId', '=', checkoutId)
    .orderBy('id')
    .execute()
  const ledger = await db
    .selectFrom('paymentEvents')
    .select(['paymentId', 'kind', 'amount', 'currency', 'reference', 'code'])
    .where('paymentId', 'in', (inner) =>
      inner.selectFrom('payments').select('payments.id').where('payments.checkoutId', '=', checkoutId),
    )
    .orderBy('id')
    .execute()
  const reservations = await db
    .selectFrom('reservations')
    .select(['state', 'quantity', 'orderId'])
    .where('checkoutId', '=', checkoutId)
    .execute()
  const cart = await db.selectFrom('carts').selectAll().where('id', '=', checkout.cartId).executeTakeFirstOrThrow()
  const orders = checkout.orderId
    ? await db.selectFrom('orders').selectAll().where('id', '=', checkout.orderId).execute()
    : []
  const told = await sql<{ topic: string; payload: Record<string, unknown> }>`
    select topic, payload from outbox_events
    where payload->>'orderId' = ${checkout.orderId}::text or payload->>'paymentId' = any(${payments.map(({ id }) => id)}::text[])
    order by seq`.execute(db)
  return {
    checkout,
    cart,
    payments,
    ledger,
    /** The kinds of the ledger's entries, in the order of their coming. */
    kinds: ledger.map(({ kind }) => kind),
    reservations,
    order: orders[0],
    told: told.rows,
    topics: told.rows.map(({ topic }) => topic),
  }
}

/** How many orders there are, and how much is promised: `{ orders, reserved }`. */
export async function shelvesOf({ db }: Pick<Database, 'db'>, productId: string) {
  const { rows } = await sql<{ orders: number; reserved: string; onHand: string }>`
    select (select count(*) from orders) as orders, trim_scale(sum(reserved))::text as reserved, trim_scale(sum(on_hand))::text as "onHand"
    from inventory_levels where product_id = ${productId}`.execute(db)
  return rows[0]
}
