import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse } from '../../kernel/errors.ts'
import { money, sum, type Money } from '../../kernel/money.ts'

interface Going {
  total: string
  currency: string
  lines: { value: string; quantity: string; delivered: string; gone: string }[]
}

/** What of an order's total is due when goods leave. */
export interface Due {
  amount: Money
  /** Nothing is left to send after that. */
  last: boolean
}

/**
 * What of an order's total is due for the goods that have left, and for those of one more shipment: their rows with tax, by quantity. What the total holds besides (delivery
 * and its tax) is due with the first goods; what it is less than its rows (a discount of the order) is spread over them. With the last piece exactly the total is due, so
 * that parts never add up to another sum. One statement.
 */
export async function dueForGoods(ctx: Ctx, orderId: string, shipmentId: string | null): Promise<Due> {
  const { rows } = await sql<Going>`
    select o.total::text, o.currency, (
      select coalesce(jsonb_agg(jsonb_build_object(
        'value', (l.row_total + case when o.prices_include_tax then 0 else l.tax_amount end)::text, 'quantity', l.quantity::text,
        'delivered', coalesce(l.confirmed_quantity, l.quantity)::text, 'gone', (
          select coalesce(sum(sl.quantity), 0)::text from shipment_lines sl join shipments s on s.id = sl.shipment_id
          where sl.order_line_id = l.id and (s.state in ('shipped', 'delivered') or s.id = ${shipmentId}::uuid)))), '[]')
      from order_lines l where l.order_id = o.id) as lines
    from orders o where o.id = ${orderId}`.execute(ctx.db)
  const [order] = rows
  if (!order) throw refuse('NOT_FOUND', { what: 'order' }, 'id')
  return dueOf(order)
}

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
  if (!gone.isPositive()) return { amount: none, last }
  const besides = total.minus(goods)
  const amount = gone.plus(besides.amount.isNegative() ? besides.times(gone.amount).dividedBy(goods.amount) : besides)
  const due = amount.rounded()
  return { amount: due.comparedTo(total) > 0 ? total : due, last }
}
