import { Decimal } from '../../kernel/decimal.ts'
import { money, type Money } from '../../kernel/money.ts'
import {
  billOf,
  rowTotal,
  tierFor,
  type Bill,
  type BillLine,
  type Reduction,
  type Surcharge,
} from '../pricing/index.ts'
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

/** What there is to a bill besides its lines. */
export interface Besides {
  /** Null: not known yet. */
  shipping?: Money | null
  /** What was agreed to be taken off the shipping, whatever promotions say. */
  agreedOffShipping?: readonly Reduction[] | undefined
  /** What the chosen way to pay costs. */
  surcharge?: Surcharge | null
}

/** What the priced lines come to, with shipping and surcharge once they are known. Lines without a price count nothing. */
export function billOfLines(
  { currency, place, rules, pricesIncludeTax, taxExempt, taxRounding, shippingTaxCodeId, promotions }: CartFacts,
  lines: readonly PricedLine[],
  { shipping = null, agreedOffShipping, surcharge = null }: Besides = {},
): Bill {
  return billOf({
    lines: lines.map((line) => billLine(line, currency)),
    ...{ shipping, agreedOffShipping, surcharge, currency, place, rules, promotions },
    ...{ pricesIncludeTax, taxExempt, taxRounding, shippingTaxCodeId },
  })
}

/** A price that was agreed is not reduced by promotions. */
function billLine(line: PricedLine, currency: string): BillLine {
  const { product, quantity, unitPrice, agreedPrice, agreedOff } = line
  const { id: productId, parentId, categoryIds, brand } = product
  return {
    amount: line.rowTotal ?? money(0, currency),
    productTaxCodeId: product.taxCodeId,
    agreed: agreedOff,
    goods:
      unitPrice && !agreedPrice
        ? { productId, parentId, categoryIds, brandId: brand?.id ?? null, quantity }
        : undefined,
  }
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
