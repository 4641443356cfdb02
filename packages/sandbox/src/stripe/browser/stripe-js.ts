/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { ConfirmationToken, PaymentIntent, SetupIntent } from '../resources.ts'
import { call, integrationError, intentOf, setupOf } from './api.ts'
import { confirmPayment, takeNextAction } from './confirm-payment.ts'
import type { ConfirmOptions, Result, Voice } from './confirm-payment.ts'
import { confirmSetup } from './confirm-setup.ts'
import type { SetupResult } from './confirm-setup.ts'
import { Elements } from './elements.ts'
import type { ElementsOptions } from './elements.ts'
import { Look } from './styles.ts'
import { errorText, formatLocale, wordsFor } from './words.ts'

interface StripeOptions {
  locale?: string
  [other: string]: unknown
}

/** `window.Stripe(publishableKey, options)`: the part of Stripe.js that a shop with the Payment Element uses. */
class SandboxStripe {
  #key: string
  #locale: string | undefined

  constructor(key: string, options: StripeOptions = {}) {
    if (typeof key !== 'string' || !/^pk_(test|live)_/.test(key))
      throw integrationError(
        key?.startsWith?.('sk_')
          ? 'You should not use your secret key with Stripe.js. Please pass a publishable key instead.'
          : 'Please call Stripe() with your publishable key. You used an empty string or something else.',
      )
    this.#key = key
    this.#locale = options.locale
  }

  elements(options: ElementsOptions): Elements {
    return new Elements(this.#key, options, this.#locale)
  }

  confirmPayment(options: ConfirmOptions): Promise<Result> {
    return confirmPayment(this.#key, options)
  }

  confirmSetup(options: ConfirmOptions): Promise<SetupResult> {
    return confirmSetup(this.#key, options)
  }

  async retrieveSetupIntent(clientSecret: string): Promise<SetupResult> {
    const path = `/v1/setup_intents/${setupOf(clientSecret)}`
    const answer = await call<SetupIntent>(this.#key, 'GET', path, { client_secret: clientSecret })
    if (answer.ok) return { setupIntent: answer.value }
    return { error: { ...answer.error, message: errorText(wordsFor(this.#locale), answer.error) } }
  }

  async retrievePaymentIntent(clientSecret: string): Promise<Result> {
    const parameters = { client_secret: clientSecret }
    const answer = await call<PaymentIntent>(
      this.#key,
      'GET',
      `/v1/payment_intents/${intentOf(clientSecret)}`,
      parameters,
    )
    if (answer.ok) return { paymentIntent: answer.value }
    return { error: { ...answer.error, message: errorText(wordsFor(this.#locale), answer.error) } }
  }

  async handleNextAction({ clientSecret }: { clientSecret: string }): Promise<Result> {
    const read = await this.retrievePaymentIntent(clientSecret)
    if (read.error) return read
    const voice: Voice = {
      key: this.#key,
      words: wordsFor(this.#locale),
      locale: formatLocale(this.#locale),
      look: new Look('stripe-sandbox-alone', {}),
    }
    return takeNextAction(voice, clientSecret, read.paymentIntent)
  }

  /** For shops that confirm on their server: the form's content under an id that can be used once. */
  async createConfirmationToken({ elements, params }: { elements: Elements; params?: { return_url?: string } }) {
    const checked = await elements.submit()
    if (checked.error) return { error: checked.error }
    const answer = await call<ConfirmationToken>(this.#key, 'POST', '/v1/confirmation_tokens', {
      payment_method_data: elements.paymentElement().inside.form().data(),
      return_url: params?.return_url,
    })
    if (answer.ok) return { confirmationToken: answer.value }
    return { error: { ...answer.error, message: errorText(elements.words, answer.error) } }
  }

  /** Called by `@stripe/stripe-js` and by frameworks; nothing to remember here. */
  _registerWrapper(): void {
    return
  }

  registerAppInfo(): void {
    return
  }
}

/** Works with and without `new`, as Stripe's does. */
function make(key: string, options?: StripeOptions): SandboxStripe {
  return new SandboxStripe(key, options)
}

/** `version` is the release that `@stripe/stripe-js` 10 expects. */
const Stripe = Object.assign(make, { version: 'endive' })

declare global {
  interface Window {
    Stripe?: typeof Stripe
  }
}

window.Stripe ??= Stripe
