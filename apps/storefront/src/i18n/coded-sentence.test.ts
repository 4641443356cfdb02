import { expect, it } from 'vitest'
import de from '../../messages/de.json' with { type: 'json' }
import en from '../../messages/en.json' with { type: 'json' }
import { codedSentence } from './coded-sentence.ts'

const text = 'What the API says in English.'

it.each([
  ['NOT_ENOUGH_STOCK', { sku: 'LVL-600', available: '2.5', unit: 'each' }, 'Von LVL-600 sind nur noch 2,5 lieferbar.'],
  ['NOT_ENOUGH_STOCK', { sku: 'LVL-600', available: '0', unit: 'each' }, 'Von LVL-600 sind nur noch 0 lieferbar.'],
  ['QUANTITY_TOO_SMALL', { sku: 'BLT-8', quantity: '5', unit: 'each', minimum: '50' }, 'Die Mindestmenge ist 50.'],
  ['QUANTITY_TOO_LARGE', { sku: 'BLT-8', quantity: '5000', maximum: '1000' }, 'Höchstens 1.000 auf einmal.'],
  ['CART_FULL', { max: 200, lines: 201 }, 'In den Warenkorb passen höchstens 200 verschiedene Artikel.'],
])('tells %s in German, with German numbers', (code, params, said) => {
  expect(codedSentence('de', de.refusals, { code, text, params })).toBe(said)
})

it('leaves what the API says where it cannot fill a sentence of its own', () => {
  expect(codedSentence('de', de.refusals, { code: 'NOT_ENOUGH_STOCK', text, params: { available: '2' } })).toBe(text)
  expect(codedSentence('de', de.refusals, { code: 'NEWER_THAN_THIS_SHOP', text })).toBe(text)
})

it('leaves English to the API, but for fields, which the API calls by technical names', () => {
  expect(codedSentence('en', en.refusals, { code: 'CART_FULL', text, params: { max: 200 } })).toBe(text)
  const short = { code: 'FIELD_INVALID', text, params: { minimum: 8 } }
  expect(codedSentence('en', en.refusals, short)).toBe(en.refusals.FIELD_TOO_SHORT.replace('{minimum}', '8'))
})
