import type { ActionVerb } from '../../engine/index.ts'
import type { Attempts } from '../../kernel/attempts.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { mostCoupons } from '../pricing/index.ts'
import { cartAnswer } from './answer.ts'
import { couponStandings } from './coupon-standings.ts'
import type { CartFacts } from './facts.ts'
import { lockOwnCart, ownerOf } from './own-cart.ts'
import { readFacts } from './read-facts.ts'
import { valueFacts } from './value-cart.ts'

/** Gives a coupon for the caller's cart; see the model. */
export const applyCoupon =
  (attempts: Attempts): ActionVerb<'cart.applyCoupon'> =>
  async ({ code }, ctx) => {
    await countTry(attempts, ctx)
    const facts = await giveCoupon(ctx, await ownCart(ctx), code)
    return cartAnswer(valueFacts(facts, ctx.clock.now()), ctx)
  }

/** Takes a coupon back from the caller's cart. */
export const removeCoupon: ActionVerb<'cart.removeCoupon'> = async ({ code }, ctx) => {
  const facts = await takeCouponBack(ctx, await ownCart(ctx), code)
  return cartAnswer(valueFacts(facts, ctx.clock.now()), ctx)
}

/** Codes are not to be guessed: tries are counted by person, and with patience for those who share an address. Refuses RATE_LIMITED. */
export async function countTry(attempts: Attempts, ctx: Ctx): Promise<void> {
  const owner = ownerOf(ctx)
  const person = owner?.customerUserId ?? owner?.visitorId
  await attempts.count('coupon', { who: ctx.ip, times: 5 }, ...(person ? [{ who: person, times: 2 as const }] : []))
}

async function ownCart(ctx: Ctx): Promise<string> {
  const owner = ownerOf(ctx)
  const cartId = owner && (await lockOwnCart(ctx, owner))
  if (!cartId) throw refuse('NOT_FOUND', { what: 'cart' })
  return cartId
}

/**
 * Adds a coupon to a cart that is locked. One that takes nothing off now is not taken: refuses COUPON_UNKNOWN, COUPON_EXPIRED, COUPON_USED_UP, COUPON_ALREADY_USED, COUPON_NOT_APPLICABLE,
 * COUPONS_TOO_MANY, PAYMENT_PENDING. `email`: of a guest who buys.
 */
export async function giveCoupon(ctx: Ctx, cartId: string, said: string, email?: string | null): Promise<CartFacts> {
  const code = said.trim()
  const before = await factsOf(ctx, cartId, email)
  if (before.paying) throw refuse('PAYMENT_PENDING')
  if (before.coupons.some((one) => isSame(one.code, code))) return before
  if (before.coupons.length >= mostCoupons) throw refuse('COUPONS_TOO_MANY', { max: mostCoupons }, 'code')
  await write(ctx, cartId, [...before.coupons.map((one) => one.code), code])
  const facts = await factsOf(ctx, cartId, email)
  const given = couponStandings(valueFacts(facts, ctx.clock.now())).at(-1)!
  // the transaction takes it back
  if (given.problem) throw refuse(given.problem, { code }, 'code')
  return facts
}

/** Takes a coupon out of a cart that is locked. Refuses PAYMENT_PENDING. */
export async function takeCouponBack(
  ctx: Ctx,
  cartId: string,
  code: string,
  email?: string | null,
): Promise<CartFacts> {
  const before = await factsOf(ctx, cartId, email)
  if (before.paying) throw refuse('PAYMENT_PENDING')
  const left = before.coupons.filter((one) => !isSame(one.code, code.trim()))
  if (left.length === before.coupons.length) return before
  await write(
    ctx,
    cartId,
    left.map((one) => one.code),
  )
  return factsOf(ctx, cartId, email)
}

const isSame = (one: string, other: string): boolean => one.toUpperCase() === other.toUpperCase()

async function factsOf(ctx: Ctx, cartId: string, email: string | null = null): Promise<CartFacts> {
  const facts = await readFacts(ctx, cartId, { email })
  if (!facts) throw new Error(`cart ${cartId} is gone although it is locked`)
  return facts
}

const write = (ctx: Ctx, cartId: string, couponCodes: string[]) =>
  ctx.db.updateTable('carts').set({ couponCodes, updatedAt: ctx.clock.now() }).where('id', '=', cartId).execute()
