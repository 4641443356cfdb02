import { codeText } from '#i18n/refusal-text.ts'
import type { Coupon } from '#lib/shop/coupons.ts'

/** A coupon as the screen shows it. */
export interface CouponView {
  code: string
  /** Of its promotion; null where it does not hold. */
  name: string | null
  /** Why it takes nothing off, in the shopper's language. */
  problem: string | null
}

/** Coupons for the screen, in the request's language. */
export function couponViews(coupons: readonly Coupon[]): Promise<CouponView[]> {
  return Promise.all(
    coupons.map(async ({ code, name, problem }) => ({
      code,
      name: name ?? null,
      problem: problem ? await codeText(problem.code, { code }) : null,
    })),
  )
}
