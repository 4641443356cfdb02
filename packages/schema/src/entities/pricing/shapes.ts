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
  shape('Discount', 'What a promotion takes off.', {
    code: text({ max: 60, doc: 'Of the promotion.' }),
    name: text({ max: 255, doc: 'Of the promotion, in the language of who reads it, or of the order.' }),
    coupon: maybe(text({ max: 60, doc: 'By which it was got.' })),
    amount: money(),
  }),
  shape('Totals', 'What is to be paid. Without tax unless the website’s prices include it.', {
    subtotal: money({ doc: 'The sum of the rows, before discounts.' }),
    discount: money({ doc: 'What promotions take off, of the goods and of the delivery.' }),
    discounts: listOf(shapeOf('Discount', { doc: 'By promotion, in the order in which they were applied.' })),
    shipping: maybe(money({ doc: 'Before discounts.' })),
    shippingDiscount: maybe(money({ doc: 'What of the discount is off the delivery.' })),
    surcharge: maybe(money({ doc: 'What the chosen way to pay costs.' })),
    tax: money(),
    taxes: listOf(shapeOf('TaxLine')),
    total: money(),
  }),
]
