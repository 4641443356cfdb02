/// <reference lib="dom" />
import { groupDigits } from './card-number.ts'
import { el } from './dom.ts'
import { flask } from './pictures.ts'
import type { WordKey, Words } from './words.ts'

const CARDS: readonly [number: string, outcome: WordKey][] = [
  ['4242424242424242', 'succeeds'],
  ['4000002760003184', 'threeDSecure'],
  ['4000000000000002', 'declined'],
  ['4000000000009995', 'insufficientFunds'],
  ['4000000000000069', 'expiredCard'],
  ['4000000000000127', 'incorrectCvc'],
  ['4000000000000036', 'incorrectZip'],
  ['4000000000000119', 'processingError'],
  ['4000000000000259', 'disputed'],
]
const ACCOUNTS: readonly [iban: string, outcome: WordKey][] = [
  ['DE89370400440532013000', 'succeedsLater'],
  ['DE62370400440532013001', 'failsLater'],
]

export interface SandboxNote {
  node: HTMLDetailsElement
  /** Lists the bank accounts as well, or no longer. */
  showAccounts: (shown: boolean) => void
}

/** Says that nothing is real, and lists what can be paid with; choosing one fills the form. */
export function sandboxNote(
  words: Words,
  choose: { card: (number: string) => void; account: (iban: string) => void },
): SandboxNote {
  const entry = (text: string, outcome: WordKey, take: () => void): HTMLLIElement => {
    const button = el('button', { type: 'button' }, el('code', {}, text), el('span', {}, words[outcome]))
    button.addEventListener('click', take)
    return el('li', {}, button)
  }
  const cards = CARDS.map(([number, outcome]) => entry(groupDigits(number), outcome, () => choose.card(number)))
  const accounts = ACCOUNTS.map(([iban, outcome]) =>
    entry(iban.replaceAll(/(.{4})(?=.)/g, '$1 '), outcome, () => choose.account(iban)),
  )
  const list = el('ul', { class: 'p-Cards' }, ...cards)
  const node = el(
    'details',
    { class: 'p-Note' },
    el(
      'summary',
      {},
      flask(),
      el('span', { class: 'p-NoteTitle' }, words.sandbox),
      el('span', { class: 'p-NoteMore' }, words.testCards, el('span', { class: 'p-Chevron', 'aria-hidden': 'true' })),
    ),
    el('p', {}, words.testCardsHint),
    list,
  )
  return { node, showAccounts: (shown) => list.replaceChildren(...cards, ...(shown ? accounts : [])) }
}
