import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse } from '../../kernel/errors.ts'
import { money, sum, type Money } from '../../kernel/money.ts'

/** An order as far as it decides what is due of it; amounts and quantities as decimals. */
export interface Going {
  total: string
  currency: string
  /** `value`: the row after discounts, with tax. `delivered`: what will be, of `quantity`. `gone`: what has left. */
  lines: { value: string; quantity: string; delivered: string; gone: string }[]
}

/** What of an order's total is due when goods leave. */
export interface Due {
  amount: Money
  /** Nothing is left to send after that. */
  last: boolean
}

/**
 * What of an order's total is due for the goods that have left, and for those of one more shipment: their rows with tax after discounts, by quantity. What the total holds besides
 * (delivery with its discount, surcharge, their taxes) is due with the first goods; what it is less than its rows is spread over them. With the last piece exactly the total is due, so
 * that parts never add up to another sum. `inAll`: once all that will be delivered has left. One statement.
 */
export async function dueForGoods(
  ctx: Ctx,
  orderId: string,
  shipmentId: string | null,
): Promise<Due & { inAll: Money }> {
  const order = (await goingOf(ctx, [orderId], shipmentId)).get(orderId)
  if (!order) throw refuse('NOT_FOUND', { what: 'order' }, 'id')
  return { ...dueOf(order), inAll: dueInAll(order) }
}

/** What of orders has left, that of one more shipment counted. One statement. */
export async function goingOf(
  ctx: Ctx,
  orderIds: readonly string[],
  shipmentId: string | null = null,
): Promise<Map<string, Going>> {
  const { rows } = await sql<Going & { id: string }>`
    select o.id, o.total::text, o.currency, (
      select coalesce(jsonb_agg(jsonb_build_object(
        'value', (l.row_total - l.discount_amount + case when o.prices_include_tax then 0 else l.tax_amount end)::text, 'quantity', l.quantity::text,
        'delivered', coalesce(l.confirmed_quantity, l.quantity)::text, 'gone', (
          select coalesce(sum(sl.quantity), 0)::text from shipment_lines sl join shipments s on s.id = sl.shipment_id
          where sl.order_line_id = l.id and (s.state in ('shipped', 'delivered') or s.id = ${shipmentId}::uuid)))), '[]')
      from order_lines l where l.order_id = o.id) as lines
    from orders o where o.id = any(${[...orderIds]}::uuid[])`.execute(ctx.db)
  return new Map(rows.map(({ id, ...order }) => [id, order]))
}

/** What of an order's total is due once all that will be delivered has left. */
export const dueInAll = (order: Going): Money =>
  dueOf({
    ...order,
    lines: order.lines.map((line) => ({ ...line, gone: Decimal.max(line.gone, line.delivered).toFixed() })),
  }).amount

/** The same, from what is known of the order. */
export function dueOf({ total: inAll, currency, lines }: Going): Due {
  const total = money(inAll, currency)
  const none = money('0', currency)
  const left = (line: Going['lines'][number], of: string) => new Decimal(of).greaterThan(line.gone)
  const last = !lines.some((line) => left(line, line.delivered))
  if (!lines.some((line) => left(line, line.quantity))) return { amount: total, last }
  const goods = sum(
    lines.map(({ value }) => money(value, currency)),
    currency,
  )
  const gone = sum(
    lines.map(({ value, quantity, gone }) => money(value, currency).times(gone).dividedBy(quantity).rounded()),
    currency,
  )
  if (!lines.some((line) => new Decimal(line.gone).greaterThan(0))) return { amount: none, last }
  const besides = total.minus(goods)
  const spread = besides.amount.isNegative() && goods.isPositive()
  const amount = gone.plus(spread ? besides.times(gone.amount).dividedBy(goods.amount) : besides)
  const due = amount.rounded()
  return { amount: due.comparedTo(total) > 0 ? total : due, last }
}
