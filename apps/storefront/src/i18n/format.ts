import type { Locale } from './locales.ts'

/** An amount as the API says it: a decimal string, never a float, and an ISO 4217 code. */
export interface Amount {
  amount: string
  currency: string
}

/** How the shop writes a language: the merchant says it, by `Website.localizations`. */
export interface Writing {
  /** The language of texts and addresses. */
  locale: Locale
  /** BCP 47 tag for numbers, prices and dates: `en-US`. */
  tag: string
  /** IANA name of the zone in which days are told. */
  timeZone: string
}

const numberFormats = new Map<string, Intl.NumberFormat>()

function numberFormat({ tag }: Writing, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${tag}${JSON.stringify(options)}`
  let format = numberFormats.get(key)
  if (!format) numberFormats.set(key, (format = new Intl.NumberFormat(tag, options)))
  return format
}

/** A price for people: `19.99 EUR` → `€19.99` or `19,99 €`. Prices below a cent's grain keep their decimals (0.0125 → 0.0125). */
export function formatPrice(writing: Writing, { amount, currency }: Amount): string {
  const digits =
    numberFormat(writing, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).resolvedOptions()
      .maximumFractionDigits ?? 2
  const fraction = amount.split('.')[1]?.replace(/0+$/, '').length ?? 0
  return numberFormat(writing, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: Math.max(digits, fraction),
    // Intl formats decimal strings exactly (ECMA-402 2023); going through Number would round.
  }).format(amount as Intl.StringNumericLiteral)
}

/** A rate for people: `0.0725` → `7.25%` or `7,25 %`. */
export function formatRate(writing: Writing, rate: string): string {
  return numberFormat(writing, { style: 'percent', maximumFractionDigits: 4 }).format(rate as Intl.StringNumericLiteral)
}

/** A quantity for people: `12.500000` → `12.5` or `12,5`. */
export function formatQuantity(writing: Writing, quantity: string | number): string {
  return numberFormat(writing, { maximumFractionDigits: 6 }).format(quantity as Intl.StringNumericLiteral)
}

/**
 * A day for people, `November 23, 2026` or `23. November 2026`: of an instant as the shop's clocks show it; of a date without time
 * (`2026-11-23`) that very day.
 */
export function formatDay(writing: Writing, when: string, style: 'long' | 'medium' = 'long'): string {
  const timeZone = /^\d{4}-\d{2}-\d{2}$/.test(when) ? 'UTC' : writing.timeZone
  return new Intl.DateTimeFormat(writing.tag, { dateStyle: style, timeZone }).format(new Date(when))
}

/** A country's name in the language that is written; its code where there is none. */
export function countryNames({ tag }: Writing): (code: string) => string {
  const names = new Intl.DisplayNames(tag, { type: 'region' })
  return (code) => names.of(code) ?? code
}
