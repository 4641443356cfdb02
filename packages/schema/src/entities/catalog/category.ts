import {
  boolean,
  entity,
  entityOf,
  everyone,
  integer,
  localized,
  many,
  mediaKey,
  one,
  slug,
  text,
} from '../../language/index.ts'

export const category = entity('category', {
  area: 'catalog',
  doc: 'A place in the tree by which people browse.',
  fields: {
    code: text({ max: 60, unique: true, show: everyone }),
    slug: slug({ unique: true, show: everyone }),
    name: localized({ show: everyone }),
    description: localized({ max: 4000, optional: true, show: everyone }),
    metaTitle: localized({ optional: true, show: everyone }),
    metaDescription: localized({ max: 500, optional: true, show: everyone }),
    imageKey: mediaKey({ optional: true, show: everyone, doc: 'Picture: /media/<key>/<width>.<avif|webp|png>.' }),
    position: integer({ default: 0, show: everyone }),
    active: boolean({ default: true }),
  },
  relations: {
    parent: one('category', { optional: true, onDelete: 'restrict', show: everyone }),
    children: many('category', 'parent', { orderBy: 'position', show: everyone }),
  },
  computed: {
    breadcrumbs: entityOf('category', { list: true, show: everyone, doc: 'From the top down to the parent.' }),
    productCount: { ...integer(), show: everyone, doc: 'Products on sale in it and below.' },
  },
  access: { storefront: 'everyone', byArea: true },
  questions: {
    tree: {
      doc: 'The top categories with their children, to the depth asked for by the selection.',
      show: ['storefront'],
      caller: 'anyone',
      kept: true,
      input: {},
      result: entityOf('category', { list: true }),
    },
    find: {
      doc: 'The category of this slug.',
      show: ['storefront'],
      caller: 'anyone',
      kept: true,
      input: { slug: slug() },
      result: entityOf('category', { optional: true }),
    },
  },
  naturalKey: ['code'],
  scopes: 'house',
})
