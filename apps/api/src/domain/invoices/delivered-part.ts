import type { TaxLine } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { money, sum, type Money } from '../../kernel/money.ts'
import { dueInAll } from '../orders/index.ts'

/** A line of an order, as it was agreed, with how much of it is to be billed. Decimals. */
interface AgreedLine {
  id: string
  quantity: string
  billed: string
  rowTotal: string
  discountAmount: string
  taxRate: string
  taxAmount: string
}

/** What an order came to. Decimals of `currency`. */
interface AgreedTotals {
  currency: string
  pricesIncludeTax: boolean
  subtotal: string
  discountTotal: string
  shippingTotal: string
  surchargeTotal: string
  taxTotal: string
  total: string
  taxes: TaxLine[]
}

export interface BilledLine {
  orderLineId: string
  quantity: string
  rowTotal: Money
  discountAmount: Money
  taxAmount: Money
}

export interface BilledPart {
  lines: BilledLine[]
  subtotal: Money
  discountTotal: Money
  taxTotal: Money
  total: Money
  taxes: TaxLine[]
}

/**
 * What of an order is to be billed: as much of each line as was confirmed, or has left, and no more than was ordered; delivery and surcharge as they were agreed. Rows, discounts and taxes are shared by
 * quantity and rounded to coins, so that it comes to what `order.due` reckons by; of an order that is delivered whole nothing is reckoned anew. No lines: nothing of it is delivered. Three statements.
 */
export async function deliveredPart(ctx: Ctx, orderId: string): Promise<BilledPart> {
  const order = await ctx.db
    .selectFrom('orders')
    .select(['currency', 'pricesIncludeTax', 'subtotal', 'discountTotal', 'shippingTotal', 'surchargeTotal'])
    .select(['taxTotal', 'total', 'taxes'])
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow()
  const { rows } = await sql<AgreedLine>`
    select l.id, l.quantity::text, l.row_total::text as "rowTotal", l.discount_amount::text as "discountAmount",
      l.tax_rate::text as "taxRate", l.tax_amount::text as "taxAmount",
      least(l.quantity, greatest(coalesce(l.confirmed_quantity, l.quantity), (
        select coalesce(sum(sl.quantity), 0) from shipment_lines sl join shipments s on s.id = sl.shipment_id
        where sl.order_line_id = l.id and s.state in ('shipped', 'delivered'))))::text as billed
    from order_lines l where l.order_id = ${orderId} order by l.position`.execute(ctx.db)
  return partOf(order, rows)
}

function partOf(order: AgreedTotals, agreed: readonly AgreedLine[]): BilledPart {
  const { currency } = order
  const amount = (of: string) => money(of, currency)
  const all = (amounts: readonly Money[]) => sum(amounts, currency)
  const lines = agreed.map((line) => billed(line, order))
  const less = (of: 'rowTotal' | 'discountAmount' | 'taxAmount') =>
    all(agreed.map((line, index) => amount(line[of]).minus(lines[index]![of])))
  const subtotal = amount(order.subtotal).minus(less('rowTotal'))
  const discountTotal = amount(order.discountTotal).minus(less('discountAmount'))
  const total = dueInAll({
    ...order,
    lines: agreed.map((line) => ({
      ...{ value: valueOf(line, order).toDecimalString(), quantity: line.quantity, delivered: line.billed, gone: '0' },
    })),
  })
  const taxes = taxesWithout(order.taxes, agreed, lines, currency)
  const parts = subtotal.minus(discountTotal).plus(amount(order.shippingTotal)).plus(amount(order.surchargeTotal))
  // with tax on top, what the rows are rounded by is in the tax
  const taxTotal = order.pricesIncludeTax ? amount(order.taxTotal).minus(less('taxAmount')) : total.minus(parts)
  return {
    lines: lines.filter(({ quantity }) => !new Decimal(quantity).isZero()),
    subtotal,
    discountTotal,
    taxTotal,
    total,
    taxes: addingUp(taxes, taxTotal).map(({ amount, ...tax }) => ({ ...tax, amount: amount.toJSON() })),
  }
}

/** A row after its discounts, with tax. */
const valueOf = ({ rowTotal, discountAmount, taxAmount }: AgreedLine, order: AgreedTotals): Money => {
  const row = money(rowTotal, order.currency).minus(money(discountAmount, order.currency))
  return order.pricesIncludeTax ? row : row.plus(money(taxAmount, order.currency))
}

function billed(line: AgreedLine, order: AgreedTotals): BilledLine {
  const amount = (of: string) => money(of, order.currency)
  const same = { orderLineId: line.id, quantity: line.billed }
  if (new Decimal(line.billed).equals(line.quantity))
    return {
      ...same,
      rowTotal: amount(line.rowTotal),
      discountAmount: amount(line.discountAmount),
      taxAmount: amount(line.taxAmount),
    }
  const share = (of: Money) => of.times(line.billed).dividedBy(line.quantity).rounded()
  const [rowTotal, value] = [share(amount(line.rowTotal)), share(valueOf(line, order))]
  // with tax in the prices the row's discount takes what is rounded, else its tax does: both add up to the value
  if (order.pricesIncludeTax)
    return { ...same, rowTotal, discountAmount: rowTotal.minus(value), taxAmount: share(amount(line.taxAmount)) }
  const discountAmount = share(amount(line.discountAmount))
  return { ...same, rowTotal, discountAmount, taxAmount: value.minus(rowTotal).plus(discountAmount) }
}

type Tax = Omit<TaxLine, 'amount'> & { amount: Money }

/** The taxes of an order without those of what is not billed: a line's are of its rate, or where several taxes make it up, shared by them all. */
function taxesWithout(
  taxes: readonly TaxLine[],
  agreed: readonly AgreedLine[],
  lines: readonly BilledLine[],
  currency: string,
): Tax[] {
  const left: Tax[] = taxes.map((tax) => ({ ...tax, amount: money(tax.amount.amount, currency) }))
  for (const [index, line] of agreed.entries()) {
    const gone = money(line.taxAmount, currency).minus(lines[index]!.taxAmount)
    if (gone.isZero() || left.length === 0) continue
    const own = left.filter(({ rate }) => new Decimal(rate).equals(line.taxRate))
    const bearing = own.length > 0 ? own.slice(0, 1) : left
    const shares = gone.allocate(bearing.map(({ rate }) => new Decimal(rate)))
    for (const [at, tax] of bearing.entries()) tax.amount = tax.amount.minus(shares[at]!)
  }
  return left.filter(({ amount }) => !amount.isZero())
}

/** What coins were rounded by goes to the largest tax. */
function addingUp(taxes: readonly Tax[], total: Money): Tax[] {
  const off = total.minus(
    sum(
      taxes.map(({ amount }) => amount),
      total.currency,
    ),
  )
  const largest = taxes.reduce<Tax | undefined>(
    (most, tax) => (most && most.amount.comparedTo(tax.amount) >= 0 ? most : tax),
    undefined,
  )
  return taxes.map((tax) => (tax === largest ? { ...tax, amount: tax.amount.plus(off) } : tax))
}
