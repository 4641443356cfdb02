import { Decimal, type DecimalValue } from './decimal.ts'

/** ISO 4217 minor units other than 2. */
const minorDigitsByCurrency: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
}

/** How many decimals the smallest coin of a currency has: EUR 2, JPY 0, KWD 3. */
export function minorDigits(currency: string): number {
  return minorDigitsByCurrency[currency] ?? 2
}

/**
 * How many decimals an amount has that somebody pays. Currencies with three are paid in hundredths: card networks take no other (docs.stripe.com/currencies#three-decimal),
 * and coins below are hardly anywhere in use. Amounts are written with the currency's own decimals all the same: 47.480 KWD.
 */
export const payableDigits = (currency: string): number => Math.min(minorDigits(currency), 2)

/** The only rounding of amounts in Portico: commercial, half away from zero, to `digits` decimals. */
export function roundHalfUp(amount: Decimal, digits: number): Decimal {
  return amount.toDecimalPlaces(digits, Decimal.ROUND_HALF_UP)
}

/** A JSON picture of Money: the amount as a decimal string with at least the currency's own decimals. */
export interface MoneyJson {
  amount: string
  currency: string
}

/** An immutable amount in a currency. Arithmetic is exact; only `rounded()` and `toMinor()` round, and they round half-up. */
export class Money {
  readonly amount: Decimal
  readonly currency: string

  constructor(amount: DecimalValue, currency: string) {
    if (!/^[A-Z]{3}$/.test(currency)) throw new TypeError(`'${currency}' is no ISO 4217 currency code (three capitals)`)
    const value = new Decimal(amount)
    if (!value.isFinite()) throw new TypeError(`'${String(amount)}' is no amount of money`)
    this.amount = value
    this.currency = currency
  }

  plus(other: Money): Money {
    return new Money(this.amount.plus(this.same(other).amount), this.currency)
  }

  minus(other: Money): Money {
    return new Money(this.amount.minus(this.same(other).amount), this.currency)
  }

  /** Exact product; round the result where it becomes an amount that someone pays. */
  times(factor: DecimalValue): Money {
    return new Money(this.amount.times(factor), this.currency)
  }

  dividedBy(divisor: DecimalValue): Money {
    const by = new Decimal(divisor)
    if (by.isZero()) throw new RangeError('money cannot be divided by zero')
    return new Money(this.amount.dividedBy(by), this.currency)
  }

  negated(): Money {
    return new Money(this.amount.negated(), this.currency)
  }

  /** Rounded half-up to what can be paid in the currency. */
  rounded(): Money {
    return this.roundTo(payableDigits(this.currency))
  }

  /** Rounded half-up to `digits` decimals (unit prices keep 4). */
  roundTo(digits: number): Money {
    return new Money(roundHalfUp(this.amount, digits), this.currency)
  }

  /**
   * Splits the amount by weights so that the parts add up to it exactly, to what can be paid (largest remainder first, then the earlier part).
   * Weights of zero for all share evenly. Throws RangeError for no or negative weights.
   */
  allocate(weights: readonly DecimalValue[]): Money[] {
    if (weights.length === 0) throw new RangeError('money cannot be allocated to nobody')
    const given = weights.map((weight) => new Decimal(weight))
    if (given.some((weight) => weight.isNegative() && !weight.isZero())) throw new RangeError('a weight is negative')
    const shares = given.every((weight) => weight.isZero()) ? given.map(() => new Decimal(1)) : given
    const total = shares.reduce((sum, share) => sum.plus(share), new Decimal(0))
    const coin = new Decimal(10).pow(-Math.max(payableDigits(this.currency), this.amount.decimalPlaces()))
    const coins = this.amount.abs().dividedBy(coin)
    const exact = shares.map((share) => coins.times(share).dividedBy(total))
    const parts = exact.map((part) => part.floor())
    let left = coins.minus(parts.reduce((sum, part) => sum.plus(part), new Decimal(0))).toNumber()
    const byRemainder = exact
      .map((part, index) => ({ index, remainder: part.minus(part.floor()) }))
      .sort((a, b) => b.remainder.comparedTo(a.remainder) || a.index - b.index)
    for (const { index } of byRemainder) {
      if (left <= 0) break
      parts[index] = parts[index]!.plus(1)
      left -= 1
    }
    const sign = this.amount.isNegative() ? -1 : 1
    return parts.map((part) => new Money(part.times(coin).times(sign), this.currency))
  }

  /**
   * The amount as a whole number of smallest coins, as payment providers want it: 19.99 EUR → 1999, 500 JPY → 500, 1.234 KWD → 1234.
   * Rounds half-up. `digits` overrides the currency's own decimals for a provider that counts otherwise.
   */
  toMinor(digits = minorDigits(this.currency)): number {
    const minor = roundHalfUp(this.amount.times(new Decimal(10).pow(digits)), 0).toNumber()
    if (!Number.isSafeInteger(minor)) throw new RangeError(`${this.toString()} is too large for minor units`)
    return minor
  }

  isZero(): boolean {
    return this.amount.isZero()
  }

  isPositive(): boolean {
    return this.amount.greaterThan(0)
  }

  isNegative(): boolean {
    return this.amount.lessThan(0)
  }

  equals(other: Money): boolean {
    return this.currency === other.currency && this.amount.equals(other.amount)
  }

  /** Negative, zero or positive as this is less than, equal to or more than `other`; of the same currency only. */
  comparedTo(other: Money): number {
    return this.amount.comparedTo(this.same(other).amount)
  }

  toJSON(): MoneyJson {
    return { amount: this.toDecimalString(), currency: this.currency }
  }

  /** '19.90': at least the currency's own decimals, more if the amount has them; also what numeric columns take. */
  toDecimalString(): string {
    return this.amount.toFixed(Math.max(minorDigits(this.currency), this.amount.decimalPlaces()))
  }

  toString(): string {
    return `${this.toDecimalString()} ${this.currency}`
  }

  private same(other: Money): Money {
    if (other.currency !== this.currency)
      throw new TypeError(`${this.currency} and ${other.currency} do not mix: convert one of them first`)
    return other
  }
}

/** `money('19.99', 'EUR')`. The amount is a decimal string or a Decimal; a number only when it is a whole one. */
export function money(amount: DecimalValue, currency: string): Money {
  if (typeof amount === 'number' && !Number.isSafeInteger(amount))
    throw new TypeError(`money never comes from a float: write '${amount}' as a string`)
  return new Money(amount, currency)
}

/** Nothing, in a currency. */
export function zero(currency: string): Money {
  return new Money(0, currency)
}

/** The one that is less, of the same currency. */
export const lesser = (one: Money, other: Money): Money => (other.comparedTo(one) < 0 ? other : one)

/** The one that is more, of the same currency. */
export const greater = (one: Money, other: Money): Money => (other.comparedTo(one) > 0 ? other : one)

/** The opposite of `toMinor`: 1999 in EUR → 19.99. */
export function fromMinor(minor: number | bigint, currency: string, digits = minorDigits(currency)): Money {
  if (typeof minor === 'number' && !Number.isSafeInteger(minor))
    throw new TypeError(`${minor} is no whole number of minor units`)
  return new Money(new Decimal(minor.toString()).dividedBy(new Decimal(10).pow(digits)), currency)
}

/** The total of amounts in one currency; nothing adds up to zero. */
export function sum(amounts: readonly Money[], currency: string): Money {
  return amounts.reduce((total, amount) => total.plus(amount), zero(currency))
}
