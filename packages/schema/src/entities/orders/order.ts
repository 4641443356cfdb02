import {
  boolean,
  choice,
  currency,
  decimal,
  email,
  entity,
  everyone,
  instant,
  integer,
  json,
  many,
  money,
  one,
  quantity,
  shapeOf,
  text,
} from '../../language/index.ts'
import { postalAddress } from '../organization/postal-address.ts'

export const orderStates = ['placed', 'processing', 'shipped', 'completed', 'cancelled']
export const paymentStatuses = ['unpaid', 'authorized', 'partiallyPaid', 'paid', 'partiallyRefunded', 'refunded']

export const order = entity('order', {
  area: 'orders',
  doc: 'A purchase, as it was agreed.',
  fields: {
    number: text({ max: 20, unique: true, immutable: true, show: everyone, doc: 'For people; not a sequence.' }),
    state: choice(orderStates, {
      name: 'OrderState',
      default: 'placed',
      readOnly: true,
      show: everyone,
    }),
    email: email({ show: everyone }),
    phone: text({ max: 40, optional: true, show: everyone }),
    visitorId: text({ max: 40, optional: true, index: true, immutable: true }),
    locale: text({ max: 12, format: 'locale', show: everyone }),
    currency: currency({ immutable: true, show: everyone }),
    pricesIncludeTax: boolean({ immutable: true, show: everyone }),
    subtotal: money({ show: everyone }),
    shippingTotal: money({ show: everyone }),
    taxTotal: money({ show: everyone }),
    total: money({ show: everyone }),
    taxes: json({ shape: 'TaxLine', list: true, show: everyone }),
    shippingOption: json({ shape: 'ShippingOption', optional: true, show: everyone }),
    poNumber: text({ max: 60, optional: true, show: everyone }),
    note: text({ max: 1000, multiline: true, optional: true, show: everyone }),
    placedAt: instant({ immutable: true, show: everyone, index: true }),
  },
  relations: {
    website: one('website'),
    customer: one('customer', { optional: true, show: everyone }),
    customerUser: one('customerUser', { optional: true, show: everyone, onDelete: 'setNull' }),
    lines: many('orderLine', 'order', { orderBy: 'position', show: everyone }),
    addresses: many('orderAddress', 'order', { show: everyone }),
    shipments: many('shipment', 'order', { show: everyone }),
    payments: many('payment', 'order', { show: everyone }),
  },
  computed: {
    paymentStatus: choice(paymentStatuses, {
      name: 'PaymentStatus',
      show: everyone,
      doc: 'As the ledger of its payments says.',
    }),
  },
  states: {
    field: 'state',
    initial: 'placed',
    moves: {
      placed: ['processing', 'shipped', 'cancelled'],
      processing: ['shipped', 'cancelled'],
      shipped: ['completed'],
      completed: [],
      cancelled: [],
    },
  },
  access: { storefront: 'owner' },
  owners: { visitor: 'visitorId', customerUser: 'customerUserId' },
  storefront: ['get', 'list'],
  indexes: [
    ['customerUserId', 'placedAt'],
    ['customerId', 'placedAt'],
  ],
  naturalKey: ['number'],
  questions: {
    track: {
      doc: 'A guest’s order by its number and the e-mail address that was given.',
      show: ['storefront'],
      caller: 'anyone',
      input: { number: text({ max: 20, min: 1 }), email: email() },
      result: shapeOf('TrackedOrder'),
      refusals: ['ORDER_NOT_FOUND', 'RATE_LIMITED'],
    },
  },
})

export const orderLine = entity('orderLine', {
  area: 'orders',
  doc: 'A product of an order, as it was at the time of purchase.',
  fields: {
    position: integer({ show: everyone }),
    sku: text({ max: 64, show: everyone }),
    name: text({ max: 255, show: everyone, doc: 'In the language of the order.' }),
    details: json({
      shape: 'AttributeValue',
      list: true,
      default: '[]',
      show: everyone,
      doc: 'What distinguishes the variant.',
    }),
    imageKey: text({ max: 160, optional: true, show: everyone }),
    productSlug: text({ max: 160, optional: true, show: everyone }),
    unitCode: text({ max: 20, show: everyone }),
    unitLabel: text({ max: 80, show: everyone }),
    quantity: quantity({ show: everyone }),
    currency: currency({ show: everyone }),
    unitPrice: money({ show: everyone }),
    rowTotal: money({ show: everyone }),
    taxRate: decimal({ scale: 6, show: everyone }),
    taxAmount: money({ show: everyone }),
  },
  relations: {
    order: one('order', { onDelete: 'cascade' }),
    product: one('product', { optional: true, onDelete: 'setNull', show: everyone }),
  },
  access: { storefront: 'withParent' },
  uniques: [['orderId', 'position']],
})

export const orderAddress = entity('orderAddress', {
  area: 'orders',
  doc: 'An address of an order, as it was at the time of purchase.',
  fields: {
    kind: choice(['shipping', 'billing'], { name: 'OrderAddressKind', show: everyone }),
    ...postalAddress(everyone),
  },
  relations: { order: one('order', { onDelete: 'cascade' }) },
  access: { storefront: 'withParent' },
  uniques: [['orderId', 'kind']],
})
