import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import { refuse } from '../../../kernel/errors.ts'
import { lockRows } from '../../../kernel/locks.ts'
import type { PromotionTerms } from '../bill/index.ts'

/** By whom promotions are used, and for what: a checkout that is being paid for, or an order at once. */
export interface Use {
  checkoutId: string | null
  orderId: string | null
  customerUserId: string | null
  email: string | null
}

/**
 * Takes one use of each promotion and its coupon, all of them or none, so that the last one is given once however many ask at the same moment: one conditional statement each, under
 * locks by ascending id. Answers the first that is used up by now, of which nothing is taken; undefined: all are taken. Refuses COUPON_USED_UP {code}, COUPON_ALREADY_USED {code}. Runs in the
 * caller's transaction, which must be rolled back where it answers one.
 */
export async function takeUses(
  ctx: Ctx,
  promotions: readonly PromotionTerms[],
  use: Use,
): Promise<PromotionTerms | undefined> {
  if (promotions.length === 0) return undefined
  const now = ctx.clock.now()
  const coupons = promotions.flatMap(({ coupon }) => coupon ?? [])
  await lockRows(
    ctx,
    'promotions',
    promotions.map(({ id }) => id),
  )
  await lockRows(
    ctx,
    'coupons',
    coupons.map(({ id }) => id),
  )
  const gone = await promotionUsedUp(ctx, promotions, use)
  if (gone) return gone
  for (const [table, rows] of [
    ['promotions', promotions],
    ['coupons', coupons],
  ] as const) {
    const { numAffectedRows } = await sql`
      update ${sql.table(table)} set used = used + 1, updated_at = ${now}
      where id = any (${rows.map(({ id }) => id)}::uuid[]) and (usage_limit is null or used < usage_limit)`.execute(
      ctx.db,
    )
    if (Number(numAffectedRows ?? 0) !== rows.length)
      throw new Error(`${table} were locked with uses left, and had none when they were taken`)
  }
  await ctx.db
    .insertInto('promotionUses')
    .values(
      promotions.map(({ id, coupon }) => ({
        ...use,
        id: ctx.ids.next(),
        promotionId: id,
        couponId: coupon?.id ?? null,
        email: use.email?.toLowerCase() ?? null,
        takenAt: now,
      })),
    )
    .execute()
  if (use.orderId) await tellCouponUses(ctx, 'order', use.orderId)
  return undefined
}

/** The first, in the order in which they hold, that all or this buyer have used as often as they may; of coupons, it is refused. Under the locks. */
async function promotionUsedUp(
  ctx: Ctx,
  promotions: readonly PromotionTerms[],
  { customerUserId, email }: Use,
): Promise<PromotionTerms | undefined> {
  const byBuyer = sql`(u.customer_user_id = ${customerUserId}::uuid or u.email = lower(${email}::text))`
  const { rows } = await sql<{ id: string; byAll: boolean; byBuyer: boolean }>`
    select p.id, coalesce(p.used >= p.usage_limit, false) or coalesce(c.used >= c.usage_limit, false) as by_all,
      coalesce((select count(*) from promotion_uses u where u.promotion_id = p.id and ${byBuyer}) >= p.usage_limit_per_buyer, false)
      or coalesce((select count(*) from promotion_uses u where u.coupon_id = c.id and ${byBuyer}) >= c.usage_limit_per_buyer, false) as by_buyer
    from promotions p left join coupons c on c.promotion_id = p.id and c.id = any (${promotions.flatMap(({ coupon }) => coupon?.id ?? [])}::uuid[])
    where p.id = any (${promotions.map(({ id }) => id)}::uuid[])`.execute(ctx.db)
  for (const promotion of promotions) {
    const found = rows.find(({ id }) => id === promotion.id)
    // taken away a moment ago: it holds no more
    if (!found) return promotion
    if (!found.byAll && !found.byBuyer) continue
    const { coupon } = promotion
    if (coupon) throw refuse(found.byAll ? 'COUPON_USED_UP' : 'COUPON_ALREADY_USED', { code: coupon.code })
    return promotion
  }
  return undefined
}

/** What a checkout has taken is its order's. */
export async function keepUses(ctx: Ctx, checkoutId: string, orderId: string): Promise<void> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('promotionUses')
    .set({ orderId, updatedAt: ctx.clock.now() })
    .where('checkoutId', '=', checkoutId)
    .where('orderId', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows > 0n) await tellCouponUses(ctx, 'checkout', checkoutId)
}

/** Gives back what a checkout has taken, where it is let go. Called again, nothing is left to give back. */
export async function giveUsesBack(ctx: Ctx, checkoutId: string): Promise<void> {
  const taken = await ctx.db
    .selectFrom('promotionUses')
    .select(['promotionId', 'couponId'])
    .where('checkoutId', '=', checkoutId)
    .where('orderId', 'is', null)
    .execute()
  if (taken.length === 0) return
  const of = {
    promotions: taken.map(({ promotionId }) => promotionId),
    coupons: taken.flatMap(({ couponId }) => couponId ?? []),
  }
  for (const table of ['promotions', 'coupons'] as const) {
    await lockRows(ctx, table, of[table])
    await sql`
      update ${sql.table(table)} set used = used - 1, updated_at = ${ctx.clock.now()} where id = any (${of[table]}::uuid[])`.execute(
      ctx.db,
    )
  }
  await ctx.db.deleteFrom('promotionUses').where('checkoutId', '=', checkoutId).where('orderId', 'is', null).execute()
}

/** Who asks for the uses of a coupon finds those of orders. */
async function tellCouponUses(ctx: Ctx, of: 'order' | 'checkout', id: string): Promise<void> {
  const now = ctx.clock.now()
  await sql`
    insert into coupon_uses (id, coupon_id, order_id, customer_user_id, email, used_at, created_at, updated_at)
    select gen_random_uuid(), coupon_id, order_id, customer_user_id, email, ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz
    from promotion_uses where ${sql.ref(`${of}_id`)} = ${id}::uuid and order_id is not null and coupon_id is not null
    on conflict (coupon_id, order_id) do nothing`.execute(ctx.db)
}
