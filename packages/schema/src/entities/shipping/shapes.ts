import { boolean, date, integer, listOf, maybe, money, shape, shapeOf, text } from '../../language/index.ts'

export const shippingShapes = [
  shape('ShippingOption', 'A way of delivery that can be chosen, with its price.', {
    id: text({ max: 120, doc: 'Stable: `fedex:FEDEX_GROUND`, `flatRate:standard-us`.' }),
    carrier: text({ max: 40 }),
    service: text({ max: 80 }),
    label: text({ max: 120 }),
    description: maybe(text({ max: 500 })),
    price: money(),
    transitDaysMin: maybe(integer()),
    transitDaysMax: maybe(integer()),
    deliveryDate: maybe(date()),
    pickup: boolean(),
  }),
  shape('ShippingOptions', 'What can be chosen now.', {
    options: listOf(shapeOf('ShippingOption')),
    notices: listOf(shapeOf('Notice')),
  }),
  shape('Notice', 'Something the shopper should know, which does not stop them.', {
    code: text({ max: 60 }),
    text: text({ max: 500 }),
  }),
]
