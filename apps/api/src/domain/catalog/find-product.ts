import type { QuestionVerb } from '../../engine/index.ts'
import { calendarDay } from '../../kernel/clock.ts'
import type { ProductAnswer } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { detailAnswer, type Detail, type Tiers } from './product-answer.ts'
import { binder, priceJoin, shopperOf, shopperRow } from './shopper.ts'

interface Found {
  detail: string
  tiers: string | null
  lowest: string | null
  highest: string | null
  left: string | null
}

/** What is left of each of `sellables` over all active warehouses, as JSON: product → quantity. */
export const leftOf = (sellables: string): string => `
  (select json_object_agg(s.product_id, s.left)::text from (
    select i.product_id, trim_scale(sum(i.on_hand - i.reserved))::text as left
    from inventory_levels i join warehouses w on w.id = i.warehouse_id and w.active
    where i.product_id = any (${sellables}) group by i.product_id) s)`

type Column = 'slug' | 'sku' | 'product_id'

/** The products that `column` names, one key or several. (Each is a statement of its own: PostgreSQL keeps no plan for a list of unknown length.) */
async function findBy(column: Column, keys: string | readonly string[], ctx: Ctx): Promise<ProductAnswer[]> {
  const shopper = shopperOf(ctx)
  const { values, bind } = binder()
  const type = column === 'product_id' ? 'uuid' : 'text'
  const one = typeof keys === 'string'
  const text = `
    with ${shopperRow(shopper, bind)}
    select d.detail, price.tiers, price.lowest::text, price.highest::text, ${leftOf('d.sellables')} as left
    from read_model.details d ${priceJoin(shopper, 'd.listed_id', bind)}
    where d.${column} = ${one ? `${bind(keys)}::${type}` : `any (${bind(keys)}::${type}[])`} and d.locale = ${bind(shopper.locale)}`
  const name = one ? `catalog.find.${column}.${shopper.customerId === null ? 'all' : 'own'}` : ''
  const today = calendarDay(shopper.now)
  return (await ctx.reader.rows<Found>(name, text, values)).map(({ detail, tiers, lowest, highest, left }) =>
    detailAnswer(
      JSON.parse(detail) as Detail,
      { tiers: JSON.parse(tiers ?? 'null') as Tiers | null, lowest, highest },
      JSON.parse(left ?? 'null') as Record<string, string> | null,
      shopper.currency,
      today,
    ),
  )
}

/**
 * The product of a slug, SKU or id, with this shopper's prices and what is left of it now; null if there is none. A variant's own SKU or slug
 * finds the variant, whose `url` is that of its product. One statement.
 */
export const findProduct: QuestionVerb<'product.find'> = async ({ slug, sku, id }, ctx) => {
  const [column, key] = slug ? (['slug', slug] as const) : sku ? (['sku', sku] as const) : (['product_id', id] as const)
  if (!key) return null
  return (await findBy(column, key, ctx))[0] ?? null
}

/** What is said of a product that is no longer shown anywhere, and still stands in somebody's cart, beside what the cart itself knows of it. */
export const withdrawn = {
  featured: false,
  isNew: false,
  priceFrom: false,
  unitPrices: [],
  images: [],
  variantOptions: [],
  variants: [],
  breadcrumbs: [],
} satisfies Partial<ProductAnswer>

/** Products that something links to, such as the lines of an order, as `product.find` answers them; those that are sold no more are left out. One statement. */
export async function productsById(ids: readonly string[], ctx: Ctx): Promise<ReadonlyMap<string, ProductAnswer>> {
  const found = ids.length === 0 ? [] : await findBy('product_id', ids, ctx)
  return new Map(found.map((product) => [product.id, product]))
}
