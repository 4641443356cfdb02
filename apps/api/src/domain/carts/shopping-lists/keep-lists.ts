import type { ActionVerb } from '../../../engine/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { refuse } from '../../../kernel/errors.ts'
import { listAmong, lockLists, personOf, type ListRow } from './own-lists.ts'

function nameIsFree(lists: readonly ListRow[], name: string, besides?: string): void {
  if (lists.some((one) => one.name === name && one.id !== besides))
    throw refuse('ALREADY_EXISTS', { entity: 'shoppingList', fields: 'name' }, 'name')
}

async function noDefault(ctx: Ctx, lists: readonly ListRow[]): Promise<void> {
  const before = lists.filter(({ preferred }) => preferred).map(({ id }) => id)
  if (before.length > 0)
    await ctx.db
      .updateTable('shoppingLists')
      .set({ preferred: false, updatedAt: ctx.clock.now() })
      .where('id', 'in', before)
      .execute()
}

/** Begins a list among the caller's, which are locked; the first one is their default. Refuses SHOPPING_LISTS_FULL, ALREADY_EXISTS. */
export async function beginList(
  ctx: Ctx,
  lists: readonly ListRow[],
  most: number,
  { name, note, preferred }: { name: string; note: string | null; preferred: boolean },
): Promise<string> {
  if (lists.length >= most) throw refuse('SHOPPING_LISTS_FULL', { max: most })
  nameIsFree(lists, name)
  if (preferred) await noDefault(ctx, lists)
  const id = ctx.ids.next()
  const now = ctx.clock.now()
  await ctx.db
    .insertInto('shoppingLists')
    .values({
      id,
      name,
      note,
      preferred: preferred || lists.length === 0,
      websiteId: ctx.website.id,
      customerUserId: personOf(ctx).customerUserId,
      createdAt: now,
      updatedAt: now,
    })
    .execute()
  return id
}

/** Begins a list. */
export const createList =
  (most: number): ActionVerb<'shoppingList.create'> =>
  async ({ name, note, preferred }, ctx) => ({
    id: await beginList(ctx, await lockLists(ctx), most, { name, note: note ?? null, preferred }),
  })

/** Changes name, note, or which list is the default. */
export const changeList: ActionVerb<'shoppingList.change'> = async ({ id, name, note, preferred }, ctx) => {
  const lists = await lockLists(ctx)
  const list = listAmong(lists, id)
  if (name) nameIsFree(lists, name, id)
  if (preferred === false && list.preferred)
    throw refuse(
      'FIELD_INVALID',
      { field: 'preferred', problem: 'is said by making another list the default' },
      'preferred',
    )
  if (preferred && !list.preferred) await noDefault(ctx, lists)
  await ctx.db
    .updateTable('shoppingLists')
    .set({
      ...(name ? { name } : {}),
      ...(note === undefined ? {} : { note }),
      ...(preferred ? { preferred } : {}),
      updatedAt: ctx.clock.now(),
    })
    .where('id', '=', id)
    .execute()
  return { id }
}

/** Takes a list away; the oldest that is left is the default where this one was. */
export const removeList: ActionVerb<'shoppingList.remove'> = async ({ id }, ctx) => {
  const lists = await lockLists(ctx)
  const list = listAmong(lists, id)
  await ctx.db.deleteFrom('shoppingLists').where('id', '=', id).execute()
  const next = lists.find((one) => one.id !== id)
  if (list.preferred && next)
    await ctx.db
      .updateTable('shoppingLists')
      .set({ preferred: true, updatedAt: ctx.clock.now() })
      .where('id', '=', next.id)
      .execute()
  return { done: true }
}
