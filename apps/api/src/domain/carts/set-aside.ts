import type { Ctx } from '../../kernel/context.ts'

/**
 * A bank that takes days is at work on the payment of a cart: it is put aside, and its owner's next line begins another one. One that is set aside or has ended stays as it is.
 * Answers whether it was put aside now. One statement; under the cart's lock.
 */
export async function setAside(ctx: Ctx, cartId: string): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('carts')
    .set({ state: 'setAside', updatedAt: ctx.clock.now() })
    .where('id', '=', cartId)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
