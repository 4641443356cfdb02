import { Decimal } from '../../../kernel/decimal.ts'
import { minorDigits, roundHalfUp } from '../../../kernel/money.ts'
import type { OrderLineRow, OrderRow } from './order-row.ts'

type Taxed = Pick<OrderRow, 'pricesIncludeTax'>

const discountOf = ({ discountAmount }: OrderLineRow): Decimal => new Decimal(discountAmount?.amount ?? 0)

/** What a line comes to after discounts and without its tax, to the cent: SAP adds the taxes itself. */
export const netOfLine = (line: OrderLineRow, { pricesIncludeTax }: Taxed): Decimal =>
  new Decimal(line.rowTotal.amount).minus(discountOf(line)).minus(pricesIncludeTax ? line.taxAmount.amount : 0)

/** What is taken off a line, without tax: where prices include it, in the proportion in which the line does. */
export function netOffLine(line: OrderLineRow, order: Taxed): Decimal {
  const discount = discountOf(line)
  if (!order.pricesIncludeTax || discount.isZero()) return discount
  const net = discount.dividedBy(new Decimal(line.taxRate).plus(1))
  return roundHalfUp(net, minorDigits(line.rowTotal.currency))
}

/** What a line comes to without tax before anything is taken off it: price condition less discount condition is `netOfLine`, to the cent. */
export const netBeforeDiscount = (line: OrderLineRow, order: Taxed): Decimal =>
  netOfLine(line, order).plus(netOffLine(line, order))

/** What one of a line costs without tax: as agreed, or where prices include tax, what the line comes to by its quantity, to four decimals. */
export function netOfOne(line: OrderLineRow, order: Taxed): string {
  if (!order.pricesIncludeTax) return line.unitPrice.amount
  return netBeforeDiscount(line, order).dividedBy(line.quantity).toDecimalPlaces(4).toFixed()
}

/** What the head of an order adds to its lines, without tax. */
export interface HeadNet {
  delivery: Decimal
  discount: Decimal
  surcharge: Decimal
}

/** Delivery, what is taken off it, and the surcharge of the way to pay, net. Their tax is what the taxes of the order come to beside those of its lines. */
export function netOfHead(order: OrderRow): HeadNet {
  const [delivery, discount, surcharge] = [order.shippingTotal, order.shippingDiscount, order.surchargeTotal].map(
    ({ amount }) => new Decimal(amount),
  ) as [Decimal, Decimal, Decimal]
  const gross = delivery.minus(discount).plus(surcharge)
  if (!order.pricesIncludeTax || gross.isZero()) return { delivery, discount, surcharge }
  const tax = order.lines.reduce(
    (left, { taxAmount }) => left.minus(taxAmount.amount),
    new Decimal(order.taxTotal.amount),
  )
  const net = gross.minus(tax)
  const share = (of: Decimal) => roundHalfUp(of.times(net).dividedBy(gross), minorDigits(order.currency))
  // the delivery has what is left of rounding, so that the head adds up
  const [off, more] = [share(discount), share(surcharge)]
  return { delivery: net.plus(off).minus(more), discount: off, surcharge: more }
}

/** What the order comes to without taxes. */
export const netOfOrder = (order: OrderRow): Decimal => {
  const { delivery, discount, surcharge } = netOfHead(order)
  const head = delivery.minus(discount).plus(surcharge)
  return order.lines.reduce((sum, line) => sum.plus(netOfLine(line, order)), head)
}

/** An amount as the currency of the order has it. */
export const written = (amount: Decimal, { currency }: Pick<OrderRow, 'currency'>): string =>
  amount.toFixed(minorDigits(currency))
