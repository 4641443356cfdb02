import {
  choice,
  decimal,
  entity,
  instant,
  integer,
  json,
  maybe,
  money,
  one,
  quantity,
  shape,
  shapeOf,
  text,
} from '../../language/index.ts'

export const orderAmendment = entity('orderAmendment', {
  area: 'orders',
  doc: 'A step in which an order was changed or cancelled after it was placed: which lines came, became others or went. Entries are added by whatever changes an order, never changed.',
  news: { made: 'An order was changed or cancelled; the amendment says by which step.' },
  fields: {
    number: integer({ min: 1, doc: 'Counts the amendments of an order.' }),
    kind: choice(['changed', 'cancelled'], { name: 'OrderAmendmentKind' }),
    lines: json({
      shape: 'LineAmendment',
      list: true,
      default: '[]',
      doc: 'What is otherwise than before. None: an address, a number or a note changed, or all of it was cancelled.',
    }),
    totalsBefore: json({
      shape: 'Totals',
      optional: true,
      doc: 'What the order came to before; none: the same as afterwards.',
    }),
    madeAt: instant({ index: true }),
  },
  relations: { order: one('order', { onDelete: 'cascade' }) },
  writes: [],
  uniques: [['orderId', 'number']],
  scopes: { organization: 'order.website.organization', unit: 'order.customer.businessUnit' },
})

export const orderAmendmentShapes = [
  shape('LineAmendment', 'A line of an order that is otherwise than before.', {
    position: integer({ min: 1, doc: 'Which line. No other line of the order ever gets its position.' }),
    before: maybe(shapeOf('AmendedLine', { doc: 'None: it was not there.' })),
    after: maybe(shapeOf('AmendedLine', { doc: 'None: it was taken out.' })),
  }),
  shape('AmendedLine', 'A line of an order as it stood before or after an amendment.', {
    sku: text({ max: 64 }),
    name: text({ max: 255, doc: 'In the language of the order.' }),
    unitCode: text({ max: 20 }),
    quantity: quantity(),
    confirmedQuantity: maybe(quantity({ doc: 'How much of it would be delivered; none: nobody had said.' })),
    unitPrice: money(),
    rowTotal: money(),
    discountAmount: maybe(money({ doc: 'What promotions took off the row.' })),
    taxRate: decimal({ scale: 6 }),
    taxAmount: money(),
  }),
]
