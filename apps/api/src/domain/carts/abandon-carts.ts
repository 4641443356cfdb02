import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'

/**
 * Gives up visitors' carts, open or set aside, from before `before` whose owners' tokens have ended. Carts of people who sign in stay, also one that waits to come back to who signed in
 * while it was paid for. Answers how many.
 */
export async function abandonCarts(ctx: Ctx, before: Date): Promise<number> {
  const abandoned = await ctx.db
    .updateTable('carts')
    .set({ state: 'abandoned', updatedAt: ctx.clock.now() })
    .where('state', 'in', ['open', 'setAside'])
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
            .where((where) =>
              where.or([
                where('checkouts.state', '=', 'paying'),
                where.and([where('carts.state', '=', 'setAside'), where('checkouts.customerUserId', 'is not', null)]),
              ]),
            ),
        ),
      ),
    )
    .returning('id')
    .execute()
  return abandoned.length
}
