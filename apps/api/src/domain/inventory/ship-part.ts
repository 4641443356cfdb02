import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { keepLockOrder } from '../../kernel/locks.ts'

/** So much of a product, in its primary unit. */
export interface Leaving {
  productId: string
  quantity: Decimal
}

interface Promised {
  id: string
  productId: string
  warehouseId: string
  quantity: string
}

/**
 * A part of what was promised to an order leaves: of its promises, those of the warehouse that it leaves from first. On hand goes down where it left (where that
 * warehouse keeps the product), reserved where it was promised. Products that nothing was promised of are not counted.
 */
export async function shipPart(
  ctx: Ctx,
  orderId: string,
  warehouseId: string | null,
  items: readonly Leaving[],
): Promise<void> {
  const productIds = items.map(({ productId }) => productId)
  keepLockOrder(ctx, 'inventory_levels')
  const { rows: levels } = await sql<{ productId: string; warehouseId: string }>`
    select product_id, warehouse_id from inventory_levels where product_id = any (${productIds}::uuid[]) order by id for update`.execute(
    ctx.db,
  )
  const { rows: promised } = await sql<Promised>`
    select id, product_id, warehouse_id, quantity from reservations
    where order_id = ${orderId} and state = 'committed' and product_id = any (${productIds}::uuid[])
    order by warehouse_id is distinct from ${warehouseId}::uuid, id for update`.execute(ctx.db)
  for (const { productId, quantity } of items) {
    let left = quantity
    for (const one of promised.filter((row) => row.productId === productId)) {
      const part = Decimal.min(left, one.quantity)
      if (!part.greaterThan(0)) continue
      left = left.minus(part)
      const here = levels.some((level) => level.productId === productId && level.warehouseId === warehouseId)
      await takeOut(ctx, one, part, here && warehouseId ? warehouseId : one.warehouseId)
    }
  }
}

/** Ends a promise, or so much of it, and brings the levels along. */
async function takeOut(ctx: Ctx, promised: Promised, part: Decimal, from: string): Promise<void> {
  const now = ctx.clock.now()
  const amount = part.toFixed()
  if (part.equals(promised.quantity))
    await sql`update reservations set state = 'shipped', updated_at = ${now} where id = ${promised.id}`.execute(ctx.db)
  else
    await sql`
      with rest as (
        update reservations set quantity = quantity - ${amount}::numeric, updated_at = ${now} where id = ${promised.id}
        returning product_id, warehouse_id, checkout_id, order_id
      )
      insert into reservations (id, product_id, warehouse_id, checkout_id, order_id, quantity, state, created_at, updated_at)
      select ${ctx.ids.next()}::uuid, product_id, warehouse_id, checkout_id, order_id, ${amount}::numeric, 'shipped', ${now}::timestamptz, ${now}::timestamptz
      from rest`.execute(ctx.db)
  await sql`
    update inventory_levels set updated_at = ${now},
      reserved = reserved - case when warehouse_id = ${promised.warehouseId} then ${amount}::numeric else 0 end,
      on_hand = on_hand - case when warehouse_id = ${from} then ${amount}::numeric else 0 end
    where product_id = ${promised.productId} and warehouse_id in (${promised.warehouseId}, ${from})`.execute(ctx.db)
}
