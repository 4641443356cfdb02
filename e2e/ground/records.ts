import pg from 'pg'

/** An order as the database, its ledger and the outbox have it. */
export interface OrderRecord {
  id: string
  number: string
  email: string
  total: string
  currency: string
  /** Captured minus refunded, as the ledger adds up. */
  paid: string
  /** Payments that the order has. */
  payments: number
  /** `order.placed` events in the outbox. */
  announced: number
  lines: { sku: string; quantity: string }[]
}

/** Reads what is written; journeys act through the shop only. */
export class Records {
  private readonly pool: pg.Pool

  constructor(databaseUrl: string) {
    this.pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  }

  /** Every order that was placed under an e-mail address, oldest first. */
  async orders(email: string): Promise<OrderRecord[]> {
    const found = await this.pool.query<OrderRecord>(
      `select o.id, o.number, o.email, o.total::text, o.currency,
         (select coalesce(sum(case e.kind when 'captured' then e.amount when 'refunded' then -e.amount else 0 end), 0)::numeric(19,4)::text
            from payment_events e join payments p on p.id = e.payment_id where p.order_id = o.id) as paid,
         (select count(*)::int from payments p where p.order_id = o.id) as payments,
         (select count(*)::int from outbox_events x where x.topic = 'order.placed' and x.entity_id = o.id) as announced,
         (select json_agg(json_build_object('sku', l.sku, 'quantity', l.quantity::text) order by l.position)
            from order_lines l where l.order_id = o.id) as lines
       from orders o where o.email = $1 order by o.placed_at`,
      [email],
    )
    return found.rows
  }

  /** What is on hand and what is promised of an article, over all warehouses. */
  async stock(sku: string): Promise<{ onHand: number; reserved: number }> {
    const found = await this.pool.query<{ onHand: string; reserved: string }>(
      `select coalesce(sum(l.on_hand), 0)::text as "onHand", coalesce(sum(l.reserved), 0)::text as reserved
         from inventory_levels l join products p on p.id = l.product_id where p.sku = $1`,
      [sku],
    )
    const row = found.rows[0]
    return { onHand: Number(row?.onHand), reserved: Number(row?.reserved) }
  }

  async close(): Promise<void> {
    await this.pool.end()
  }
}
