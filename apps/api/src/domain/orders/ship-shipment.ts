import { z } from 'zod'
import { moveRow, type ActionVerb } from '../../engine/index.ts'
import { minutesAfter } from '../../kernel/clock.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql, transaction } from '../../kernel/db.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse, refusalsOf } from '../../kernel/errors.ts'
import { defineJob, enqueue, type Job } from '../../kernel/jobs.ts'
import { lockRows } from '../../kernel/locks.ts'
import { refuseBlocked } from '../customers/index.ts'
import { releaseOrderStock, shipPart } from '../inventory/index.ts'
import type { PaymentProvider } from '../payments/index.ts'
import { passesByItself, takeMoney } from './take-money.ts'

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

const payload = z.object({
  shipmentId: z.uuid(),
  said: z.object({ trackingNumber: z.string().optional(), trackingUrl: z.string().optional() }),
})
type ShipAgain = Job<z.infer<typeof payload>>

/** Has goods leave whose money could not be taken because the payment service did not answer. */
export const shipAgainJob = (provider: PaymentProvider): ShipAgain =>
  defineJob({
    name: 'orders.shipAgain',
    payload,
    run: async ({ shipmentId, said }, ctx) => {
      try {
        await paidAndGone(ctx, provider, shipmentId, said)
      } catch (error) {
        // by now somebody has shipped or cancelled it, or it is refused for good, and stands with the payment
        if (passesByItself(error) || refusalsOf(error).length === 0) throw error
        ctx.log.warn({ shipmentId, err: refusalsOf(error)[0]?.code }, 'a shipment does not leave after all')
      }
    },
  })

/**
 * The goods leave, of who may be delivered to: their money first, where it was only reserved, and then they themselves. What dies in between is a shipment that is paid
 * and still here: shipped again, nothing is taken twice.
 */
export const shipShipment =
  (provider: PaymentProvider, again: ShipAgain): ActionVerb<'shipment.ship'> =>
  async ({ id, trackingNumber, trackingUrl }, ctx) => {
    const said = { ...(trackingNumber ? { trackingNumber } : {}), ...(trackingUrl ? { trackingUrl } : {}) }
    try {
      await paidAndGone(ctx, provider, id, said)
    } catch (error) {
      const runAt = minutesAfter(ctx.clock.now(), 1)
      if (passesByItself(error)) await enqueue(ctx, again, { shipmentId: id, said }, { key: `ship-${id}`, runAt })
      throw error
    }
    return { id }
  }

type Said = z.infer<typeof payload>['said']

async function paidAndGone(ctx: Ctx, provider: PaymentProvider, id: string, said: Said): Promise<void> {
  await takeMoney(ctx, provider, await mayLeave(ctx, id), id)
  await transaction(ctx, (inside) => leavesNow(inside, id, said))
}

/** Refuses what cannot leave before any money is taken for it. Answers its order. */
async function mayLeave(ctx: Ctx, id: string): Promise<string> {
  const shipment = await ctx.db
    .selectFrom('shipments')
    .innerJoin('orders', 'orders.id', 'shipments.orderId')
    .select(['orders.customerId', 'shipments.orderId', 'shipments.state', 'orders.state as orderState'])
    .where('shipments.id', '=', id)
    .executeTakeFirst()
  if (!shipment) throw refuse('NOT_FOUND', { what: 'shipment' }, 'id')
  const { customerId, orderId, state, orderState } = shipment
  await refuseBlocked(ctx, customerId, 'delivery')
  underWay(orderState)
  if (state !== 'pending') throw refuse('TRANSITION_NOT_ALLOWED', { entity: 'shipment', state, action: 'ship' })
  await leaving(ctx, id)
  return orderId
}

function underWay(orderState: string): void {
  if (orderState !== 'placed' && orderState !== 'processing')
    throw refuse('TRANSITION_NOT_ALLOWED', { entity: 'order', state: orderState, action: 'shipping of it' })
}

/** The goods leave: what was promised of them goes out of the stock, and the order goes on, to shipped once nothing of it is left to send. */
export async function leavesNow(
  ctx: Ctx,
  id: string,
  said: { shippedAt?: Date; trackingNumber?: string; trackingUrl?: string },
): Promise<void> {
  const shipment = await withOrder(ctx, id)
  const { orderId, orderState } = shipment
  underWay(orderState)
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
