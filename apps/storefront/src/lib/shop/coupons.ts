import 'server-only'
import { shop } from './call.ts'
import {
  ApplyCheckoutCouponDocument,
  ApplyCouponDocument,
  RemoveCheckoutCouponDocument,
  RemoveCouponDocument,
  type CouponPartsFragment,
} from './generated/graphql.ts'

export type Coupon = CouponPartsFragment

/** Gives a coupon, at the cart or at its checkout. @throws ShopRefusal COUPON_UNKNOWN, COUPON_EXPIRED, COUPON_USED_UP, COUPON_NOT_APPLICABLE, RATE_LIMITED … */
export async function applyCoupon(code: string, checkoutId: string | null): Promise<void> {
  if (checkoutId) await shop(ApplyCheckoutCouponDocument, { input: { checkoutId, code } })
  else await shop(ApplyCouponDocument, { input: { code } })
}

/** Takes a coupon back. @throws ShopRefusal */
export async function removeCoupon(code: string, checkoutId: string | null): Promise<void> {
  if (checkoutId) await shop(RemoveCheckoutCouponDocument, { input: { checkoutId, code } })
  else await shop(RemoveCouponDocument, { input: { code } })
}
