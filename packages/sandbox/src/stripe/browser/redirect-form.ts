/// <reference lib="dom" />
import type { Nested } from './api.ts'
import { el } from './dom.ts'
import { makeField, textInput } from './field.ts'
import type { Field } from './field.ts'
import type { MethodForm } from './method-form.ts'
import type { WordKey, Words } from './words.ts'

/** iDEAL and Bancontact: the shopper is sent to their bank. Bancontact wants a name. */
export class RedirectForm implements MethodForm {
  readonly type: 'ideal' | 'bancontact'
  readonly node: HTMLElement
  #name: Field<HTMLInputElement> | null
  #words: Words

  constructor(type: 'ideal' | 'bancontact', options: { words: Words; name: string; changed: () => void }) {
    const { words, name, changed } = options
    this.type = type
    this.#words = words
    this.#name =
      type === 'bancontact'
        ? makeField(textInput({ autocomplete: 'billing name', value: name }), {
            label: words.fullName,
            kind: 'Name',
            wide: true,
          })
        : null
    this.#name?.input.addEventListener('input', () => this.#name?.showError(null))
    this.node = el(
      'div',
      { class: 'p-Grid' },
      this.#name?.box ?? null,
      el('p', { class: 'p-Redirect' }, words[type === 'ideal' ? 'idealRedirect' : 'bancontactRedirect']),
    )
    this.node.addEventListener('input', changed)
  }

  get empty(): boolean {
    return this.#name?.input.value === ''
  }

  fault(): WordKey | null {
    return this.#name && this.#name.input.value.trim() === '' ? 'incomplete_name' : null
  }

  showFaults(): void {
    const fault = this.fault()
    this.#name?.showError(fault && this.#words[fault])
    if (fault) this.focus()
  }

  showDecline(): void {}

  data(): Nested {
    return { type: this.type, billing_details: { name: this.#name?.input.value.trim() } }
  }

  clear(): void {
    if (this.#name) this.#name.input.value = ''
  }

  focus(): void {
    this.#name?.input.focus()
  }

  enable(enabled: boolean): void {
    if (this.#name) this.#name.input.disabled = !enabled
  }
}
