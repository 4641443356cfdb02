import { entity, many, one, text } from '../../language/index.ts'

export const businessUnit = entity('businessUnit', {
  area: 'organization',
  doc: 'A part of the company that sells, as a branch or a sales team; it may belong to another one.',
  fields: {
    code: text({ max: 40, min: 1, unique: true }),
    name: text({ max: 120, min: 1 }),
  },
  relations: {
    organization: one('organization', { immutable: true }),
    parent: one('businessUnit', { optional: true, onDelete: 'restrict', doc: 'The unit above it.' }),
    children: many('businessUnit', 'parent'),
    users: many('user', 'businessUnit'),
    clients: many('apiClient', 'businessUnit'),
    customers: many('customer', 'businessUnit'),
  },
  scopes: { organization: 'organization', unit: 'id' },
  naturalKey: ['code'],
})
