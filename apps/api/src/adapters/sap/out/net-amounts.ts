import { Decimal } from '../../../kernel/decimal.ts'
import { minorDigits } from '../../../kernel/money.ts'
import type { OrderLineRow, OrderRow } from './order-row.ts'

type Taxed = Pick<OrderRow, 'pricesIncludeTax'>

/** What a line comes to without its tax, to the cent: SAP adds the taxes itself. */
export const netOfLine = ({ rowTotal, taxAmount }: OrderLineRow, { pricesIncludeTax }: Taxed): Decimal =>
  new Decimal(rowTotal.amount).minus(pricesIncludeTax ? taxAmount.amount : 0)

/** What one of a line costs without tax: as agreed, or where prices include tax, what the line comes to by its quantity, to four decimals. */
export function netOfOne(line: OrderLineRow, order: Taxed): string {
  if (!order.pricesIncludeTax) return line.unitPrice.amount
  return netOfLine(line, order).dividedBy(line.quantity).toDecimalPlaces(4).toFixed()
}

/** What delivery comes to without its tax, which is what the taxes of the order come to beside those of its lines. */
export function netOfDelivery(order: OrderRow): Decimal {
  const gross = new Decimal(order.shippingTotal.amount)
  if (!order.pricesIncludeTax || gross.isZero()) return gross
  const tax = order.lines.reduce(
    (left, { taxAmount }) => left.minus(taxAmount.amount),
    new Decimal(order.taxTotal.amount),
  )
  return gross.minus(tax)
}

/** What the order comes to without taxes. */
export const netOfOrder = (order: OrderRow): Decimal =>
  order.lines.reduce((sum, line) => sum.plus(netOfLine(line, order)), netOfDelivery(order))

/** An amount as the currency of the order has it. */
export const written = (amount: Decimal, { currency }: Pick<OrderRow, 'currency'>): string =>
  amount.toFixed(minorDigits(currency))
