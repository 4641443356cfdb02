import { expect, it } from 'vitest'
import { cameFrom, preferredLocale } from './wanted-locale.ts'

it.each([
  ['de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7', 'de'],
  ['de', 'de'],
  ['de-AT', 'de'],
  ['en-US,en;q=0.9,de;q=0.8', 'en'],
  ['en;q=0.4, de;q=0.8', 'de'],
  ['fr-FR,fr;q=0.9,de;q=0.5', 'de'],
  ['de;q=0, en', 'en'],
  ['fr', null],
  ['*', null],
  ['', null],
  [null, null],
  [';;q=,,de;q=x', null],
])('reads “%s” as %s', (header, locale) => {
  expect(preferredLocale(header)).toBe(locale)
})

it('knows the language of the page of ours that led here, and nobody else’s', () => {
  expect(cameFrom('http://shop.example:3000/de/cart', 'shop.example:3000')).toBe('de')
  expect(cameFrom('http://shop.example:3000/cart', 'shop.example:3000')).toBe('en')
  expect(cameFrom('http://elsewhere.example/de/cart', 'shop.example:3000')).toBeNull()
  expect(cameFrom('not an address', 'shop.example:3000')).toBeNull()
  expect(cameFrom(null, 'shop.example:3000')).toBeNull()
})
