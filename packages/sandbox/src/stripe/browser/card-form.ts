/// <reference lib="dom" />
import { brandFor, cvcLength, expiryFault, groupDigits, groupExpiry, lengthOf, numberFault } from './card-number.ts'
import { asksPostalCode, countryNames } from './countries.ts'
import { el } from './dom.ts'
import { makeField, reformat, textInput } from './field.ts'
import type { Field } from './field.ts'
import { brandPictures, cvcPicture } from './pictures.ts'
import type { Nested } from './api.ts'
import type { MethodForm } from './method-form.ts'
import type { WordKey, Words } from './words.ts'

export interface CardFormOptions {
  words: Words
  locale: string
  country: string
  postalCode: string
  askCountry: boolean
  askPostalCode: boolean
  changed: () => void
}

const digitsOf = (input: HTMLInputElement): string => input.value.replaceAll(/\D/g, '')

/** The fields of a card: what is shown, what is wrong with them, and what is sent. */
export class CardForm implements MethodForm {
  readonly type = 'card'
  readonly node: HTMLElement
  #options: CardFormOptions
  #number: Field<HTMLInputElement>
  #expiry: Field<HTMLInputElement>
  #cvc: Field<HTMLInputElement>
  #country: Field<HTMLSelectElement>
  #postal: Field<HTMLInputElement>

  constructor(options: CardFormOptions) {
    const { words } = options
    this.#options = options
    this.#number = makeField(
      textInput({ inputmode: 'numeric', autocomplete: 'cc-number', placeholder: '1234 1234 1234 1234' }),
      { label: words.cardNumber, kind: 'Number', wide: true },
    )
    this.#expiry = makeField(
      textInput({ inputmode: 'numeric', autocomplete: 'cc-exp', placeholder: words.expiryHint }),
      {
        label: words.expiry,
        kind: 'Expiry',
      },
    )
    this.#cvc = makeField(
      textInput({ inputmode: 'numeric', autocomplete: 'cc-csc', placeholder: words.cvcHint, maxlength: '4' }),
      {
        label: words.cvc,
        kind: 'Cvc',
      },
    )
    this.#country = makeField(el('select', { autocomplete: 'billing country' }), {
      label: words.country,
      kind: 'Country',
    })
    this.#postal = makeField(
      textInput({ autocomplete: 'billing postal-code', maxlength: '12', value: options.postalCode }),
      {
        label: words.postalCode,
        kind: 'Postal',
      },
    )
    for (const [code, name] of countryNames(options.locale))
      this.#country.input.append(el('option', { value: code, selected: code === options.country }, name))
    this.#country.pictures.append(el('span', { class: 'p-Chevron' }))
    this.node = el(
      'div',
      { class: 'p-Grid' },
      this.#number.box,
      this.#expiry.box,
      this.#cvc.box,
      this.#country.box,
      this.#postal.box,
    )
    this.#listen()
    this.#showBrand()
    this.#showPostalCode()
  }

  /** The first thing that keeps the form from being sent, or null. */
  fault(): WordKey | null {
    return this.#faults().find((entry) => entry.fault !== null)?.fault ?? null
  }

  get empty(): boolean {
    return [this.#number, this.#expiry, this.#cvc].every((field) => field.input.value === '')
  }

  /** Shows every error, and goes to the first one. */
  showFaults(): void {
    const wrong = this.#faults().filter((entry) => entry.fault !== null)
    for (const { field, fault } of this.#faults()) field.showError(fault ? this.#options.words[fault] : null)
    wrong[0]?.field.input.focus()
  }

  /** Shows what the issuer said at the field that it is about. */
  showDecline(code: string | undefined, text: string): void {
    if (code === 'incorrect_cvc' || code === 'invalid_cvc') this.#cvc.showError(text)
    else if (code === 'expired_card' || code?.startsWith('invalid_expiry')) this.#expiry.showError(text)
    else if (code === 'incorrect_zip') this.#postal.showError(text)
    else if (code === 'incorrect_number') this.#number.showError(text)
  }

  fill(card: { number: string; expiry: string; cvc: string; postalCode: string }): void {
    this.#number.input.value = groupDigits(card.number)
    this.#expiry.input.value = card.expiry
    this.#cvc.input.value = card.cvc
    if (this.#postalAsked()) this.#postal.input.value = this.#postal.input.value || card.postalCode
    for (const { field } of this.#faults()) field.showError(null)
    this.#showBrand()
    this.#options.changed()
  }

  clear(): void {
    for (const field of [this.#number, this.#expiry, this.#cvc]) {
      field.input.value = ''
      field.showError(null)
    }
    this.#showBrand()
    this.#options.changed()
  }

  focus(): void {
    this.#number.input.focus()
  }

  enable(enabled: boolean): void {
    for (const field of [this.#number, this.#expiry, this.#cvc, this.#country, this.#postal])
      field.input.disabled = !enabled
  }

  /** As `payment_method_data` of Stripe's API. */
  data(): Nested {
    const expiry = digitsOf(this.#expiry.input)
    return {
      type: 'card',
      card: {
        number: digitsOf(this.#number.input),
        exp_month: expiry.slice(0, 2),
        exp_year: expiry.slice(2),
        cvc: digitsOf(this.#cvc.input),
      },
      billing_details: {
        address: {
          country: this.#options.askCountry ? this.#country.input.value : undefined,
          postal_code: this.#postalAsked() ? this.#postal.input.value.trim() : undefined,
        },
      },
    }
  }

  #faults(): { field: Field<HTMLInputElement>; fault: WordKey | null }[] {
    const number = digitsOf(this.#number.input)
    const ofNumber = numberFault(number)
    const cvcShort = digitsOf(this.#cvc.input).length < cvcLength(brandFor(number))
    const postalMissing = this.#postalAsked() && this.#postal.input.value.trim().length < 3
    return [
      { field: this.#number, fault: ofNumber && `${ofNumber}_number` },
      { field: this.#expiry, fault: expiryFault(this.#expiry.input.value, new Date()) },
      { field: this.#cvc, fault: cvcShort ? 'incomplete_cvc' : null },
      { field: this.#postal, fault: postalMissing ? 'incomplete_zip' : null },
    ]
  }

  #listen(): void {
    const number = this.#number.input
    number.addEventListener('input', () => {
      reformat(number, (text) => {
        const digits = text.replaceAll(/\D/g, '')
        return groupDigits(digits.slice(0, lengthOf(brandFor(digits))))
      })
      this.#showBrand()
    })
    const expiry = this.#expiry.input
    expiry.addEventListener('input', (event) => {
      const deleting = event.inputType?.startsWith('delete') ?? false
      reformat(expiry, (text) => groupExpiry(text.replace(/\/\s*20(\d\d)$/, '/$1'), deleting))
    })
    const cvc = this.#cvc.input
    cvc.addEventListener('input', () => reformat(cvc, (text) => text.replaceAll(/\D/g, '').slice(0, 4)))
    this.#country.input.addEventListener('change', () => this.#showPostalCode())
    for (const { field } of this.#faults()) {
      field.input.addEventListener('input', () => field.showError(null))
      field.input.addEventListener('blur', () => this.#judge(field))
    }
    this.node.addEventListener('input', () => this.#options.changed())
    this.node.addEventListener('change', () => this.#options.changed())
  }

  /** An empty field is not wrong until the form is sent. */
  #judge(field: Field<HTMLInputElement>): void {
    const fault =
      field.input.value === '' ? null : (this.#faults().find((entry) => entry.field === field)?.fault ?? null)
    if (fault || field.input.value === '') field.showError(fault ? this.#options.words[fault] : null)
  }

  #showBrand(): void {
    const brand = brandFor(digitsOf(this.#number.input))
    this.#number.pictures.replaceChildren(...brandPictures(brand))
    this.#cvc.pictures.replaceChildren(cvcPicture(brand === 'amex'))
  }

  #postalAsked(): boolean {
    return this.#options.askPostalCode && asksPostalCode(this.#country.input.value)
  }

  #showPostalCode(): void {
    const { askCountry, words } = this.#options
    this.#country.box.hidden = !askCountry
    this.#postal.box.hidden = !this.#postalAsked()
    this.#country.box.classList.toggle('p-Field--wide', !this.#postalAsked())
    this.#postal.box.classList.toggle('p-Field--wide', !askCountry)
    this.#postal.label.textContent = this.#country.input.value === 'US' ? words.zip : words.postalCode
  }
}
