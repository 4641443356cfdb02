/// <reference lib="dom" />
import type { PaymentIntent } from '../resources.ts'
import { call, integrationError, intentOf, setupOf } from './api.ts'
import type { ClientError, Nested } from './api.ts'
import { freshId } from './dom.ts'
import { formatMinor } from './format-minor.ts'
import { PaymentElement } from './payment-element.ts'
import type { PaymentElementOptions } from './payment-element.ts'
import { Look } from './styles.ts'
import type { Appearance } from './styles.ts'
import type { WalletType } from './wallet-form.ts'
import { errorText, formatLocale, wordsFor } from './words.ts'
import type { Words } from './words.ts'

/** The options of `stripe.elements(…)`: with a client secret, or "deferred" with mode, amount and currency. */
export interface ElementsOptions {
  clientSecret?: string
  mode?: 'payment' | 'setup'
  amount?: number
  currency?: string
  setupFutureUsage?: 'off_session' | 'on_session' | null
  captureMethod?: 'automatic' | 'automatic_async' | 'manual'
  allowedPaymentMethodTypes?: string[]
  paymentMethodOptions?: Record<string, { setup_future_usage?: string } | undefined>
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
    if (options.clientSecret?.startsWith('seti_')) setupOf(options.clientSecret)
    else if (options.clientSecret) intentOf(options.clientSecret)
    else if (
      options.mode !== 'setup' &&
      (options.mode !== 'payment' || !options.currency || !Number.isInteger(options.amount))
    )
      throw integrationError(
        'stripe.elements(): you must give either `clientSecret`, or `mode: "payment"` with `amount` (smallest unit) and `currency`, or `mode: "setup"`.',
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
  mustMatch(
    intent: Pick<
      PaymentIntent,
      'amount' | 'currency' | 'capture_method' | 'setup_future_usage' | 'payment_method_options'
    >,
  ): void {
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
    const ofCards = this.#options.paymentMethodOptions?.['card']?.setup_future_usage ?? null
    const asked = (intent.payment_method_options['card'] as { setup_future_usage?: string } | undefined)
      ?.setup_future_usage
    if (ofCards !== (asked ?? null))
      throw integrationError(
        `The provided payment_method_options[card][setup_future_usage] (${ofCards}) does not match the expected payment_method_options[card][setup_future_usage] (${asked ?? null}).`,
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
      sheet: () => ({ look: this.look, amount: this.#shownAmount() }),
      tokenOf: (wallet, card) => this.#tokenOf(wallet, card),
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
    const before = this.#asked()
    Object.assign(this.#options, options)
    if (options.appearance) this.look.change(options.appearance)
    // another sum is paid in the same ways here, another currency is not
    if (this.#payment?.inside.mounted() && this.#asked() !== before) void this.#payment.inside.reload()
  }

  async fetchUpdates(): Promise<{ error?: ClientError }> {
    const answer = await this.#session()
    return 'error' in answer ? { error: answer.error } : {}
  }

  /** Judges the form; what is wrong is shown at the fields and returned. A wallet opens its sheet: for that the shopper must have clicked just now. */
  async submit(): Promise<{ error?: ClientError; selectedPaymentMethod?: string }> {
    const form = this.paymentElement().inside.form()
    const fault = form.fault()
    form.showFaults()
    if (fault) return { error: { type: 'validation_error', code: fault, message: this.words[fault] } }
    const error = (!this.submitted && (await form.collect?.())) || null
    if (error) return { error: { ...error, message: errorText(this.words, error) } }
    this.submitted = true
    return { selectedPaymentMethod: form.type }
  }

  /** Shows at its field what was refused; what a wallet handed over is used up. */
  declined({ code, message }: ClientError): void {
    this.submitted = false
    this.#payment?.inside.form().showDecline(code, message)
  }

  paymentElement(): PaymentElement {
    if (!this.#payment?.inside.mounted())
      throw integrationError('Invalid value for elements: it should have a mounted Payment Element.')
    return this.#payment
  }

  /** What decides which methods there are. */
  #asked(): string {
    return JSON.stringify(this.#deferredIntent(), (key, value: unknown) => (key === 'amount' ? undefined : value))
  }

  #deferredIntent(): Nested {
    const {
      mode,
      amount,
      currency,
      captureMethod,
      setupFutureUsage,
      allowedPaymentMethodTypes: allowed,
    } = this.#options
    return {
      mode,
      amount,
      currency: currency?.toLowerCase(),
      capture_method: captureMethod,
      setup_future_usage: setupFutureUsage,
      allowed_payment_method_types: allowed && Object.fromEntries(allowed.entries()),
    }
  }

  async #session(): Promise<{ types: readonly string[] } | { error: ClientError }> {
    const { clientSecret } = this.#options
    const parameters: Nested = clientSecret
      ? { type: 'payment_intent', client_secret: clientSecret }
      : { type: 'deferred_intent', deferred_intent: this.#deferredIntent() }
    const answer = await call<Session>(this.#key, 'GET', '/v1/elements/sessions', {
      ...parameters,
      locale: this.locale,
    })
    if (!answer.ok) return { error: answer.error }
    return { types: answer.value.payment_method_preference.ordered_payment_method_types }
  }

  #shownAmount(): string | null {
    const { amount, currency } = this.#options
    return amount && currency ? formatMinor(amount, currency.toLowerCase(), this.locale) : null
  }

  async #tokenOf(wallet: WalletType, card: string): Promise<{ id: string } | { error: ClientError }> {
    const answer = await call<{ id: string }>(this.#key, 'POST', '/v1/tokens', { wallet: { type: wallet, card } })
    return answer.ok ? answer.value : { error: answer.error }
  }
}

interface Session {
  payment_method_preference: { ordered_payment_method_types: string[] }
}
