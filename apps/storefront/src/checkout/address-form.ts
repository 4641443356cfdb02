import { formText } from '#forms/form-text.ts'
import { countryNames, type Writing } from '#i18n/format.ts'
import type { AddressInput } from '#lib/shop/checkout.ts'
import type { Website } from '#lib/shop/website.ts'
import { regionsOf } from './regions.ts'

export interface Country {
  code: string
  name: string
  /** Second part of ISO 3166-2 and name; none where addresses do without. */
  regions: { code: string; name: string }[]
}

/** The countries we deliver to, by name in the shopper's language. */
export function countryChoices(writing: Writing, codes: readonly string[]): Country[] {
  const name = countryNames(writing)
  return codes
    .map((code) => ({ code, name: name(code), regions: regionsOf(code) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, writing.tag))
}

/** The country that a form begins with: the language's own where we deliver there, else the website's. */
export function usualCountry({ tag }: Writing, website: Pick<Website, 'shippingCountries' | 'defaultCountry'>): string {
  const { region } = new Intl.Locale(tag)
  return region && website.shippingCountries.includes(region) ? region : website.defaultCountry
}

/** The address of a sent form; empty optional fields are null. */
export function addressOf(form: FormData): AddressInput {
  return {
    company: formText(form, 'company') || null,
    firstName: formText(form, 'firstName'),
    lastName: formText(form, 'lastName'),
    street: formText(form, 'street'),
    street2: formText(form, 'street2') || null,
    city: formText(form, 'city'),
    region: formText(form, 'region') || null,
    postalCode: formText(form, 'postalCode'),
    countryCode: formText(form, 'countryCode'),
    phone: formText(form, 'phone') || null,
  }
}
