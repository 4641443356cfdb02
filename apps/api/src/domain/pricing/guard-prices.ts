import type { Change, ManyGuard } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse, type Refusal } from '../../kernel/errors.ts'
import { quantitiesFit } from '../catalog/index.ts'

interface Place {
  priceListId: string
  productId: string
  unitId: string
}

/** Whose prices they are: what is given of it, else what the row says. */
async function placesOf(changes: readonly Change[], ctx: Ctx): Promise<Place[]> {
  const ids = changes.flatMap(({ deed, id }) => (deed === 'update' ? [id] : []))
  const rows =
    ids.length === 0
      ? []
      : await ctx.db
          .selectFrom('prices')
          .select(['id', 'priceListId', 'productId', 'unitId'])
          .where('id', 'in', ids)
          .execute()
  const now = new Map(rows.map(({ id, ...place }) => [id, place]))
  return changes.map(({ id, given }) => ({ ...now.get(id), ...given }) as unknown as Place)
}

/** What the guard of a price says, of many at once: the currency is one of its list, and it begins at a quantity that its unit can be divided into. */
export const guardPrices: ManyGuard = async (changes, ctx) => {
  const refused = new Map<number, Refusal[]>()
  if (changes[0]?.deed === 'delete') return refused
  const places = await placesOf(changes, ctx)
  const lists = await ctx.db
    .selectFrom('priceLists')
    .select(['id', 'currencies', 'code'])
    .where('id', 'in', [...new Set(places.map(({ priceListId }) => priceListId))])
    .execute()
  const known = new Map(lists.map((list) => [list.id, list]))
  for (const [at, { given }] of changes.entries()) {
    const said = (given['amount'] as { currency: string } | undefined)?.currency ?? given['currency']
    const list = known.get(places[at]!.priceListId)
    if (typeof said !== 'string' || !list || list.currencies.includes(said)) continue
    const problem = `is ${said}, and the price list ${list.code} has ${list.currencies.join(', ')}`
    refused.set(at, [refuse('FIELD_INVALID', { field: 'currency', problem }, 'currency')])
  }
  const measured = changes.flatMap(({ given: { quantity } }, at) =>
    typeof quantity === 'string' ? [{ at, ...places[at]!, quantity }] : [],
  )
  for (const [index, refusal] of await quantitiesFit(ctx, measured, 'quantity')) {
    const { at } = measured[index]!
    refused.set(at, [...(refused.get(at) ?? []), refusal])
  }
  return refused
}
