import { Decimal, type DecimalValue } from '../../kernel/decimal.ts'
import { roundHalfUp } from '../../kernel/money.ts'

/** One row of a price list, with the place of its list in the shopper's chain (1 is asked first). */
export interface Offer {
  rank: number
  unitId: string
  /** From this quantity on, in the unit. */
  quantity: DecimalValue
  amount: DecimalValue
}

/** A unit of a product, as far as prices care. */
export interface PricedUnit {
  unitId: string
  /** How many primary units it holds. */
  conversion: DecimalValue
  /** Decimals that a quantity in it may have. */
  precision: number
  sell: boolean
  primary: boolean
}

/** What one unit costs from a quantity on; amounts in the currency of the offers. */
export interface Tier {
  quantity: Decimal
  amount: Decimal
}

/** Unit prices keep four decimals, as the column does. */
export const unitPriceDigits = 4

/**
 * The tiers of each sold unit of a product, by unit id, ascending by quantity. Of the offers (all of one product and one currency) the first list
 * of the chain that prices a unit supplies all of its tiers. A unit without a price of its own derives from another: see `derivedTiers`.
 * A unit that cannot be priced is missing. Docs: docs/decisions/005-prices-and-tax.md
 */
export function tiersByUnit(units: readonly PricedUnit[], offers: readonly Offer[]): Map<string, Tier[]> {
  const own = new Map<string, Tier[]>()
  for (const unit of units) {
    const tiers = ownTiers(unit.unitId, offers)
    if (tiers.length > 0) own.set(unit.unitId, tiers)
  }
  const source = sourceUnit(units, own)
  const priced = new Map<string, Tier[]>()
  for (const unit of units) {
    if (!unit.sell) continue
    const tiers = own.get(unit.unitId) ?? (source && derivedTiers(unit, source, own.get(source.unitId) ?? []))
    if (tiers) priced.set(unit.unitId, tiers)
  }
  return priced
}

/** The tier that a quantity reaches: the highest that begins at or below it. Undefined when even the first begins above. */
export function tierFor(tiers: readonly Tier[], quantity: DecimalValue): Tier | undefined {
  return tiers.findLast((tier) => tier.quantity.lessThanOrEqualTo(quantity))
}

function ownTiers(unitId: string, offers: readonly Offer[]): Tier[] {
  const ofUnit = offers.filter((offer) => offer.unitId === unitId)
  const first = Math.min(...ofUnit.map((offer) => offer.rank))
  return ofUnit
    .filter((offer) => offer.rank === first)
    .map((offer) => ({ quantity: new Decimal(offer.quantity), amount: new Decimal(offer.amount) }))
    .sort((a, b) => a.quantity.comparedTo(b.quantity))
}

/** Where other units' prices come from: the primary unit if it is priced, else the priced unit that holds least. */
function sourceUnit(units: readonly PricedUnit[], own: ReadonlyMap<string, Tier[]>): PricedUnit | undefined {
  return units
    .filter((unit) => own.has(unit.unitId) && new Decimal(unit.conversion).greaterThan(0))
    .sort(
      (a, b) =>
        Number(b.primary) - Number(a.primary) ||
        new Decimal(a.conversion).comparedTo(b.conversion) ||
        a.unitId.localeCompare(b.unitId),
    )[0]
}

/**
 * Tiers by conversion: a box of 12 costs 12 pieces. The amount is rounded half-up to 4 decimals; where a tier begins is rounded up to what the unit
 * can be divided into, so that nobody gets a tier they did not reach. Where two begin at the same quantity, the one that began later stays.
 */
function derivedTiers(unit: PricedUnit, source: PricedUnit, tiers: readonly Tier[]): Tier[] {
  const byQuantity = new Map<string, Tier>()
  for (const tier of tiers) {
    const quantity = tier.quantity
      .times(source.conversion)
      .dividedBy(unit.conversion)
      .toDecimalPlaces(unit.precision, Decimal.ROUND_UP)
    byQuantity.set(quantity.toString(), {
      quantity,
      amount: roundHalfUp(tier.amount.times(unit.conversion).dividedBy(source.conversion), unitPriceDigits),
    })
  }
  return [...byQuantity.values()]
}
