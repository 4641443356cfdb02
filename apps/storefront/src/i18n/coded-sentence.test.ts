import { expect, it } from 'vitest'
import de from '../../messages/de.json' with { type: 'json' }
import en from '../../messages/en.json' with { type: 'json' }
import { codedSentence } from './coded-sentence.ts'

it.each([
  ['NOT_ENOUGH_STOCK', { sku: 'LVL-600', available: '2.5', unit: 'each' }, 'Von LVL-600 sind nur noch 2,5 lieferbar.'],
  ['NOT_ENOUGH_STOCK', { sku: 'LVL-600', available: '0', unit: 'each' }, 'Von LVL-600 sind nur noch 0 lieferbar.'],
  ['QUANTITY_TOO_SMALL', { sku: 'BLT-8', quantity: '5', unit: 'each', minimum: '50' }, 'Die Mindestmenge ist 50.'],
  ['QUANTITY_TOO_LARGE', { sku: 'BLT-8', quantity: '5000', maximum: '1000' }, 'Höchstens 1.000 auf einmal.'],
  ['CART_FULL', { max: 200, lines: 201 }, 'In den Warenkorb passen höchstens 200 verschiedene Artikel.'],
])('tells %s in German, with German numbers', (code, params, said) => {
  expect(codedSentence('de', de.refusals, code, params)).toBe(said)
})

it.each([
  ['NOT_ENOUGH_STOCK', { sku: 'LH-HL2', available: '233', unit: 'piece' }, 'Only 233 of LH-HL2 can be delivered.'],
  ['QUANTITY_TOO_LARGE', { quantity: '99999999', maximum: '1000000', unit: 'set' }, 'At most 1,000,000 at once.'],
  ['QUANTITY_PRECISION', { quantity: '1.5', unit: 'piece', precision: 0 }, en.refusals.QUANTITY_PRECISION],
])('tells %s in English in a shopper’s words, not in the API’s', (code, params, said) => {
  expect(codedSentence('en', en.refusals, code, params)).toBe(said)
})

it('says something in the shopper’s language of a code that it does not know, and names the code', () => {
  const said = codedSentence('de', de.refusals, 'NEWER_THAN_THIS_SHOP')
  expect(said).toContain('NEWER_THAN_THIS_SHOP')
  expect(said).toContain('Das ging so nicht')
})

it('says the general sentence rather than one with a hole in it', () => {
  const said = codedSentence('en', en.refusals, 'NOT_ENOUGH_STOCK', { available: '2' })
  expect(said).toBe(en.refusals.REFUSED.replace('{code}', 'NOT_ENOUGH_STOCK'))
})

it('says of a postal code what is wrong with it', () => {
  const told = { field: 'address.postalCode', problem: '"1234" is no postal code of DE' }
  expect(codedSentence('de', de.refusals, 'FIELD_INVALID', told)).toBe(de.refusals.POSTAL_CODE_INVALID)
})

it('counts characters where the API says that a field is too short', () => {
  expect(codedSentence('en', en.refusals, 'FIELD_INVALID', { minimum: 8 })).toBe(
    en.refusals.FIELD_TOO_SHORT.replace('{minimum}', '8'),
  )
})
