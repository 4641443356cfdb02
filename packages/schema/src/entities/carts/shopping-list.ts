import {
  boolean,
  entity,
  entityOf,
  everyone,
  integer,
  many,
  one,
  quantity,
  ref,
  shapeOf,
  text,
} from '../../language/index.ts'

const byPerson = { show: ['storefront'], caller: 'customerUser' } as const
const sold = [
  'PRODUCT_UNAVAILABLE',
  'PRODUCT_NEEDS_VARIANT',
  'UNIT_NOT_SOLD',
  'QUANTITY_PRECISION',
  'QUANTITY_TOO_LARGE',
]
const named = { name: text({ max: 120, min: 1 }), note: text({ max: 1000, multiline: true, optional: true }) }

export const shoppingList = entity('shoppingList', {
  area: 'carts',
  doc: 'What somebody who has signed in means to buy, some day or again and again. It holds no stock and no prices; those are the cart’s.',
  fields: {
    name: text({ max: 120, min: 1, show: everyone, doc: 'Each list of a person has another.' }),
    note: text({ max: 1000, multiline: true, optional: true, show: everyone }),
    preferred: boolean({
      default: false,
      show: everyone,
      doc: 'Their default list: what is put into a list without saying which goes here.',
    }),
  },
  relations: {
    website: one('website', { onDelete: 'cascade' }),
    customerUser: one('customerUser', { onDelete: 'cascade' }),
    lines: many('shoppingListLine', 'shoppingList', { orderBy: 'position', show: everyone }),
  },
  access: { storefront: 'owner' },
  owners: { customerUser: 'customerUserId' },
  storefront: ['get', 'list'],
  writes: [],
  uniques: [['customerUserId', 'websiteId', 'name']],
  actions: {
    create: {
      ...byPerson,
      doc: 'Begins a list. The first one of a person is their default.',
      input: { ...named, preferred: boolean({ default: false, doc: 'Make it the default list.' }) },
      result: entityOf('shoppingList'),
      refusals: ['SHOPPING_LISTS_FULL', 'ALREADY_EXISTS'],
    },
    change: {
      ...byPerson,
      doc: 'Changes its name or its note, or makes it the default list. What is left out stays.',
      input: {
        id: ref('shoppingList'),
        name: text({ max: 120, min: 1, optional: true }),
        note: text({ max: 1000, multiline: true, optional: true }),
        preferred: boolean({ optional: true, doc: 'false is said by making another one the default.' }),
      },
      result: entityOf('shoppingList'),
      refusals: ['ALREADY_EXISTS'],
    },
    remove: {
      ...byPerson,
      doc: 'Takes a list away with all that is in it. Where it was the default, the oldest that is left is the next.',
      input: { id: ref('shoppingList') },
      result: shapeOf('Done'),
      refusals: [],
    },
    addLine: {
      ...byPerson,
      doc: 'Puts a product into a list; the quantity is added if the same unit of it is there already. Without a list: into the default one, which is begun where there is none.',
      input: {
        id: ref('shoppingList', { optional: true }),
        productId: ref('product', { optional: true }),
        sku: text({ max: 64, optional: true, doc: 'Instead of productId.' }),
        unit: text({ max: 20, optional: true, doc: 'Code; the primary unit if left out.' }),
        quantity: quantity({ default: 1 }),
        note: text({ max: 500, optional: true }),
      },
      result: entityOf('shoppingList'),
      refusals: [...sold, 'SHOPPING_LIST_FULL'],
    },
    changeLine: {
      ...byPerson,
      doc: 'Sets quantity or note of a line; a quantity of 0 removes it.',
      input: {
        id: ref('shoppingList'),
        lineId: ref('shoppingListLine'),
        quantity: quantity({ optional: true }),
        note: text({ max: 500, optional: true }),
      },
      result: entityOf('shoppingList'),
      refusals: sold,
    },
    removeLine: {
      ...byPerson,
      doc: 'Takes a line out. A line that is gone already stays gone.',
      input: { id: ref('shoppingList'), lineId: ref('shoppingListLine') },
      result: entityOf('shoppingList'),
      refusals: [],
    },
    addToCart: {
      ...byPerson,
      doc: 'Puts what is in a list into the caller’s cart, all of it or the lines that are named, or nothing where one of them cannot be bought as it is; the list stays as it is. From the cart it goes on to the checkout.',
      input: {
        id: ref('shoppingList'),
        lineIds: { ...ref('shoppingListLine', { optional: true }), list: true, doc: 'Left out: all of them.' },
      },
      result: entityOf('cart'),
      refusals: [...sold, 'QUANTITY_TOO_SMALL', 'NOT_ENOUGH_STOCK', 'PRICE_MISSING', 'CART_FULL', 'PAYMENT_PENDING'],
    },
  },
  scopes: { organization: 'website.organization', unit: 'customerUser.customer.businessUnit' },
})

export const shoppingListLine = entity('shoppingListLine', {
  area: 'carts',
  doc: 'A product in a shopping list.',
  fields: {
    quantity: quantity({ show: everyone }),
    position: integer({ default: 0, show: everyone }),
    note: text({ max: 500, optional: true, show: everyone }),
  },
  relations: {
    shoppingList: one('shoppingList', { onDelete: 'cascade' }),
    product: one('product', { onDelete: 'cascade', show: everyone }),
    unit: one('unit', { show: everyone }),
  },
  access: { storefront: 'withParent' },
  writes: [],
  uniques: [['shoppingListId', 'productId', 'unitId']],
  scopes: {
    organization: 'shoppingList.website.organization',
    unit: 'shoppingList.customerUser.customer.businessUnit',
  },
})
