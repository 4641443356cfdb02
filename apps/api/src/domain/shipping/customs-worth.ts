import { Decimal } from '../../kernel/decimal.ts'
import { money, type Money } from '../../kernel/money.ts'

/** A row of a cart or an order as customs look at it; amounts as decimals, `taxRate` as a fraction. */
export interface ValuedRow {
  rowTotal: string
  /** What promotions take off the row. */
  discount: string
  taxRate: string
  taxAmount: string
  pricesIncludeTax: boolean
}

/**
 * What a part (`share` of `whole`) of a row is worth to customs, to the cent: what was agreed for it, after discounts and without tax, since that is its price (WTO Customs Valuation Agreement, art. 1). What is
 * free has none, and is worth what identical goods are sold for (art. 2): its row before discounts. For quotes and for labels, so that both declare the same.
 */
export function customsWorth(
  { rowTotal, discount, taxRate, taxAmount, pricesIncludeTax }: ValuedRow,
  currency: string,
  [share, whole]: readonly [share: string | Decimal, whole: string | Decimal],
): Money {
  const full = money(rowTotal, currency)
  const off = full.minus(money(discount, currency))
  const paid = pricesIncludeTax ? off.minus(money(taxAmount, currency)) : off
  const listed = pricesIncludeTax ? full.dividedBy(new Decimal(1).plus(taxRate)) : full
  return (paid.isZero() ? listed : paid).times(share).dividedBy(whole).rounded()
}
