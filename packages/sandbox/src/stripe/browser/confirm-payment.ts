/// <reference lib="dom" />
import type { PaymentIntent } from '../resources.ts'
import { call, integrationError, intentOf } from './api.ts'
import type { ClientError, Nested } from './api.ts'
import { askInDialog } from './challenge-dialog.ts'
import type { Elements } from './elements.ts'
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
  const voice: Voice = {
    key,
    words: elements?.words ?? wordsFor('auto'),
    locale: elements?.locale ?? formatLocale('auto'),
    look: elements?.look ?? new Look('stripe-sandbox-alone', {}),
  }
  if (elements?.deferred) {
    const asked = { client_secret: clientSecret }
    const read = await call<PaymentIntent>(key, 'GET', `/v1/payment_intents/${intentOf(clientSecret)}`, asked)
    if (!read.ok) return failed(voice, read.error)
    elements.mustMatch(read.value)
  }
  let data: Nested | undefined
  if (elements) {
    const checked = await elements.submit()
    if (checked.error) return { error: checked.error }
    data = merged(elements.paymentElement().inside.data(), confirmParams.payment_method_data ?? {})
  }
  const answer = await call<PaymentIntent>(key, 'POST', `/v1/payment_intents/${intentOf(clientSecret)}/confirm`, {
    payment_method: confirmParams.payment_method,
    payment_method_data: data ?? confirmParams.payment_method_data,
    return_url: confirmParams.return_url,
    receipt_email: confirmParams.receipt_email,
    shipping: confirmParams.shipping,
    use_stripe_sdk: true,
    client_secret: clientSecret,
  })
  const result = answer.ok ? await takeNextAction(voice, clientSecret, answer.value) : failed(voice, answer.error)
  if (result.error) elements?.getElement('payment')?.inside.showDecline(result.error.code, result.error.message)
  else if (options.redirect !== 'if_required')
    return leave(result.paymentIntent, confirmParams.return_url ?? '', clientSecret)
  return result
}

/** Lets the shopper authenticate when the intent asks for it. */
export async function takeNextAction(voice: Voice, clientSecret: string, intent: PaymentIntent): Promise<Result> {
  const source = intent.next_action?.use_stripe_sdk?.source
  if (intent.status !== 'requires_action' || !source) return { paymentIntent: intent }
  let after: PaymentIntent = intent
  let broken: ClientError | null = null
  await askInDialog({
    words: voice.words,
    look: voice.look,
    amount: formatMinor(intent.amount, intent.currency, voice.locale),
    answer: async (authenticated) => {
      const answer = await call<PaymentIntent>(voice.key, 'POST', '/v1/3ds2/challenge_complete', {
        source,
        outcome: authenticated ? 'succeeded' : 'failed',
        client_secret: clientSecret,
      })
      if (answer.ok) after = answer.value
      else broken = answer.error
    },
  })
  if (broken) return failed(voice, broken)
  if (after.status !== 'requires_payment_method') return { paymentIntent: after }
  const last = after.last_payment_error
  return failed(voice, {
    ...last,
    type: last?.type ?? 'invalid_request_error',
    message: last?.message ?? '',
    payment_intent: after,
  })
}

function failed(voice: Voice, error: ClientError): Result {
  return { error: { ...error, message: errorText(voice.words, error) } }
}

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

/** Leaves the page as Stripe.js does; the promise never resolves, since nobody is there any more. */
function leave(intent: PaymentIntent, returnUrl: string, clientSecret: string): Promise<never> {
  const target = new URL(returnUrl, location.href)
  target.searchParams.set('payment_intent', intent.id)
  target.searchParams.set('payment_intent_client_secret', clientSecret)
  target.searchParams.set('redirect_status', 'succeeded')
  location.assign(target)
  return new Promise<never>(() => undefined)
}

/** Stripe's smallest units, for people. */
export function formatMinor(amount: number, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: currency.toUpperCase() })
  const wholeOnly = currency === 'isk' || currency === 'ugx'
  const digits = wholeOnly ? 2 : (format.resolvedOptions().maximumFractionDigits ?? 2)
  return format.format(amount / 10 ** digits)
}
