import type { Questions } from '../../kernel/contract.ts'
import { binder, priceJoin, pricePath, type Shopper } from './shopper.ts'

export type ListingInput = Questions['product.search']['input']
export type Sort = NonNullable<ListingInput['sort']>

/** Where a page begins: the sort key and the id of the product before it. */
export interface After {
  key: string
  id: string
}

/** A statement with its values; `name` only where one plan suits all values. */
export interface Statement {
  name: string
  text: string
  values: unknown[]
}

/** By which a listing is sorted: an expression that with product_id is unique, its type, and whether it descends. */
const orders: Record<Sort, { key: string; type: string; descending: boolean }> = {
  position: { key: 'place.position', type: 'int', descending: false },
  // whole numbers: a page must begin exactly where the one before ended
  relevance: {
    key: "(-1000000 * ts_rank('{0.1,0.25,0.6,1}', t.search, asked.query))::int",
    type: 'int',
    descending: false,
  },
  nameAscending: { key: 't.name_sort', type: 'text', descending: false },
  nameDescending: { key: 't.name_sort', type: 'text', descending: true },
  priceAscending: { key: "coalesce(price.lowest, 'Infinity')", type: 'numeric', descending: false },
  // what has no price comes last in both directions
  priceDescending: { key: "coalesce(nullif(price.lowest, 'Infinity'), -1)", type: 'numeric', descending: true },
  newest: { key: 'r.created_at', type: 'timestamptz', descending: true },
}

/** The sort that an input asks for: by relevance only where something is searched. */
export function sortOf({ sort, query }: ListingInput): Sort {
  if (query) return sort ?? 'relevance'
  return !sort || sort === 'relevance' ? 'position' : sort
}

/** What narrows a listing beyond its category and search; each is a condition on its own, so that counts can leave one out. */
export interface Narrowing {
  /** By facet: any of its values. */
  facets: { code: string; condition: string }[]
  price: string | null
  available: string | null
}

export function narrowing(input: ListingInput, bind: (value: unknown) => string): Narrowing {
  const facets = (input.filters ?? [])
    .filter(({ values }) => values.length > 0)
    .map(({ code, values }) => ({
      code,
      condition:
        code === 'category'
          ? `r.tags && array(select 'in:' || k.slug from categories k where k.code = any (${bind(values)}::text[]))`
          : `r.tags && ${bind(values.map((value) => `${code}:${value}`))}::text[]`,
    }))
  const { minPrice, maxPrice } = input
  const prices = [
    ...(minPrice || maxPrice ? [`price.lowest < 'Infinity'`] : []),
    ...(minPrice ? [`price.lowest >= ${bind(minPrice)}::numeric`] : []),
    ...(maxPrice ? [`price.lowest <= ${bind(maxPrice)}::numeric`] : []),
  ]
  return {
    facets,
    price: prices.length > 0 ? prices.join(' and ') : null,
    available: input.available === true ? 'r.orderable' : input.available === false ? 'not r.orderable' : null,
  }
}

/** The search as a row `asked` of query and corrected. */
export const askedRow = (input: ListingInput, shopper: Shopper, bind: (value: unknown) => string): string =>
  input.query
    ? `asked as materialized (select query, corrected from read_model.search_query(${bind(input.query)}::text, ${bind(shopper.locale)}::text))`
    : `asked as (select null::text as corrected)`

/** The tables of a listing: `r` the product, `t` its words, `price`, and `place` where the order of a category counts. */
export function listingTables(
  input: ListingInput,
  shopper: Shopper,
  bind: (value: unknown) => string,
  needs: { place: boolean; words: boolean; price: boolean },
): { from: string; where: string[] } {
  const where: string[] = []
  const from: string[] = []
  const category = input.category ?? ''
  if (needs.place) {
    from.push('read_model.category_products place join read_model.products r on r.product_id = place.product_id')
    where.push(`place.category = ${bind(category)}`)
  } else {
    from.push('read_model.products r')
    if (category) where.push(`r.tags @> array[${bind(`in:${category}`)}::text]`)
  }
  if (needs.words || input.query) {
    from.push(`join read_model.texts t on t.product_id = r.product_id and t.locale = ${bind(shopper.locale)}`)
    if (input.query) {
      from.push('cross join asked')
      where.push('t.search @@ asked.query')
    }
  }
  if (needs.price) from.push(`cross join shopper ${priceJoin(shopper, 'r.product_id', 'shopper.path', bind)}`)
  return { from: from.join('\n      '), where }
}

/**
 * One page, in one row: how fresh the read model is, whose prices they are, whether the category is there, the spelling that was searched for,
 * and the items as a JSON text. `wide` takes the whole page of each product instead of its card, with tiers and what is left of its variants.
 */
export function pageStatement(input: ListingInput, shopper: Shopper, after: After | null, wide: boolean): Statement {
  const { values, bind } = binder()
  const sort = sortOf(input)
  const { key, type, descending } = orders[sort]
  const asked = askedRow(input, shopper, bind)
  const path = pricePath(shopper, bind)
  const { from, where } = listingTables(input, shopper, bind, { place: sort === 'position', words: true, price: true })
  const { facets, price, available } = narrowing(input, bind)
  where.push(...facets.map(({ condition }) => condition))
  if (price) where.push(price)
  if (available) where.push(available)
  if (after)
    where.push(
      `(${key}, r.product_id) ${descending ? '<' : '>'} (${bind(after.key)}::${type}, ${bind(after.id)}::uuid)`,
    )
  const direction = descending ? 'desc' : 'asc'
  // the join to the details forgets the order of the page
  const again = wide ? ` order by p.key ${direction}, p.product_id ${direction}` : ''
  const text = `
    with shopper as materialized (select ${path} as path), ${asked},
    page as materialized (
      select r.product_id, ${key} as key, ${wide ? 'price.tiers' : 't.card'} as shown, price.lowest, price.highest, r.status, r.orderable, r.stock, r.available_from
      from ${from}
      where ${where.length > 0 ? where.join(' and ') : 'true'}
      order by ${key} ${direction}, r.product_id ${direction}
      limit ${bind(input.first + 1)}::int
    )
    select s.catalog, s.prices, s.stock, (select path::text from shopper) as path, (select corrected from asked) as corrected,
      ${input.category ? `(select k.category_id from read_model.categories k where k.slug = ${bind(input.category)}::text)` : 'null'} as "categoryId",
      (select array_agg(p.product_id || ' ' || p.key${again}) from page p) as keys,
      (select '[' || string_agg(${wide ? wideItem : item}, ','${again}) || ']' from page p ${wide ? `join read_model.details d on d.product_id = p.product_id and d.locale = ${bind(shopper.locale)}` : ''}) as items
    from read_model.state s`
  // a plain page is planned once; a narrowed one as its values deserve
  const plain = !input.query && facets.length === 0 && !price && !available && sort === 'position'
  const shape = `${input.category ? 'category' : 'shop'}.${after ? 'next' : 'first'}.${wide ? 'wide' : 'card'}`
  return { name: plain ? `catalog.page.${shape}.${shopper.customerId === null ? 'all' : 'own'}` : '', text, values }
}

const facts = `coalesce('"' || p.lowest || '"', 'null') || ',' || coalesce('"' || p.highest || '"', 'null')`

const item = `'[' || p.shown || ',' || ${facts} || ',"' || p.status || '",' || p.orderable::text || ',' ||
        coalesce('"' || p.stock || '"', 'null') || ',' || coalesce('"' || p.available_from || '"', 'null') || ']'`

const wideItem = `'[' || d.detail || ',' || ${facts} || ',' || coalesce(p.shown, 'null') || ',' || coalesce((
        select json_object_agg(i.product_id, trim_scale(i.amount)::text)::text from (
          select v.product_id, sum(v.on_hand - v.reserved) as amount from inventory_levels v join warehouses w on w.id = v.warehouse_id and w.active
          where v.product_id = any (d.sellables) group by v.product_id) i), 'null') || ']'`
