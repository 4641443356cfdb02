import type { Ctx } from '../../kernel/context.ts'
import { transaction } from '../../kernel/db.ts'
import { abandonCarts } from '../carts/index.ts'

/** Gives up checkouts and visitors' carts that nobody has touched since `before`. Answers how many of each. */
export async function forgetCheckouts(ctx: Ctx, before: Date): Promise<{ checkouts: number; carts: number }> {
  return transaction(ctx, async (inside) => {
    const carts = await abandonCarts(inside, before)
    const expired = await inside.db
      .updateTable('checkouts')
      .set({ state: 'expired', updatedAt: inside.clock.now() })
      .where('state', '=', 'open')
      .where('updatedAt', '<', before)
      .where('cartId', 'in', (query) => query.selectFrom('carts').select('id').where('state', '!=', 'open'))
      .returning('id')
      .execute()
    return { checkouts: expired.length, carts }
  })
}
