import type { Ctx } from '../../kernel/context.ts'
import type { Discount } from '../../kernel/contract.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse } from '../../kernel/errors.ts'
import { nothingSent } from './nothing-sent.ts'

/** A line of an order that may change. */
export interface OrderedLine {
  id: string
  position: number
  sku: string
  productId: string | null
  unitCode: string
  quantity: string
  unitPrice: string
  rowTotal: string
  currency: string
  /** By promotion, as it was agreed. */
  discounts: readonly Discount[]
  /** What of the row they were agreed for; none: all of it. */
  discountedPart: string | null
  /** What stock is counted in. */
  primaryQuantity: Decimal
}

/**
 * An order with its lines and where it goes, which must stand to be changed: nothing of it has left, and its state is placed. The caller holds its lock. Refuses
 * NOT_FOUND, TRANSITION_NOT_ALLOWED, ORDER_SHIPPED.
 */
export async function standsToBeChanged(ctx: Ctx, id: string, action: string) {
  const order = await ctx.db
    .selectFrom('orders')
    .select([
      'state',
      'websiteId',
      'customerId',
      'currency',
      'locale',
      'pricesIncludeTax',
      'shippingOption',
      'shippingTotal',
      'discounts',
      'surchargeTotal',
    ])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!order) throw refuse('NOT_FOUND', { what: 'order' }, 'id')
  await nothingSent(ctx, id)
  if (order.state !== 'placed') throw refuse('TRANSITION_NOT_ALLOWED', { entity: 'order', state: order.state, action })
  const rows = await ctx.db
    .selectFrom('orderLines')
    .leftJoin('units', 'units.code', 'orderLines.unitCode')
    .leftJoin('productUnits', (join) =>
      join.onRef('productUnits.productId', '=', 'orderLines.productId').onRef('productUnits.unitId', '=', 'units.id'),
    )
    .select([
      'orderLines.id',
      'orderLines.position',
      'orderLines.sku',
      'orderLines.productId',
      'orderLines.unitCode',
      'orderLines.quantity',
      'orderLines.unitPrice',
      'orderLines.rowTotal',
      'orderLines.currency',
      'orderLines.discounts',
      'orderLines.discountedPart',
      'productUnits.conversion',
    ])
    .where('orderLines.orderId', '=', id)
    .orderBy('orderLines.position')
    .execute()
  const lines = rows.map(({ conversion, ...line }): OrderedLine => ({
    ...line,
    primaryQuantity: new Decimal(line.quantity).times(conversion ?? 0),
  }))
  const place = await ctx.db
    .selectFrom('orderAddresses')
    .select(['countryCode', 'region', 'postalCode'])
    .where('orderId', '=', id)
    .where('kind', '=', 'shipping')
    .executeTakeFirstOrThrow()
  const { shippingOption: option } = order
  return { order, lines, place: (option?.pickup ? option.pickupPlace : null) ?? place }
}

/** How much of a line is in shipments that are being made, in its unit. */
export async function packedOf(ctx: Ctx, orderLineId: string): Promise<Decimal> {
  const { packed } = await ctx.db
    .selectFrom('shipmentLines')
    .innerJoin('shipments', 'shipments.id', 'shipmentLines.shipmentId')
    .select(({ fn }) => fn.sum<string | null>('shipmentLines.quantity').as('packed'))
    .where('shipmentLines.orderLineId', '=', orderLineId)
    .where('shipments.state', '<>', 'cancelled')
    .executeTakeFirstOrThrow()
  return new Decimal(packed ?? 0)
}
