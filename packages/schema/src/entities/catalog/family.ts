import { boolean, entity, integer, localized, many, one, text } from '../../language/index.ts'

export const attributeFamily = entity('attributeFamily', {
  area: 'catalog',
  doc: 'Products of one sort, and the attributes that they are described by: drills have a voltage, paper has a weight.',
  fields: { code: text({ max: 60, min: 1, unique: true }), label: localized() },
  relations: {
    attributes: many('familyAttribute', 'family', { orderBy: 'position' }),
    products: many('product', 'family'),
  },
  scopes: 'house',
  naturalKey: ['code'],
})

export const familyAttribute = entity('familyAttribute', {
  area: 'catalog',
  doc: 'An attribute that the products of a family have.',
  fields: {
    required: boolean({ default: false, doc: 'A product lacks something without it; nothing is refused for it.' }),
    group: text({ max: 60, optional: true, doc: 'The heading under which it stands.' }),
    position: integer({ default: 0 }),
  },
  relations: {
    family: one('attributeFamily', { onDelete: 'cascade', immutable: true }),
    attribute: one('attribute', { onDelete: 'cascade', immutable: true }),
  },
  scopes: 'house',
  uniques: [['familyId', 'attributeId']],
  naturalKey: ['family', 'attribute'],
})
