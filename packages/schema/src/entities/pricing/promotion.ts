import {
  boolean,
  choice,
  currency,
  decimal,
  entity,
  instant,
  integer,
  localized,
  many,
  money,
  one,
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
    kind: choice(['percentOff', 'amountOff', 'freeShipping'], { name: 'PromotionKind' }),
    percent: decimal({ optional: true, min: 0, max: 100, scale: 2, doc: 'percentOff: 10 is ten percent.' }),
    currency: currency({ optional: true, doc: 'Of the amounts here.' }),
    amount: money({ optional: true, min: 0, doc: 'amountOff: what is taken off the subtotal.' }),
    minimumSubtotal: money({ optional: true, min: 0, doc: 'Holds from this subtotal on.' }),
    couponNeeded: boolean({ default: false, doc: 'Only for who gives one of its coupons.' }),
    exclusive: boolean({ default: false, doc: 'Holds alone: with it, no other promotion does.' }),
    priority: integer({ default: 0, doc: 'The higher is applied first.' }),
    validFrom: instant({ optional: true }),
    validUntil: instant({ optional: true }),
    usageLimit: integer({ optional: true, min: 1, doc: 'How many orders may have it, all coupons together.' }),
    usageLimitPerBuyer: integer({ optional: true, min: 1 }),
    used: integer({ default: 0, readOnly: true, doc: 'In how many orders it was used.' }),
  },
  relations: {
    website: one('website'),
    customerGroup: one('customerGroup', { optional: true, doc: 'Only for this group; left out: for everybody.' }),
    category: one('category', { optional: true, doc: 'Only on products of this category and below it.' }),
    brand: one('brand', { optional: true, doc: 'Only on products of this brand.' }),
    coupons: many('coupon', 'promotion', { orderBy: 'code' }),
  },
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
    code: text({ max: 60, min: 3, unique: true, pattern: '^[A-Za-z0-9][A-Za-z0-9_-]*$' }),
    active: boolean({ default: true }),
    validFrom: instant({ optional: true }),
    validUntil: instant({ optional: true }),
    usageLimit: integer({ optional: true, min: 1, doc: 'How many orders may have it.' }),
    usageLimitPerBuyer: integer({ optional: true, min: 1 }),
    used: integer({ default: 0, readOnly: true, doc: 'In how many orders it was used.' }),
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
  scopes: { organization: 'order.website.organization' },
  uniques: [['couponId', 'orderId']],
})
