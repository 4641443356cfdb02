import { Decimal, type DecimalValue } from '../../kernel/decimal.ts'

/** A unit as a line is sold in it: how many primary units it holds, and how many decimals it can be divided into. */
export interface SoldIn {
  code: string
  conversion: DecimalValue
  precision: number
}

/**
 * How much one line can have, in its own unit: of what is left of its product, beside what other lines of the product take (both in the primary unit).
 * Never below zero, rounded down to what the unit can be divided into.
 */
export function leftForLine(
  left: Decimal,
  elsewhere: Decimal,
  { conversion, precision }: Pick<SoldIn, 'conversion' | 'precision'>,
): Decimal {
  return Decimal.max(0, left.minus(elsewhere)).dividedBy(conversion).toDecimalPlaces(precision, Decimal.ROUND_DOWN)
}
