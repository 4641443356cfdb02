import { entity, json, many, one, text } from '../../language/index.ts'

export const customerRole = entity('customerRole', {
  area: 'customers',
  doc: 'Rights at the shop under a name, for people of customers to whom administrator, buyer and approver do not fit.',
  fields: {
    code: text({ max: 60, min: 1, unique: true }),
    name: text({ max: 120, min: 1 }),
    note: text({ max: 500, multiline: true, optional: true }),
    grants: json({ shape: 'Grant', list: true }),
  },
  relations: {
    organization: one('organization', { immutable: true }),
    customer: one('customer', {
      optional: true,
      onDelete: 'cascade',
      doc: 'Only for people of this company; left out: of all of them.',
    }),
    users: many('customerUser', 'customerRole'),
  },
  scopes: { organization: 'organization', unit: 'customer.businessUnit' },
  naturalKey: ['code'],
})
