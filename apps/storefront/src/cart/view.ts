import type { CouponView } from '#coupons/coupon-view.ts'
import { discountViews, lessBy, type DiscountView } from '#coupons/discount-view.ts'
import { formatPrice, taxLabel, type Writing } from '#i18n/format.ts'
import { localPath } from '#i18n/locales.ts'
import type { Cart, CartLine } from '#lib/shop/cart.ts'

/** A cart's line as the screen shows it: texts in the shopper's language, nothing to compute. */
export interface LineView {
  id: string
  href: string
  name: string
  sku: string
  details: string
  image: string | null
  /** What the quantity counts, as people say it: “box” or “boxes”. */
  unit: string
  /** What the price is of, always one: “box”. */
  priceUnit: string
  unitCode: string
  quantity: string
  step: string
  price: string | null
  total: string | null
  /** What promotions take off the line: “−€5.00”. */
  discount: string | null
  /** What the shopper should know about the line, or settle before paying. */
  problem: string | null
  /** The problem stands in the way of paying. */
  blocked: boolean
}

export interface CartView {
  id: string
  count: number
  lines: LineView[]
  subtotal: string
  discounts: DiscountView[]
  coupons: CouponView[]
  taxes: { name: string; amount: string }[]
  total: string
  pricesIncludeTax: boolean
  /** What stands in the way of buying the cart as a whole. */
  problems: string[]
}

/** The smallest step of a quantity with so many digits behind the point: 0 → '1', 2 → '0.01'. */
export function stepOf(precision: number): string {
  return precision === 0 ? '1' : `0.${'0'.repeat(precision - 1)}1`
}

/** Drops the zeros behind the point: '2.000000' → '2', '1.50' → '1.5'. */
export function plainQuantity(quantity: string): string {
  return quantity.includes('.') ? quantity.replace(/\.?0+$/, '') : quantity
}

/** A line for the screen. `problem` is what stands in its way, if anything. */
export function lineView(line: CartLine, writing: Writing, problem: CartProblem | null): LineView {
  const single = plainQuantity(line.quantity) === '1'
  return {
    id: line.id,
    href: localPath(writing.locale, line.product.url),
    name: line.product.name,
    sku: line.product.sku,
    details: line.product.attributes.map(({ label, value }) => `${label} ${value}`).join(' · '),
    image: line.product.image?.key ?? null,
    unit: single ? line.unit.label : line.unit.labelPlural,
    priceUnit: line.unit.label,
    unitCode: line.unit.code,
    quantity: plainQuantity(line.quantity),
    step: stepOf(line.precision),
    price: line.unitPrice ? formatPrice(writing, line.unitPrice) : null,
    total: line.rowTotal ? formatPrice(writing, line.rowTotal) : null,
    discount: line.discount ? lessBy(writing, line.discount) : null,
    problem: problem?.text ?? null,
    blocked: problem !== null && !isNotice(problem),
  }
}

type CartProblem = Cart['problems'][number]

/** A price that changed is news: the shopper sees the new one, and may buy. */
const isNotice = ({ code }: CartProblem) => code === 'PRICE_CHANGED'

/** A cart for the screen. The texts of its problems and coupons stand in the shopper's language already. */
export function cartView(cart: Omit<Cart, 'coupons'> & { coupons: CouponView[] }, writing: Writing): CartView {
  return {
    id: cart.id,
    count: cart.itemCount,
    lines: cart.lines.map((line) =>
      lineView(line, writing, cart.problems.find((problem) => problem.lineId === line.id) ?? null),
    ),
    subtotal: formatPrice(writing, cart.totals.subtotal),
    discounts: discountViews(writing, cart.totals.discounts),
    coupons: cart.coupons,
    taxes: cart.totals.taxes.map((tax) => ({ name: taxLabel(writing, tax), amount: formatPrice(writing, tax.amount) })),
    total: formatPrice(writing, cart.totals.total),
    pricesIncludeTax: cart.pricesIncludeTax,
    problems: cart.problems.filter((problem) => !problem.lineId && !isNotice(problem)).map(({ text }) => text),
  }
}
