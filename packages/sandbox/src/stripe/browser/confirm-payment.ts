/// <reference lib="dom" />
import type { NextAction, PaymentError, PaymentIntent } from '../resources.ts'
import { call, integrationError, intentOf } from './api.ts'
import type { ClientError, Nested } from './api.ts'
import { askInDialog } from './challenge-dialog.ts'
import type { Elements } from './elements.ts'
import { formatMinor } from './format-minor.ts'
import { Look } from './styles.ts'
import { errorText, formatLocale, wordsFor } from './words.ts'
import type { Words } from './words.ts'

export interface ConfirmOptions {
  elements?: Elements
  clientSecret?: string
  confirmParams?: {
    return_url?: string
    payment_method?: string
    payment_method_data?: Nested
    receipt_email?: string
    shipping?: Nested
  }
  redirect?: 'always' | 'if_required'
}

export type Result =
  { paymentIntent: PaymentIntent; error?: undefined } | { error: ClientError; paymentIntent?: undefined }

export interface Voice {
  key: string
  words: Words
  locale: string
  look: Look
}

/**
 * `stripe.confirmPayment(…)`: sends what the form holds, lets the shopper authenticate, and answers or leaves for `return_url`. Throws an IntegrationError
 * where Elements were opened for another amount or currency than the intent's: nobody pays what they did not see.
 */
export async function confirmPayment(key: string, options: ConfirmOptions): Promise<Result> {
  const { elements, confirmParams = {} } = options
  const clientSecret = options.clientSecret ?? elements?.clientSecret
  if (!clientSecret) throw integrationError('stripe.confirmPayment(): `clientSecret` is required.')
  if (elements?.deferred && !elements.submitted)
    throw integrationError('elements.submit() must be called before stripe.confirmPayment().')
  if (options.redirect !== 'if_required' && !confirmParams.return_url)
    throw integrationError(
      'stripe.confirmPayment(): `confirmParams.return_url` is required unless `redirect` is "if_required".',
    )
  const voice = voiceOf(key, elements)
  if (elements?.deferred) {
    const asked = { client_secret: clientSecret }
    const read = await call<PaymentIntent>(key, 'GET', `/v1/payment_intents/${intentOf(clientSecret)}`, asked)
    if (!read.ok) return failed(voice, read.error)
    elements.mustMatch(read.value)
  }
  const filled = elements ? await filledIn(elements, confirmParams.payment_method_data) : undefined
  if (filled && 'error' in filled) return { error: filled.error }
  const answer = await call<PaymentIntent>(key, 'POST', `/v1/payment_intents/${intentOf(clientSecret)}/confirm`, {
    payment_method: confirmParams.payment_method,
    payment_method_data: confirmParams.payment_method_data,
    ...filled?.parameters,
    return_url: confirmParams.return_url,
    receipt_email: confirmParams.receipt_email,
    shipping: confirmParams.shipping,
    use_stripe_sdk: true,
    client_secret: clientSecret,
  })
  const result = answer.ok ? await takeNextAction(voice, clientSecret, answer.value) : failed(voice, answer.error)
  if (result.error) elements?.declined(result.error)
  else if (options.redirect !== 'if_required')
    return leave(result.paymentIntent, confirmParams.return_url ?? '', clientSecret)
  return result
}

/** What the form holds, for the API; or why it cannot be sent. */
export async function filledIn(
  elements: Elements,
  besides: Nested = {},
): Promise<{ parameters: Nested } | { error: ClientError }> {
  const { error } = await elements.submit()
  if (error) return { error }
  const form = elements.paymentElement().inside.form()
  return { parameters: { payment_method_data: merged(form.data(), besides), ...form.beside?.() } }
}

/** Lets the shopper answer their bank when the intent asks for it: in a window within the page, or on the bank's own. */
export async function takeNextAction(voice: Voice, clientSecret: string, intent: PaymentIntent): Promise<Result> {
  const action = intent.next_action
  if (intent.status !== 'requires_action' || !action) return { paymentIntent: intent }
  if (action.redirect_to_url) return leaveFor(action.redirect_to_url.url)
  const amount = formatMinor(intent.amount, intent.currency, voice.locale)
  const answer = await askTheBank<PaymentIntent>(voice, clientSecret, action, amount)
  if (!answer.ok) return failed(voice, answer.error)
  const after = answer.value
  if (after.status !== 'requires_payment_method') return { paymentIntent: after }
  return failed(voice, { ...lastError(after.last_payment_error), payment_intent: after })
}

export const lastError = (last: PaymentError | null): ClientError => ({
  ...last,
  type: last?.type ?? 'invalid_request_error',
  message: last?.message ?? '',
})

/** Asks in a window, and tells what came of it. */
export async function askTheBank<Intent>(
  voice: Voice,
  clientSecret: string,
  { use_stripe_sdk: asked }: NextAction,
  amount: string,
): Promise<{ ok: true; value: Intent } | { ok: false; error: ClientError }> {
  let answered: { ok: true; value: Intent } | { ok: false; error: ClientError } | null = null
  await askInDialog({
    words: voice.words,
    look: voice.look,
    amount,
    answer: async (authenticated) => {
      answered = await call<Intent>(voice.key, 'POST', '/v1/3ds2/challenge_complete', {
        source: asked?.source,
        outcome: authenticated ? 'succeeded' : 'failed',
        client_secret: clientSecret,
      })
    },
  })
  return answered ?? { ok: false, error: { type: 'api_error', message: '' } }
}

/** Goes to the bank's page; the promise never resolves, since nobody is there any more. */
export function leaveFor(url: string): Promise<never> {
  location.assign(url)
  return new Promise<never>(() => undefined)
}

export function failed(voice: Voice, error: ClientError): { error: ClientError } {
  return { error: { ...error, message: errorText(voice.words, error) } }
}

/** Who speaks with the shopper: the form that is on the page, or nobody in particular. */
export const voiceOf = (key: string, elements: Elements | undefined): Voice => ({
  key,
  words: elements?.words ?? wordsFor('auto'),
  locale: elements?.locale ?? formatLocale('auto'),
  look: elements?.look ?? new Look('stripe-sandbox-alone', {}),
})

function merged(a: Nested, b: Nested): Nested {
  const result: Nested = { ...a }
  for (const [key, value] of Object.entries(b)) {
    const before = result[key]
    result[key] =
      typeof before === 'object' && before !== null && typeof value === 'object' && value !== null
        ? merged(before, value)
        : value
  }
  return result
}

/** Goes on to the shop's own page, as Stripe.js does. */
export function leave(intent: { object: string; id: string }, returnUrl: string, clientSecret: string): Promise<never> {
  const target = new URL(returnUrl, location.href)
  target.searchParams.set(intent.object, intent.id)
  target.searchParams.set(`${intent.object}_client_secret`, clientSecret)
  target.searchParams.set('redirect_status', 'succeeded')
  return leaveFor(target.toString())
}
