/// <reference lib="dom" />
import type { ClientError, Nested } from './api.ts'
import { el } from './dom.ts'
import type { MethodForm } from './method-form.ts'
import { askWallet } from './wallet-sheet.ts'
import type { WalletSheet } from './wallet-sheet.ts'
import type { WordKey, Words } from './words.ts'

export const WALLETS = ['apple_pay', 'google_pay', 'link'] as const
export type WalletType = (typeof WALLETS)[number]

/** What Apple and Google call themselves in every language. */
export const WALLET_NAMES: Readonly<Record<WalletType, string>> = {
  apple_pay: 'Apple Pay',
  google_pay: 'Google Pay',
  link: 'Link',
}

/** Whether Stripe would show a wallet in this browser: Apple Pay in Safari, Google Pay in Chromium, Link in all. */
export function walletIsHere(type: WalletType): boolean {
  if (type === 'apple_pay') return 'ApplePaySession' in window
  return type === 'link' || /Chrom(e|ium)\//.test(navigator.userAgent)
}

interface Options {
  words: Words
  email: string
  /** Amount and look of the sheet, as they are when it opens. */
  sheet: () => Omit<WalletSheet, 'words' | 'name' | 'ask'>
  /** Has Stripe make a token of the card that the wallet hands over. */
  tokenOf: (wallet: WalletType, card: string) => Promise<{ id: string } | { error: ClientError }>
}

/** A wallet has nothing to fill in: its sheet opens when the form is submitted, and hands over a card. */
export class WalletForm implements MethodForm {
  readonly type: WalletType
  readonly node: HTMLElement
  readonly empty = false
  #options: Options
  #token: string | null = null
  #email: string

  constructor(type: WalletType, options: Options) {
    this.type = type
    this.#options = options
    this.#email = options.email
    this.node = el('p', { class: 'p-Redirect' }, options.words.walletNext.replace('{wallet}', WALLET_NAMES[type]))
  }

  fault(): WordKey | null {
    return null
  }

  showFaults(): void {}

  showDecline(): void {
    this.#token = null
  }

  async collect(): Promise<ClientError | null> {
    const { words, sheet, tokenOf } = this.#options
    const chosen = await askWallet({
      ...sheet(),
      words,
      name: WALLET_NAMES[this.type],
      ask: this.type === 'link' ? { email: this.#email } : null,
    })
    // nobody's mistake: the form stays as it is
    if (!chosen) return { type: 'validation_error', code: 'canceled', message: words.walletClosed }
    if (this.type === 'link') {
      this.#email = chosen.email
      return null
    }
    const token = await tokenOf(this.type, chosen.card)
    if ('error' in token) return token.error
    this.#token = token.id
    return null
  }

  data(): Nested {
    if (this.type === 'link') return { type: 'link', billing_details: { email: this.#email } }
    return { type: 'card', card: { token: this.#token } }
  }

  clear(): void {
    this.#token = null
  }

  focus(): void {}

  enable(): void {}
}
