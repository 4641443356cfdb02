import { Decimal } from '../../../apps/api/src/kernel/decimal.ts'
import { money, type Money } from '../../../apps/api/src/kernel/money.ts'
import type { Rows } from '../copy.ts'
import type { OrderData } from '../data/orders.ts'
import { drawn, seedId, seedIdOfDay } from '../ids.ts'
import { levelId } from './stock.ts'

/** What an order took, in the primary unit. */
export interface Bought {
  order: OrderData
  orderId: string
  sku: string
  productId: string
  quantity: Decimal
}

interface Made {
  data: OrderData
  orderId: string
  placedAt: Date
  lines: { id: string; quantity: string }[]
  total: Money
}

const day = 86_400_000
const hour = 3_600_000
const sent = (state: OrderData['state']) => state === 'shipped' || state === 'completed'

/** The payments with their ledgers, the reservations and the shipments of orders. */
export function movesOf(made: readonly Made[], bought: readonly Bought[]): Rows {
  return {
    payments: made.map(({ data, orderId, placedAt, total }) => ({
      id: paymentId(data),
      provider: 'stripe',
      reference: `pi_seed_${code(data)}`,
      currency: data.currency,
      amount: total.toDecimalString(),
      method: data.card,
      orderId,
      createdAt: placedAt,
      updatedAt: placedAt,
    })),
    paymentEvents: made.flatMap(ledgerOf),
    reservations: bought.map(({ order, orderId, sku, productId, quantity }) => ({
      id: seedId('reservation', `${order.number}/${sku}`),
      quantity: quantity.toString(),
      state: sent(order.state)
        ? ('shipped' as const)
        : order.state === 'cancelled'
          ? ('released' as const)
          : ('committed' as const),
      productId,
      warehouseId: seedId('warehouse', order.warehouse),
      orderId,
    })),
    shipments: made.filter(({ data }) => sent(data.state)).map(shipmentOf),
    shipmentLines: made
      .filter(({ data }) => sent(data.state))
      .flatMap(({ data, lines }) =>
        lines.map(({ id, quantity }) => ({
          id: seedId('shipmentLine', id),
          quantity,
          shipmentId: shipmentId(data),
          orderLineId: id,
        })),
      ),
  }
}

/** The levels after what was sent has left and what is promised is reserved. Throws Error where an order took what was not there. */
export function afterOrders(
  levels: NonNullable<Rows['inventoryLevels']>,
  bought: readonly Bought[],
): NonNullable<Rows['inventoryLevels']> {
  return levels.map((level) => {
    const taken = bought.filter(
      ({ sku, order }) => order.state !== 'cancelled' && levelId(sku, order.warehouse) === level.id,
    )
    const total = (some: readonly Bought[]) =>
      some.reduce((amount, { quantity }) => amount.plus(quantity), new Decimal(0))
    const onHand = new Decimal(String(level.onHand)).minus(total(taken.filter(({ order }) => sent(order.state))))
    const reserved = total(taken.filter(({ order }) => !sent(order.state)))
    if (onHand.lessThan(reserved)) throw new Error(`the seeded orders take more of ${taken[0]?.sku} than there is`)
    return { ...level, onHand: onHand.toString(), reserved: reserved.toString() }
  })
}

function ledgerOf({ data, placedAt, total }: Made): NonNullable<Rows['paymentEvents']> {
  const reference = `pi_seed_${code(data)}`
  const entry = (kind: 'created' | 'captured' | 'refunded', of: string, amount: Money, after: number) => ({
    id: seedIdOfDay('paymentEvent', `${data.number}/${kind}`, data.daysAgo - after / day),
    kind,
    currency: data.currency,
    amount: amount.toDecimalString(),
    reference: of,
    occurredAt: new Date(placedAt.getTime() + after),
    paymentId: paymentId(data),
  })
  const refund = data.state === 'cancelled' ? total : data.refund ? money(data.refund, data.currency) : undefined
  return [
    entry('created', reference, total, -40_000),
    entry('captured', reference, total, -1_000),
    ...(refund
      ? [entry('refunded', `re_seed_${code(data)}`, refund, data.state === 'cancelled' ? 5 * hour : 6 * day)]
      : []),
  ]
}

function shipmentOf({ data, orderId, placedAt }: Made): NonNullable<Rows['shipments']>[number] {
  const shippedAt = new Date(placedAt.getTime() + 20 * hour)
  return {
    id: shipmentId(data),
    number: data.number.replace('P-', 'S-'),
    state: data.state === 'completed' ? 'delivered' : 'shipped',
    carrier: data.warehouse === 'memphis' ? 'FedEx' : 'DHL',
    service: data.warehouse === 'memphis' ? 'Ground' : 'Paket',
    trackingNumber: `SEED${String(drawn(`tracking/${data.number}`, 1_000_000_000)).padStart(10, '0')}`,
    shippedAt,
    deliveredAt: data.state === 'completed' ? new Date(shippedAt.getTime() + 3 * day) : null,
    orderId,
    warehouseId: seedId('warehouse', data.warehouse),
  }
}

const code = (data: OrderData) => data.number.replaceAll('-', '').toLowerCase()
const paymentId = (data: OrderData) => seedIdOfDay('payment', data.number, data.daysAgo)
const shipmentId = (data: OrderData) => seedIdOfDay('shipment', data.number, data.daysAgo)
