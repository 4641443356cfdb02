import { Decimal, type DecimalValue } from './decimal.ts'
import { refuse } from './errors.ts'

/** What a unit allows: how many decimals (piece 0, metre 2), and between what bounds one line may ask. */
export interface QuantityRule {
  /** Code of the unit, for the refusal's text. */
  unit: string
  /** Decimals that the unit can be divided into. */
  precision: number
  minimum?: DecimalValue | null
  maximum?: DecimalValue | null
}

/** Most decimals and whole digits that a quantity column (numeric(19,6)) holds. */
const columnDecimals = 6
const columnLimit = new Decimal('1e13')

/**
 * Reads a quantity that someone asks for and holds it against its unit.
 * Refuses QUANTITY_INVALID (no positive number), QUANTITY_PRECISION, QUANTITY_TOO_SMALL, QUANTITY_TOO_LARGE.
 */
export function askedQuantity(text: string | number, rule: QuantityRule, path?: string): Decimal {
  const asked = readQuantity(text)
  if (!asked || !asked.greaterThan(0)) throw refuse('QUANTITY_INVALID', { quantity: String(text).slice(0, 40) }, path)
  if (asked.decimalPlaces() > Math.min(rule.precision, columnDecimals))
    throw refuse('QUANTITY_PRECISION', { quantity: asked.toString(), unit: rule.unit, precision: rule.precision }, path)
  if (rule.minimum != null && asked.lessThan(rule.minimum))
    throw refuse(
      'QUANTITY_TOO_SMALL',
      { quantity: asked.toString(), minimum: new Decimal(rule.minimum).toString(), unit: rule.unit },
      path,
    )
  const maximum = rule.maximum == null ? columnLimit.minus(1) : new Decimal(rule.maximum)
  if (asked.greaterThan(maximum))
    throw refuse(
      'QUANTITY_TOO_LARGE',
      { quantity: asked.toString(), maximum: maximum.toString(), unit: rule.unit },
      path,
    )
  return asked
}

/** A plain decimal number ('3', '2.5'), or undefined: no exponents, no 'NaN', no grouping, nothing that overflows the column. */
export function readQuantity(text: string | number): Decimal | undefined {
  const written = String(text).trim()
  if (!/^-?\d{1,13}(\.\d{1,20})?$/.test(written)) return undefined
  return new Decimal(written)
}

/** Between units: 2 boxes at 12 pieces each → 24 pieces; what does not divide evenly is rounded up to the finer unit's precision. */
export function convertQuantity(quantity: DecimalValue, factor: DecimalValue, precision: number): Decimal {
  return new Decimal(quantity).times(factor).toDecimalPlaces(precision, Decimal.ROUND_UP)
}
