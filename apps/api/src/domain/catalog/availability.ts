import type { Availability, AvailabilityStatus } from '../../kernel/contract.ts'
import { Decimal, type DecimalValue } from '../../kernel/decimal.ts'

/** What decides whether a product can be had. */
export interface StockFacts {
  /** false: stock is not kept, it is always there. */
  manageInventory: boolean
  /** May be ordered when nothing is left. */
  backorder: boolean
  /** In the primary unit; at or below it people are told that little is left. */
  lowInventoryThreshold: DecimalValue | null
  discontinued: boolean
  /** YYYY-MM-DD; upcoming until then. */
  availableFrom: string | null
  /** On hand minus reserved over all active warehouses, in the primary unit. */
  available: DecimalValue
}

/**
 * Whether a product can be had on a day (YYYY-MM-DD). What is discontinued is sold off while something is left, and never ordered back; what is still to
 * come can be ordered before its day only where backorders are allowed. Quantities in the primary unit.
 */
export function availabilityFrom(facts: StockFacts, today: string): Availability {
  const left = Decimal.max(0, facts.available)
  const status = statusFrom(facts, left, today)
  const orderable =
    status === 'inStock' ||
    status === 'lowStock' ||
    status === 'backorder' ||
    (status === 'upcoming' && facts.backorder) ||
    (status === 'discontinued' && facts.manageInventory && left.greaterThan(0))
  return {
    status,
    orderable,
    quantity: facts.manageInventory ? left.toString() : null,
    availableFrom: status === 'upcoming' ? facts.availableFrom : null,
  }
}

/** How much can be promised now, in the primary unit; undefined where there is no limit. */
export function deliverable(facts: StockFacts): Decimal | undefined {
  const unlimited = !facts.manageInventory || (facts.backorder && !facts.discontinued)
  return unlimited ? undefined : Decimal.max(0, facts.available)
}

function statusFrom(facts: StockFacts, left: Decimal, today: string): AvailabilityStatus {
  if (facts.discontinued) return 'discontinued'
  if (facts.availableFrom !== null && facts.availableFrom > today) return 'upcoming'
  if (!facts.manageInventory) return 'inStock'
  if (left.isZero()) return facts.backorder ? 'backorder' : 'outOfStock'
  return facts.lowInventoryThreshold !== null && left.lessThanOrEqualTo(facts.lowInventoryThreshold)
    ? 'lowStock'
    : 'inStock'
}
