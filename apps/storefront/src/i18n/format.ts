import { formatTags, type Locale } from './locales.ts'

/** An amount as the API says it: a decimal string, never a float, and an ISO 4217 code. */
export interface Amount {
  amount: string
  currency: string
}

const numberFormats = new Map<string, Intl.NumberFormat>()

function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}${JSON.stringify(options)}`
  let format = numberFormats.get(key)
  if (!format) numberFormats.set(key, (format = new Intl.NumberFormat(formatTags[locale], options)))
  return format
}

/** A price for people: `19.99 EUR` → `€19.99` or `19,99 €`. Prices below a cent's grain keep their decimals (0.0125 → 0.0125). */
export function formatPrice(locale: Locale, { amount, currency }: Amount): string {
  const digits =
    numberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).resolvedOptions()
      .maximumFractionDigits ?? 2
  const fraction = amount.split('.')[1]?.replace(/0+$/, '').length ?? 0
  return numberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: Math.max(digits, fraction),
    // Intl formats decimal strings exactly (ECMA-402 2023); going through Number would round.
  }).format(amount as Intl.StringNumericLiteral)
}

/** A quantity for people: `12.500000` → `12.5` or `12,5`. */
export function formatQuantity(locale: Locale, quantity: string | number): string {
  return numberFormat(locale, { maximumFractionDigits: 6 }).format(quantity as Intl.StringNumericLiteral)
}

/** A day for people: `2026-11-23` or an instant → `23 November 2026` or `23. November 2026`. */
export function formatDay(locale: Locale, instant: string, style: 'long' | 'medium' = 'long'): string {
  return new Intl.DateTimeFormat(formatTags[locale], { dateStyle: style, timeZone: 'Europe/Berlin' }).format(
    new Date(instant),
  )
}
