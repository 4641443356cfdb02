/// <reference lib="dom" />
import type { PaymentIntent } from '../resources.ts'
import { call, integrationError, intentOf } from './api.ts'
import type { ClientError, Nested } from './api.ts'
import { freshId } from './dom.ts'
import { PaymentElement } from './payment-element.ts'
import type { PaymentElementOptions } from './payment-element.ts'
import { Look } from './styles.ts'
import type { Appearance } from './styles.ts'
import { formatLocale, wordsFor } from './words.ts'
import type { Words } from './words.ts'

/** The options of `stripe.elements(…)`: with a client secret, or "deferred" with mode, amount and currency. */
export interface ElementsOptions {
  clientSecret?: string
  mode?: 'payment'
  amount?: number
  currency?: string
  setupFutureUsage?: 'off_session' | 'on_session' | null
  captureMethod?: 'automatic' | 'automatic_async' | 'manual'
  locale?: string
  appearance?: Appearance
  [other: string]: unknown
}

/** A group of elements that belong to one payment. */
export class Elements {
  readonly words: Words
  readonly look: Look
  /** Whether `submit()` has found the form in order since it was last changed. */
  submitted = false
  #key: string
  #options: ElementsOptions
  #payment: PaymentElement | null = null

  constructor(key: string, options: ElementsOptions, locale: string | undefined) {
    if (options.clientSecret) intentOf(options.clientSecret)
    else if (options.mode !== 'payment' || !options.currency || !Number.isInteger(options.amount))
      throw integrationError(
        'stripe.elements(): you must give either `clientSecret`, or `mode: "payment"` with `amount` (smallest unit) and `currency`.',
      )
    this.#key = key
    this.#options = { ...options, locale: options.locale ?? locale ?? 'auto' }
    this.words = wordsFor(this.#options.locale)
    this.look = new Look(freshId('look'), options.appearance ?? {})
  }

  get clientSecret(): string | null {
    return this.#options.clientSecret ?? null
  }

  get deferred(): boolean {
    return !this.#options.clientSecret
  }

  /** Throws where the intent is not for what the form was opened with, or told since by `update()`. */
  mustMatch(intent: Pick<PaymentIntent, 'amount' | 'currency' | 'capture_method' | 'setup_future_usage'>): void {
    const { clientSecret, amount, currency } = this.#options
    if (clientSecret) return
    const later = this.#options.captureMethod === 'manual'
    if (later !== (intent.capture_method === 'manual'))
      throw integrationError(
        `The provided capture_method (${later ? 'manual' : 'automatic'}) does not match the expected capture_method (${intent.capture_method}).`,
      )
    const kept = this.#options.setupFutureUsage ?? null
    if (kept !== intent.setup_future_usage)
      throw integrationError(
        `The provided setup_future_usage (${kept}) does not match the expected setup_future_usage (${intent.setup_future_usage}).`,
      )
    const given = { amount, currency: currency?.toLowerCase() }
    for (const key of ['currency', 'amount'] as const)
      if (given[key] !== intent[key])
        throw integrationError(
          `The provided ${key} (${given[key]}) does not match the expected ${key} (${intent[key]}).`,
        )
  }

  get locale(): string {
    return formatLocale(this.#options.locale)
  }

  create(type: string, options: PaymentElementOptions = {}): PaymentElement {
    if (type !== 'payment')
      throw integrationError(
        `The sandbox has only the Payment Element; elements.create('${type}') works with the real Stripe.js alone.`,
      )
    if (this.#payment) throw integrationError('Can only create one Element of type payment.')
    this.look.attach()
    const payment = new PaymentElement(options, {
      words: this.words,
      locale: this.locale,
      scope: this.look.scope,
      session: () => this.#session(),
    })
    payment.on('destroyed', () => {
      this.#payment = null
      this.look.remove()
    })
    payment.on('change', () => {
      this.submitted = false
    })
    this.#payment = payment
    return payment
  }

  getElement(type: string): PaymentElement | null {
    return type === 'payment' ? this.#payment : null
  }

  update(options: ElementsOptions): void {
    Object.assign(this.#options, options)
    if (options.appearance) this.look.change(options.appearance)
  }

  async fetchUpdates(): Promise<{ error?: ClientError }> {
    const error = await this.#session()
    return error ? { error } : {}
  }

  /** Judges the form; what is wrong is shown at the fields and returned. */
  async submit(): Promise<{ error?: ClientError; selectedPaymentMethod?: string }> {
    const { inside } = this.paymentElement()
    const fault = inside.fault()
    inside.showFaults()
    if (fault) return { error: { type: 'validation_error', code: fault, message: this.words[fault] } }
    this.submitted = true
    return { selectedPaymentMethod: 'card' }
  }

  paymentElement(): PaymentElement {
    if (!this.#payment?.inside.mounted())
      throw integrationError('Invalid value for elements: it should have a mounted Payment Element.')
    return this.#payment
  }

  async #session(): Promise<ClientError | null> {
    const { clientSecret, mode, amount, currency } = this.#options
    const parameters: Nested = clientSecret
      ? { type: 'payment_intent', client_secret: clientSecret }
      : { type: 'deferred_intent', deferred_intent: { mode, amount, currency } }
    const answer = await call(this.#key, 'GET', '/v1/elements/sessions', { ...parameters, locale: this.locale })
    return answer.ok ? null : answer.error
  }
}
