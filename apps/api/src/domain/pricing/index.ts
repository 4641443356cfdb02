import type { Area } from '../../engine/index.ts'
import { guardPrices } from './guard-prices.ts'
import { pricingGuards } from './guards.ts'
import { pricesForCustomer } from './prices-for-customer.ts'
import { setPrices } from './set-prices.ts'
import { activatePromotion, endPromotion, pausePromotion } from './move-promotion.ts'

export type { TaxPlace, TaxRule } from './tax-rules.ts'
export {
  conditionsOfRule,
  rulesBuyer,
  weightOf,
  type Good,
  type Place,
  type Purchase,
  type RulesBuyer,
} from './purchase.ts'
export { ruleFits, ruleGuard, type RuleConditions } from './rule-fits.ts'
export { tierFor } from './tiers.ts'
export {
  billOf,
  discountsAnswer,
  rowTotal,
  totalsAnswer,
  type Bill,
  type BilledLine,
  type BillInput,
  type BillLine,
  type PromotionTerms,
  type Reduction,
  type Surcharge,
} from './bill/index.ts'
export { givenCoupons, mostCoupons, promotionsNow, type CouponFact, type CouponProblem } from './promotions/facts.ts'
export { giveUsesBack, keepUses, takeUses } from './promotions/uses.ts'

/** Prices, taxes and promotions. */
export const createPricing = (): Area => ({
  actions: {
    'priceList.setPrices': setPrices,
    'promotion.activate': activatePromotion,
    'promotion.pause': pausePromotion,
    'promotion.end': endPromotion,
  },
  questions: { 'price.forCustomer': pricesForCustomer },
  manyGuards: { price: guardPrices },
  guards: pricingGuards,
})
