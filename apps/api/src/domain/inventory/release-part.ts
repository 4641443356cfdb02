import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { keepLockOrder } from '../../kernel/locks.ts'

/**
 * Frees so much of a product (in its primary unit) of what is promised to an order, the latest promises first. Less where less is promised. In the caller's
 * transaction, under the levels' locks.
 */
export async function releasePart(ctx: Ctx, orderId: string, productId: string, quantity: Decimal): Promise<void> {
  keepLockOrder(ctx, 'inventory_levels')
  await sql`select id from inventory_levels where product_id = ${productId} order by id for update`.execute(ctx.db)
  const { rows: promised } = await sql<{ id: string; warehouseId: string; quantity: string }>`
    select id, warehouse_id, quantity from reservations
    where order_id = ${orderId} and product_id = ${productId} and state = 'committed' order by id desc for update`.execute(
    ctx.db,
  )
  const now = ctx.clock.now()
  let left = quantity
  for (const one of promised) {
    const part = Decimal.min(left, one.quantity)
    if (!part.greaterThan(0)) return
    left = left.minus(part)
    if (part.equals(one.quantity))
      await sql`update reservations set state = 'released', updated_at = ${now} where id = ${one.id}`.execute(ctx.db)
    else
      await sql`update reservations set quantity = quantity - ${part.toFixed()}::numeric, updated_at = ${now} where id = ${one.id}`.execute(
        ctx.db,
      )
    await sql`
      update inventory_levels set reserved = reserved - ${part.toFixed()}::numeric, updated_at = ${now}
      where product_id = ${productId} and warehouse_id = ${one.warehouseId}`.execute(ctx.db)
  }
}
