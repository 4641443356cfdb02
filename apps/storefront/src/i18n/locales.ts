/** The shop's languages. The first is the default and has no prefix in the address. */
export const locales = ['en', 'de'] as const
export type Locale = (typeof locales)[number]
export const defaultLocale: Locale = 'en'

/** The request header by which proxy.ts tells pages and actions the language of the address. */
export const localeHeader = 'x-shop-locale'

export function isLocale(value: string | null | undefined): value is Locale {
  return locales.includes(value as Locale)
}

/** An address inside the shop in a language: `('de', '/cart')` → `/de/cart`, `('en', '/cart')` → `/cart`. */
export function localPath(locale: Locale, path: string): string {
  if (locale === defaultLocale) return path
  return path === '/' ? `/${locale}` : `/${locale}${path}`
}

/** Splits a public address into language and the address within it: `/de/cart` → `{ locale: 'de', path: '/cart' }`. */
export function splitPath(pathname: string): { locale: Locale; path: string } {
  const [, first = '', ...rest] = pathname.split('/')
  return isLocale(first) ? { locale: first, path: `/${rest.join('/')}` } : { locale: defaultLocale, path: pathname }
}
