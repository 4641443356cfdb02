import type { Ctx } from '../../../kernel/context.ts'
import { refuse } from '../../../kernel/errors.ts'
import { lockRows } from '../../../kernel/locks.ts'

export interface ListRow {
  id: string
  name: string
  preferred: boolean
}

/** The person who has signed in. The model lets nobody else here. */
export function personOf({ actor }: Pick<Ctx, 'actor'>): { customerUserId: string; customerId: string } {
  if (actor.kind !== 'customerUser') throw refuse('SIGN_IN_REQUIRED')
  return actor
}

/** The caller's lists at this website, the default first, then the oldest; they stay as they are until the transaction ends. */
export async function lockLists(ctx: Ctx): Promise<ListRow[]> {
  const { customerUserId } = personOf(ctx)
  // under the person's lock, so that of two that begin a list at once the second finds the first one's
  await lockRows(ctx, 'customer_users', [customerUserId])
  return ctx.db
    .selectFrom('shoppingLists')
    .select(['id', 'name', 'preferred'])
    .where('customerUserId', '=', customerUserId)
    .where('websiteId', '=', ctx.website.id)
    .orderBy('preferred', 'desc')
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
}

/** One of them. Somebody else's is refused like one that never was: NOT_FOUND. */
export function listAmong(lists: readonly ListRow[], id: string): ListRow {
  const list = lists.find((one) => one.id === id)
  if (!list) throw refuse('NOT_FOUND', { what: 'shopping list' }, 'id')
  return list
}
