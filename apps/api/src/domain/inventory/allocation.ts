import { Decimal, type DecimalValue } from '../../kernel/decimal.ts'

/** What lies in one warehouse, in the primary unit. */
export interface Shelf {
  levelId: string
  warehouseId: string
  warehouseCode: string
  countryCode: string
  /** The higher is asked first. */
  priority: number
  /** On hand minus reserved; below zero where more was promised than is there. */
  available: DecimalValue
}

/** A part of a need and the shelf that it comes from. */
export interface Share {
  levelId: string
  warehouseId: string
  quantity: Decimal
}

/**
 * From which shelves a need is met: warehouses in the country of destination first, then those of higher priority, then by code. One that holds all of it is
 * preferred to a split. With `backorder` the first warehouse also owes what nobody has. Undefined when there is not enough, or no shelf at all.
 */
export function allocate(
  need: DecimalValue,
  shelves: readonly Shelf[],
  destinationCountry: string | null,
  backorder: boolean,
): Share[] | undefined {
  const inOrder = [...shelves].sort(
    (a, b) =>
      Number(b.countryCode === destinationCountry) - Number(a.countryCode === destinationCountry) ||
      b.priority - a.priority ||
      (a.warehouseCode < b.warehouseCode ? -1 : 1),
  )
  const whole = inOrder.find((shelf) => new Decimal(shelf.available).greaterThanOrEqualTo(need))
  if (whole) return [share(whole, new Decimal(need))]
  let left = new Decimal(need)
  const shares: Share[] = []
  for (const shelf of inOrder) {
    const part = Decimal.min(left, Decimal.max(0, shelf.available))
    if (part.isZero()) continue
    shares.push(share(shelf, part))
    left = left.minus(part)
  }
  if (left.isZero()) return shares
  const first = inOrder[0]
  if (!backorder || !first) return undefined
  const owing = shares.find((one) => one.levelId === first.levelId)
  if (owing) owing.quantity = owing.quantity.plus(left)
  else shares.unshift(share(first, left))
  return shares
}

function share(shelf: Shelf, quantity: Decimal): Share {
  return { levelId: shelf.levelId, warehouseId: shelf.warehouseId, quantity }
}
