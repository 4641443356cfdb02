import type { Ctx } from '../../kernel/context.ts'

/** Gives up visitors' open carts in which nothing has happened since `before`: their owners' tokens have ended. Carts of people who sign in stay. Answers how many. */
export async function abandonCarts(ctx: Ctx, before: Date): Promise<number> {
  const abandoned = await ctx.db
    .updateTable('carts')
    .set({ state: 'abandoned', updatedAt: ctx.clock.now() })
    .where('state', '=', 'open')
    .where('customerUserId', 'is', null)
    .where('updatedAt', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('cartLines')
            .select('cartLines.id')
            .whereRef('cartLines.cartId', '=', 'carts.id')
            .where('cartLines.updatedAt', '>=', before),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('checkouts')
            .select('checkouts.id')
            .whereRef('checkouts.cartId', '=', 'carts.id')
            .where('checkouts.state', '=', 'paying'),
        ),
      ),
    )
    .returning('id')
    .execute()
  return abandoned.length
}
