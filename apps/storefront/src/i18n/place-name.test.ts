import { expect, it } from 'vitest'
import { placeName } from './place-name.ts'

it.each([
  ['MEMPHIS', 'Memphis'],
  ['SAN FRANCISCO', 'San Francisco'],
  ['FRANKFURT AM MAIN', 'Frankfurt am Main'],
  ['BADEN-BADEN', 'Baden-Baden'],
  ['STRATFORD-UPON-AVON', 'Stratford-upon-Avon'],
  ['MÜNCHEN', 'München'],
  ["O'FALLON", "O'Fallon"],
  ['ST. LOUIS', 'St. Louis'],
  ['LA PAZ', 'La Paz'],
])('writes %s as %s', (carriers, ours) => expect(placeName(carriers)).toBe(ours))

it('leaves what is written in small letters as it is', () => {
  expect(placeName('McAllen')).toBe('McAllen')
  expect(placeName('’s-Hertogenbosch')).toBe('’s-Hertogenbosch')
})
