import { Decimal as Base } from 'decimal.js'

/**
 * The one decimal number type of Portico: 40 significant digits, half-up, never printed with an exponent.
 * PostgreSQL's numeric arrives as a string; hand it to `new Decimal(text)`.
 */
export const Decimal = Base.clone({ precision: 40, rounding: Base.ROUND_HALF_UP, toExpNeg: -30, toExpPos: 40 })
export type Decimal = Base
/** What can be read as a decimal: text, another decimal, or a whole number. */
export type DecimalValue = Base.Value
