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

/** A tax for people: `Sales tax 7.25%`. A name that says its rate already (`MwSt. 19 %`) stands alone. */
export function taxLabel(writing: Writing, { name, rate }: { name: string; rate: string }): string {
  return name.includes('%') ? name : `${name} ${formatRate(writing, rate)}`
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

/** A moment as the clocks of its place showed it, with how far they are from UTC: `2026-11-23T09:00:00-05:00` → `Nov 23, 2026, 9:00 AM (UTC−5)`. */
export function formatMoment({ tag }: Writing, localTime: string): string {
  const asShown = new Date(`${localTime.slice(0, 19)}Z`)
  const shown = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(
    asShown,
  )
  const zone = zoneOf(localTime)
  return zone ? `${shown} (${zone})` : shown
}

/** `…-05:00` → `UTC−5`, `…+05:30` → `UTC+5:30`, `…Z` → `UTC`; null where none is said. */
function zoneOf(localTime: string): string | null {
  const [, zulu, sign, hours, minutes] = /(?:(Z)|([+-])(\d{2}):?(\d{2}))$/.exec(localTime.slice(19)) ?? []
  if (zulu || (sign && Number(hours) === 0 && Number(minutes) === 0)) return 'UTC'
  if (!sign) return null
  return `UTC${sign === '-' ? '−' : '+'}${Number(hours)}${Number(minutes) === 0 ? '' : `:${minutes}`}`
}

/** A country's name in the language that is written; its code where there is none. */
export function countryNames({ tag }: Writing): (code: string) => string {
  const names = new Intl.DisplayNames(tag, { type: 'region' })
  return (code) => names.of(code) ?? code
}
