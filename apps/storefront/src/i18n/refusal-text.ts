import 'server-only'
import { ShopRefusal, ShopUnavailable } from '#lib/shop/refusal.ts'
import { getLocale, getMessages } from './request.ts'

/**
 * What to tell the shopper about a refusal or an outage: this language's own sentence for the code where there is
 * one, else the API's. Anything that is neither is thrown on.
 */
export async function refusalText(problem: unknown): Promise<string> {
  if (problem instanceof ShopRefusal) return codeText(problem.code, problem.message, problem.params)
  if (!(problem instanceof ShopUnavailable)) throw problem
  const { errors } = await getMessages()
  return `${errors.unavailable} (${problem.requestId})`
}

/**
 * A coded sentence of the API (a refusal, a problem of the cart, what a step lacks) in the request's language. The
 * API's own are English and name fields by their technical names; those about fields are ours in every language.
 */
export async function codeText(
  code: string,
  text: string,
  params: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const [locale, { refusals }] = await Promise.all([getLocale(), getMessages()])
  const named = code === 'FIELD_INVALID' && 'minimum' in params ? 'FIELD_TOO_SHORT' : code
  const own = (refusals as Record<string, string | undefined>)[named]
  if (!own || (locale === 'en' && !code.startsWith('FIELD_'))) return text
  const filled = own.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = params[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : hole
  })
  return /\{\w+\}/.test(filled) ? text : filled
}
