import type { Discount } from '../../kernel/contract.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { money, type Money } from '../../kernel/money.ts'
import type { Reduction } from '../pricing/index.ts'
import type { OrderedLine } from './order-to-change.ts'

/** What an order keeps of what promotions took off. */
export interface AgreedDiscounts {
  currency: string
  discounts: readonly Discount[]
}

const reduction = ({ code, name, coupon, amount }: Discount): Reduction => ({
  code,
  name,
  coupon: coupon ?? null,
  amount: money(amount.amount, amount.currency),
})

type Agreed = Pick<OrderedLine, 'discounts' | 'discountedPart' | 'rowTotal'>

/**
 * What was agreed to be taken off a line, in proportion where the line comes to less than what that was agreed for: half of the goods keep half of it. Where it comes to more, by quantity or price, it
 * keeps what it had: what is added has none, and goes first (docs/decisions/074).
 */
export function offLine({ discounts, discountedPart, rowTotal }: Agreed, comesTo: Money): Reduction[] {
  const part = new Decimal(discountedPart ?? rowTotal)
  const share = part.isZero() ? part : Decimal.min(1, comesTo.amount.dividedBy(part))
  let left = comesTo
  return discounts.map((discount) => {
    const agreed = reduction(discount)
    const scaled = agreed.amount.times(share).rounded()
    const amount = scaled.comparedTo(left) > 0 ? left : scaled
    left = left.minus(amount)
    return { ...agreed, amount }
  })
}

/** What of a row that comes to so much now its discounts were agreed for; null: all of it, or there are none. */
export function discountedPartOf({ discounts, discountedPart, rowTotal }: Agreed, comesTo: Money): string | null {
  const part = discountedPart ?? rowTotal
  return discounts.length > 0 && comesTo.amount.greaterThan(part) ? part : null
}

/** What was agreed to be taken off the delivery: of each promotion, what its lines do not have. */
export function offShipping(order: AgreedDiscounts, lines: readonly OrderedLine[]): Reduction[] {
  return order.discounts.map(reduction).flatMap((agreed) => {
    const ofLines = lines
      .flatMap(({ discounts }) => discounts)
      .filter(({ code }) => code === agreed.code)
      .reduce((total, { amount }) => total.plus(money(amount.amount, amount.currency)), money(0, order.currency))
    const amount = agreed.amount.minus(ofLines)
    return amount.isZero() ? [] : [{ ...agreed, amount }]
  })
}
