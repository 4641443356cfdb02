import { Decimal } from '../../kernel/decimal.ts'
import { money, type Money } from '../../kernel/money.ts'
import { billOf, rowTotal, tierFor, type Bill } from '../pricing/index.ts'
import type { CartFacts, LineFact, ProductFact, UnitFact } from './facts.ts'

/** A line with its price. */
export interface PricedLine extends LineFact {
  product: ProductFact
  /** Undefined when the product has no such unit any more. */
  unit: UnitFact | undefined
  /** Null where no list has a price for the quantity. */
  unitPrice: Money | null
  rowTotal: Money | null
  /** Zero when the product has no such unit any more. */
  primaryQuantity: Decimal
}

/** Prices every line by the tier that its quantity reaches. */
export function priceLines(facts: CartFacts): PricedLine[] {
  return facts.lines.flatMap((line) => {
    const product = facts.products.get(line.productId)
    return product ? [priceLine(line, product, facts.currency)] : []
  })
}

/** What the priced lines come to, with shipping once it is known. Lines without a price count nothing. */
export function billOfLines(facts: CartFacts, lines: readonly PricedLine[], shipping: Money | null): Bill {
  return billOf({
    lines: lines.map((line) => ({
      amount: line.rowTotal ?? money(0, facts.currency),
      productTaxCodeId: line.product.taxCodeId,
    })),
    shipping,
    currency: facts.currency,
    place: facts.place,
    rules: facts.rules,
    pricesIncludeTax: facts.pricesIncludeTax,
    taxExempt: facts.taxExempt,
  })
}

function priceLine(line: LineFact, product: ProductFact, currency: string): PricedLine {
  const unit = product.units.find((one) => one.unitId === line.unitId)
  const tiers = product.tiers
    .filter((tier) => tier.unitId === line.unitId)
    .map((tier) => ({ quantity: new Decimal(tier.quantity), amount: new Decimal(tier.amount) }))
  const tier = tierFor(tiers, line.quantity)
  const price = line.agreedPrice ?? tier?.amount
  const unitPrice = price === undefined ? null : money(price, currency)
  return {
    ...line,
    product,
    unit,
    unitPrice,
    rowTotal: unitPrice && rowTotal(unitPrice, line.quantity),
    primaryQuantity: new Decimal(line.quantity).times(unit?.conversion ?? 0),
  }
}
