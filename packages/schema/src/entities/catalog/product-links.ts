import { choice, entity, integer, localized, mediaKey, one, text } from '../../language/index.ts'

export const productLink = entity('productLink', {
  area: 'catalog',
  doc: 'A product that is shown with another one. It leads one way: say it twice where it holds both ways.',
  fields: {
    kind: choice(['related', 'upsell', 'accessory'], {
      name: 'ProductLinkKind',
      immutable: true,
      doc: 'related: goes with it; upsell: the better one; accessory: needed to use it.',
    }),
    position: integer({ default: 0 }),
  },
  relations: {
    product: one('product', { onDelete: 'cascade', immutable: true, doc: 'On whose page it is shown.' }),
    linked: one('product', { onDelete: 'cascade', immutable: true, doc: 'What is shown there.' }),
  },
  scopes: 'house',
  uniques: [['productId', 'kind', 'linkedId']],
  naturalKey: ['product', 'kind', 'linked'],
})

export const productFile = entity('productFile', {
  area: 'catalog',
  doc: 'A document about a product: manual, data sheet, certificate.',
  fields: {
    key: mediaKey({ doc: 'Its name in the media store: fetch /media/<key>.' }),
    label: localized(),
    kind: choice(['manual', 'dataSheet', 'safetySheet', 'certificate', 'drawing', 'other'], {
      name: 'ProductFileKind',
      default: 'other',
    }),
    mediaType: text({ max: 120, doc: 'As application/pdf.' }),
    bytes: integer({ optional: true, min: 0 }),
    locale: text({ max: 12, format: 'locale', optional: true, doc: 'Left out: in no language, or in all.' }),
    position: integer({ default: 0 }),
  },
  relations: { product: one('product', { onDelete: 'cascade', immutable: true }) },
  scopes: 'house',
  uniques: [['productId', 'key']],
  naturalKey: ['product', 'key'],
})
