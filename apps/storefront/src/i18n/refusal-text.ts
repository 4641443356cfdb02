import 'server-only'
import { ShopRefusal, ShopUnavailable } from '#lib/shop/refusal.ts'
import { getLocale, getMessages } from './request.ts'

/**
 * What to tell the shopper about a refusal or an outage: this language's own sentence for the code where there is
 * one, else the API's. Anything that is neither is thrown on.
 */
export async function refusalText(problem: unknown): Promise<string> {
  const { refusals, errors } = await getMessages()
  if (problem instanceof ShopUnavailable) return `${errors.unavailable} (${problem.requestId})`
  if (!(problem instanceof ShopRefusal)) throw problem
  const own = (refusals as Record<string, string | undefined>)[problem.code]
  // The API says its refusals in English; those sentences are the original.
  if (!own || (await getLocale()) === 'en') return problem.message
  const filled = own.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = problem.params[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : hole
  })
  return /\{\w+\}/.test(filled) ? problem.message : filled
}
