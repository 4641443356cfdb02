/// <reference lib="dom" />
import { CardForm } from './card-form.ts'
import { el } from './dom.ts'
import { Emitter } from './emitter.ts'
import type { Listener } from './emitter.ts'
import { integrationError } from './api.ts'
import type { ClientError } from './api.ts'
import type { MethodForm } from './method-form.ts'
import { MethodTabs } from './method-tabs.ts'
import { offeredForms } from './offered-forms.ts'
import { sandboxNote } from './sandbox-note.ts'
import type { SandboxNote } from './sandbox-note.ts'
import { SepaForm } from './sepa-form.ts'
import { errorText } from './words.ts'
import type { Words } from './words.ts'
import type { WalletSheet } from './wallet-sheet.ts'
import type { WalletType } from './wallet-form.ts'

type Ask = 'auto' | 'never' | 'if_required'

/** The options of `elements.create('payment', …)` that are heeded. */
export interface PaymentElementOptions {
  defaultValues?: {
    billingDetails?: { name?: string; email?: string; address?: { country?: string; postal_code?: string } }
  }
  fields?: { billingDetails?: Ask | { address?: Ask | { country?: Ask; postalCode?: Ask } } }
  wallets?: { applePay?: 'auto' | 'never'; googlePay?: 'auto' | 'never'; link?: 'auto' | 'never' }
  readOnly?: boolean
}

export interface Surroundings {
  words: Words
  locale: string
  scope: string
  /** Asks the API whether this element can be used, and for which methods. */
  session: () => Promise<{ types: readonly string[] } | { error: ClientError }>
  /** What a wallet's sheet shows. */
  sheet: () => Pick<WalletSheet, 'look' | 'amount'>
  tokenOf: (wallet: WalletType, card: string) => Promise<{ id: string } | { error: ClientError }>
}

const FILL_POSTAL_CODE = '94103'

/** Stripe's Payment Element, drawn into the page itself: a form for each way to pay that the intent allows. */
export class PaymentElement {
  readonly elementType = 'payment'
  #events = new Emitter()
  #root: HTMLElement
  #card: CardForm
  #tabs: MethodTabs
  #note: SandboxNote
  #options: PaymentElementOptions
  #around: Surroundings
  #forms = new Map<string, MethodForm>()
  #place: Element | null = null
  #destroyed = false
  #lastChange = ''

  constructor(options: PaymentElementOptions, around: Surroundings) {
    const asks = options.fields?.billingDetails
    const address = typeof asks === 'object' ? asks.address : asks
    const ask = (name: 'country' | 'postalCode'): boolean =>
      (typeof address === 'object' ? address[name] : address) !== 'never'
    const defaults = options.defaultValues?.billingDetails?.address
    this.#options = options
    this.#around = around
    this.#card = new CardForm({
      words: around.words,
      locale: around.locale,
      country: defaults?.country ?? (around.locale.toLowerCase().startsWith('de') ? 'DE' : 'US'),
      postalCode: defaults?.postal_code ?? '',
      askCountry: ask('country'),
      askPostalCode: ask('postalCode'),
      changed: () => this.#change(),
    })
    this.#forms.set('card', this.#card)
    this.#tabs = new MethodTabs(this.#card, { label: around.words.methods, changed: () => this.#change() })
    this.#note = sandboxNote(around.words, {
      card: (number) => {
        const expiry = `12 / ${String(new Date().getFullYear() + 4).slice(2)}`
        this.#filled('card')
        this.#card.fill({ number, expiry, cvc: '123', postalCode: FILL_POSTAL_CODE })
        this.#card.focus()
      },
      account: (iban) => {
        const form = this.#filled('sepa_debit')
        if (form instanceof SepaForm) form.fill(iban)
        form?.focus()
        this.#change()
      },
    })
    this.#root = el('div', { class: `${around.scope} p-Form` }, this.#note.node, this.#tabs.list, this.#tabs.panel)
    this.#root.addEventListener('focusin', () => this.#events.emit('focus', { elementType: 'payment' }))
    this.#root.addEventListener('focusout', () => this.#events.emit('blur', { elementType: 'payment' }))
    if (options.readOnly) this.#tabs.enable(false)
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
    void this.#load().then((error) => {
      if (this.#destroyed) return
      if (error) {
        this.#tabs.enable(false)
        this.#events.emit('loaderror', {
          elementType: 'payment',
          error: { ...error, message: errorText(this.#around.words, error) },
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
    if (options.readOnly !== undefined) this.#tabs.enable(!options.readOnly)
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
    this.#tabs.open.focus()
  }

  blur(): void {
    if (document.activeElement instanceof HTMLElement && this.#root.contains(document.activeElement))
      document.activeElement.blur()
  }

  clear(): void {
    this.#tabs.open.clear()
  }

  collapse(): void {
    this.blur()
  }

  /** For the group that this element belongs to; Stripe's own elements keep these to themselves. */
  readonly inside = {
    /** The form of the way to pay that is chosen. */
    form: (): MethodForm => this.#tabs.open,
    mounted: (): boolean => this.#place !== null,
    /** The methods may be others since the group was told something else. */
    reload: (): Promise<ClientError | null> => this.#load(),
  }

  async #load(): Promise<ClientError | null> {
    const answer = await this.#around.session()
    if ('error' in answer) return answer.error
    if (this.#destroyed) return null
    const offered = offeredForms(answer.types, this.#forms, this.#options, this.#around, () => this.#change())
    this.#note.showAccounts(offered.some(({ form }) => form.type === 'sepa_debit'))
    this.#tabs.show(offered)
    return null
  }

  #filled(type: string): MethodForm | undefined {
    this.#note.node.removeAttribute('open')
    this.#tabs.choose(type)
    return this.#forms.get(type)
  }

  #change(): void {
    const { open } = this.#tabs
    const complete = open.fault() === null
    const event = { elementType: 'payment', collapsed: false, complete, empty: open.empty, value: { type: open.type } }
    const text = JSON.stringify(event)
    if (text === this.#lastChange) return
    this.#lastChange = text
    this.#events.emit('change', event)
  }
}
