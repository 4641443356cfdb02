import { decimal, integer, quantity, shape, text } from '../../language/index.ts'

export const invoiceShapes = [
  shape('EnteredInvoiceLine', 'What an invoice of another system asks money for.', {
    position: integer({ min: 1 }),
    orderPosition: integer({ min: 1, optional: true, doc: 'The line of the order that it bills.' }),
    sku: text({ max: 64, min: 1 }),
    name: text({ max: 255, min: 1 }),
    unitCode: text({ max: 20, optional: true, doc: 'Left out: as it was ordered.' }),
    quantity: quantity(),
    unitPrice: decimal(),
    rowTotal: decimal(),
    discountAmount: decimal({ default: 0, min: 0, doc: 'What promotions took off the row.' }),
    taxRate: decimal({ scale: 6, min: 0, default: 0 }),
    taxAmount: decimal({ default: 0 }),
  }),
]
