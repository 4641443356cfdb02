import { Decimal } from '../../kernel/decimal.ts'
import { Refusal, type RefusalCode } from '../../kernel/errors.ts'
import { money } from '../../kernel/money.ts'
import { availabilityFrom, deliverable } from '../catalog/index.ts'
import { leftForLine } from '../inventory/index.ts'
import type { ProductFact, UnitFact } from './facts.ts'
import type { PricedLine } from './price-lines.ts'

/** Something that stands in the way of buying a line, or the whole cart, as it is. */
export interface Problem {
  code: RefusalCode
  params: Record<string, string | number>
  /** Null: of the whole cart. */
  lineId: string | null
  /** NOT_ENOUGH_STOCK: how much of the line could be delivered, in its unit. */
  available: string | null
  /** false: the shopper should know, and can buy nevertheless. */
  blocking: boolean
}

/** Most lines that a cart is sold with. Only two carts that come together at sign-in can have more: nothing is dropped, and the shopper decides what goes. */
export const mostLines = 200

/** Most of one product, in its primary unit, where the merchant sets no maximum: what a typing error orders still fits into every column. */
export const mostOfOneProduct = '1000000'

/** Everything that is wrong with a cart: what concerns all of it, then its lines in their order. `today` is YYYY-MM-DD. */
export function problemsOf(lines: readonly PricedLine[], today: string): Problem[] {
  const ofLines = lines.flatMap((line) => {
    const sisters = lines.filter((other) => other.productId === line.productId)
    const problem = problemOf(line, sisters, today)
    const changed = priceChange(line)
    return [...(problem ? [problem] : []), ...(changed ? [changed] : [])]
  })
  return lines.length > mostLines ? [tooMany(lines), ...ofLines] : ofLines
}

function tooMany(lines: readonly PricedLine[]): Problem {
  return {
    code: 'CART_FULL',
    params: { max: mostLines, lines: lines.length },
    lineId: null,
    available: null,
    blocking: true,
  }
}

/**
 * The first thing that keeps a line from being bought, with all lines of the same product beside it: minimum, maximum and stock count over them
 * together, in the primary unit.
 */
export function problemOf(line: PricedLine, sisters: readonly PricedLine[], today: string): Problem | undefined {
  const { product, unit } = line
  const { sku } = product
  const say = (
    code: RefusalCode,
    params: Record<string, string | number>,
    available: string | null = null,
  ): Problem => ({
    code,
    params,
    lineId: line.id,
    available,
    blocking: true,
  })
  if (!product.enabled) return say('PRODUCT_UNAVAILABLE', { sku })
  if (product.type === 'kit') return say('PRODUCT_UNAVAILABLE', { sku })
  if (product.type === 'configurable') return say('PRODUCT_NEEDS_VARIANT', { sku })
  if (!unit?.sell) return say('UNIT_NOT_SOLD', { sku, unit: unit?.code ?? line.unitId })
  const quantity = new Decimal(line.quantity)
  if (quantity.decimalPlaces() > unit.precision)
    return say('QUANTITY_PRECISION', { quantity: quantity.toString(), unit: unit.code, precision: unit.precision })
  const together = sisters.reduce((sum, one) => sum.plus(one.primaryQuantity), new Decimal(0))
  const elsewhere = together.minus(line.primaryQuantity)
  const most = product.maximumQuantity ?? mostOfOneProduct
  const { minimum, maximum } = boundsOf({ ...product, maximumQuantity: most }, unit, elsewhere)
  const bounds = { sku, quantity: quantity.toString(), unit: unit.code }
  if (product.minimumQuantity !== null && together.lessThan(product.minimumQuantity))
    return say('QUANTITY_TOO_SMALL', { ...bounds, minimum: String(minimum) })
  if (together.greaterThan(most)) return say('QUANTITY_TOO_LARGE', { ...bounds, maximum: String(maximum) })
  const stock = stockProblem(line, unit, elsewhere, today)
  if (stock) return say(stock.code, { sku, ...stock.params }, stock.available)
  if (!line.unitPrice) return say('PRICE_MISSING', { sku, unit: unit.code, quantity: quantity.toString() })
  return undefined
}

/** Least and most that a line can ask, in its unit, beside what other lines of the product hold (in the primary unit); null where there is no bound. */
export function boundsOf(
  product: Pick<ProductFact, 'minimumQuantity' | 'maximumQuantity'>,
  unit: UnitFact,
  elsewhere: Decimal,
): { minimum: Decimal | null; maximum: Decimal | null } {
  const left = (primary: string) => Decimal.max(0, new Decimal(primary).minus(elsewhere)).dividedBy(unit.conversion)
  const { minimumQuantity, maximumQuantity } = product
  return {
    minimum: minimumQuantity === null ? null : left(minimumQuantity).toDecimalPlaces(unit.precision, Decimal.ROUND_UP),
    maximum:
      maximumQuantity === null ? null : left(maximumQuantity).toDecimalPlaces(unit.precision, Decimal.ROUND_DOWN),
  }
}

/** A problem as the refusal of an action. */
export function asRefusal(problem: { code: RefusalCode; params: Record<string, unknown> }, path?: string): Refusal {
  return new Refusal(problem.code, problem.params, path)
}

/** How much of a line can be had, in its unit, beside what other lines of the product hold; undefined where there is no limit. */
export function deliverableOf(product: ProductFact, unit: UnitFact, elsewhere: Decimal): Decimal | undefined {
  const limit = deliverable(product)
  return limit && leftForLine(limit, elsewhere, unit)
}

function stockProblem(
  line: PricedLine,
  unit: UnitFact,
  elsewhere: Decimal,
  today: string,
): { code: RefusalCode; params: Record<string, string | number>; available: string | null } | undefined {
  const { product } = line
  const { status, orderable } = availabilityFrom(product, today)
  if (!orderable && status !== 'outOfStock') return { code: 'PRODUCT_UNAVAILABLE', params: { status }, available: null }
  const available = deliverableOf(product, unit, elsewhere)
  if (!available?.lessThan(line.quantity)) return undefined
  return {
    code: 'NOT_ENOUGH_STOCK',
    params: { available: available.toString(), unit: unit.code },
    available: available.toString(),
  }
}

function priceChange(line: PricedLine): Problem | undefined {
  const { seenPrice, seenCurrency, unitPrice } = line
  if (seenPrice === null || seenCurrency === null || !unitPrice || unitPrice.currency !== seenCurrency) return undefined
  const was = money(seenPrice, seenCurrency)
  if (was.equals(unitPrice)) return undefined
  return {
    code: 'PRICE_CHANGED',
    params: { sku: line.product.sku, was: was.toString(), now: unitPrice.toString() },
    lineId: line.id,
    available: null,
    blocking: false,
  }
}
