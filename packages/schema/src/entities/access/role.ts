import { entity, json, many, one, text } from '../../language/index.ts'

export const role = entity('role', {
  area: 'access',
  doc: 'Rights under a name, given to the people and the systems of the house. Nobody can give more than they have.',
  fields: {
    code: text({ max: 60, min: 1, unique: true }),
    name: text({ max: 120, min: 1 }),
    note: text({ max: 500, multiline: true, optional: true }),
    grants: json({ shape: 'Grant', list: true }),
  },
  relations: {
    organization: one('organization', { optional: true, doc: 'Left out: every organization of the house uses it.' }),
    users: many('userRole', 'role'),
    clients: many('apiClientRole', 'role'),
  },
  scopes: { organization: 'organization' },
  naturalKey: ['code'],
})
