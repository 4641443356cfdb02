import type { Amount } from '#i18n/format.ts'

/** Stripe's special cases: currencies without and with three decimals. */
const noDecimals = new Set([
  'BIF',
  'CLP',
  'DJF',
  'GNF',
  'JPY',
  'KMF',
  'KRW',
  'MGA',
  'PYG',
  'RWF',
  'UGX',
  'VND',
  'VUV',
  'XAF',
  'XOF',
  'XPF',
])
const threeDecimals = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND'])

/** An amount in the currency's smallest unit, by moving the point in the text: `19.9 EUR` → 1990, `500 JPY` → 500. */
export function minorUnits({ amount, currency }: Amount): number {
  const digits = noDecimals.has(currency) ? 0 : threeDecimals.has(currency) ? 3 : 2
  const [whole = '0', fraction = ''] = amount.split('.')
  return Number(whole + fraction.padEnd(digits, '0').slice(0, digits))
}
