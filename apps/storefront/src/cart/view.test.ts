import { expect, it } from 'vitest'
import type { CartLine } from '#lib/shop/cart.ts'
import { lineView } from './view.ts'

const line = (quantity: string): CartLine => ({
  id: 'line-1',
  quantity,
  precision: 0,
  minimumQuantity: '1',
  maximumQuantity: null,
  unit: { code: 'box', label: 'box', labelPlural: 'boxes' },
  unitPrice: { amount: '19.99', currency: 'USD' },
  rowTotal: { amount: '59.97', currency: 'USD' },
  discount: null,
  product: { id: 'p-1', sku: 'BLT-8', name: 'Bolts', url: '/product/bolts', image: null, attributes: [] },
})
const writing = { locale: 'en', tag: 'en-US', timeZone: 'UTC' } as const

it('counts boxes, and names the price of one box', () => {
  const three = lineView(line('3.000000'), writing, null)
  expect([three.quantity, three.unit]).toEqual(['3', 'boxes'])
  expect([three.price, three.priceUnit]).toEqual(['$19.99', 'box'])
  expect(lineView(line('1.000000'), writing, null)).toMatchObject({ unit: 'box', priceUnit: 'box' })
})
