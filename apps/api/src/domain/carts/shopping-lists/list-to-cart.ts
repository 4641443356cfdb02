import type { ActionVerb } from '../../../engine/index.ts'
import { refuse } from '../../../kernel/errors.ts'
import { fillCart } from '../fill-cart.ts'
import { listAmong, lockLists } from './own-lists.ts'

/** Puts lines of one of the caller's lists into their cart, all that are asked for or nothing; each is judged as if it were put there by itself. */
export const listToCart: ActionVerb<'shoppingList.addToCart'> = async ({ id, lineIds }, ctx) => {
  listAmong(await lockLists(ctx), id)
  const lines = await ctx.db
    .selectFrom('shoppingListLines')
    .innerJoin('units', 'units.id', 'shoppingListLines.unitId')
    .select(['shoppingListLines.id', 'productId', 'units.code', 'quantity'])
    .where('shoppingListId', '=', id)
    .orderBy('position')
    .execute()
  const stray = lineIds?.find((lineId) => !lines.some((line) => line.id === lineId))
  if (stray) throw refuse('NOT_FOUND', { what: 'line' }, 'lineIds')
  const taken = lineIds ? lines.filter((line) => lineIds.includes(line.id)) : lines
  return fillCart(
    ctx,
    taken.map(({ productId, code, quantity }) => ({ productId, unitCode: code, quantity })),
  )
}
