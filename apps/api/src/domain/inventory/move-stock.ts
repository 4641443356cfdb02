import type { ReservationState } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql, type RawBuilder } from '../../kernel/db.ts'
import { keepLockOrder } from '../../kernel/locks.ts'

/** Lets go what a checkout holds. Asked again, nothing is left to let go. Must run in a transaction; two statements. */
export async function releaseStock(ctx: Ctx, checkoutId: string): Promise<void> {
  await settle(ctx, { of: sql`r.checkout_id = ${checkoutId}::uuid`, from: 'held', to: 'released' })
}

/** Gives back what was promised to an order that will not be shipped; what is shipped already stays shipped. */
export async function releaseOrderStock(ctx: Ctx, orderId: string): Promise<void> {
  await settle(ctx, { of: sql`r.order_id = ${orderId}::uuid`, from: 'committed', to: 'released' })
}

/** What was promised to an order leaves the warehouse: on hand and reserved go down together. Asked again, nothing is left to ship. */
export async function shipStock(ctx: Ctx, orderId: string): Promise<void> {
  await settle(ctx, { of: sql`r.order_id = ${orderId}::uuid`, from: 'committed', to: 'shipped' })
}

/**
 * What a checkout holds is its order's from now on, without an end. How much can be had stays the same, so nobody needs to hear of it. Answers how many
 * promises there were: asked again, none. One statement.
 */
export async function commitStock(ctx: Ctx, checkoutId: string, orderId: string): Promise<number> {
  const result = await ctx.db
    .updateTable('reservations')
    .set({ state: 'committed', orderId, expiresAt: null, updatedAt: ctx.clock.now() })
    .where('checkoutId', '=', checkoutId)
    .where('state', '=', 'held')
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

interface Move {
  /** Which promises; `r` is the reservation. */
  of: RawBuilder<unknown>
  from: ReservationState
  to: 'released' | 'shipped'
}

/** Ends promises and brings the levels along, in one statement under the levels' locks: each promise counts once, whoever else ends it. */
async function settle(ctx: Ctx, { of, from, to }: Move): Promise<void> {
  keepLockOrder(ctx, 'inventory_levels')
  const locked = await sql`
    select l.id from inventory_levels l
    where exists (
      select 1 from reservations r
      where ${of} and r.state = ${from} and r.product_id = l.product_id and r.warehouse_id = l.warehouse_id
    )
    order by l.id for update of l`.execute(ctx.db)
  if (locked.rows.length === 0) return
  const now = ctx.clock.now()
  await sql`
    with ended as (
      update reservations r set state = ${to}, updated_at = ${now}::timestamptz
      where ${of} and r.state = ${from}
      returning r.product_id, r.warehouse_id, r.quantity
    ),
    total as (select product_id, warehouse_id, sum(quantity) as quantity from ended group by product_id, warehouse_id)
    update inventory_levels l set
      reserved = l.reserved - total.quantity,
      on_hand = l.on_hand - ${to === 'shipped' ? sql`total.quantity` : sql`0`},
      updated_at = ${now}::timestamptz
    from total where l.product_id = total.product_id and l.warehouse_id = total.warehouse_id`.execute(ctx.db)
}
