import 'server-only'
import { ShopRefusal, ShopUnavailable } from '#lib/shop/refusal.ts'
import { codedSentence } from './coded-sentence.ts'
import { getLocale, getMessages } from './request.ts'

/**
 * What to tell the shopper about a refusal or an outage, in this language's own sentence. Anything that is neither is thrown on.
 */
export async function refusalText(problem: unknown): Promise<string> {
  if (problem instanceof ShopRefusal) return codeText(problem.code, problem.params)
  if (!(problem instanceof ShopUnavailable)) throw problem
  const { errors } = await getMessages()
  return `${errors.unavailable} (${problem.requestId})`
}

/** A coded sentence of the API (a refusal, a problem of the cart, what a step lacks) in the request's language. */
export async function codeText(code: string, params: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const [locale, { refusals }] = await Promise.all([getLocale(), getMessages()])
  return codedSentence(locale, refusals, code, params)
}

/** Why a bank or the payment provider said no, by Stripe's code (https://docs.stripe.com/declines/codes); of most, only that it did. `debit`: it was no card, but money that a bank was to send. */
export async function declineText(code: string, debit = false): Promise<string> {
  const { declines, paymentForm, atBank } = await getMessages()
  const known = (declines as Readonly<Record<string, string | undefined>>)[code]
  return known ?? (debit ? atBank.refused : paymentForm.declined)
}
