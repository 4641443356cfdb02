import { decimal, listOf, maybe, money, quantity, ref, shape, shapeOf, text } from '../../language/index.ts'

export const pricingShapes = [
  shape('PriceTier', 'What one costs from a quantity on.', {
    quantity: quantity({ default: 1 }),
    amount: decimal({ min: 0 }),
  }),
  shape('CustomerPrice', 'What somebody pays for one unit of a product from a quantity on.', {
    productId: ref('product'),
    sku: text({ max: 64 }),
    unit: text({ max: 20, doc: 'Code of the unit.' }),
    quantity: quantity({ doc: 'From this quantity on.' }),
    price: money(),
    priceList: text({ max: 60, doc: 'Code of the list that it stands in.' }),
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
