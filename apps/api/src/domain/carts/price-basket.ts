import { calendarDay } from '../../kernel/clock.ts'
import type { Totals } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import type { Money } from '../../kernel/money.ts'
import { askedQuantity } from '../../kernel/quantity.ts'
import { totalsAnswer, type Bill, type CouponFact, type PromotionTerms, type Reduction } from '../pricing/index.ts'
import { askedUnit } from './add-line.ts'
import type { CartFacts, LineFact, ProductFact } from './facts.ts'
import { asRefusal, problemOf } from './judge-lines.ts'
import { soldLine, type SoldLine } from './price-cart.ts'
import { billOfLines, priceLines, type Besides, type PricedLine } from './price-lines.ts'
import { readBasketFacts, type BasketPlace } from './read-facts.ts'

/** Goods that somebody is to have without a cart of theirs: an order that a clerk or another system enters. */
export interface Basket extends Omit<BasketPlace, 'productIds' | 'skus'> {
  lines: readonly BasketLine[]
  /** What was agreed to be taken off the delivery, and what the way to pay costs. */
  agreed?: Pick<Besides, 'agreedOffShipping' | 'surcharge'>
}

export interface BasketLine {
  id: string
  productId?: string | null
  /** Instead of the id. */
  sku?: string | null
  /** Code; the primary one if left out. */
  unit?: string | null
  quantity: string
  /** What one costs because it is said so; else by the price lists. */
  unitPrice?: string | null
  /** What was agreed to be taken off it. */
  off?: readonly Reduction[]
  /** Where it stands in what was asked, for refusals; undefined: it stands as it was agreed, and nobody judges it again. */
  path?: string | undefined
}

export interface PricedBasket {
  /** In the order of the basket's lines. */
  lines: SoldLine[]
  totals: Totals
  /** The promotions that take something off. */
  promotions: PromotionTerms[]
}

/**
 * Prices goods as a cart is priced, by the same function. What is asked anew is judged as a cart's line is, and the first thing that stands in its way refused.
 * `shipping`: what their delivery costs, told what they come to and which they are. One statement, besides what `shipping` takes.
 */
export async function priceBasket(
  ctx: Ctx,
  basket: Basket,
  shipping: (subtotal: Money, goods: readonly SoldLine[]) => Promise<Money | null>,
): Promise<PricedBasket> {
  const said = basket.lines
  const facts = await readBasketFacts(ctx, {
    ...basket,
    productIds: said.flatMap(({ productId }) => (productId ? [productId] : [])),
    skus: said.flatMap(({ productId, sku }) => (!productId && sku ? [sku] : [])),
  })
  const asked = { ...facts, lines: said.map((line, position) => lineOf(facts, line, position)) }
  const lines = priceLines(asked)
  const today = calendarDay(ctx.clock.now())
  for (const [at, line] of lines.entries()) judge(line, lines, today, said[at]!.path)
  for (const { code, problem } of asked.coupons) if (problem) throw refuse(problem, { code }, 'couponCodes')
  const sold = (of: Bill) => lines.map((line, at) => soldLine(line, of.lines[at]!, facts.currency, ctx))
  const bare = billOfLines(asked, lines, basket.agreed)
  const delivery = await shipping(bare.goods, sold(bare))
  const bill = billOfLines(asked, lines, { ...basket.agreed, shipping: delivery })
  refuseUnused(asked.coupons, bill)
  const inEffect = new Set(bill.reductions.map(({ code }) => code))
  return {
    lines: sold(bill),
    totals: totalsAnswer(bill, ctx),
    promotions: bill.applied.filter(({ code }) => inEffect.has(code)),
  }
}

/** A coupon that does nothing for these goods. */
function refuseUnused(coupons: readonly CouponFact[], { applied }: Bill): void {
  const unused = coupons.find(({ code }) => !applied.some(({ coupon }) => coupon?.code === code))
  if (unused) throw refuse('COUPON_NOT_APPLICABLE', { code: unused.code }, 'couponCodes')
}

function lineOf(facts: CartFacts, said: BasketLine, position: number): LineFact {
  const { id, quantity, unitPrice, off, path } = said
  const product = productOf(facts, said)
  const at = (member: string) => (path ? `${path}${member}` : member)
  const unit =
    path === undefined
      ? product.units.find(({ code }) => code === said.unit)
      : askedUnit(product, said.unit ?? null, at('unit'))
  if (path !== undefined) askedQuantity(quantity, { unit: unit!.code, precision: unit!.precision }, at('quantity'))
  return {
    id,
    productId: product.id,
    unitId: unit?.unitId ?? product.primaryUnitId,
    quantity,
    position,
    seenPrice: null,
    seenCurrency: null,
    ...(unitPrice ? { agreedPrice: unitPrice } : {}),
    ...(off ? { agreedOff: off } : {}),
  }
}

function productOf(facts: CartFacts, { productId, sku, path }: BasketLine): ProductFact {
  const product = productId
    ? facts.products.get(productId)
    : [...facts.products.values()].find((one) => one.sku === sku)
  if (product) return product
  if (path === undefined) throw refuse('PRODUCT_UNAVAILABLE', { sku: sku ?? productId ?? '' })
  const member = `${path}${productId ? 'productId' : 'sku'}`
  if (!productId && !sku)
    throw refuse('FIELD_REQUIRED', { field: `${path}productId or ${path}sku` }, `${path}productId`)
  throw refuse('REFERENCE_NOT_FOUND', { field: member, entity: 'product', value: productId ?? sku! }, member)
}

function judge(line: PricedLine, lines: readonly PricedLine[], today: string, path: string | undefined): void {
  if (path === undefined) return
  const sisters = lines.filter(({ productId }) => productId === line.productId)
  const problem = problemOf(line, sisters, today)
  if (!problem) return
  const member = problem.code.startsWith('QUANTITY') || problem.code === 'NOT_ENOUGH_STOCK' ? 'quantity' : 'productId'
  throw asRefusal(problem, `${path}${member}`)
}
