import type { Locale } from './locales.ts'

/** Params that count something: they are written as the language writes numbers. */
const counted = new Set(['available', 'minimum', 'maximum', 'max', 'quantity'])

/**
 * The sentence for a code of the API in a language: its own of `texts`, filled with `params`, else the API's `text`. The API's are
 * English and name fields by their technical names; those about fields (FIELD_…) are ours in every language.
 */
export function codedSentence(
  locale: Locale,
  texts: Readonly<Record<string, string | undefined>>,
  { code, text, params = {} }: { code: string; text: string; params?: Readonly<Record<string, unknown>> },
): string {
  const named = code === 'FIELD_INVALID' && 'minimum' in params ? 'FIELD_TOO_SHORT' : code
  const own = texts[named]
  if (!own || (locale === 'en' && !code.startsWith('FIELD_'))) return text
  const filled = own.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = params[name]
    if (typeof value !== 'string' && typeof value !== 'number') return hole
    return counted.has(name) ? numberIn(locale, value) : String(value)
  })
  return /\{\w+\}/.test(filled) ? text : filled
}

function numberIn(locale: Locale, value: string | number): string {
  if (Number.isNaN(Number(value))) return String(value)
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(value as Intl.StringNumericLiteral)
}
