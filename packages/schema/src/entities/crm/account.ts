import { boolean, choice, email, entity, json, many, one, text } from '../../language/index.ts'

export const account = entity('account', {
  area: 'crm',
  doc: 'A company or a household as sales knows it: prospects as well, and all customers that belong together.',
  fields: {
    code: text({ max: 60, min: 1, unique: true }),
    name: text({ max: 160, min: 1 }),
    kind: choice(['prospect', 'customer', 'partner', 'former'], { name: 'AccountKind', default: 'prospect' }),
    industry: text({ max: 120, optional: true }),
    url: text({ max: 255, format: 'url', optional: true }),
    email: email({ optional: true }),
    phone: text({ max: 40, optional: true }),
    note: text({ max: 4000, multiline: true, optional: true }),
  },
  relations: {
    organization: one('organization', { immutable: true }),
    owner: one('user', { optional: true, onDelete: 'setNull', doc: 'Who looks after it.' }),
    contacts: many('contact', 'account', { orderBy: 'lastName' }),
  },
  scopes: { organization: 'organization', unit: 'owner.businessUnit', own: 'owner' },
  naturalKey: ['code'],
})

export const contact = entity('contact', {
  area: 'crm',
  doc: 'A person whom sales and service talk to; they need not be able to sign in.',
  fields: {
    firstName: text({ max: 80, optional: true }),
    lastName: text({ max: 80, min: 1 }),
    email: email({ optional: true, index: true }),
    phone: text({ max: 40, optional: true }),
    mobile: text({ max: 40, optional: true }),
    jobTitle: text({ max: 120, optional: true }),
    locale: text({ max: 12, format: 'locale', optional: true }),
    emailConsent: boolean({ default: false, doc: 'They agreed to get marketing mails.' }),
    address: json({ shape: 'Address', optional: true }),
    note: text({ max: 4000, multiline: true, optional: true }),
  },
  relations: {
    organization: one('organization', { immutable: true }),
    account: one('account', { optional: true }),
    customerUser: one('customerUser', {
      optional: true,
      unique: true,
      onDelete: 'setNull',
      doc: 'The same person at the shop.',
    }),
    owner: one('user', { optional: true, onDelete: 'setNull', doc: 'Who looks after them.' }),
  },
  scopes: { organization: 'organization', unit: 'owner.businessUnit', own: 'owner' },
})
