import { refuse } from '../../kernel/errors.ts'
import { fromMinor, minorDigits, money, type Money } from '../../kernel/money.ts'

/**
 * Where Stripe counts otherwise than ISO 4217 (docs.stripe.com/currencies#special-cases): ISK and UGX are whole amounts written with two decimals,
 * MGA has none.
 */
const DIGITS: Readonly<Record<string, number>> = { ISK: 2, UGX: 2, MGA: 0 }
const WHOLE_AMOUNTS_ONLY = new Set(['ISK', 'UGX'])
/** Stripe wants 0 as the last of three decimals (docs.stripe.com/currencies#three-decimal). */
const COARSE_THOUSANDTHS = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND'])
const MAXIMUM = 99_999_999

/** The least that can be charged, where Stripe names one (docs.stripe.com/currencies#minimum-and-maximum-charge-amounts). */
const LEAST: Readonly<Record<string, string>> = {
  ...{
    AED: '2',
    AUD: '0.5',
    BGN: '1',
    BRL: '0.5',
    CAD: '0.5',
    CHF: '0.5',
    CZK: '15',
    DKK: '2.5',
    EUR: '0.5',
    GBP: '0.3',
  },
  ...{ HKD: '4', HUF: '175', INR: '0.5', JPY: '50', MXN: '10', MYR: '2', NOK: '3', NZD: '0.5', PLN: '2', RON: '2' },
  ...{ SEK: '3', SGD: '0.5', THB: '10', USD: '0.5' },
}

export const leastOf = (currency: string): Money | null => {
  const least = LEAST[currency]
  return least ? money(least, currency) : null
}

/** How many decimals Stripe counts a currency in. */
export const decimalsOf = (currency: string): number => DIGITS[currency] ?? minorDigits(currency)

/**
 * An amount as Stripe wants it: whole smallest units. Never rounds: what cannot be charged to the coin is refused with
 * PAYMENT_AMOUNT_UNSUPPORTED, since another amount than the order's must not be paid.
 */
export function toStripe(amount: Money): number {
  const { currency } = amount
  const digits = decimalsOf(currency)
  const no = (problem: string): Error =>
    refuse('PAYMENT_AMOUNT_UNSUPPORTED', { amount: amount.toDecimalString(), currency, problem })
  if (!amount.isPositive()) throw no('it is not more than zero')
  const minor = amount.toMinor(digits)
  if (!fromMinor(minor, currency, digits).equals(amount)) throw no(`${currency} has ${digits} decimals there`)
  if (minor > MAXIMUM) throw no('it has more than eight digits')
  if (COARSE_THOUSANDTHS.has(currency) && minor % 10 !== 0)
    throw no(`the last of three decimals must be 0 in ${currency}`)
  if (WHOLE_AMOUNTS_ONLY.has(currency) && minor % 100 !== 0) throw no(`${currency} is only charged in whole amounts`)
  return minor
}

/** The opposite: `fromStripe(1999, 'eur')` is 19.99 EUR. */
export function fromStripe(minor: number, currency: string): Money {
  const code = currency.toUpperCase()
  return fromMinor(minor, code, decimalsOf(code))
}
