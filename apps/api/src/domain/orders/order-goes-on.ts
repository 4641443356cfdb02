import { moveRow } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { releaseOrderStock } from '../inventory/index.ts'

/**
 * An order goes on by what has left of it: to shipped once nothing of what will be delivered is left to send, be it that the last goods have left, or that it was said of the rest that it
 * will not come. What was promised of that is free again then. Nothing is done of an order that nothing has left of, nor of one that has gone further. Under the order's lock.
 */
export async function goesOn(ctx: Ctx, orderId: string): Promise<'under way' | 'shipped'> {
  const { state } = await ctx.db
    .selectFrom('orders')
    .select('state')
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow()
  const { sent, left } = await goodsOf(ctx, orderId)
  if (!sent || (state !== 'placed' && state !== 'processing')) return 'under way'
  if (left) {
    if (state === 'placed') await moveRow(ctx, { entity: 'order', id: orderId, action: 'ship', to: 'processing' })
    return 'under way'
  }
  await moveRow(ctx, { entity: 'order', id: orderId, action: 'ship', to: 'shipped' })
  // what was promised of lines that are not delivered after all
  await releaseOrderStock(ctx, orderId)
  return 'shipped'
}

/** A shipped order is completed once none of its shipments is still to leave or to come. Under the order's lock. */
export async function completesOnceCome(ctx: Ctx, orderId: string): Promise<void> {
  const { state } = await ctx.db
    .selectFrom('orders')
    .select('state')
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow()
  if (state !== 'shipped') return
  const under = await ctx.db
    .selectFrom('shipments')
    .select('id')
    .where('orderId', '=', orderId)
    .where('state', 'in', ['pending', 'shipped'])
    .executeTakeFirst()
  if (!under) await moveRow(ctx, { entity: 'order', id: orderId, action: 'complete', to: 'completed' })
}

/** Whether a shipment of an order has left, and whether something of what will be delivered has not. One statement. */
async function goodsOf(ctx: Ctx, orderId: string): Promise<{ sent: boolean; left: boolean }> {
  const { rows } = await sql<{ sent: boolean; left: boolean }>`
    select exists (select from shipments where order_id = ${orderId} and state in ('shipped', 'delivered')) as sent,
      exists (select from order_lines ol
        where ol.order_id = ${orderId} and coalesce(ol.confirmed_quantity, ol.quantity) > (
          select coalesce(sum(sl.quantity), 0) from shipment_lines sl join shipments s on s.id = sl.shipment_id
          where sl.order_line_id = ol.id and s.state in ('shipped', 'delivered'))) as left`.execute(ctx.db)
  return rows[0] ?? { sent: false, left: false }
}
