import { Decimal } from '../../../kernel/decimal.ts'
import { money, sum, zero, type Money } from '../../../kernel/money.ts'
import { buyXGetY } from './buy-x-get-y.ts'
import type { BillLine, PromotionTerms, Reduction } from './terms.ts'

/** What promotions take off a bill. */
export interface Discounts {
  /** Of each line, in the order of the lines. */
  lines: Reduction[][]
  shipping: Reduction[]
  /** Those that hold, in the order in which they were applied. */
  applied: PromotionTerms[]
}

/** What is left of the bill when a promotion comes to it. */
interface Left {
  lines: Money[]
  /** Null: not known yet. */
  shipping: Money | null
}

/** What one promotion takes off. */
interface Off {
  lines: Money[]
  shipping: Money
}

/**
 * Applies promotions one after the other: the higher priority first, of the same the first by code, whatever order they are given in. Each works on what the earlier ones left, and
 * none takes off more than is there. Discounts of several lines together are rounded once and shared by value, so that nothing is lost and a single line can be refunded. One that is
 * off a delivery that is not known yet holds with nothing. No I/O.
 */
export function discountsOf(
  lines: readonly BillLine[],
  shipping: Money | null,
  currency: string,
  promotions: readonly PromotionTerms[],
): Discounts {
  const subtotal = sum(
    lines.map(({ amount }) => amount),
    currency,
  )
  const found: Discounts = { lines: lines.map(() => []), shipping: [], applied: [] }
  let left: Left = { lines: lines.map(({ amount }) => amount), shipping }
  for (const promotion of inOrder(promotions)) {
    if (!mayHold(promotion, subtotal, found.applied)) continue
    const off = offBy(promotion, lines, left, currency)
    const waits = isOffShipping(promotion) && left.shipping === null && lines.length > 0
    if (!waits && [...off.lines, off.shipping].every((amount) => amount.isZero())) continue
    left = take(found, promotion, off, left)
    if (promotion.exclusive || promotion.stopsFurther) break
  }
  return found
}

const inOrder = (promotions: readonly PromotionTerms[]): PromotionTerms[] =>
  [...promotions].sort((a, b) => b.priority - a.priority || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))

/** Amounts of another currency say nothing of this bill. */
function mayHold(promotion: PromotionTerms, subtotal: Money, applied: readonly PromotionTerms[]): boolean {
  const { currency, amount, minimumSubtotal, exclusive, exclusionGroup } = promotion
  if ((amount !== null || minimumSubtotal !== null) && currency !== subtotal.currency) return false
  if (minimumSubtotal !== null && subtotal.amount.lessThan(minimumSubtotal)) return false
  if (exclusive && applied.length > 0) return false
  return exclusionGroup === null || applied.every((one) => one.exclusionGroup !== exclusionGroup)
}

function offBy(promotion: PromotionTerms, lines: readonly BillLine[], left: Left, currency: string): Off {
  const nothing = zero(currency)
  if (isOffShipping(promotion))
    return {
      lines: lines.map(() => nothing),
      shipping: left.shipping ? offShipping(promotion, left.shipping) : nothing,
    }
  return { lines: offGoods(promotion, lines, left.lines, currency), shipping: nothing }
}

const isOffShipping = ({ kind }: PromotionTerms): boolean =>
  kind === 'freeShipping' || kind === 'shippingPercentOff' || kind === 'shippingAmountOff'

function offShipping({ kind, percent, amount }: PromotionTerms, shipping: Money): Money {
  if (kind === 'freeShipping') return shipping
  return kind === 'shippingPercentOff'
    ? share(shipping, percent)
    : least(money(amount ?? 0, shipping.currency).rounded(), shipping)
}

function offGoods(
  promotion: PromotionTerms,
  lines: readonly BillLine[],
  left: readonly Money[],
  currency: string,
): Money[] {
  const { kind, percent, amount } = promotion
  const own = left.map((one, index) => (isFor(promotion, lines[index]!) ? one : zero(currency)))
  switch (kind) {
    case 'percentOff':
      return shared(share(sum(own, currency), percent), own)
    case 'amountOff':
      return shared(least(money(amount ?? 0, currency).rounded(), sum(own, currency)), own)
    case 'amountOffEach':
      return own.map((one, index) => {
        const off = money(amount ?? 0, currency).times(lines[index]!.goods?.quantity ?? 0)
        return least(off.rounded(), one)
      })
    case 'buyXGetY':
      return buyXGetY(promotion, lines, own)
    case 'freeShipping':
    case 'shippingPercentOff':
    case 'shippingAmountOff':
      return own.map(() => zero(currency))
  }
}

/** Whether a promotion is for a line: of its category or one below, of its brand, its product or a variant of it. */
function isFor({ categoryId, brandId, productId }: PromotionTerms, { goods }: BillLine): boolean {
  return (
    goods !== undefined &&
    (categoryId === null || goods.categoryIds.includes(categoryId)) &&
    (brandId === null || goods.brandId === brandId) &&
    (productId === null || goods.productId === productId || goods.parentId === productId)
  )
}

const share = (of: Money, percent: string | null): Money => of.times(new Decimal(percent ?? 0).dividedBy(100)).rounded()

const least = (one: Money, other: Money): Money => (one.comparedTo(other) < 0 ? one : other)

/** Shared by value; where nothing has any, there is nothing to share. */
const shared = (off: Money, own: readonly Money[]): Money[] =>
  off.isZero() ? own.map(() => off) : off.allocate(own.map(({ amount }) => amount))

function take(found: Discounts, promotion: PromotionTerms, off: Off, left: Left): Left {
  const { code, name, coupon } = promotion
  const reduction = (amount: Money): Reduction => ({ code, name, coupon: coupon?.code ?? null, amount })
  for (const [index, amount] of off.lines.entries()) if (!amount.isZero()) found.lines[index]!.push(reduction(amount))
  if (!off.shipping.isZero()) found.shipping.push(reduction(off.shipping))
  found.applied.push(promotion)
  return {
    lines: left.lines.map((amount, index) => amount.minus(off.lines[index]!)),
    shipping: left.shipping?.minus(off.shipping) ?? null,
  }
}
