import { Decimal } from '../../../kernel/decimal.ts'
import { zero, type Money } from '../../../kernel/money.ts'
import type { BillLine, PromotionTerms } from './terms.ts'

/**
 * Of each x + y units that a promotion is for, the y cheapest of all are reduced: whole units only, counted over the lines together, each line in the unit in which it is bought. `own`: what is
 * left of each line, zero for lines that it is not for.
 */
export function buyXGetY(
  {
    buyQuantity,
    getQuantity,
    mostTimes,
    percent,
  }: Pick<PromotionTerms, 'buyQuantity' | 'getQuantity' | 'mostTimes' | 'percent'>,
  lines: readonly BillLine[],
  own: readonly Money[],
): Money[] {
  const off = own.map(({ currency }) => zero(currency))
  if (!buyQuantity || !getQuantity) return off
  const units = lines.map(({ goods }, index) => ({
    index,
    count: goods && own[index]!.isPositive() ? new Decimal(goods.quantity).floor() : new Decimal(0),
    // what is left of one of them: earlier promotions count
    price: goods && own[index]!.isPositive() ? own[index]!.dividedBy(goods.quantity) : zero(own[index]!.currency),
  }))
  const all = units.reduce((total, { count }) => total.plus(count), new Decimal(0))
  const times = Decimal.min(all.dividedBy(buyQuantity + getQuantity).floor(), mostTimes ?? all)
  let reduced = times.times(getQuantity)
  const share = new Decimal(percent ?? 100).dividedBy(100)
  for (const { index, count, price } of units.sort((a, b) => a.price.comparedTo(b.price) || a.index - b.index)) {
    const here = Decimal.min(count, reduced)
    if (here.isZero()) continue
    reduced = reduced.minus(here)
    const amount = price.times(here).times(share).rounded()
    off[index] = amount.comparedTo(own[index]!) < 0 ? amount : own[index]!
  }
  return off
}
