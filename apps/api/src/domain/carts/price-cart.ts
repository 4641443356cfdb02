import { inLanguage } from '../../engine/index.ts'
import type { Address, AttributeValue, CartAnswer, Discount, MoneyValue } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { money, sum, zero, type Money } from '../../kernel/money.ts'
import { discountsAnswer, type BilledLine, type PromotionTerms, type Surcharge } from '../pricing/index.ts'
import { attributeAnswers, cartAnswer } from './answer.ts'
import { couponStandings, type CouponStanding } from './coupon-standings.ts'
import type { Problem } from './judge-lines.ts'
import type { PricedLine } from './price-lines.ts'
import { readFacts } from './read-facts.ts'
import { valueFacts, type ValuedCart } from './value-cart.ts'

/** A cart as it costs now, for those who sell it: what the shopper sees, and each line as an order keeps it. */
export interface PricedCart {
  answer: CartAnswer
  lines: SoldLine[]
  /** What keeps it from being bought as it is, in the order of its lines. That a price changed does not: the total tells. */
  obstacles: Problem[]
  /** What the goods come to after discounts, which decides on ways of delivery and payment. */
  goods: Money
  /** The promotions that take something off, in the order in which they were applied. */
  promotions: PromotionTerms[]
  coupons: CouponStanding[]
  /** The same with what a way to pay costs. No I/O. */
  charged(surcharge: Surcharge | null): PricedCart
}

/** A line in the language of the caller. Amounts of a line without a price are zero; a problem says so. */
export interface SoldLine {
  lineId: string
  productId: string
  sku: string
  name: string
  slug: string
  imageKey: string | null
  /** What distinguishes the variant. */
  details: AttributeValue[]
  unitCode: string
  unitLabel: string
  /** How many primary units one of it is, and how many decimals it can be divided into. */
  conversion: string
  precision: number
  quantity: string
  /** What stock is counted in. */
  primaryQuantity: string
  unitPrice: MoneyValue
  rowTotal: MoneyValue
  /** What promotions take off the row. */
  discount: MoneyValue
  discounts: Discount[]
  /** Sum of the rates, as a fraction. */
  taxRate: string
  taxAmount: MoneyValue
  weightKg: string | null
  lengthCm: string | null
  widthCm: string | null
  heightCm: string | null
}

export interface PriceOptions {
  /** Where it goes; default: the website's country. */
  address?: Pick<Address, 'countryCode' | 'region' | 'postalCode'> | null
  shipping?: MoneyValue | null
  /** Default: the cart's own. */
  currency?: string
  /** Of a guest who buys, to count what they have used of promotions. */
  email?: string | null
}

/** Prices a cart for its owner, with tax for the address and on the shipping. One statement. Faults (Error) when there is no such cart. */
export async function priceCart(ctx: Ctx, cartId: string, options: PriceOptions = {}): Promise<PricedCart> {
  const { address, shipping, currency, email } = options
  const facts = await readFacts(ctx, cartId, {
    place: address ?? null,
    currency: currency ?? null,
    email: email ?? null,
  })
  if (!facts) throw new Error(`there is no cart ${cartId}`)
  const delivery = shipping ? money(shipping.amount, shipping.currency) : null
  const charged = (surcharge: Surcharge | null) =>
    pricedCart(ctx, valueFacts(facts, ctx.clock.now(), { shipping: delivery, surcharge }), charged)
  return charged(null)
}

function pricedCart(ctx: Ctx, cart: ValuedCart, charged: PricedCart['charged']): PricedCart {
  const { bill, facts } = cart
  const inEffect = new Set(bill.reductions.map(({ code }) => code))
  return {
    answer: cartAnswer(cart, ctx),
    lines: cart.lines.map((line, index) => soldLine(line, bill.lines[index]!, facts.currency, ctx)),
    obstacles: cart.problems.filter((problem) => problem.blocking),
    goods: bill.goods,
    promotions: bill.applied.filter(({ code }) => inEffect.has(code)),
    coupons: couponStandings(cart),
    charged,
  }
}

/** A priced line with its discounts and taxes, as an order keeps it. */
export function soldLine(
  line: PricedLine,
  { discount, reductions, taxes }: BilledLine,
  currency: string,
  ctx: Ctx,
): SoldLine {
  const { product, unit } = line
  return {
    lineId: line.id,
    productId: product.id,
    sku: product.sku,
    name: inLanguage(product.name, ctx) ?? product.sku,
    slug: product.slug,
    imageKey: product.image?.key ?? null,
    details: attributeAnswers(product, ctx),
    unitCode: unit?.code ?? '',
    unitLabel: (unit && inLanguage(unit.label, ctx)) ?? unit?.code ?? '',
    conversion: unit?.conversion ?? '1',
    precision: unit?.precision ?? 0,
    quantity: new Decimal(line.quantity).toString(),
    primaryQuantity: line.primaryQuantity.toString(),
    unitPrice: (line.unitPrice ?? zero(currency)).toJSON(),
    rowTotal: (line.rowTotal ?? zero(currency)).toJSON(),
    discount: discount.toJSON(),
    discounts: discountsAnswer(reductions, ctx),
    taxRate: taxes.reduce((total, { rate }) => total.plus(rate), new Decimal(0)).toString(),
    taxAmount: sum(
      taxes.map(({ amount }) => amount),
      currency,
    ).toJSON(),
    weightKg: unit?.weightKg ?? null,
    lengthCm: unit?.lengthCm ?? null,
    widthCm: unit?.widthCm ?? null,
    heightCm: unit?.heightCm ?? null,
  }
}
