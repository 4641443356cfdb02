import { moveRow, type ActionVerb } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse } from '../../kernel/errors.ts'
import { lockRows } from '../../kernel/locks.ts'
import { refuseBlocked } from '../customers/index.ts'
import { releaseOrderStock, shipPart } from '../inventory/index.ts'

/** A shipment with its order, which is locked. Refuses with NOT_FOUND. */
async function withOrder(ctx: Ctx, id: string) {
  const shipment = await ctx.db
    .selectFrom('shipments')
    .select(['orderId', 'warehouseId'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!shipment) throw refuse('NOT_FOUND', { what: 'shipment' }, 'id')
  await lockRows(ctx, 'orders', [shipment.orderId])
  const { state } = await ctx.db
    .selectFrom('orders')
    .select('state')
    .where('id', '=', shipment.orderId)
    .executeTakeFirstOrThrow()
  return { ...shipment, orderState: state }
}

/** The goods leave, of who may be delivered to. */
export const shipShipment: ActionVerb<'shipment.ship'> = async ({ id, trackingNumber, trackingUrl }, ctx) => {
  const { customerId } = (await ctx.db
    .selectFrom('shipments')
    .innerJoin('orders', 'orders.id', 'shipments.orderId')
    .select('orders.customerId')
    .where('shipments.id', '=', id)
    .executeTakeFirst()) ?? { customerId: null }
  await refuseBlocked(ctx, customerId, 'delivery')
  await leavesNow(ctx, id, {
    ...(trackingNumber ? { trackingNumber } : {}),
    ...(trackingUrl ? { trackingUrl } : {}),
  })
  return { id }
}

/** The goods leave: what was promised of them goes out of the stock, and the order goes on, to shipped once nothing of it is left to send. */
export async function leavesNow(
  ctx: Ctx,
  id: string,
  said: { shippedAt?: Date; trackingNumber?: string; trackingUrl?: string },
): Promise<void> {
  const shipment = await withOrder(ctx, id)
  const { orderId, orderState } = shipment
  if (orderState !== 'placed' && orderState !== 'processing')
    throw refuse('TRANSITION_NOT_ALLOWED', { entity: 'order', state: orderState, action: 'shipping of it' })
  const besides = { shippedAt: ctx.clock.now(), ...said }
  await moveRow(ctx, { entity: 'shipment', id, action: 'ship', to: 'shipped', besides })
  await shipPart(ctx, orderId, shipment.warehouseId, await leaving(ctx, id))
  if ((await leftOf(ctx, orderId)) === 0) {
    await moveRow(ctx, { entity: 'order', id: orderId, action: 'ship', to: 'shipped' })
    // what was promised of lines that are not delivered after all is free again
    await releaseOrderStock(ctx, orderId)
  } else if (orderState === 'placed')
    await moveRow(ctx, { entity: 'order', id: orderId, action: 'ship', to: 'processing' })
}

/** What a shipment holds, by product, in primary units. Refuses with SHIPMENT_EMPTY. */
async function leaving(ctx: Ctx, shipmentId: string) {
  const { rows } = await sql<{ productId: string | null; quantity: string }>`
    select ol.product_id, sum(sl.quantity * coalesce(pu.conversion, 1)) as quantity
    from shipment_lines sl join order_lines ol on ol.id = sl.order_line_id
    left join units u on u.code = ol.unit_code
    left join product_units pu on pu.product_id = ol.product_id and pu.unit_id = u.id
    where sl.shipment_id = ${shipmentId} group by ol.product_id order by ol.product_id`.execute(ctx.db)
  if (rows.length === 0) throw refuse('SHIPMENT_EMPTY')
  return rows.flatMap(({ productId, quantity }) => (productId ? [{ productId, quantity: new Decimal(quantity) }] : []))
}

/** How many lines of an order have something that has not left yet, of what will be delivered. */
async function leftOf(ctx: Ctx, orderId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from order_lines ol
    where ol.order_id = ${orderId} and coalesce(ol.confirmed_quantity, ol.quantity) > (
      select coalesce(sum(sl.quantity), 0) from shipment_lines sl join shipments s on s.id = sl.shipment_id
      where sl.order_line_id = ol.id and s.state in ('shipped', 'delivered'))`.execute(ctx.db)
  return rows[0]?.count ?? 0
}

/** The goods have come; with the last of them the order is completed. */
export const deliverShipment: ActionVerb<'shipment.deliver'> = async ({ id }, ctx) => {
  const { orderId, orderState } = await withOrder(ctx, id)
  await moveRow(ctx, {
    entity: 'shipment',
    id,
    action: 'deliver',
    to: 'delivered',
    besides: { deliveredAt: ctx.clock.now() },
  })
  const under = await ctx.db
    .selectFrom('shipments')
    .select('id')
    .where('orderId', '=', orderId)
    .where('state', 'in', ['pending', 'shipped'])
    .execute()
  if (orderState === 'shipped' && under.length === 0)
    await moveRow(ctx, { entity: 'order', id: orderId, action: 'complete', to: 'completed' })
  return { id }
}

/** It is not sent after all; what it holds can go into another one. */
export const cancelShipment: ActionVerb<'shipment.cancel'> = async ({ id }, ctx) => {
  await withOrder(ctx, id)
  await moveRow(ctx, { entity: 'shipment', id, action: 'cancel', to: 'cancelled' })
  return { id }
}
