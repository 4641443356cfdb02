import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { methodNames, wayToPay } from './way-to-pay.ts'

/** What the shop's pages call ways to pay, by the same codes. */
const onPages = (locale: 'en' | 'de'): Record<string, string> => {
  const file = join(import.meta.dirname, '../../../../storefront/messages', `${locale}.json`)
  return (JSON.parse(readFileSync(file, 'utf8')) as { methods: Record<string, string> }).methods
}

it.each(['en', 'de'] as const)('mails call each way to pay in %s as the pages do, and know no others', (locale) => {
  expect(methodNames[locale]).toEqual(onPages(locale))
  expect(Object.keys(methodNames[locale])).not.toEqual([])
})

it('names the same ways in both languages', () => {
  expect(Object.keys(methodNames.de).sort()).toEqual(Object.keys(methodNames.en).sort())
})

it('is said in the language of the mail, with the digits by which its owner knows it; a name that is none of any language stays', () => {
  const debit = { method: 'SEPA debit •••• 3000', methodType: 'sepa_debit', methodDigits: '3000' }
  expect(wayToPay(debit, 'de')).toBe('SEPA-Lastschrift •••• 3000')
  expect(wayToPay(debit, 'en')).toBe('SEPA debit •••• 3000')
  const card = { method: 'Visa •••• 4242', methodType: 'card', methodDigits: '4242' }
  expect(wayToPay(card, 'de')).toBe('Visa •••• 4242')
  expect(wayToPay({ method: null, methodType: null, methodDigits: null }, 'en')).toBeNull()
})
