import type { RefusalCode } from '../../../kernel/errors.ts'
import { sql, type RawBuilder } from '../../../kernel/db.ts'
import type { PromotionTerms } from '../bill/index.ts'
import { groupOf } from '../purchase.ts'

/** Most coupons that can be given for one cart. */
export const mostCoupons = 10

/** A coupon that was given, and why it cannot hold whatever is in the cart. */
export interface CouponFact {
  /** As it is spelled; as it was given where there is none. */
  code: string
  promotionId: string | null
  problem: CouponProblem | null
}

/** Why a coupon does not hold: codes of the error catalogue. */
export type CouponProblem = Extract<
  RefusalCode,
  'COUPON_UNKNOWN' | 'COUPON_EXPIRED' | 'COUPON_USED_UP' | 'COUPON_ALREADY_USED' | 'COUPON_NOT_APPLICABLE'
>

/** Whose promotions: the statement that these are part of has a row `me` with website_id, customer_id, customer_user_id, id (of the cart) and coupon_codes. */
interface Buyer {
  now: Date
  /** Of a guest, as far as it is known. */
  email: string | null
}

/** Whether a use is what the payment of the buyer's own cart has taken. */
const own = sql`(u.order_id is null and exists (select from checkouts k where k.id = u.checkout_id and k.cart_id = me.id))`

const byBuyer = (email: string | null) =>
  sql`(u.customer_user_id = me.customer_user_id or u.email = lower(${email}::text)) and not ${own}`

/** Whether a promotion `p` has been used as often as it may be: by all, by the buyer. */
const usedUp = sql`p.used - (select count(*) from promotion_uses u where u.promotion_id = p.id and ${own}) >= p.usage_limit`
const usedByBuyer = (email: string | null) =>
  sql`(select count(*) from promotion_uses u where u.promotion_id = p.id and ${byBuyer(email)}) >= p.usage_limit_per_buyer`

const forBuyersGroup = sql`(p.customer_group_id is null or p.customer_group_id = ${groupOf(sql`me.customer_id`)})`

/**
 * The coupons that were given, each with what keeps it from holding; for use as the body of a CTE `given`. A code that is unknown, and one that is not active, paused, or not valid yet, are
 * told alike.
 */
export const givenCoupons = ({ now, email }: Buyer): RawBuilder<unknown> => sql`
  select said.at, coalesce(c.code, said.code) as code, c.id as coupon_id, p.id as promotion_id, case
    when c.id is null or not c.active or p.state <> 'active' or greatest(c.valid_from, p.valid_from) > ${now}::timestamptz then 'COUPON_UNKNOWN'
    when least(c.valid_until, p.valid_until) <= ${now}::timestamptz then 'COUPON_EXPIRED'
    when ${usedUp} or c.used - (select count(*) from promotion_uses u where u.coupon_id = c.id and ${own}) >= c.usage_limit then 'COUPON_USED_UP'
    when ${usedByBuyer(email)}
      or (select count(*) from promotion_uses u where u.coupon_id = c.id and ${byBuyer(email)}) >= c.usage_limit_per_buyer then 'COUPON_ALREADY_USED'
    when not ${forBuyersGroup} then 'COUPON_NOT_APPLICABLE'
  end as problem
  from me
  cross join lateral unnest(me.coupon_codes) with ordinality as said (code, at)
  left join lateral (
    select found.* from coupons found join promotions of on of.id = found.promotion_id
    where upper(found.code) = upper(said.code) and of.website_id = me.website_id
    order by found.code <> said.code, found.code limit 1
  ) c on true
  left join promotions p on p.id = c.promotion_id`

/** The promotions that may hold for the buyer, as JSON: those that need no coupon, and those whose coupon was given (CTE `given`). */
export const promotionsNow = ({ now, email }: Buyer): RawBuilder<PromotionTerms[]> => sql<PromotionTerms[]>`(
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', p.id, 'code', p.code, 'name', p.name, 'kind', p.kind, 'percent', p.percent::text, 'currency', p.currency, 'amount', p.amount::text,
    'buyQuantity', p.buy_quantity, 'getQuantity', p.get_quantity, 'mostTimes', p.most_times, 'minimumSubtotal', p.minimum_subtotal::text,
    'exclusive', p.exclusive, 'exclusionGroup', p.exclusion_group, 'stopsFurther', p.stops_further, 'priority', p.priority,
    'categoryId', p.category_id, 'brandId', p.brand_id, 'productId', p.product_id,
    'coupon', case when by.coupon_id is not null then jsonb_build_object('id', by.coupon_id, 'code', by.code) end)), '[]')
  from promotions p
  left join lateral (
    select g.coupon_id, g.code from given g where g.promotion_id = p.id and g.problem is null order by g.at limit 1
  ) by on true
  where p.website_id = me.website_id and p.state = 'active' and (by.coupon_id is not null or not p.coupon_needed
    and coalesce(p.valid_from <= ${now}::timestamptz, true) and coalesce(p.valid_until > ${now}::timestamptz, true)
    and not coalesce(${usedUp}, false) and not coalesce(${usedByBuyer(email)}, false) and ${forBuyersGroup}))`
