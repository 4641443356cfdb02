import type { Ctx } from '../../kernel/context.ts'

/** Ends a cart that became an order: its owner's next line begins another one. A cart that has ended already stays as it is. One statement. */
export async function closeCart(ctx: Ctx, cartId: string): Promise<void> {
  await ctx.db
    .updateTable('carts')
    .set({ state: 'ordered', updatedAt: ctx.clock.now() })
    .where('id', '=', cartId)
    .where('state', 'in', ['open', 'setAside', 'abandoned'])
    .execute()
}
