import {
  boolean,
  currency,
  entity,
  integer,
  many,
  money,
  one,
  quantity,
  text,
  textList,
  instant,
} from '../../language/index.ts'

export const priceList = entity('priceList', {
  area: 'pricing',
  doc: 'Prices that are kept together and given to websites, groups and customers.',
  fields: {
    code: text({ max: 60, unique: true }),
    name: text({ max: 120 }),
    currencies: textList(),
    active: boolean({ default: true }),
    validFrom: instant({ optional: true }),
    validUntil: instant({ optional: true }),
  },
  relations: { prices: many('price', 'priceList'), assignments: many('priceListAssignment', 'priceList') },
  naturalKey: ['code'],
  scopes: 'house',
})

export const price = entity('price', {
  area: 'pricing',
  doc: 'What one unit costs from a quantity on.',
  fields: {
    quantity: quantity({ default: 1, doc: 'From this quantity on (tier).' }),
    currency: currency(),
    amount: money({ min: 0 }),
  },
  relations: {
    priceList: one('priceList', { onDelete: 'cascade', immutable: true }),
    product: one('product', { onDelete: 'cascade', immutable: true }),
    unit: one('unit', { immutable: true }),
  },
  uniques: [['priceListId', 'productId', 'unitId', 'currency', 'quantity']],
  indexes: [['productId', 'priceListId']],
  naturalKey: ['priceList', 'product', 'unit', 'currency', 'quantity'],
  scopes: 'house',
})

export const priceListAssignment = entity('priceListAssignment', {
  area: 'pricing',
  doc: 'Who gets a price list: a customer, a group, or everybody at a website. Customer goes before group, group before website; then the higher priority.',
  fields: { priority: integer({ default: 0 }) },
  relations: {
    priceList: one('priceList', { onDelete: 'cascade' }),
    website: one('website', { onDelete: 'cascade' }),
    customerGroup: one('customerGroup', { optional: true, onDelete: 'cascade' }),
    customer: one('customer', { optional: true, onDelete: 'cascade' }),
  },
  indexes: [['websiteId', 'customerId', 'customerGroupId']],
  scopes: { organization: 'website.organization' },
})
