import {
  choice,
  currency,
  entity,
  entityOf,
  everyone,
  integer,
  many,
  money,
  one,
  quantity,
  ref,
  shapeOf,
  text,
  textList,
  boolean,
} from '../../language/index.ts'

const stockRefusals = [
  'NOT_FOUND',
  'PRODUCT_UNAVAILABLE',
  'PRODUCT_NEEDS_VARIANT',
  'UNIT_NOT_SOLD',
  'QUANTITY_PRECISION',
  'QUANTITY_TOO_SMALL',
  'QUANTITY_TOO_LARGE',
  'NOT_ENOUGH_STOCK',
  'PRICE_MISSING',
  'CART_FULL',
  'PAYMENT_PENDING',
]

/** Why a coupon is not taken. */
export const couponRefusals = [
  'COUPON_UNKNOWN',
  'COUPON_EXPIRED',
  'COUPON_USED_UP',
  'COUPON_ALREADY_USED',
  'COUPON_NOT_APPLICABLE',
  'COUPONS_TOO_MANY',
  'RATE_LIMITED',
]

export const cart = entity('cart', {
  area: 'carts',
  doc: 'What somebody is about to buy.',
  fields: {
    state: choice(['open', 'ordered', 'merged', 'abandoned'], {
      name: 'CartState',
      default: 'open',
      readOnly: true,
      show: everyone,
    }),
    currency: currency({ show: everyone }),
    visitorId: text({ max: 40, optional: true, index: true, doc: 'The visitor to whom it belongs.' }),
    couponCodes: textList({ default: [], readOnly: true, doc: 'The coupons that were given, as they are spelled.' }),
  },
  relations: {
    website: one('website'),
    customerUser: one('customerUser', { optional: true, onDelete: 'cascade' }),
    lines: many('cartLine', 'cart', { orderBy: 'position', show: everyone }),
  },
  computed: {
    totals: shapeOf('Totals', {
      show: ['storefront'],
      doc: 'Tax as estimated for the shipping address, else for the website’s country.',
    }),
    itemCount: { ...integer(), show: ['storefront'], doc: 'Lines with something in them.' },
    problems: shapeOf('CartProblem', { list: true, show: ['storefront'], doc: 'What stands in the way of buying it.' }),
    pricesIncludeTax: { ...boolean(), show: ['storefront'] },
    coupons: shapeOf('CartCoupon', {
      list: true,
      show: ['storefront'],
      doc: 'The coupons that were given, each with whether it holds.',
    }),
  },
  states: {
    field: 'state',
    initial: 'open',
    moves: { open: ['ordered', 'merged', 'abandoned'], ordered: [], merged: [], abandoned: ['ordered'] },
  },
  access: { storefront: 'owner' },
  owners: { visitor: 'visitorId', customerUser: 'customerUserId' },
  writes: [],
  indexes: [['customerUserId', 'state']],
  questions: {
    current: {
      doc: 'The open cart of the caller; nothing before the first line.',
      show: ['storefront'],
      caller: 'anyone',
      input: {},
      result: entityOf('cart', { optional: true }),
    },
  },
  actions: {
    addLine: {
      doc: 'Puts a product into the cart; the quantity is added if the same unit of it is there already. A stranger becomes a visitor by it.',
      show: ['storefront'],
      caller: 'anyone',
      input: {
        productId: ref('product', { optional: true }),
        sku: text({ max: 64, optional: true, doc: 'Instead of productId.' }),
        unit: text({ max: 20, optional: true, doc: 'Code; the primary unit if left out.' }),
        quantity: quantity({ default: 1 }),
      },
      result: entityOf('cart'),
      refusals: stockRefusals,
    },
    changeLine: {
      doc: 'Sets the quantity of a line; 0 removes it.',
      show: ['storefront'],
      caller: 'visitor',
      input: { lineId: ref('cartLine'), quantity: quantity() },
      result: entityOf('cart'),
      refusals: stockRefusals,
    },
    removeLine: {
      doc: 'Takes a line out. A line that is gone already stays gone.',
      show: ['storefront'],
      caller: 'visitor',
      input: { lineId: ref('cartLine') },
      result: entityOf('cart'),
      refusals: ['NOT_FOUND', 'PAYMENT_PENDING'],
    },
    clear: {
      doc: 'Takes out every line.',
      show: ['storefront'],
      caller: 'visitor',
      input: {},
      result: entityOf('cart'),
      refusals: ['NOT_FOUND', 'PAYMENT_PENDING'],
    },
    applyCoupon: {
      doc: 'Gives a coupon. Given again, nothing happens. A code that is not known and one that is not active look alike, and tries are counted.',
      show: ['storefront'],
      caller: 'visitor',
      input: { code: text({ max: 60, min: 1 }) },
      result: entityOf('cart'),
      refusals: [...couponRefusals, 'NOT_FOUND', 'PAYMENT_PENDING'],
    },
    removeCoupon: {
      doc: 'Takes a coupon back. One that was not given stays away.',
      show: ['storefront'],
      caller: 'visitor',
      input: { code: text({ max: 60, min: 1 }) },
      result: entityOf('cart'),
      refusals: ['NOT_FOUND', 'PAYMENT_PENDING'],
    },
  },
  scopes: { organization: 'website.organization', unit: 'customerUser.customer.businessUnit' },
})

export const cartLine = entity('cartLine', {
  area: 'carts',
  doc: 'A product in a cart.',
  fields: {
    quantity: quantity({ show: everyone }),
    position: integer({ default: 0, show: everyone }),
    seenPrice: money({
      optional: true,
      currency: 'seenCurrency',
      doc: 'The unit price when the shopper last saw the cart change.',
    }),
    seenCurrency: currency({ optional: true }),
  },
  relations: {
    cart: one('cart', { onDelete: 'cascade' }),
    product: one('product', { onDelete: 'cascade', show: everyone }),
    unit: one('unit', { show: everyone }),
  },
  computed: {
    unitPrice: money({ optional: true, show: ['storefront'] }),
    rowTotal: money({ optional: true, show: ['storefront'], doc: 'Before discounts.' }),
    discount: money({ optional: true, show: ['storefront'], doc: 'What promotions take off the row.' }),
    precision: { ...integer(), show: ['storefront'], doc: 'Digits behind the point that its quantity may have.' },
    minimumQuantity: quantity({ optional: true, show: ['storefront'] }),
    maximumQuantity: quantity({ optional: true, show: ['storefront'] }),
  },
  access: { storefront: 'withParent' },
  uniques: [['cartId', 'productId', 'unitId']],
  writes: [],
  scopes: { organization: 'cart.website.organization', unit: 'cart.customerUser.customer.businessUnit' },
})
