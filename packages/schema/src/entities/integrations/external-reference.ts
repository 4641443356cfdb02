import { entity, text } from '../../language/index.ts'

export const externalReference = entity('externalReference', {
  area: 'integrations',
  doc: 'What a row of any entity is called in a system outside. Wherever a natural key names a row, `{ external: { system, id } }` does too.',
  fields: {
    system: text({ max: 60, min: 1, immutable: true, pattern: '^[A-Za-z0-9._-]+$', doc: 'The system’s code: `sap`.' }),
    entity: text({ max: 60, min: 1, immutable: true, doc: 'The entity by its name: `product`.' }),
    externalId: text({ max: 200, min: 1, immutable: true, doc: 'The row’s id in that system.' }),
    rowId: text({ max: 36, min: 36, doc: 'The row’s id here.' }),
  },
  uniques: [['system', 'entity', 'externalId']],
  indexes: [['rowId']],
  naturalKey: ['system', 'entity', 'externalId'],
  scopes: 'house',
})
