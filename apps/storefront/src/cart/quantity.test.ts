import { expect, it } from 'vitest'
import { quantityOf } from './quantity.ts'

it.each([
  ['3', '3'],
  [' 12 ', '12'],
  ['1,5', '1.5'],
  ['1.5', '1.5'],
  ['0', '0'],
])('takes “%s” for %s', (typed, quantity) => {
  expect(quantityOf(typed)).toBe(quantity)
})

it.each([
  '',
  ' ',
  'abc',
  'x',
  '-1',
  '+2',
  '1e3',
  '1 000',
  '1.000,5',
  '.',
  'NaN',
  'Infinity',
  '1.1234567',
  '9'.repeat(16),
])('takes “%s” for no quantity', (typed) => {
  expect(quantityOf(typed)).toBeNull()
})
