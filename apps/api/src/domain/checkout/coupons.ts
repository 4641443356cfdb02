import type { ActionVerb } from '../../engine/index.ts'
import type { Attempts } from '../../kernel/attempts.ts'
import type { Ctx } from '../../kernel/context.ts'
import { countTry, giveCoupon, takeCouponBack } from '../carts/index.ts'
import { lockCheckout, refuseEdit, type CheckoutRow } from './find-checkout.ts'
import { viewCheckout } from './read-checkout.ts'

/** Gives a coupon for the cart of a checkout; see the model. */
export const applyCoupon =
  (attempts: Attempts): ActionVerb<'checkout.applyCoupon'> =>
  async ({ checkoutId, code }, ctx) => {
    await countTry(attempts, ctx)
    const row = await lockOpen(ctx, checkoutId)
    await giveCoupon(ctx, row.cartId, code, row.email)
    return (await viewCheckout(ctx, row)).answer
  }

/** Takes it back. */
export const removeCoupon: ActionVerb<'checkout.removeCoupon'> = async ({ checkoutId, code }, ctx) => {
  const row = await lockOpen(ctx, checkoutId)
  await takeCouponBack(ctx, row.cartId, code, row.email)
  return (await viewCheckout(ctx, row)).answer
}

async function lockOpen(ctx: Ctx, checkoutId: string): Promise<CheckoutRow> {
  const row = await lockCheckout(ctx, checkoutId)
  if (row.state !== 'open') throw refuseEdit(row)
  return row
}
