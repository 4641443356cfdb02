import {
  boolean,
  country,
  date,
  integer,
  listOf,
  maybe,
  money,
  quantity,
  ref,
  shape,
  shapeOf,
  text,
} from '../../language/index.ts'

export const shippingShapes = [
  shape('EnteredShipmentLine', 'How much of an order’s line is in a shipment.', {
    position: integer({ min: 1, doc: 'Which line of the order.' }),
    quantity: quantity(),
    unitId: ref('unit', { optional: true, doc: 'What it is counted in; left out: as it was ordered.' }),
  }),
  shape('ShippingOption', 'A way of delivery that can be chosen, with its price.', {
    id: text({ max: 120, doc: 'Stable: `fedex:FEDEX_GROUND`, `flatRate:standard-us`.' }),
    carrier: text({ max: 40 }),
    service: text({ max: 80 }),
    label: text({ max: 120 }),
    description: maybe(text({ max: 500 })),
    price: money(),
    surcharge: maybe(money({ doc: 'Of the price, what a rule of the house adds.' })),
    transitDaysMin: maybe(integer()),
    transitDaysMax: maybe(integer()),
    deliveryDate: maybe(date()),
    pickup: boolean(),
    pickupPlace: maybe(shapeOf('PickupPlace', { doc: 'Where it is picked up, and by whose taxes.' })),
  }),
  shape('PickupPlace', 'Where goods are picked up.', {
    name: text({ max: 120 }),
    street: text({ max: 120 }),
    postalCode: text({ max: 16 }),
    city: text({ max: 80 }),
    region: maybe(text({ max: 3 })),
    countryCode: country(),
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
