import { boolean, entity, everyone, many, one, text } from '../../language/index.ts'

export const customerGroup = entity('customerGroup', {
  area: 'customers',
  doc: 'Customers that are treated alike, mostly in prices.',
  fields: {
    code: text({ max: 40, unique: true }),
    name: text({ max: 120 }),
  },
  relations: {
    paymentTerm: one('paymentTerm', { optional: true }),
    taxCode: one('customerTaxCode', { optional: true }),
  },
  naturalKey: ['code'],
  scopes: 'house',
})

export const customer = entity('customer', {
  area: 'customers',
  doc: 'A company that buys; it may belong to another one.',
  fields: {
    code: text({ max: 40, unique: true, doc: 'The customer’s number in the books.' }),
    name: text({ max: 160, show: everyone }),
    vatNumber: text({ max: 40, optional: true, show: everyone }),
    taxExempt: boolean({ default: false }),
    active: boolean({ default: true }),
    note: text({ max: 2000, multiline: true, optional: true }),
  },
  relations: {
    parent: one('customer', { optional: true, onDelete: 'restrict' }),
    children: many('customer', 'parent'),
    group: one('customerGroup', { optional: true }),
    organization: one('organization'),
    businessUnit: one('businessUnit', { optional: true, onDelete: 'restrict', doc: 'Who looks after them.' }),
    paymentTerm: one('paymentTerm', {
      optional: true,
      show: everyone,
      doc: 'How they pay on account; left out: as their group does.',
    }),
    taxCode: one('customerTaxCode', { optional: true, doc: 'Left out: as their group has it.' }),
    account: one('account', { optional: true, onDelete: 'setNull', doc: 'The account that sales keeps of them.' }),
    users: many('customerUser', 'customer'),
    addresses: many('customerAddress', 'customer'),
    roles: many('customerRole', 'customer'),
  },
  access: { storefront: 'owner' },
  owners: { customer: 'id' },
  storefront: ['get', 'list'],
  naturalKey: ['code'],
  scopes: { organization: 'organization', unit: 'businessUnit' },
})
