import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'

/** The order that a system outside calls so. */
export async function orderNamed(ctx: Ctx, system: string, number: string): Promise<string | undefined> {
  const there = await ctx.db
    .selectFrom('externalReferences')
    .select('rowId')
    .where('system', '=', system)
    .where('entity', '=', 'order')
    .where('externalId', '=', number)
    .executeTakeFirst()
  return there?.rowId
}

/** From then on the order can be named by its number there. Another order's number is refused with DOCUMENT_STANDS. */
export async function nameOrder(ctx: Ctx, id: string, system: string, number: string): Promise<void> {
  const there = await orderNamed(ctx, system, number)
  if (there && there !== id)
    throw refuse('DOCUMENT_STANDS', { entity: 'order', number, difference: 'it is the number of another order' })
  if (there) return
  await ctx.db
    .insertInto('externalReferences')
    .values({ id: ctx.ids.next(), system, entity: 'order', externalId: number, rowId: id, updatedAt: ctx.clock.now() })
    .execute()
}
