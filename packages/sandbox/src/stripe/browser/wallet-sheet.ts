/// <reference lib="dom" />
import { el, freshId } from './dom.ts'
import { makeField, textInput } from './field.ts'
import { shield } from './pictures.ts'
import type { Look } from './styles.ts'
import type { Words } from './words.ts'

export interface WalletSheet {
  words: Words
  look: Look
  /** How the wallet is called. */
  name: string
  /** Already formatted for people; null: nothing is paid now. */
  amount: string | null
  /** What it asks besides; null: nothing. */
  ask: { email: string } | null
}

/** The cards in the sandbox's wallet. */
const CARDS = [
  { card: 'pm_card_visa', text: 'Visa •••• 4242' },
  { card: 'pm_card_mastercard', text: 'Mastercard •••• 4444' },
  { card: 'pm_card_chargeDeclinedInsufficientFunds', text: 'Visa •••• 9995' },
] as const

export interface WalletChoice {
  card: string
  email: string
}

/** Stands in for the wallet's own sheet, which the browser or the phone shows. Null: it was closed. */
export function askWallet({ words, look, name, amount, ask }: WalletSheet): Promise<WalletChoice | null> {
  const titleId = freshId('wallet-title')
  const email = ask
    ? makeField(textInput({ autocomplete: 'email', inputmode: 'email', value: ask.email }), {
        label: words.email,
        kind: 'Email',
        wide: true,
      })
    : null
  const cards = el('select', { class: 'Input', 'aria-label': words.walletCard })
  for (const { card, text } of CARDS) cards.append(el('option', { value: card }, text))
  const pay = el('button', { type: 'submit', class: 'p-Button p-Button--main' }, words.walletPay)
  const close = el('button', { type: 'button', class: 'p-Button' }, words.walletCancel)
  const form = el(
    'form',
    { class: 'p-DialogBody', novalidate: true },
    el('div', { class: 'p-DialogHead' }, shield(), el('h2', { id: titleId }, name)),
    amount ? el('dl', { class: 'p-Facts' }, el('dt', {}, words.challengeAmount), el('dd', {}, amount)) : null,
    email?.box ?? null,
    ask ? null : cards,
    el('div', { class: 'p-Actions' }, pay, close),
    el('p', { class: 'p-Small' }, words.sandbox),
  )
  const dialog = el('dialog', { class: `${look.scope} p-Dialog`, 'aria-labelledby': titleId }, form)
  return new Promise((resolve) => {
    const end = (choice: WalletChoice | null): void => {
      dialog.close()
      dialog.remove()
      resolve(choice)
    }
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      const given = email?.input.value.trim() ?? ''
      if (email && !/^[^\s@]+@[^\s@]+$/.test(given)) {
        email.showError(words.incomplete_email)
        return email.input.focus()
      }
      end({ card: cards.value, email: given })
    })
    close.addEventListener('click', () => end(null))
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault()
      end(null)
    })
    document.body.append(dialog)
    dialog.showModal()
    pay.focus()
  })
}
