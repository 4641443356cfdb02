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
import { shipPart } from '../inventory/index.ts'
import type { PaymentProvider } from '../payments/index.ts'
import type { CallOff, Carriers } from '../shipping/index.ts'
import { refuseDisputed } from './disputed-goods.ts'
import { owedNow } from './earlier-sums.ts'
import { reckonAnew } from './follow-ledger.ts'
import { completesOnceCome, goesOn } from './order-goes-on.ts'
import { moneyForGoods, passesByItself, takeMoney, type TakeMoney } from './take-money.ts'
import { refuseUnpaid } from './unpaid-goods.ts'
import { refuseUntracked } from './untracked-goods.ts'

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
  said: z.object({
    trackingNumber: z.string().optional(),
    trackingUrl: z.string().optional(),
    unpaid: z.boolean().optional(),
    untracked: z.boolean().optional(),
    disputed: z.boolean().optional(),
  }),
})
type ShipAgain = Job<z.infer<typeof payload>>

/** Has goods leave whose money could not be taken because the payment service did not answer. */
export const shipAgainJob = (parts: Shipping): ShipAgain =>
  defineJob({
    name: 'orders.shipAgain',
    payload,
    run: async ({ shipmentId, said }, ctx) => {
      try {
        await paidAndGone(ctx, parts, shipmentId, said)
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
  (parts: Shipping, again: ShipAgain): ActionVerb<'shipment.ship'> =>
  async ({ id, trackingNumber, trackingUrl, unpaid, untracked, disputed }, ctx) => {
    const said = {
      ...(trackingNumber ? { trackingNumber } : {}),
      ...(trackingUrl ? { trackingUrl } : {}),
      ...(unpaid ? { unpaid } : {}),
      ...(untracked ? { untracked } : {}),
      ...(disputed ? { disputed } : {}),
    }
    try {
      await paidAndGone(ctx, parts, id, said)
    } catch (error) {
      const runAt = minutesAfter(ctx.clock.now(), 1)
      if (passesByItself(error)) await enqueue(ctx, again, { shipmentId: id, said }, { key: `ship-${id}`, runAt })
      throw error
    }
    return { id }
  }

type Said = z.infer<typeof payload>['said']

/** What shipping needs of others. */
export interface Shipping {
  provider: PaymentProvider
  release: TakeMoney
  carriers: Carriers
}

async function paidAndGone(ctx: Ctx, parts: Shipping, id: string, said: Said): Promise<void> {
  const { provider, release, carriers } = parts
  const { unpaid, untracked: _, disputed, ...tracking } = said
  const orderId = await mayLeave(ctx, id)
  if (!disputed) await refuseDisputed(ctx, orderId)
  await refuseUntracked(ctx, carriers, id, said)
  if (!unpaid) await refuseUnpaid(ctx, orderId, { shipmentId: id, promised: true })
  let refused = false
  await takeMoney(ctx, provider, orderId, id).catch((error: unknown) => {
    // refused for good, it stands with the payment
    if (!unpaid || passesByItself(error) || refusalsOf(error).length === 0) throw error
    refused = true
  })
  await transaction(ctx, async (inside) => {
    // its labels may have been given back while the money was taken
    await withOrder(inside, id)
    await refuseUntracked(inside, carriers, id, said)
    if (!disputed) await refuseDisputed(inside, orderId)
    await leavesNow(inside, id, tracking)
    const stands = await moneyForGoods(inside, orderId)
    // what was taken a moment ago was for another parcel, which has left meanwhile: this one stays, and is asked for anew
    if (stands === 'untaken' && !refused) throw refuse('CONFLICT')
    if (!unpaid) await refuseUnpaid(inside, orderId, { promised: false })
    if (stands === 'leftOver') await enqueue(inside, release, { orderId }, { key: `take-money-${orderId}` })
  })
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
  if (state !== 'pending') throw refuse('TRANSITION_NOT_ALLOWED', { entity: 'shipment', state, action: 'ship' })
  underWay(orderState)
  await leaving(ctx, id)
  return orderId
}

function underWay(orderState: string): void {
  if (orderState !== 'placed' && orderState !== 'processing')
    throw refuse('TRANSITION_NOT_ALLOWED', { entity: 'order', state: orderState, action: 'another shipment of it' })
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
  const owed = await owedNow(ctx, orderId)
  const besides = { shippedAt: ctx.clock.now(), ...(await labelled(ctx, id)), ...said }
  await moveRow(ctx, { entity: 'shipment', id, action: 'ship', to: 'shipped', besides })
  await shipPart(ctx, orderId, shipment.warehouseId, await leaving(ctx, id))
  await goesOn(ctx, orderId)
  // more can leave than was confirmed
  await reckonAnew(ctx, orderId, owed)
}

/** By which numbers it is found, where labels were bought for it. */
async function labelled(ctx: Ctx, shipmentId: string): Promise<Record<string, string | number>> {
  const parcels = await ctx.db
    .selectFrom('shipmentParcels')
    .select(['trackingNumber', 'trackingUrl', 'service'])
    .where('shipmentId', '=', shipmentId)
    .where('state', '=', 'bought')
    .orderBy('position')
    .execute()
  const { trackingNumber, trackingUrl, service } = parcels[0] ?? {}
  if (!trackingNumber) return {}
  return {
    ...{ trackingNumber, packages: parcels.length },
    ...(trackingUrl ? { trackingUrl } : {}),
    ...(service ? { service } : {}),
  }
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

/** The goods have come; with the last of them the order is completed. */
export const deliverShipment: ActionVerb<'shipment.deliver'> = async ({ id }, ctx) => {
  await arrivesNow(ctx, id, ctx.clock.now())
  return { id }
}

/** The goods of a shipment have come, then. */
export async function arrivesNow(ctx: Ctx, id: string, deliveredAt: Date): Promise<void> {
  const { orderId } = await withOrder(ctx, id)
  await moveRow(ctx, { entity: 'shipment', id, action: 'deliver', to: 'delivered', besides: { deliveredAt } })
  await completesOnceCome(ctx, orderId)
}

/** It is not sent after all; what it holds can go into another one, and what was bought for it is given back. */
export const cancelShipment =
  (callOff: CallOff): ActionVerb<'shipment.cancel'> =>
  async ({ id }, ctx) => {
    const { orderId } = await withOrder(ctx, id)
    await moveRow(ctx, { entity: 'shipment', id, action: 'cancel', to: 'cancelled' })
    await enqueue(ctx, callOff, { shipmentId: id }, { key: `call-off-${id}` })
    // it held what was said not to come, and the others may have come already
    await completesOnceCome(ctx, orderId)
    return { id }
  }
