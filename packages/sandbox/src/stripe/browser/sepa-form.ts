/// <reference lib="dom" />
import { isIban, tidyIban } from '../test-banks.ts'
import type { Nested } from './api.ts'
import { el } from './dom.ts'
import { makeField, reformat, textInput } from './field.ts'
import type { Field } from './field.ts'
import type { MethodForm } from './method-form.ts'
import type { WordKey, Words } from './words.ts'

type Asked = Field<HTMLInputElement>

/** SEPA debit: an IBAN, whose account it is, and the mandate that is given by going on. */
export class SepaForm implements MethodForm {
  readonly type = 'sepa_debit'
  readonly node: HTMLElement
  #words: Words
  #iban: Asked
  #name: Asked
  #email: Asked

  constructor(options: { words: Words; name: string; email: string; changed: () => void }) {
    const { words, name, email, changed } = options
    this.#words = words
    this.#iban = makeField(
      textInput({ autocomplete: 'off', placeholder: 'DE00 0000 0000 0000 0000 00', maxlength: '42' }),
      { label: words.iban, kind: 'Iban', wide: true },
    )
    this.#name = makeField(textInput({ autocomplete: 'billing name', value: name }), {
      label: words.fullName,
      kind: 'Name',
      wide: true,
    })
    this.#email = makeField(textInput({ autocomplete: 'billing email', inputmode: 'email', value: email }), {
      label: words.email,
      kind: 'Email',
      wide: true,
    })
    const { input } = this.#iban
    input.addEventListener('input', () =>
      reformat(input, (text) => tidyIban(text).replaceAll(/(.{4})(?=.)/g, '$1 '), /[^A-Za-z0-9]/g),
    )
    this.node = el(
      'div',
      { class: 'p-Grid' },
      this.#iban.box,
      this.#name.box,
      this.#email.box,
      el('p', { class: 'p-Mandate' }, words.sepaMandate),
    )
    for (const { field } of this.#faults()) field.input.addEventListener('input', () => field.showError(null))
    this.node.addEventListener('input', changed)
  }

  get empty(): boolean {
    return this.#iban.input.value === ''
  }

  fault(): WordKey | null {
    return this.#faults().find(({ fault }) => fault !== null)?.fault ?? null
  }

  showFaults(): void {
    const faults = this.#faults()
    for (const { field, fault } of faults) field.showError(fault && this.#words[fault])
    faults.find(({ fault }) => fault !== null)?.field.input.focus()
  }

  showDecline(code: string | undefined, text: string): void {
    if (code === 'invalid_bank_account_iban' || code === 'bank_account_unusable') this.#iban.showError(text)
  }

  fill(iban: string): void {
    this.#iban.input.value = iban.replaceAll(/(.{4})(?=.)/g, '$1 ')
    this.#iban.showError(null)
  }

  data(): Nested {
    return {
      type: 'sepa_debit',
      sepa_debit: { iban: tidyIban(this.#iban.input.value) },
      billing_details: { name: this.#name.input.value.trim(), email: this.#email.input.value.trim() },
    }
  }

  beside(): Nested {
    return { mandate_data: { customer_acceptance: { type: 'online', online: { infer_from_client: true } } } }
  }

  clear(): void {
    this.#iban.input.value = ''
    this.#iban.showError(null)
  }

  focus(): void {
    this.#iban.input.focus()
  }

  enable(enabled: boolean): void {
    for (const { field } of this.#faults()) field.input.disabled = !enabled
  }

  #faults(): { field: Asked; fault: WordKey | null }[] {
    const iban = tidyIban(this.#iban.input.value)
    const email = this.#email.input.value.trim()
    return [
      { field: this.#iban, fault: iban.length < 15 ? 'incomplete_iban' : isIban(iban) ? null : 'invalid_iban' },
      { field: this.#name, fault: this.#name.input.value.trim() === '' ? 'incomplete_name' : null },
      { field: this.#email, fault: /^[^\s@]+@[^\s@]+$/.test(email) ? null : 'incomplete_email' },
    ]
  }
}
