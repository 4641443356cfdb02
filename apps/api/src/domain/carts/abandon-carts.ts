import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'

/** Gives up visitors' open carts from before `before` whose owners' tokens have ended. Carts of people who sign in stay. Answers how many. */
export async function abandonCarts(ctx: Ctx, before: Date): Promise<number> {
  const abandoned = await ctx.db
    .updateTable('carts')
    .set({ state: 'abandoned', updatedAt: ctx.clock.now() })
    .where('state', '=', 'open')
    .where('customerUserId', 'is', null)
    .where('updatedAt', '<', before)
    .where(
      sql<boolean>`not exists (select from sessions where sessions.visitor_id = carts.visitor_id::uuid and sessions.revoked_at is null and sessions.expires_at > ${ctx.clock.now()})`,
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
