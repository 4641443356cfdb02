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
  ['4000000000000119', 'processingError'],
  ['4000000000000259', 'disputed'],
]

/** Says that nothing is real, and lists the test cards; choosing one fills the form. */
export function sandboxNote(words: Words, choose: (number: string) => void): HTMLElement {
  const cards = CARDS.map(([number, outcome]) => {
    const button = el('button', { type: 'button' }, el('code', {}, groupDigits(number)), el('span', {}, words[outcome]))
    button.addEventListener('click', () => choose(number))
    return el('li', {}, button)
  })
  return el(
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
    el('ul', { class: 'p-Cards' }, ...cards),
  )
}
