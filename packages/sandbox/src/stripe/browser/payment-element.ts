/// <reference lib="dom" />
import { CardForm } from './card-form.ts'
import { el } from './dom.ts'
import { Emitter } from './emitter.ts'
import type { Listener } from './emitter.ts'
import { integrationError } from './api.ts'
import type { ClientError, Nested } from './api.ts'
import { sandboxNote } from './sandbox-note.ts'
import { errorText } from './words.ts'
import type { WordKey, Words } from './words.ts'

type Ask = 'auto' | 'never' | 'if_required'

/** The options of `elements.create('payment', …)` that are heeded. */
export interface PaymentElementOptions {
  defaultValues?: { billingDetails?: { address?: { country?: string; postal_code?: string } } }
  fields?: { billingDetails?: Ask | { address?: Ask | { country?: Ask; postalCode?: Ask } } }
  readOnly?: boolean
}

export interface Surroundings {
  words: Words
  locale: string
  scope: string
  /** Asks the API whether this element can be used; null when it can. */
  session: () => Promise<ClientError | null>
}

const FILL_POSTAL_CODE = '94103'

/** Stripe's Payment Element with a card form, drawn into the page itself. */
export class PaymentElement {
  readonly elementType = 'payment'
  #events = new Emitter()
  #root: HTMLElement
  #form: CardForm
  #words: Words
  #session: () => Promise<ClientError | null>
  #place: Element | null = null
  #destroyed = false
  #lastChange = ''

  constructor(options: PaymentElementOptions, around: Surroundings) {
    const asks = options.fields?.billingDetails
    const address = typeof asks === 'object' ? asks.address : asks
    const ask = (name: 'country' | 'postalCode'): boolean =>
      (typeof address === 'object' ? address[name] : address) !== 'never'
    const defaults = options.defaultValues?.billingDetails?.address
    this.#words = around.words
    this.#session = around.session
    this.#form = new CardForm({
      words: around.words,
      locale: around.locale,
      country: defaults?.country ?? (around.locale.toLowerCase().startsWith('de') ? 'DE' : 'US'),
      postalCode: defaults?.postal_code ?? '',
      askCountry: ask('country'),
      askPostalCode: ask('postalCode'),
      changed: () => this.#change(),
    })
    const note = sandboxNote(around.words, (number) => {
      const expiry = `12 / ${String(new Date().getFullYear() + 4).slice(2)}`
      this.#form.fill({ number, expiry, cvc: '123', postalCode: FILL_POSTAL_CODE })
      note.removeAttribute('open')
      this.#form.focus()
    })
    this.#root = el('div', { class: `${around.scope} p-Form` }, note, this.#form.node)
    this.#root.addEventListener('focusin', () => this.#events.emit('focus', { elementType: 'payment' }))
    this.#root.addEventListener('focusout', () => this.#events.emit('blur', { elementType: 'payment' }))
    if (options.readOnly) this.#form.enable(false)
  }

  mount(target: string | Element): void {
    if (this.#destroyed) throw integrationError('This Element has already been destroyed. Please create a new one.')
    const place = typeof target === 'string' ? document.querySelector(target) : target
    if (!place)
      throw integrationError(
        `The selector you specified (${typeof target === 'string' ? target : 'an element'}) applies to no DOM elements that are currently on the page.`,
      )
    if (place === this.#place) return
    this.#place = place
    place.classList.add('StripeElement')
    place.replaceChildren(this.#root)
    this.#events.emit('loaderstart', { elementType: 'payment' })
    void this.#session().then((error) => {
      if (this.#destroyed) return
      if (error) {
        this.#form.enable(false)
        this.#events.emit('loaderror', {
          elementType: 'payment',
          error: { ...error, message: errorText(this.#words, error) },
        })
      } else this.#events.emit('ready', { elementType: 'payment' })
      this.#change()
    })
  }

  unmount(): void {
    this.#root.remove()
    this.#place?.classList.remove('StripeElement')
    this.#place = null
  }

  destroy(): void {
    this.unmount()
    this.#destroyed = true
    this.#events.emit('destroyed', null)
  }

  update(options: PaymentElementOptions): void {
    if (options.readOnly !== undefined) this.#form.enable(!options.readOnly)
  }

  on(name: string, listener: Listener): this {
    this.#events.on(name, listener)
    return this
  }

  once(name: string, listener: Listener): this {
    this.#events.once(name, listener)
    return this
  }

  off(name: string, listener?: Listener): this {
    this.#events.off(name, listener)
    return this
  }

  focus(): void {
    this.#form.focus()
  }

  blur(): void {
    if (document.activeElement instanceof HTMLElement && this.#root.contains(document.activeElement))
      document.activeElement.blur()
  }

  clear(): void {
    this.#form.clear()
  }

  collapse(): void {
    this.blur()
  }

  /** For the group that this element belongs to; Stripe's own elements keep these to themselves. */
  readonly inside = {
    fault: (): WordKey | null => this.#form.fault(),
    showFaults: (): void => this.#form.showFaults(),
    showDecline: (code: string | undefined, text: string): void => this.#form.showDecline(code, text),
    data: (): Nested => this.#form.data(),
    mounted: (): boolean => this.#place !== null,
  }

  #change(): void {
    const complete = this.#form.fault() === null
    const event = {
      elementType: 'payment',
      collapsed: false,
      complete,
      empty: this.#form.empty,
      value: { type: 'card' },
    }
    const text = JSON.stringify(event)
    if (text === this.#lastChange) return
    this.#lastChange = text
    this.#events.emit('change', event)
  }
}
