import { inLanguage } from '../../engine/index.ts'
import type { CartCoupon } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { CouponProblem } from '../pricing/index.ts'
import { asRefusal } from './judge-lines.ts'
import type { ValuedCart } from './value-cart.ts'

/** A coupon that was given, and why it does not hold. */
export interface CouponStanding {
  code: string
  problem: CouponProblem | null
}

/** How each coupon of a cart stands with what is in it now, in the order in which they were given. */
export function couponStandings({ facts, bill }: Pick<ValuedCart, 'facts' | 'bill'>): CouponStanding[] {
  return facts.coupons.map(({ code, problem }) => {
    const holds = bill.applied.some(({ coupon }) => coupon?.code === code)
    return { code, problem: problem ?? (holds ? null : 'COUPON_NOT_APPLICABLE') }
  })
}

/** The same in the words of the API. */
export const couponAnswers = (cart: Pick<ValuedCart, 'facts' | 'bill'>, ctx: Ctx): CartCoupon[] =>
  couponStandings(cart).map(({ code, problem }) => {
    const promotion = cart.bill.applied.find(({ coupon }) => coupon?.code === code)
    return {
      code,
      name: promotion ? inLanguage(promotion.name, ctx) : null,
      applied: problem === null,
      problem: problem && { code: problem, text: asRefusal({ code: problem, params: { code } }).message },
    }
  })
