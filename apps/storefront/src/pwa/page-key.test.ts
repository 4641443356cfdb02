import { expect, it } from 'vitest'
import { pageKey } from './page-key.ts'

const shop = 'https://shop.test'

it.each([
  ['/search?q=drill', '/search?q=saw'],
  ['/category/tools?f.brand=a', '/category/tools'],
  ['/category/tools?after=abc', '/category/tools?after=def'],
  ['/product/helmet?variant=H-1', '/product/helmet?variant=H-2'],
  ['/search?q=drill', '/de/search?q=drill'],
])('keeps %s and %s as two pages', (one, other) => {
  expect(pageKey(shop + one)).not.toBe(pageKey(shop + other))
})

it.each([
  ['/?source=pwa', '/'],
  ['/search?q=drill&utm_source=mail&utm_campaign=x', '/search?q=drill'],
  ['/search?plain=1&q=drill', '/search?q=drill'],
  ['/product/helmet?variant=H-1#reviews', '/product/helmet?variant=H-1'],
])('finds for %s what was kept of %s', (asked, kept) => {
  expect(pageKey(shop + asked)).toBe(pageKey(shop + kept))
})

it('keeps a parameter that only begins like one that says nothing', () => {
  expect(pageKey(`${shop}/search?sources=1`)).toBe(`${shop}/search?sources=1`)
})
