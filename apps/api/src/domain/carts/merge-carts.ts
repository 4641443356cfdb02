import type { Ctx } from '../../kernel/context.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { lockRows } from '../../kernel/locks.ts'
import { mostCoupons } from '../pricing/index.ts'
import type { CartFacts, LineFact } from './facts.ts'
import { boundsOf, deliverableOf, mostLines } from './judge-lines.ts'
import { findOwnCart, openCart, placeOf } from './own-cart.ts'
import { readFacts } from './read-facts.ts'
import { saveLines } from './save-lines.ts'

/**
 * At sign-in: puts what a visitor has into the cart of the customer user, in the same transaction. Quantities of the same unit add up, as far as stock and maximum
 * allow, and never fall below what either cart had alone when nothing can be had at all: its problems then say so. The visitor's cart ends as `merged`.
 * All lines come along, also where they are more than a cart is sold with: its problems say so (CART_FULL). Nothing moves while one of the two is being paid
 * for, or while the user's own is too full already; the visitor's cart then stays theirs, and waits (see merge-waiting.ts). Answers the user's open cart,
 * if there is one.
 */
export async function mergeCarts(
  ctx: Ctx,
  visitorId: string,
  customerUserId: string,
  place = placeOf(ctx),
): Promise<string | undefined> {
  const visitor = { visitorId, customerUserId: null }
  const user = { visitorId: null, customerUserId }
  const fromId = (await findOwnCart(ctx, visitor, place))?.id
  if (!fromId) return (await findOwnCart(ctx, user, place))?.id
  const intoId = await openCart(ctx, user, place)
  await lockRows(ctx, 'carts', [fromId])
  const from = await readFacts(ctx, fromId)
  if (from?.state !== 'open' || from.paying) return intoId
  const into = await readFacts(ctx, intoId, { productIds: from.lines.map((line) => line.productId) })
  if (!into || into.paying) return intoId
  await takeIn(ctx, into, from)
  return intoId
}

/**
 * Puts what is in one cart into another one of the same owner, both of them locked; the one that it comes from ends as `merged`. Nothing moves where the other is too full
 * already.
 */
export async function takeIn(ctx: Ctx, into: CartFacts, from: CartFacts): Promise<void> {
  if (into.lines.length > mostLines) return
  await saveLines(ctx, into.lines, { ...into, lines: mergedLines(into, from.lines, ctx) })
  // one that does not hold for the person says so at their cart
  const couponCodes = [...new Set([...into.coupons, ...from.coupons].map(({ code }) => code))].slice(0, mostCoupons)
  if (couponCodes.length > into.coupons.length)
    await ctx.db.updateTable('carts').set({ couponCodes }).where('id', '=', into.id).execute()
  await ctx.db
    .updateTable('carts')
    .set({ state: 'merged', updatedAt: ctx.clock.now() })
    .where('id', '=', from.id)
    .execute()
}

function mergedLines(into: CartFacts, coming: readonly LineFact[], ctx: Ctx): LineFact[] {
  const lines = [...into.lines]
  let position = Math.max(0, ...lines.map((line) => line.position))
  for (const line of coming) {
    const index = lines.findIndex((one) => one.productId === line.productId && one.unitId === line.unitId)
    const known = lines[index]
    const merged = {
      ...line,
      id: known?.id ?? ctx.ids.next(),
      position: known?.position ?? (position += 1),
      quantity: sumWithin(into, lines, line, known?.quantity ?? '0'),
    }
    if (known) lines[index] = merged
    else lines.push(merged)
  }
  return lines
}

/** Both quantities together, no more than can be had, and no less than what the user's own cart had or, where that is nothing, the visitor's. */
function sumWithin(into: CartFacts, lines: readonly LineFact[], line: LineFact, own: string): string {
  const sum = new Decimal(own).plus(line.quantity)
  const product = into.products.get(line.productId)
  const unit = product?.units.find((one) => one.unitId === line.unitId)
  if (!product || !unit) return sum.toFixed(6)
  const elsewhere = lines
    .filter((other) => other.productId === line.productId && other.unitId !== line.unitId)
    .reduce((total, other) => {
      const conversion = product.units.find((one) => one.unitId === other.unitId)?.conversion ?? 0
      return total.plus(new Decimal(other.quantity).times(conversion))
    }, new Decimal(0))
  const limits = [deliverableOf(product, unit, elsewhere), boundsOf(product, unit, elsewhere).maximum]
  const capped = limits.reduce<Decimal>((least, limit) => (limit ? Decimal.min(least, limit) : least), sum)
  return Decimal.max(capped, own, capped.isZero() ? line.quantity : 0).toFixed(6)
}
