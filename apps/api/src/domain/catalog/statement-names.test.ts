import { expect, it } from 'vitest'
import { pageStatement } from './listing-query.ts'
import type { Shopper } from './shopper.ts'

const shopper = {
  websiteId: '00000000-0000-7000-8000-000000000001',
  currency: 'EUR',
  locale: 'en',
  customerId: null,
  now: new Date(0),
} as unknown as Shopper

it('asks for pages of every size by few statements, because PostgreSQL keeps each of them on every connection', () => {
  const statements = Array.from({ length: 100 }, (_, before) =>
    pageStatement({ category: 'drills', first: before + 1 }, shopper, null, false),
  )
  expect(new Set(statements.map(({ name }) => name)).size).toBeLessThanOrEqual(5)
  // one name, one text: another text under a name is refused by the driver
  expect(new Set(statements.map(({ name, text }) => name + text)).size).toBeLessThanOrEqual(5)
  for (const [before, { text }] of statements.entries())
    expect(Number(/limit (\d+)\) p/.exec(text)?.[1]), text).toBeGreaterThan(before + 1)
})
