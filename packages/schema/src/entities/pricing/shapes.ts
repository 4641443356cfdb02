import { decimal, listOf, maybe, money, quantity, shape, shapeOf, text } from '../../language/index.ts'

export const pricingShapes = [
  shape('PriceTier', 'What one costs from a quantity on.', {
    quantity: quantity({ default: 1 }),
    amount: decimal({ min: 0 }),
  }),
  shape('TaxLine', 'One tax on the bill.', { name: text({ max: 120 }), rate: decimal({ scale: 6 }), amount: money() }),
  shape('Totals', 'What is to be paid. Without tax unless the website’s prices include it.', {
    subtotal: money(),
    shipping: maybe(money()),
    tax: money(),
    taxes: listOf(shapeOf('TaxLine')),
    total: money(),
  }),
]
