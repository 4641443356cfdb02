import { boolean, choice, currency, entity, everyone, many, money, one, text } from '../../language/index.ts'

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
    orderBlock: text({
      max: 60,
      optional: true,
      doc: 'Why no orders are taken from them: a code or a word of the books. None: they may order.',
    }),
    deliveryBlock: text({ max: 60, optional: true, doc: 'Why nothing is sent to them.' }),
    billingBlock: text({ max: 60, optional: true, doc: 'Why no invoices are issued for them.' }),
    centralOrderBlock: text({
      max: 60,
      optional: true,
      doc: 'The same for all that the books know of them, beside what holds for our part of the sales. Either one stops it.',
    }),
    centralDeliveryBlock: text({ max: 60, optional: true }),
    centralBillingBlock: text({ max: 60, optional: true }),
    creditCurrency: currency({ optional: true }),
    creditLimit: money({
      optional: true,
      min: 0,
      currency: 'creditCurrency',
      doc: 'Who owes more than this, on invoices in its currency and on orders on account that are not billed yet, places no orders; and with a limit, nothing goes on account in another currency than its.',
    }),
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
    partners: many('customerPartner', 'customer', {
      doc: 'Who else is there for them: where goods go, who gets the bill, who pays.',
    }),
  },
  access: { storefront: 'owner' },
  owners: { customer: 'id' },
  storefront: ['get', 'list'],
  naturalKey: ['code'],
  scopes: { organization: 'organization', unit: 'businessUnit' },
})

export const customerPartner = entity('customerPartner', {
  area: 'customers',
  doc: 'A customer that stands in for another one: goods or bills of theirs may go to its addresses, or it pays.',
  fields: {
    role: choice(['shipTo', 'billTo', 'payer'], { name: 'CustomerPartnerRole', immutable: true }),
    preferred: boolean({ default: false, doc: 'The one that is taken where nobody says another one.' }),
  },
  relations: {
    customer: one('customer', { onDelete: 'cascade', immutable: true, doc: 'Whose partner it is.' }),
    partner: one('customer', { onDelete: 'cascade', immutable: true }),
  },
  uniques: [['customerId', 'partnerId', 'role']],
  naturalKey: ['customer', 'partner', 'role'],
  scopes: { organization: 'customer.organization' },
})
