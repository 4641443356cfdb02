/// <reference lib="dom" />
import type { Look } from './styles.ts'
import { el, freshId } from './dom.ts'
import { shield } from './pictures.ts'
import type { Words } from './words.ts'

export interface ChallengeQuestion {
  words: Words
  look: Look
  /** Already formatted for people: `€1,299.00`; empty: nothing is paid now. */
  amount: string
  /** Tells the bank; the dialog stays open and busy until it has answered. */
  answer: (authenticated: boolean) => Promise<void>
}

/** Asks the shopper, as a bank would, and resolves when the bank has been told. Escape counts as a refusal. */
export function askInDialog({ words, look, amount, answer }: ChallengeQuestion): Promise<void> {
  const titleId = freshId('challenge-title')
  const textId = freshId('challenge-text')
  const complete = el('button', { type: 'button', class: 'p-Button p-Button--main' }, words.complete)
  const fail = el('button', { type: 'button', class: 'p-Button' }, words.fail)
  const dialog = el(
    'dialog',
    { class: `${look.scope} p-Dialog`, 'aria-labelledby': titleId, 'aria-describedby': textId },
    el(
      'div',
      { class: 'p-DialogBody' },
      el('div', { class: 'p-DialogHead' }, shield(), el('h2', { id: titleId }, words.challengeTitle)),
      el('p', { id: textId }, words.challengeText),
      el(
        'dl',
        { class: 'p-Facts' },
        el('dt', {}, words.challengeCard),
        el('dd', {}, words.challengeBank),
        amount ? el('dt', {}, words.challengeAmount) : null,
        amount ? el('dd', {}, amount) : null,
      ),
      el('div', { class: 'p-Actions' }, complete, fail),
      el('p', { class: 'p-Small' }, words.sandbox),
    ),
  )
  return new Promise((resolve) => {
    let answered = false
    const choose = (authenticated: boolean): void => {
      if (answered) return
      answered = true
      complete.disabled = true
      fail.disabled = true
      dialog.setAttribute('aria-busy', 'true')
      void answer(authenticated).finally(() => {
        dialog.close()
        dialog.remove()
        resolve()
      })
    }
    complete.addEventListener('click', () => choose(true))
    fail.addEventListener('click', () => choose(false))
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault()
      choose(false)
    })
    document.body.append(dialog)
    dialog.showModal()
    complete.focus()
  })
}
