import type { TrackedLine, TrackedOrder, TrackedShipment } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { money } from '../../kernel/money.ts'
import { readParcels, type Carriers } from '../shipping/index.ts'
import { totalsOf } from './amend-order.ts'
import { trackingPageOf } from './carried-by.ts'
import { countedUnits } from './unit-names.ts'
import { orderPaymentStatus } from '../payments/index.ts'

/** An order as whoever knows its number and e-mail address may see it; column by column, so that nothing new slips in. */
export async function readTracked(orderId: string, ctx: Ctx, carriers: Carriers): Promise<TrackedOrder> {
  const order = await ctx.db
    .selectFrom('orders')
    .select(['number', 'state', 'placedAt', 'currency', 'subtotal', 'discountTotal', 'discounts', 'shippingTotal'])
    .select(['shippingDiscount', 'surchargeTotal', 'taxTotal', 'taxes', 'total'])
    .select(['confirmation', 'confirmedAt'])
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow()
  const [lines, shipments, statuses] = await Promise.all([
    readLines(orderId, ctx),
    readShipments(orderId, ctx, carriers),
    orderPaymentStatus([orderId], ctx, {}),
  ])
  return {
    number: order.number,
    state: order.state,
    paymentStatus: statuses.get(orderId) as TrackedOrder['paymentStatus'],
    placedAt: order.placedAt,
    confirmation: order.confirmation,
    confirmedAt: order.confirmedAt,
    lines,
    totals: totalsOf(order),
    shipments,
  }
}

async function readLines(orderId: string, ctx: Ctx): Promise<TrackedLine[]> {
  const lines = await ctx.db
    .selectFrom('orderLines')
    .select(['position', 'sku', 'name', 'details', 'imageKey', 'productSlug', 'unitCode', 'unitLabel', 'quantity'])
    .select(['currency', 'unitPrice', 'rowTotal', 'discountAmount'])
    .select(['confirmation', 'confirmedQuantity', 'confirmedPrice', 'deliveries', 'confirmationNote'])
    .where('orderId', '=', orderId)
    .orderBy('position')
    .execute()
  const nameOf = await countedUnits(lines, ctx)
  return lines.map(
    ({
      unitCode,
      currency,
      quantity,
      unitPrice,
      rowTotal,
      discountAmount,
      confirmedQuantity,
      confirmedPrice,
      ...line
    }) => ({
      ...line,
      unitLabel: nameOf({ unitCode, unitLabel: line.unitLabel, quantity }),
      quantity: new Decimal(quantity).toFixed(),
      confirmedQuantity: confirmedQuantity === null ? null : new Decimal(confirmedQuantity).toFixed(),
      confirmedPrice: confirmedPrice === null ? null : money(confirmedPrice, currency).toJSON(),
      unitPrice: money(unitPrice, currency).toJSON(),
      rowTotal: money(rowTotal, currency).toJSON(),
      discountAmount: money(discountAmount, currency).toJSON(),
    }),
  )
}

async function readShipments(orderId: string, ctx: Ctx, carriers: Carriers): Promise<TrackedShipment[]> {
  const shipments = await ctx.db
    .selectFrom('shipments')
    .select(['id', 'number', 'state', 'carrier', 'service', 'trackingNumber', 'trackingUrl'])
    .select(['shippedAt', 'deliveredAt'])
    .where('orderId', '=', orderId)
    .orderBy('createdAt')
    .orderBy('number')
    .execute()
  const parcels = await readParcels(
    shipments.map(({ id }) => id),
    ctx,
  )
  return shipments.map(({ id, ...shipment }) => ({
    ...shipment,
    trackingUrl: trackingPageOf(shipment, carriers),
    parcels: parcels.get(id) ?? [],
  }))
}
