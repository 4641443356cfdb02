import { isLocale, splitPath, type Locale } from './locales.ts'

/** Where the shopper's own choice of a language is kept. */
export const localeCookie = 'locale'

/**
 * The language that a browser prefers of ours, by its Accept-Language (RFC 9110, 12.5.4); null where it names none of them.
 * `de-AT,de;q=0.9,en;q=0.8` → 'de'
 */
export function preferredLocale(acceptLanguage: string | null): Locale | null {
  const ranges = (acceptLanguage ?? '').split(',').map((range) => {
    const [tag = '', ...params] = range.trim().split(/\s*;\s*/)
    const weight = Number(params.find((param) => /^q=/i.test(param))?.slice(2) ?? 1)
    return { locale: tag.toLowerCase().split('-')[0], weight: Number.isNaN(weight) ? 0 : weight }
  })
  // The sort is stable: of equal weights, the one that was named first.
  const best = ranges.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight)
  return best.map(({ locale }) => locale).find(isLocale) ?? null
}

/** The language of the page of this shop that led here; null for who comes from elsewhere, or by a bookmark. */
export function cameFrom(referer: string | null, host: string | null): Locale | null {
  if (!referer || !URL.canParse(referer)) return null
  const from = new URL(referer)
  return from.host === host ? splitPath(from.pathname).locale : null
}
