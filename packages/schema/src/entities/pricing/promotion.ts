import {
  boolean,
  byHouse,
  choice,
  currency,
  decimal,
  entity,
  entityOf,
  instant,
  integer,
  localized,
  many,
  money,
  one,
  ref,
  text,
} from '../../language/index.ts'

export const promotion = entity('promotion', {
  area: 'pricing',
  doc: 'A reduction that buyers get under conditions, with a coupon or without.',
  fields: {
    code: text({ max: 60, min: 1, unique: true }),
    name: localized({ doc: 'As it stands in the cart.' }),
    state: choice(['draft', 'active', 'paused', 'ended'], {
      name: 'PromotionState',
      default: 'draft',
      readOnly: true,
    }),
    kind: choice(
      [
        'percentOff',
        'amountOff',
        'freeShipping',
        'amountOffEach',
        'shippingPercentOff',
        'shippingAmountOff',
        'buyXGetY',
      ],
      {
        name: 'PromotionKind',
        doc: 'percentOff, amountOff: off the goods that it is for, together; amountOffEach: off each unit of them; freeShipping, shippingPercentOff, shippingAmountOff: off the delivery; buyXGetY: of so many units of them, the cheapest are reduced or free.',
      },
    ),
    percent: decimal({
      optional: true,
      min: 0,
      max: 100,
      scale: 2,
      doc: 'percentOff, shippingPercentOff: 10 is ten percent; buyXGetY: what is taken off the units that one gets, all of it where it is left out.',
    }),
    currency: currency({
      optional: true,
      doc: 'Of the amounts here; in another one, a promotion with amounts does not hold.',
    }),
    amount: money({
      optional: true,
      min: 0,
      doc: 'amountOff, amountOffEach, shippingAmountOff: what is taken off, never more than there is.',
    }),
    buyQuantity: integer({ optional: true, min: 1, doc: 'buyXGetY: so many units are paid for …' }),
    getQuantity: integer({ optional: true, min: 1, doc: 'buyXGetY: … and so many more are reduced, the cheapest.' }),
    mostTimes: integer({ optional: true, min: 1, doc: 'buyXGetY: at most so often in one order.' }),
    minimumSubtotal: money({
      optional: true,
      min: 0,
      doc: 'Holds from this subtotal of all goods on, before any promotion.',
    }),
    couponNeeded: boolean({ default: false, doc: 'Only for who gives one of its coupons.' }),
    exclusive: boolean({
      default: false,
      doc: 'Holds alone: it is passed over where another one holds already, and with it no further one does.',
    }),
    exclusionGroup: text({
      max: 60,
      optional: true,
      doc: 'Of the promotions of one group, only the first that has an effect holds.',
    }),
    stopsFurther: boolean({ default: false, doc: 'With it, none that comes after it holds.' }),
    priority: integer({ default: 0, doc: 'The higher is applied first; of the same, the first by code.' }),
    validFrom: instant({ optional: true }),
    validUntil: instant({ optional: true }),
    usageLimit: integer({ optional: true, min: 1, doc: 'How many orders may have it, all coupons together.' }),
    usageLimitPerBuyer: integer({ optional: true, min: 1 }),
    used: integer({
      default: 0,
      readOnly: true,
      doc: 'In how many orders it was used, those counted that are being paid for.',
    }),
  },
  relations: {
    website: one('website'),
    customerGroup: one('customerGroup', { optional: true, doc: 'Only for this group; left out: for everybody.' }),
    category: one('category', { optional: true, doc: 'Only on products of this category and below it.' }),
    brand: one('brand', { optional: true, doc: 'Only on products of this brand.' }),
    product: one('product', { optional: true, onDelete: 'cascade', doc: 'Only on this product, or variants of it.' }),
    coupons: many('coupon', 'promotion', { orderBy: 'code' }),
    uses: many('promotionUse', 'promotion', { orderBy: 'takenAt' }),
  },
  actions: {
    activate: {
      ...byHouse,
      doc: 'It holds from now on, within its time.',
      input: { id: ref('promotion') },
      result: entityOf('promotion'),
      refusals: ['TRANSITION_NOT_ALLOWED'],
    },
    pause: {
      ...byHouse,
      doc: 'It does not hold for a while.',
      input: { id: ref('promotion') },
      result: entityOf('promotion'),
      refusals: ['TRANSITION_NOT_ALLOWED'],
    },
    end: {
      ...byHouse,
      doc: 'For good.',
      input: { id: ref('promotion') },
      result: entityOf('promotion'),
      refusals: ['TRANSITION_NOT_ALLOWED'],
    },
  },
  news: { active: 'It holds.', paused: 'It does not hold for a while.', ended: 'It holds no more.' },
  states: {
    field: 'state',
    initial: 'draft',
    moves: { draft: ['active'], active: ['paused', 'ended'], paused: ['active', 'ended'], ended: [] },
  },
  scopes: { organization: 'website.organization' },
  naturalKey: ['code'],
})

export const coupon = entity('coupon', {
  area: 'pricing',
  doc: 'A code that buyers give to get a promotion.',
  fields: {
    code: text({
      max: 60,
      min: 3,
      unique: true,
      pattern: '^[A-Za-z0-9][A-Za-z0-9_-]*$',
      doc: 'Buyers may write it in capitals or small letters.',
    }),
    active: boolean({ default: true }),
    validFrom: instant({ optional: true }),
    validUntil: instant({ optional: true }),
    usageLimit: integer({ optional: true, min: 1, doc: 'How many orders may have it.' }),
    usageLimitPerBuyer: integer({ optional: true, min: 1 }),
    used: integer({
      default: 0,
      readOnly: true,
      doc: 'In how many orders it was used, those counted that are being paid for.',
    }),
  },
  relations: {
    promotion: one('promotion', { onDelete: 'cascade', immutable: true }),
    uses: many('couponUse', 'coupon', { orderBy: 'usedAt' }),
  },
  scopes: { organization: 'promotion.website.organization' },
  naturalKey: ['code'],
})

export const couponUse = entity('couponUse', {
  area: 'pricing',
  doc: 'That a coupon was used in an order. Entries are added by orders, never by a plain write.',
  fields: { usedAt: instant(), email: text({ max: 254, optional: true, doc: 'Of the buyer, to count their uses.' }) },
  relations: {
    coupon: one('coupon'),
    order: one('order', { onDelete: 'cascade' }),
    customerUser: one('customerUser', { optional: true, onDelete: 'setNull' }),
  },
  writes: [],
  scopes: { organization: 'order.website.organization', unit: 'order.customer.businessUnit' },
  uniques: [['couponId', 'orderId']],
})

export const promotionUse = entity('promotionUse', {
  area: 'pricing',
  doc: 'That a promotion was used: taken when the payment of a checkout begins, kept by its order, and given back where the checkout is let go. Never by a plain write.',
  fields: {
    takenAt: instant(),
    email: text({ max: 254, optional: true, doc: 'Of the buyer, in small letters, to count their uses.' }),
  },
  relations: {
    promotion: one('promotion', { onDelete: 'cascade' }),
    coupon: one('coupon', { optional: true, onDelete: 'setNull' }),
    checkout: one('checkout', { optional: true, onDelete: 'setNull' }),
    order: one('order', { optional: true, onDelete: 'cascade', doc: 'None: it is being paid for.' }),
    customerUser: one('customerUser', { optional: true, onDelete: 'setNull' }),
  },
  writes: [],
  scopes: { organization: 'promotion.website.organization' },
  uniques: [['promotionId', 'checkoutId']],
})
