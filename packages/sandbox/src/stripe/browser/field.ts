/// <reference lib="dom" />
import { el, freshId } from './dom.ts'

/** A labelled input (or select) with a place for its error, tied together for assistive technology. */
export interface Field<T extends HTMLInputElement | HTMLSelectElement> {
  box: HTMLElement
  input: T
  /** Pictures at the end of the input. */
  pictures: HTMLElement
  label: HTMLLabelElement
  showError: (text: string | null) => void
  readonly hasError: boolean
}

/** An input for what is written exactly as it is meant. */
export const textInput = (attributes: Record<string, string>): HTMLInputElement =>
  el('input', { type: 'text', spellcheck: 'false', autocapitalize: 'none', autocorrect: 'off', ...attributes })

export function makeField<T extends HTMLInputElement | HTMLSelectElement>(
  input: T,
  options: { label: string; kind: string; wide?: boolean },
): Field<T> {
  input.id = freshId(options.kind)
  input.classList.add('Input')
  const errorId = `${input.id}-error`
  const label = el('label', { class: 'Label', for: input.id }, options.label)
  const pictures = el('span', { class: 'p-Pictures', 'aria-hidden': 'true' })
  const error = el('p', { class: 'Error', id: errorId, 'aria-live': 'polite' })
  const box = el(
    'div',
    { class: `p-Field p-${options.kind} ${options.wide ? 'p-Field--wide' : ''}` },
    label,
    el('span', { class: 'p-InputBox' }, input, pictures),
    error,
  )
  let wrong = false
  return {
    box,
    input,
    pictures,
    label,
    get hasError() {
      return wrong
    },
    showError: (text) => {
      wrong = text !== null
      error.textContent = text ?? ''
      input.classList.toggle('Input--invalid', wrong)
      if (wrong) {
        input.setAttribute('aria-invalid', 'true')
        input.setAttribute('aria-describedby', errorId)
      } else {
        input.removeAttribute('aria-invalid')
        input.removeAttribute('aria-describedby')
      }
    },
  }
}

/** Rewrites what was typed, and leaves the caret behind the same sign; `between`: what only stands there for people. */
export function reformat(input: HTMLInputElement, format: (text: string) => string, between = /\D/g): void {
  const caret = input.selectionStart ?? input.value.length
  const atEnd = caret === input.value.length
  const before = input.value.slice(0, caret).replaceAll(between, '').length
  const text = format(input.value)
  if (text === input.value) return
  input.value = text
  let place = text.length
  if (!atEnd) {
    place = 0
    for (let seen = 0; place < text.length && seen < before; place++)
      if ((text[place] ?? '').replaceAll(between, '') !== '') seen++
  }
  if (document.activeElement === input) input.setSelectionRange(place, place)
}
