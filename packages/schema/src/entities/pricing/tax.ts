import { boolean, country, decimal, entity, many, one, text } from '../../language/index.ts'

export const customerTaxCode = entity('customerTaxCode', {
  area: 'pricing',
  doc: 'How the tax office sees a customer: reseller, public body. Rules may hold for one code only.',
  fields: { code: text({ max: 40, min: 1, unique: true }), name: text({ max: 120, min: 1 }) },
  scopes: 'house',
  naturalKey: ['code'],
})

export const taxJurisdiction = entity('taxJurisdiction', {
  area: 'pricing',
  doc: 'A place that levies taxes of its own: a country, a region, or postal codes of one.',
  fields: {
    code: text({ max: 60, min: 1, unique: true }),
    name: text({ max: 120, min: 1 }),
    countryCode: country(),
    region: text({ max: 3, optional: true, doc: 'Second part of the ISO 3166-2 code: CA for US-CA.' }),
  },
  relations: { postalRanges: many('taxPostalRange', 'jurisdiction', { orderBy: 'postalFrom' }) },
  scopes: 'house',
  naturalKey: ['code'],
})

export const taxPostalRange = entity('taxPostalRange', {
  area: 'pricing',
  doc: 'Postal codes that belong to a jurisdiction. One that has no ranges is all of its country or region.',
  fields: {
    postalFrom: text({ max: 16, min: 1, doc: 'First postal code of the range.' }),
    postalUntil: text({ max: 16, min: 1, doc: 'Last postal code of the range; the same for a single one.' }),
  },
  relations: { jurisdiction: one('taxJurisdiction', { onDelete: 'cascade', immutable: true }) },
  scopes: 'house',
  uniques: [['jurisdictionId', 'postalFrom']],
  naturalKey: ['jurisdiction', 'postalFrom'],
})

export const taxRule = entity('taxRule', {
  area: 'pricing',
  doc: 'A tax on products of a code that go to a place. Of several rules the narrowest place wins: country and region with postal codes, postal codes, region, country. Of rules of one place, one that names the customer’s tax code goes before those for all, and of those that are left the first by code counts. Rules that `stacks` says so of are all added.',
  fields: {
    code: text({ max: 60, unique: true }),
    name: text({ max: 120, doc: 'As it stands on the bill: VAT 19 %.' }),
    countryCode: country({ doc: 'The jurisdiction’s country where it has one.' }),
    region: text({ max: 3, optional: true }),
    postalFrom: text({ max: 16, optional: true, doc: 'First postal code of the range.' }),
    postalUntil: text({ max: 16, optional: true, doc: 'Last postal code of the range.' }),
    rate: decimal({ scale: 6, min: 0, max: 1, doc: 'As a fraction: 0.19.' }),
    stacks: boolean({ default: false, doc: 'Added to the rule of the wider place instead of replacing it.' }),
  },
  relations: {
    productTaxCode: one('productTaxCode'),
    jurisdiction: one('taxJurisdiction', {
      optional: true,
      doc: 'The place, instead of region and postal codes of the rule’s own.',
    }),
    customerTaxCode: one('customerTaxCode', {
      optional: true,
      doc: 'Only for customers of this code; left out: for all.',
    }),
  },
  indexes: [['countryCode']],
  scopes: 'house',
  naturalKey: ['code'],
})
