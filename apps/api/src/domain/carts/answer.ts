import { inLanguage } from '../../engine/index.ts'
import type { AttributeValue, CartAnswer, CartLineAnswer, ProductAnswer, UnitAnswer } from '../../kernel/contract.ts'
import { calendarDay } from '../../kernel/clock.ts'
import type { Ctx } from '../../kernel/context.ts'
import { Decimal } from '../../kernel/decimal.ts'
import type { Money } from '../../kernel/money.ts'
import { availabilityFrom } from '../catalog/index.ts'
import { totalsAnswer } from '../pricing/index.ts'
import { couponAnswers } from './coupon-standings.ts'
import { asRefusal, boundsOf } from './judge-lines.ts'
import type { ProductFact, UnitFact } from './facts.ts'
import type { ValuedCart } from './value-cart.ts'
import type { PricedLine } from './price-lines.ts'

/** A priced cart in the words of the API and the language of the caller. */
export function cartAnswer(cart: ValuedCart, ctx: Ctx): CartAnswer {
  return {
    id: cart.facts.id,
    state: cart.facts.state,
    currency: cart.facts.currency,
    lines: cart.lines.map((line, index) => lineAnswer(line, cart, cart.bill.lines[index]?.discount ?? null, ctx)),
    totals: totalsAnswer(cart.bill, ctx),
    coupons: couponAnswers(cart, ctx),
    itemCount: cart.lines.length,
    problems: cart.problems.map((problem) => ({
      code: problem.code,
      text: asRefusal(problem).message,
      params: problem.params,
      lineId: problem.lineId,
      available: problem.available,
    })),
    pricesIncludeTax: cart.facts.pricesIncludeTax,
  }
}

/** One line as an answer shows it, with what promotions take off it. */
function lineAnswer(line: PricedLine, { lines }: ValuedCart, discount: Money | null, ctx: Ctx): CartLineAnswer {
  const elsewhere = lines
    .filter((other) => other.productId === line.productId && other.id !== line.id)
    .reduce((sum, other) => sum.plus(other.primaryQuantity), new Decimal(0))
  const bounds = line.unit ? boundsOf(line.product, line.unit, elsewhere) : { minimum: null, maximum: null }
  return {
    id: line.id,
    quantity: plain(line.quantity),
    position: line.position,
    product: productAnswer(line.product, ctx),
    unit: line.unit ? unitAnswer(line.unit, ctx) : { id: line.unitId },
    unitPrice: line.unitPrice?.toJSON() ?? null,
    rowTotal: line.rowTotal?.toJSON() ?? null,
    discount: discount?.isZero() ? null : (discount?.toJSON() ?? null),
    precision: line.unit?.precision ?? 0,
    minimumQuantity: bounds.minimum?.toString() ?? null,
    maximumQuantity: bounds.maximum?.toString() ?? null,
  }
}

/** What a cart shows of a product. */
function productAnswer(product: ProductFact, ctx: Ctx): ProductAnswer {
  return {
    id: product.id,
    sku: product.sku,
    type: product.type,
    name: inLanguage(product.name, ctx),
    shortDescription: inLanguage(product.shortDescription, ctx),
    slug: product.slug,
    url: product.parentSlug
      ? `/product/${product.parentSlug}?variant=${encodeURIComponent(product.sku)}`
      : `/product/${product.slug}`,
    gtin: product.gtin,
    mpn: product.mpn,
    brand: product.brand,
    image: product.image && { ...product.image, alt: inLanguage(product.image.alt, ctx) },
    attributes: attributeAnswers(product, ctx),
    availability: availabilityFrom(product, calendarDay(ctx.clock.now())),
    minimumQuantity: product.minimumQuantity && plain(product.minimumQuantity),
    maximumQuantity: product.maximumQuantity && plain(product.maximumQuantity),
  }
}

/** In what a variant differs from its sisters. */
export function attributeAnswers(product: ProductFact, ctx: Ctx): AttributeValue[] {
  return product.attributes.map((attribute) => ({
    code: attribute.code,
    label: inLanguage(attribute.label, ctx) ?? attribute.code,
    value: attributeText(attribute, ctx),
    optionCode: attribute.optionCode,
  }))
}

function unitAnswer(unit: UnitFact, ctx: Ctx): UnitAnswer {
  return {
    id: unit.unitId,
    code: unit.code,
    label: inLanguage(unit.label, ctx),
    labelPlural: inLanguage(unit.labelPlural, ctx),
    symbol: inLanguage(unit.symbol, ctx),
  }
}

function attributeText({ value, unit }: ProductFact['attributes'][number], ctx: Ctx): string {
  const text = typeof value === 'object' ? (inLanguage(value, ctx) ?? '') : String(value)
  return unit ? `${text} ${unit}` : text
}

function plain(quantity: string): string {
  return new Decimal(quantity).toString()
}
