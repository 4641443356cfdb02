import type { QuestionVerb } from '../../engine/verbs.ts'
import { detailAnswer, type Detail, type Tiers } from './product-answer.ts'
import { binder, dayOf, priceJoin, pricePath, shopperOf } from './shopper.ts'

interface Found {
  detail: string
  tiers: string | null
  lowest: string | null
  highest: string | null
  left: string | null
}

/**
 * The product of a slug, SKU or id, with this shopper's prices and what is left of it now; null if there is none. A variant's own SKU or slug
 * finds the variant, whose `url` is that of its product. One statement.
 */
export const findProduct: QuestionVerb<'product.find'> = async ({ slug, sku, id }, ctx) => {
  const asked = slug
    ? { column: 'slug', value: slug }
    : sku
      ? { column: 'sku', value: sku }
      : { column: 'product_id', value: id }
  if (!asked.value) return null
  const shopper = shopperOf(ctx)
  const { values, bind } = binder()
  const key = `${bind(asked.value)}::${asked.column === 'product_id' ? 'uuid' : 'text'}`
  const text = `
    select d.detail, price.tiers, price.lowest::text, price.highest::text,
      (select json_object_agg(s.product_id, s.left)::text from (
        select i.product_id, trim_scale(sum(i.on_hand - i.reserved))::text as left
        from inventory_levels i join warehouses w on w.id = i.warehouse_id and w.active
        where i.product_id = any (d.sellables) group by i.product_id) s) as left
    from read_model.details d
    cross join lateral (select ${pricePath(shopper, bind)} as path offset 0) shopper
    ${priceJoin(shopper, 'd.listed_id', 'shopper.path', bind)}
    where d.${asked.column} = ${key} and d.locale = ${bind(shopper.locale)}`
  const name = `catalog.find.${asked.column}.${shopper.customerId === null ? 'all' : 'own'}`
  const [found] = await ctx.reader.rows<Found>(name, text, values)
  if (!found) return null
  return detailAnswer(
    JSON.parse(found.detail) as Detail,
    { tiers: JSON.parse(found.tiers ?? 'null') as Tiers | null, lowest: found.lowest, highest: found.highest },
    JSON.parse(found.left ?? 'null') as Record<string, string> | null,
    shopper.currency,
    dayOf(shopper.now),
  )
}
