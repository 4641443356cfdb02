import {
  currency,
  decimal,
  integer,
  json,
  money,
  quantity,
  text,
  type Audience,
  type Field,
} from '../../language/index.ts'

/** The amounts at the foot of a document: order, quote, invoice. */
export const documentTotals = (show?: readonly Audience[]): Record<string, Field> => ({
  currency: currency({ immutable: true, show }),
  subtotal: money({ show, doc: 'The sum of the lines.' }),
  taxTotal: money({ show }),
  total: money({ show, doc: 'What is to be paid.' }),
  taxes: json({
    shape: 'TaxLine',
    list: true,
    default: '[]',
    show,
    doc: 'The taxes that it contains, each with its rate.',
  }),
})

/** What a line of a document says and amounts to, as it was then: a product that changes later changes no document. */
export const lineAmounts = (show?: readonly Audience[]): Record<string, Field> => ({
  position: integer({ min: 1, show, doc: 'Its place in the document, from 1.' }),
  sku: text({ max: 64, show }),
  name: text({ max: 255, show, doc: 'In the language of the document.' }),
  unitCode: text({ max: 20, show, doc: 'The unit that the quantity is counted in.' }),
  quantity: quantity({ show }),
  currency: currency({ show }),
  unitPrice: money({ show }),
  rowTotal: money({ show, doc: 'Quantity × unit price, rounded to the currency, before discounts.' }),
  discountAmount: money({ default: '0', show, doc: 'What promotions took off the row.' }),
  taxRate: decimal({ scale: 6, default: 0, min: 0, show, doc: 'All its taxes together, as a fraction: 0.19.' }),
  taxAmount: money({ default: '0', show }),
})
