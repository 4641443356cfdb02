import { boolean, choice, entity, integer, localized, many, one, text } from '../../language/index.ts'

export const attribute = entity('attribute', {
  area: 'catalog',
  doc: 'A property of products that a merchant adds without code: colour, power, thread.',
  news: { changed: 'It, or one of its options, is new, changed or gone.' },
  fields: {
    code: text({ max: 40, unique: true, pattern: '^[a-z][a-zA-Z0-9]*$' }),
    label: localized(),
    type: choice(['option', 'options', 'text', 'number', 'boolean'], { name: 'AttributeType', immutable: true }),
    unit: text({ max: 20, optional: true, doc: 'Behind a number: V, W, mm.' }),
    filterable: boolean({ default: false, doc: 'Offered as a facet.' }),
    searchable: boolean({ default: false, doc: 'Found by the full-text search.' }),
    visible: boolean({ default: true, doc: 'Shown on the product’s page.' }),
    position: integer({ default: 0 }),
  },
  relations: { options: many('attributeOption', 'attribute', { orderBy: 'position' }) },
  naturalKey: ['code'],
  scopes: 'house',
})

export const attributeOption = entity('attributeOption', {
  area: 'catalog',
  doc: 'One of the values that an attribute can have.',
  fields: {
    code: text({ max: 60 }),
    label: localized(),
    swatch: text({ max: 20, optional: true, doc: 'A CSS colour for the eye.' }),
    position: integer({ default: 0 }),
  },
  relations: { attribute: one('attribute', { onDelete: 'cascade' }) },
  uniques: [['attributeId', 'code']],
  naturalKey: ['attribute', 'code'],
  scopes: 'house',
})
