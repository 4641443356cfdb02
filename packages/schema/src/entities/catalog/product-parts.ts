import {
  boolean,
  decimal,
  entity,
  everyone,
  integer,
  localized,
  mediaKey,
  one,
  text,
  textList,
} from '../../language/index.ts'

export const productUnit = entity('productUnit', {
  area: 'catalog',
  doc: 'A unit in which a product is sold or counted, with its weight and size.',
  fields: {
    precision: integer({ default: 0, min: 0, max: 6, doc: 'Digits behind the point that a quantity may have.' }),
    conversion: decimal({ default: 1, scale: 6, min: 0, doc: 'How many primary units it holds.' }),
    sell: boolean({ default: true }),
    weightKg: decimal({ optional: true, min: 0 }),
    lengthCm: decimal({ optional: true, min: 0, scale: 2 }),
    widthCm: decimal({ optional: true, min: 0, scale: 2 }),
    heightCm: decimal({ optional: true, min: 0, scale: 2 }),
    freightClass: text({
      max: 20,
      optional: true,
      doc: 'What a carrier of freight asks for besides: the NMFC class, 85.',
    }),
    gtin: text({ max: 14, optional: true, pattern: '^[0-9]{8,14}$' }),
  },
  relations: { product: one('product', { onDelete: 'cascade' }), unit: one('unit') },
  uniques: [['productId', 'unitId']],
  naturalKey: ['product', 'unit'],
  scopes: 'house',
})

export const productCategory = entity('productCategory', {
  area: 'catalog',
  doc: 'A product’s place in a category.',
  fields: {
    main: boolean({ default: false, doc: 'The one that its breadcrumbs follow.' }),
    position: integer({ default: 0 }),
  },
  relations: { product: one('product', { onDelete: 'cascade' }), category: one('category', { onDelete: 'cascade' }) },
  uniques: [['productId', 'categoryId']],
  indexes: [['categoryId']],
  naturalKey: ['product', 'category'],
  scopes: 'house',
})

export const productImage = entity('productImage', {
  area: 'catalog',
  doc: 'A picture of a product.',
  fields: {
    key: mediaKey({ show: everyone, doc: 'Fetch /media/<key>/<width>.<avif|webp|png>.' }),
    alt: localized({ show: everyone }),
    roles: textList({ default: [], doc: 'main, listing, additional.' }),
    position: integer({ default: 0 }),
    width: integer({ min: 1, measured: true, show: everyone, doc: 'In pixels; read from the picture.' }),
    height: integer({ min: 1, measured: true, show: everyone, doc: 'In pixels; read from the picture.' }),
  },
  relations: { product: one('product', { onDelete: 'cascade' }) },
  access: { storefront: 'withParent' },
  uniques: [['productId', 'key']],
  naturalKey: ['product', 'key'],
  scopes: 'house',
})
