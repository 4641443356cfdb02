import type { Decimal, DecimalValue } from '../../kernel/decimal.ts'

/** What one unit costs from a quantity on; the amount is in the currency that was asked for, with four decimals. */
export interface Tier {
  quantity: Decimal
  amount: Decimal
}

/** The tier that a quantity reaches: the highest that begins at or below it. Undefined when even the lowest begins above: no price. */
export function tierFor(tiers: readonly Tier[], quantity: DecimalValue): Tier | undefined {
  return tiers
    .filter((tier) => tier.quantity.lessThanOrEqualTo(quantity))
    .reduce<Tier | undefined>((best, tier) => (best?.quantity.greaterThan(tier.quantity) ? best : tier), undefined)
}
