import { expect, it } from 'vitest'
import { endedAt } from './ended-at.ts'

it('keeps the address of a page, and adds how its payment has ended', () => {
  expect(endedAt('/de/checkout?checkout=1&step=payment', 'failed')).toBe(
    '/de/checkout?checkout=1&step=payment&ended=failed',
  )
  expect(endedAt('/order/1', 'refunded')).toBe('/order/1?ended=refunded')
  expect(endedAt('/checkout?ended=failed', 'refunded')).toBe('/checkout?ended=refunded')
})
