import { entity, everyone, localized, mediaKey, slug, text } from '../../language/index.ts'

export const brand = entity('brand', {
  area: 'catalog',
  doc: 'The name under which a maker sells.',
  fields: {
    code: text({ max: 60, unique: true, show: everyone }),
    slug: slug({ unique: true, show: everyone }),
    name: text({ max: 120, show: everyone }),
    description: localized({ max: 4000, optional: true, show: everyone }),
    logoKey: mediaKey({ optional: true, show: everyone }),
  },
  access: { storefront: 'everyone' },
  naturalKey: ['code'],
  scopes: 'house',
})

export const unit = entity('unit', {
  area: 'catalog',
  doc: 'What goods are counted in: piece, box, metre.',
  fields: {
    code: text({ max: 20, unique: true, show: everyone }),
    label: localized({ show: everyone }),
    labelPlural: localized({ show: everyone }),
    symbol: localized({ max: 20, optional: true, show: everyone }),
  },
  access: { storefront: 'everyone' },
  naturalKey: ['code'],
  scopes: 'house',
})

export const productTaxCode = entity('productTaxCode', {
  area: 'catalog',
  doc: 'How the tax office sees a product: standard, reduced.',
  fields: { code: text({ max: 40, unique: true }), name: text({ max: 120 }) },
  naturalKey: ['code'],
  scopes: 'house',
})
