import type { ActionVerb } from '../../../engine/index.ts'
import type { Ctx, Locale } from '../../../kernel/context.ts'
import { Decimal } from '../../../kernel/decimal.ts'
import { refuse } from '../../../kernel/errors.ts'
import { askedQuantity } from '../../../kernel/quantity.ts'
import { askedGoods, goodsFacts } from '../asked-goods.ts'
import { mostLines, mostOfOneProduct } from '../judge-lines.ts'
import { beginList } from './keep-lists.ts'
import { listAmong, lockLists, personOf } from './own-lists.ts'

/** What the list is called that is begun because there is none. */
const firstName: Record<Locale, string> = { en: 'Shopping list', de: 'Einkaufsliste' }

const linesOf = (ctx: Ctx, id: string) =>
  ctx.db
    .selectFrom('shoppingListLines')
    .select(['id', 'productId', 'unitId', 'quantity', 'position'])
    .where('shoppingListId', '=', id)
    .execute()

/** Puts a product into one of the caller's lists; without one, into the default. */
export const addToList =
  (most: number): ActionVerb<'shoppingList.addLine'> =>
  async ({ id, note, ...asked }, ctx) => {
    const lists = await lockLists(ctx)
    const listId = id
      ? listAmong(lists, id).id
      : (lists[0]?.id ??
        (await beginList(ctx, lists, most, { name: firstName[ctx.locale], note: null, preferred: true })))
    const [goods] = await askedGoods(ctx, personOf(ctx).customerId, [asked])
    const { product, unit, quantity: more } = goods!
    const lines = await linesOf(ctx, listId)
    const known = lines.find((line) => line.productId === product.id && line.unitId === unit.unitId)
    if (!known && lines.length >= mostLines) throw refuse('SHOPPING_LIST_FULL', { max: mostLines })
    const quantity = notTooMuch(more.plus(known?.quantity ?? 0), product.sku, unit.code)
    const now = ctx.clock.now()
    if (known)
      await ctx.db
        .updateTable('shoppingListLines')
        .set({ quantity, ...(note === undefined ? {} : { note }), updatedAt: now })
        .where('id', '=', known.id)
        .execute()
    else
      await ctx.db
        .insertInto('shoppingListLines')
        .values({
          id: ctx.ids.next(),
          shoppingListId: listId,
          productId: product.id,
          unitId: unit.unitId,
          quantity,
          note: note ?? null,
          position: Math.max(0, ...lines.map(({ position }) => position)) + 1,
          updatedAt: now,
        })
        .execute()
    return { id: listId }
  }

/** Sets quantity or note of a line; 0 takes it out. */
export const changeListLine: ActionVerb<'shoppingList.changeLine'> = async ({ id, lineId, quantity, note }, ctx) => {
  listAmong(await lockLists(ctx), id)
  const line = (await linesOf(ctx, id)).find((one) => one.id === lineId)
  if (!line) throw refuse('NOT_FOUND', { what: 'line' }, 'lineId')
  if (quantity !== undefined && quantity !== null && new Decimal(quantity).isZero()) {
    await ctx.db.deleteFrom('shoppingListLines').where('id', '=', lineId).execute()
    return { id }
  }
  await ctx.db
    .updateTable('shoppingListLines')
    .set({
      ...(quantity ? { quantity: await fits(ctx, line, quantity) } : {}),
      ...(note === undefined ? {} : { note }),
      updatedAt: ctx.clock.now(),
    })
    .where('id', '=', lineId)
    .execute()
  return { id }
}

/** Takes a line out. One that is not there (any more) changes nothing. */
export const removeListLine: ActionVerb<'shoppingList.removeLine'> = async ({ id, lineId }, ctx) => {
  listAmong(await lockLists(ctx), id)
  await ctx.db.deleteFrom('shoppingListLines').where('id', '=', lineId).where('shoppingListId', '=', id).execute()
  return { id }
}

async function fits(ctx: Ctx, line: { productId: string; unitId: string }, quantity: string): Promise<string> {
  const product = (await goodsFacts(ctx, personOf(ctx).customerId, [line])).products.get(line.productId)
  const unit = product?.units.find(({ unitId }) => unitId === line.unitId)
  if (!product || !unit) throw refuse('PRODUCT_UNAVAILABLE', { sku: product?.sku ?? line.productId })
  const asked = askedQuantity(quantity, { unit: unit.code, precision: unit.precision }, 'quantity')
  return notTooMuch(asked, product.sku, unit.code)
}

function notTooMuch(quantity: Decimal, sku: string, unit: string): string {
  if (quantity.greaterThan(mostOfOneProduct))
    throw refuse(
      'QUANTITY_TOO_LARGE',
      { sku, quantity: quantity.toString(), maximum: mostOfOneProduct, unit },
      'quantity',
    )
  return quantity.toFixed(6)
}
