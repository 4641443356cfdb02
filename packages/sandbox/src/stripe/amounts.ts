import { invalidRequest } from './problem.ts'

const ZERO_DECIMAL = new Set([
  'bif',
  'clp',
  'djf',
  'gnf',
  'jpy',
  'kmf',
  'krw',
  'mga',
  'pyg',
  'rwf',
  'vnd',
  'vuv',
  'xaf',
  'xof',
  'xpf',
])
/** Amounts are thousandths, but the last digit must be 0 (docs.stripe.com/currencies#three-decimal). */
const THREE_DECIMAL = new Set(['bhd', 'jod', 'kwd', 'omr', 'tnd'])
/** Two decimals in the API, but whole units only (docs.stripe.com/currencies#special-cases). */
const WHOLE_UNITS_ONLY = new Set(['isk', 'ugx'])
const MINIMUM: Readonly<Record<string, number>> = {
  usd: 50,
  eur: 50,
  gbp: 30,
  jpy: 50,
  chf: 50,
  aud: 50,
  cad: 50,
  dkk: 250,
  nok: 300,
  sek: 300,
  pln: 200,
  huf: 17500,
  czk: 1500,
}
const MAXIMUM = 99_999_999

/** Refuses amounts that Stripe refuses: too small, too large, or finer than the currency allows. */
export function checkAmount(amount: number, currency: string): void {
  const param = 'amount'
  if (amount < 1)
    throw invalidRequest('This value must be greater than or equal to 1.', { code: 'parameter_invalid_integer', param })
  if (amount < (MINIMUM[currency] ?? 1))
    throw invalidRequest(`Amount must be at least ${showAmount(MINIMUM[currency] ?? 1, currency)}`, {
      code: 'amount_too_small',
      param,
    })
  if (amount > MAXIMUM)
    throw invalidRequest(`Amount must be no more than ${showAmount(MAXIMUM, currency)}`, {
      code: 'amount_too_large',
      param,
    })
  if (THREE_DECIMAL.has(currency) && amount % 10 !== 0)
    throw invalidRequest(
      `Invalid amount. Amounts in ${currency} must have 0 as their last digit, for example 5120 or 5130 instead of 5124.`,
      { code: 'parameter_invalid_integer', param },
    )
  if (WHOLE_UNITS_ONLY.has(currency) && amount % 100 !== 0)
    throw invalidRequest(
      `Invalid amount. Currency ${currency.toUpperCase()} has become effectively zero-decimal and charged amounts must be evenly divisible by 100. See https://stripe.com/docs/currencies#special-cases for more information.`,
      { code: 'invalid_charge_amount_no_decimal_compatible', param },
    )
}

/** For messages: `showAmount(1050, 'usd')` → `10.50 usd`. */
export function showAmount(amount: number, currency: string): string {
  const digits = ZERO_DECIMAL.has(currency) ? 0 : THREE_DECIMAL.has(currency) ? 3 : 2
  const text = String(amount).padStart(digits + 1, '0')
  return `${digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`} ${currency}`
}

export function checkCurrency(currency: string): string {
  const lower = currency.toLowerCase()
  if (!/^[a-z]{3}$/.test(lower))
    throw invalidRequest(
      `Invalid currency: ${currency}. Stripe currently supports these currencies: usd, eur, gbp, jpy, …`,
      {
        param: 'currency',
      },
    )
  return lower
}
