import type { Change, ManyGuard } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse, type Refusal } from '../../kernel/errors.ts'

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

/** How finely quantities of products can be said in units, by their places: null where a product has not such a unit. What is not there at all is left out. */
async function precisionsOf(places: readonly Place[], ctx: Ctx) {
  const { rows } = await sql<{ place: number; code: string; precision: number | null }>`
    select m.place, u.code, coalesce(pu.precision, case when p.primary_unit_id = m.unit_id then 0 end) as precision
    from unnest(${places.map(({ productId }) => productId)}::uuid[], ${places.map(({ unitId }) => unitId)}::uuid[])
      with ordinality as m (product_id, unit_id, place)
    join products p on p.id = m.product_id
    join units u on u.id = m.unit_id
    left join product_units pu on pu.product_id = m.product_id and pu.unit_id = m.unit_id`.execute(ctx.db)
  return new Map(rows.map(({ place, ...unit }) => [place - 1, unit]))
}

function misfit(quantity: string, { code, precision }: { code: string; precision: number | null }) {
  if (precision === null)
    return refuse(
      'FIELD_INVALID',
      { field: 'unitId', problem: `is ${code}, a unit that the product has not` },
      'unitId',
    )
  if (!new Decimal(quantity).greaterThan(0))
    return refuse('FIELD_INVALID', { field: 'quantity', problem: 'is nothing: a price begins at more' }, 'quantity')
  if (new Decimal(quantity).decimalPlaces() > precision)
    return refuse('QUANTITY_PRECISION', { quantity, unit: code, precision }, 'quantity')
  return undefined
}

/** Of prices: the currency is one of the list, the unit one of the product, and they begin at a quantity that it can be divided into. */
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
  const measured = changes.flatMap(({ deed, given: { quantity } }, at) =>
    typeof quantity === 'string' ? [{ at, quantity }] : deed === 'create' ? [{ at, quantity: '1' }] : [],
  )
  if (measured.length === 0) return refused
  const units = await precisionsOf(
    measured.map(({ at }) => places[at]!),
    ctx,
  )
  for (const [index, unit] of units) {
    const { at, quantity } = measured[index]!
    const refusal = misfit(quantity, unit)
    if (refusal) refused.set(at, [...(refused.get(at) ?? []), refusal])
  }
  return refused
}
