import { boolean, entity, integer, localized, many, one, quantity, text } from '../../language/index.ts'

export const kitItem = entity('kitItem', {
  area: 'catalog',
  doc: 'A part that a kit is made of, or a choice among several products for it.',
  fields: {
    code: text({ max: 60, min: 1 }),
    label: localized({ doc: 'What the buyer chooses: battery, case.' }),
    optional: boolean({ default: false, doc: 'The kit may be bought without it.' }),
    minimumQuantity: quantity({ default: 1, doc: 'Least of it in one kit.' }),
    maximumQuantity: quantity({ optional: true, doc: 'Most of it in one kit; left out: the least.' }),
    position: integer({ default: 0 }),
  },
  relations: {
    kit: one('product', { onDelete: 'cascade', immutable: true, doc: 'A product of the type `kit`.' }),
    unit: one('unit', { doc: 'What its quantity is counted in.' }),
    products: many('kitItemProduct', 'item', { orderBy: 'position' }),
  },
  scopes: 'house',
  uniques: [['kitId', 'code']],
  naturalKey: ['kit', 'code'],
})

export const kitItemProduct = entity('kitItemProduct', {
  area: 'catalog',
  doc: 'A product that can be chosen for a kit’s part; the first one is the usual choice.',
  fields: { position: integer({ default: 0 }) },
  relations: {
    item: one('kitItem', { onDelete: 'cascade', immutable: true }),
    product: one('product', { onDelete: 'cascade', immutable: true, doc: 'A simple product.' }),
  },
  scopes: 'house',
  uniques: [['itemId', 'productId']],
  naturalKey: ['item', 'product'],
})
