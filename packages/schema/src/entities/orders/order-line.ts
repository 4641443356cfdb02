import {
  choice,
  currency,
  decimal,
  entity,
  everyone,
  integer,
  json,
  money,
  one,
  quantity,
  text,
} from '../../language/index.ts'
import { postalAddress } from '../organization/postal-address.ts'
import { confirmations } from './order.ts'

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
    rowTotal: money({ show: everyone, doc: 'Before discounts.' }),
    discountAmount: money({ default: '0', show: everyone, doc: 'What promotions took off the row.' }),
    discounts: json({
      shape: 'Discount',
      list: true,
      default: '[]',
      show: everyone,
      doc: 'By promotion, as it was agreed.',
    }),
    discountedPart: money({
      optional: true,
      readOnly: true,
      show: [],
      doc: 'What of the row the discounts were agreed for, where it has come to more since.',
    }),
    taxRate: decimal({ scale: 6, show: everyone }),
    taxAmount: money({ show: everyone }),
    confirmation: choice(confirmations, { name: 'Confirmation', optional: true, readOnly: true, show: everyone }),
    confirmedQuantity: quantity({ optional: true, readOnly: true, show: everyone, doc: 'How much will be delivered.' }),
    confirmedPrice: money({
      optional: true,
      readOnly: true,
      show: everyone,
      doc: 'What one will cost, where it was said.',
    }),
    deliveries: json({
      shape: 'DeliveryPromise',
      list: true,
      default: '[]',
      readOnly: true,
      show: everyone,
      doc: 'When how much of it will be delivered.',
    }),
    confirmationNote: text({
      max: 200,
      optional: true,
      readOnly: true,
      show: everyone,
      doc: 'Why it is otherwise than ordered.',
    }),
  },
  relations: {
    order: one('order', { onDelete: 'cascade' }),
    product: one('product', { optional: true, onDelete: 'setNull', show: everyone }),
  },
  computed: {
    unitName: text({
      max: 80,
      show: everyone,
      doc: 'Its unit in the language of the reader, as it is called now; where it is no more, as it was called then (`unitLabel`).',
    }),
    countedUnitName: text({
      max: 80,
      show: everyone,
      doc: 'The same, as it is called for so many as were ordered: `pieces`.',
    }),
  },
  access: { storefront: 'withParent' },
  writes: [],
  uniques: [['orderId', 'position']],
  scopes: { organization: 'order.website.organization', unit: 'order.customer.businessUnit' },
})

export const orderAddress = entity('orderAddress', {
  area: 'orders',
  doc: 'An address of an order, as it was at the time of purchase.',
  fields: {
    kind: choice(['shipping', 'billing'], { name: 'OrderAddressKind', immutable: true, show: everyone }),
    ...postalAddress(everyone),
  },
  relations: { order: one('order', { onDelete: 'cascade', immutable: true }) },
  access: { storefront: 'withParent' },
  writes: ['update'],
  uniques: [['orderId', 'kind']],
  scopes: { organization: 'order.website.organization', unit: 'order.customer.businessUnit' },
})
