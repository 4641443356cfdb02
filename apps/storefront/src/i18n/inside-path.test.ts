import { expect, it } from 'vitest'
import { insidePath } from './inside-path.ts'

it.each([
  '//evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/a/..//evil.example',
  '/\\evil.example',
  '/./\\evil.example',
  'https://evil.example',
  'evil',
  '',
])('does not leave the shop for %s', (to) => {
  expect(insidePath(to)).toBeNull()
})

it('keeps an address of the shop with its query', () => {
  expect(insidePath('/de/cart?step=2')).toBe('/de/cart?step=2')
  expect(insidePath('/')).toBe('/')
})
