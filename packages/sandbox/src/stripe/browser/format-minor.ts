/** Stripe's smallest units, for people. */
export function formatMinor(amount: number, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: currency.toUpperCase() })
  const wholeOnly = currency === 'isk' || currency === 'ugx'
  const digits = wholeOnly ? 2 : (format.resolvedOptions().maximumFractionDigits ?? 2)
  return format.format(amount / 10 ** digits)
}
