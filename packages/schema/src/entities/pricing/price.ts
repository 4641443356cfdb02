import {
  boolean,
  byHouse,
  currency,
  date,
  entity,
  instant,
  integer,
  listOf,
  many,
  money,
  one,
  quantity,
  ref,
  shapeOf,
  text,
  textList,
} from '../../language/index.ts'

export const priceList = entity('priceList', {
  area: 'pricing',
  doc: 'Prices that are kept together and given to websites, groups and customers.',
  fields: {
    code: text({ max: 60, unique: true }),
    name: text({ max: 120 }),
    currencies: textList({ format: 'currency', doc: 'ISO 4217 codes of its prices.' }),
    active: boolean({ default: true }),
    validFrom: instant({ optional: true }),
    validUntil: instant({ optional: true }),
    series: text({
      max: 120,
      optional: true,
      readOnly: true,
      index: true,
      doc: 'Lists of the same prices for the same buyers, each for its own time; kept by `setPrices`.',
    }),
  },
  relations: { prices: many('price', 'priceList'), assignments: many('priceListAssignment', 'priceList') },
  actions: {
    setPrices: {
      ...byHouse,
      doc: 'Says all that a product costs in a unit, for somebody and a time, as ERPs keep prices: it finds or makes the list of that series and time, gives it to its buyers, and replaces the product’s prices in it. In a series, what begins later wins. No tiers: it has no price of its own any more.',
      input: {
        series: text({ max: 120, min: 1, doc: 'What the prices are called there: condition, sales area, buyer.' }),
        websiteId: ref('website'),
        customerId: ref('customer', { optional: true }),
        customerGroupId: ref('customerGroup', {
          optional: true,
          doc: 'Without it and without a customer: for everybody.',
        }),
        precedence: integer({
          default: 0,
          min: 0,
          max: 20,
          doc: 'Of two series for the same buyers, the higher one wins.',
        }),
        validFrom: date({ optional: true, doc: 'First day, in UTC; left out: always.' }),
        validUntil: date({ optional: true, doc: 'Last day, in UTC; left out: for good.' }),
        productId: ref('product'),
        unitId: ref('unit'),
        currency: currency(),
        sole: boolean({
          default: false,
          doc: 'Nothing else is its price in the series from this day on: what it costs there in other units and currencies goes.',
        }),
        tiers: listOf(shapeOf('PriceTier')),
      },
      result: shapeOf('Done'),
      refusals: ['QUANTITY_PRECISION'],
    },
  },
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
  questions: {
    forCustomer: {
      doc: 'What somebody pays, as the shop works it out: of every product and unit, all tiers of the first list of theirs that prices it.',
      show: ['backOffice'],
      caller: 'anyone',
      input: {
        websiteId: ref('website'),
        customerId: ref('customer', { optional: true, doc: 'Left out: what strangers pay.' }),
        productIds: { ...ref('product'), list: true, doc: 'At most 200.' },
        currency: currency(),
        at: instant({ optional: true, doc: 'Left out: now.' }),
      },
      result: shapeOf('CustomerPrice', { list: true }),
      refusals: [],
    },
  },
  scopes: 'house',
})

export const priceListAssignment = entity('priceListAssignment', {
  area: 'pricing',
  doc: 'Who gets a price list: a customer, a group, or everybody at a website. Customer goes before group, group before website; then the higher priority.',
  fields: {
    code: text({
      max: 60,
      min: 1,
      unique: true,
      numbered: 'PA',
      doc: 'What it is called, in files and elsewhere; left out: the house gives it one.',
    }),
    priority: integer({ default: 0 }),
  },
  relations: {
    priceList: one('priceList', { onDelete: 'cascade' }),
    website: one('website', { onDelete: 'cascade' }),
    customerGroup: one('customerGroup', { optional: true, onDelete: 'cascade' }),
    customer: one('customer', { optional: true, onDelete: 'cascade' }),
  },
  indexes: [['websiteId', 'customerId', 'customerGroupId']],
  naturalKey: ['code'],
  scopes: { organization: 'website.organization' },
})
