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
  decimal,
  country,
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
})

export const taxRule = entity('taxRule', {
  area: 'pricing',
  doc: 'A tax on products of a code that go to a place. Of several rules the narrowest place wins; rules of the same name add up only where `stacks`.',
  fields: {
    code: text({ max: 60, unique: true }),
    name: text({ max: 120, doc: 'As it stands on the bill: VAT 19 %.' }),
    countryCode: country(),
    region: text({ max: 3, optional: true }),
    postalFrom: text({ max: 16, optional: true, doc: 'First postal code of the range.' }),
    postalUntil: text({ max: 16, optional: true, doc: 'Last postal code of the range.' }),
    rate: decimal({ scale: 6, min: 0, max: 1, doc: 'As a fraction: 0.19.' }),
    stacks: boolean({ default: false, doc: 'Added to the rule of the wider place instead of replacing it.' }),
  },
  relations: { productTaxCode: one('productTaxCode') },
  indexes: [['countryCode']],
  naturalKey: ['code'],
})
