import { boolean, text } from '../../language/index.ts'
import { couponRefusals } from '../carts/cart.ts'
import { editing, id, visitorAction } from './editing.ts'

/** Codes that a shopper gives at checkout: coupons, which take something off, and gift cards, which pay. */
export const codeActions = {
  applyCoupon: {
    ...visitorAction,
    doc: 'Gives a coupon, as `cart.applyCoupon` does. The totals are other ones then.',
    input: { ...id, code: text({ max: 60, min: 1 }) },
    refusals: [...editing, ...couponRefusals],
  },
  removeCoupon: {
    ...visitorAction,
    doc: 'Takes a coupon back.',
    input: { ...id, code: text({ max: 60, min: 1 }) },
    refusals: editing,
  },
  applyGiftCard: {
    saga: true,
    ...visitorAction,
    doc: 'Has a gift card pay what it can; the rest is paid as chosen. Another one takes its place.',
    input: {
      ...id,
      code: text({ max: 60, optional: true }),
      storeCredit: boolean({ optional: true, doc: 'Instead of a code: the store credit of the signed-in customer.' }),
    },
    refusals: [...editing, 'GIFT_CARD_UNKNOWN', 'GIFT_CARD_UNUSABLE', 'RATE_LIMITED'],
  },
  removeGiftCard: {
    saga: true,
    ...visitorAction,
    doc: 'Pays without the gift card after all.',
    input: id,
    refusals: editing,
  },
}
