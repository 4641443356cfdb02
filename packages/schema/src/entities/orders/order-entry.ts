import {
  byHouse,
  choice,
  currency,
  decimal,
  email,
  entityOf,
  instant,
  integer,
  listOf,
  maybe,
  quantity,
  ref,
  shape,
  shapeOf,
  text,
  textList,
} from '../../language/index.ts'

import { couponRefusals } from '../carts/cart.ts'

/** What may be wrong with a line that is entered. */
const lineRefusals = [
  'REFERENCE_NOT_FOUND',
  'PRODUCT_UNAVAILABLE',
  'PRODUCT_NEEDS_VARIANT',
  'UNIT_NOT_SOLD',
  'QUANTITY_PRECISION',
  'QUANTITY_TOO_SMALL',
  'QUANTITY_TOO_LARGE',
  'NOT_ENOUGH_STOCK',
  'PRICE_MISSING',
]

/** What holds an order on account against the credit of its customer. */
const creditRefusals = ['CREDIT_LIMIT_EXCEEDED', 'CREDIT_IN_OTHER_CURRENCY']

/** An order stands to be changed line by line until something of it has left. */
const changeRefusals = ['TRANSITION_NOT_ALLOWED', 'ORDER_SHIPPED', ...lineRefusals]

const enteredLine = {
  productId: ref('product', { optional: true }),
  sku: text({ max: 64, optional: true, doc: 'Instead of productId.' }),
  unit: text({ max: 20, optional: true, doc: 'Code; left out: the primary unit.' }),
  quantity: quantity(),
  unitPrice: decimal({
    optional: true,
    min: 0,
    doc: 'What one costs, in the currency of the order; left out: what its buyer pays by the price lists.',
  }),
}

export const orderEntryShapes = [
  shape('EnteredOrderLine', 'A product of an order that is entered.', enteredLine),
  shape('EnteredDelivery', 'How an order that is entered goes to its buyer.', {
    methodId: ref('shippingMethod', {
      optional: true,
      doc: 'A way of delivery of the shop; left out: carrier, label and price say it.',
    }),
    carrier: text({ max: 40, optional: true }),
    service: text({ max: 80, optional: true }),
    label: text({ max: 120, optional: true, doc: 'As its buyer reads it.' }),
    price: decimal({ optional: true, min: 0, doc: 'Left out: what the method costs for these goods and this place.' }),
  }),
]

/** `order.enter` */
export const orderEntry = {
  ...byHouse,
  doc: 'Enters an order that came another way than over the shop: by telephone, by letter, or from another system. It is priced, taxed and held against the stock as a cart is, and stands at once. Told again under its number there, nothing happens.',
  input: {
    websiteId: ref('website'),
    customerId: ref('customer', { optional: true, doc: 'Who buys; without it and without a person: a guest.' }),
    customerUserId: ref('customerUser', { optional: true, doc: 'For whom of them.' }),
    email: email({ optional: true, doc: 'Where news of it goes; left out: to the person.' }),
    phone: text({ max: 40, optional: true }),
    locale: text({ max: 12, format: 'locale', optional: true, doc: 'Left out: the website’s.' }),
    currency: currency({ optional: true, doc: 'Left out: the website’s.' }),
    lines: listOf(shapeOf('EnteredOrderLine', { doc: 'At least one, at most 1,000.' })),
    shippingAddress: shapeOf('Address'),
    billingAddress: maybe(shapeOf('Address', { doc: 'Left out: the shipping address.' })),
    delivery: maybe(shapeOf('EnteredDelivery', { doc: 'Left out: nothing is said of it, and nothing charged.' })),
    couponCodes: textList({
      optional: true,
      doc: 'Coupons that the buyer gave. Prices that are said are not reduced by promotions.',
    }),
    paymentMethod: choice(['onAccount', 'elsewhere'], {
      name: 'EnteredPaymentMethod',
      optional: true,
      doc: 'Left out: on account where a payment term is known, else whoever enters it sees to the money.',
    }),
    paymentTermId: ref('paymentTerm', { optional: true, doc: 'Left out: the customer’s, else their group’s.' }),
    poNumber: text({ max: 60, optional: true, doc: 'The buyer’s own number.' }),
    note: text({ max: 1000, multiline: true, optional: true }),
    internalNote: text({ max: 2000, multiline: true, optional: true }),
    externalSystem: text({ max: 60, pattern: '^[A-Za-z0-9._-]+$', optional: true }),
    externalNumber: text({
      max: 35,
      min: 1,
      optional: true,
      doc: 'What it is called there; with externalSystem, it can be named by it from then on.',
    }),
    placedAt: instant({ optional: true, doc: 'When it was ordered; left out: now.' }),
  },
  result: entityOf('order'),
  refusals: [
    ...lineRefusals,
    'CUSTOMER_BLOCKED',
    ...creditRefusals,
    'DOCUMENT_STANDS',
    'REGION_UNKNOWN',
    'SHIPPING_METHOD_UNAVAILABLE',
    ...couponRefusals,
  ],
}

const lineDoc =
  'Totals, taxes and reservations follow; what its payments lack then, or have too much, stands in `balance`: nothing is charged or paid back by it.'

/** `order.addLine`, `order.changeLine`, `order.removeLine` */
export const orderLineChanges = {
  addLine: {
    ...byHouse,
    doc: `Puts a product into an order of which nothing has left yet. ${lineDoc}`,
    input: { id: ref('order'), ...enteredLine },
    result: entityOf('order'),
    refusals: [...changeRefusals, ...creditRefusals],
  },
  changeLine: {
    ...byHouse,
    doc: `Changes quantity or price of a line of an order of which nothing has left yet; the price that was agreed stays where no other is said. ${lineDoc}`,
    input: {
      id: ref('order'),
      position: integer({ min: 1, doc: 'Which line.' }),
      quantity: quantity({ optional: true }),
      unitPrice: decimal({ optional: true, min: 0 }),
    },
    result: entityOf('order'),
    refusals: [...changeRefusals, 'ORDER_LINE_PACKED', ...creditRefusals],
  },
  removeLine: {
    ...byHouse,
    doc: `Takes a line out of an order of which nothing has left yet; the last one stays: cancel the order. Where none of the others will be delivered, the order is cancelled. ${lineDoc}`,
    input: { id: ref('order'), position: integer({ min: 1, doc: 'Which line.' }) },
    result: entityOf('order'),
    refusals: [...changeRefusals, 'ORDER_LINE_PACKED', 'ORDER_LAST_LINE'],
  },
}
