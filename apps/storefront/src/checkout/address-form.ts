import { formatTags, type Locale } from '#i18n/locales.ts'
import type { AddressInput } from '#lib/shop/checkout.ts'
import { regionsOf } from './regions.ts'

export interface Country {
  code: string
  name: string
  /** Second part of ISO 3166-2 and name; none where addresses do without. */
  regions: { code: string; name: string }[]
}

/** The countries we deliver to, by name in the shopper's language. */
export function countryChoices(locale: Locale, codes: readonly string[]): Country[] {
  const names = new Intl.DisplayNames(formatTags[locale], { type: 'region' })
  return codes
    .map((code) => ({ code, name: names.of(code) ?? code, regions: regionsOf(code) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, locale))
}

const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim()

/** The address of a sent form; empty optional fields are null. */
export function addressOf(form: FormData): AddressInput {
  return {
    company: text(form, 'company') || null,
    firstName: text(form, 'firstName'),
    lastName: text(form, 'lastName'),
    street: text(form, 'street'),
    street2: text(form, 'street2') || null,
    city: text(form, 'city'),
    region: text(form, 'region') || null,
    postalCode: text(form, 'postalCode'),
    countryCode: text(form, 'countryCode'),
    phone: text(form, 'phone') || null,
  }
}
