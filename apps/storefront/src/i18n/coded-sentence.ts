import type { Locale } from './locales.ts'

/** Params that count something: they are written as the language writes numbers. */
const counted = new Set(['available', 'minimum', 'maximum', 'max', 'quantity'])

/**
 * The shop's own sentence for a code of the API, of `texts`, filled with `params`. The API's texts are written for developers and in
 * English, so none of them is shown: a code without a sentence here (or with a hole that nothing fills) gets a general one that names the code.
 */
export function codedSentence(
  locale: Locale,
  texts: Readonly<Record<string, string | undefined>> & { readonly REFUSED: string },
  code: string,
  params: Readonly<Record<string, unknown>> = {},
): string {
  const own = texts[kindOf(code, params)]?.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = params[name]
    if (typeof value !== 'string' && typeof value !== 'number') return hole
    return counted.has(name) ? numberIn(locale, value) : String(value)
  })
  return own && !/\{\w+\}/.test(own) ? own : texts.REFUSED.replace('{code}', code)
}

/** Of what is wrong with a field, what we have a sentence of its own for. */
function kindOf(code: string, params: Readonly<Record<string, unknown>>): string {
  if (code !== 'FIELD_INVALID') return code
  if ('minimum' in params) return 'FIELD_TOO_SHORT'
  return typeof params.field === 'string' && /\bpostalCode$/.test(params.field) ? 'POSTAL_CODE_INVALID' : code
}

function numberIn(locale: Locale, value: string | number): string {
  if (Number.isNaN(Number(value))) return String(value)
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(value as Intl.StringNumericLiteral)
}
