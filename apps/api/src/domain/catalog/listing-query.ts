import type { Questions } from '../../kernel/contract.ts'
import { leftOf } from './find-product.ts'
import { binder, priceJoin, shopperRow, type Shopper } from './shopper.ts'

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

/** By which a listing is sorted: an expression that with product_id is unique, its type, whether it descends, and the table it stands in. */
interface Order {
  key: string
  type: string
  descending: boolean
  table: Table
}

/** `place` has the order of categories, `r` what products are found by, `t` their words, `price` what they cost this shopper. */
type Table = 'place' | 'r' | 't' | 'price'

function orderOf(sort: Sort, shopper: Shopper): Order {
  // everything has a row in a stranger's chain, so their prices are walked along the index
  const own = shopper.customerId !== null
  const orders: Record<Sort, Order> = {
    position: { key: 'place.position', type: 'int', descending: false, table: 'place' },
    relevance: {
      // whole numbers: a page must begin exactly where the one before ended
      key: "(-1000000 * ts_rank('{0.1,0.25,0.6,1}', t.search, asked.query))::int",
      type: 'int',
      descending: false,
      table: 't',
    },
    nameAscending: { key: 't.name_sort', type: 'text', descending: false, table: 't' },
    nameDescending: { key: 't.name_sort', type: 'text', descending: true, table: 't' },
    priceAscending: {
      key: own ? "coalesce(price.lowest, 'Infinity')" : 'price.lowest',
      type: 'numeric',
      descending: false,
      table: 'price',
    },
    // what has no price comes last in both directions
    priceDescending: {
      key: own ? 'coalesce(price.falling, -1)' : 'price.falling',
      type: 'numeric',
      descending: true,
      table: 'price',
    },
    newest: { key: 'r.created_at', type: 'timestamptz', descending: true, table: 'r' },
  }
  return orders[sort]
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

/** The tables of a listing that are needed, joined by their product, and what they must fulfil. Everything listed has a row in each. */
export function listingTables(
  input: ListingInput,
  shopper: Shopper,
  bind: (value: unknown) => string,
  needed: ReadonlySet<Table>,
): { from: string; where: string[]; id: string } {
  const where: string[] = []
  const joins: string[] = []
  const { category, query } = input
  const words = needed.has('t') || Boolean(query)
  const place = needed.has('place')
  const products = needed.has('r') || (!place && (Boolean(category) || !words))
  const id = place ? 'place.product_id' : products ? 'r.product_id' : 't.product_id'
  const join = (table: string) => joins.push(joins.length === 0 ? table : `join ${table} using (product_id)`)
  if (place) {
    join('read_model.category_products place')
    where.push(`place.category = ${bind(category ?? '')}`)
  }
  if (products) {
    join('read_model.products r')
    if (category && !place) where.push(`r.tags @> array[${bind(`in:${category}`)}::text]`)
  }
  if (words) {
    join('read_model.texts t')
    where.push(`t.locale = ${bind(shopper.locale)}`)
  }
  if (query) {
    joins.push('cross join asked')
    where.push('t.search @@ asked.query')
  }
  if (needed.has('price')) joins.push(priceJoin(shopper, id, bind))
  // a stranger's price is always there: saying so lets PostgreSQL begin with it
  if (needed.has('price') && shopper.customerId === null) where.push('price.product_id is not null')
  return { from: joins.join('\n        '), where, id }
}

/** In which state of the read model, and by whose chain of price lists, a page was read that is still at hand. */
export interface KnownState {
  catalog: number
  prices: number
  /** Grows with whatever is shown of stock. */
  shelf: number
  path: string | null
}

/** The row `state`, for the `with` of a statement: the state that is, and whether a page that is at hand no longer shows it. Needs `shopperRow`. */
const stateRow = (known: KnownState | undefined, bind: (value: unknown) => string): string =>
  `state as materialized (
      select s.catalog, s.prices, s.stock, s.shelf, shopper.path::text as path, (s.catalog, s.prices, s.shelf, shopper.path::text) is distinct from
        (${bind(known?.catalog ?? null)}::bigint, ${bind(known?.prices ?? null)}::bigint, ${bind(known?.shelf ?? null)}::bigint, ${bind(known?.path ?? null)}::text) as changed
      from read_model.state s cross join shopper
    )`

/**
 * One page, in one row: how fresh the read model is, whose prices they are, whether the category is there, the spelling that was searched for,
 * and the items as a JSON text. `wide` takes the whole page of each product instead of its card, with tiers and what is left of its variants.
 * `ahead`: so many places are answered in `places`, beyond those that are shown.
 * `known`: a page that is at hand; where it still shows what is, the row says so (`changed` is false) and nothing else is looked for.
 */
export function pageStatement(
  input: ListingInput,
  shopper: Shopper,
  after: After | null,
  wide: boolean,
  ahead = 0,
  known?: KnownState,
): Statement {
  const { values, bind } = binder()
  const sort = sortOf(input)
  const { key, type, descending, table } = orderOf(sort, shopper)
  const rows = `${shopperRow(shopper, bind)}, ${askedRow(input, shopper, bind)}, ${stateRow(known, bind)}`
  const { facets, price, available } = narrowing(input, bind)
  const needed = new Set<Table>([table])
  if (facets.length > 0 || available) needed.add('r')
  if (price) needed.add('price')
  const { from, where, id } = listingTables(input, shopper, bind, needed)
  where.push(...facets.map(({ condition }) => condition))
  if (price) where.push(price)
  if (available) where.push(available)
  if (after)
    where.push(`(${key}, ${id}) ${descending ? '<' : '>'} (${bind(after.key)}::${type}, ${bind(after.id)}::uuid)`)
  const direction = descending ? 'desc' : 'asc'
  const size = roomFor(input.first + 1)
  const order = `key ${direction}, product_id ${direction}`
  const text = `
    with ${rows},
    page as materialized (
      select ${id} as product_id, ${key} as key
      from ${from}
      where ${where.length > 0 ? where.join(' and ') : 'true'}
      order by ${key} ${direction}, ${id} ${direction}
      limit ${Math.max(size, ahead)}
    )
    select s.catalog, s.prices, s.stock, s.shelf, s.path, s.changed, case when s.changed then (select corrected from asked) end as corrected,
      ${input.category ? `(select k.category_id from read_model.categories k where k.slug = ${bind(input.category)}::text)` : 'null'} as "categoryId",
      ${ahead > 0 ? `case when s.changed then (select array_agg(product_id || ' ' || key order by ${order}) from page) end as places,` : ''}
      items.keys, items.items
    from state s
    cross join lateral (
      ${shownItems(`(select * from page order by ${order} limit ${size})`, `p.key ${direction}, p.product_id ${direction}`, shopper, wide, bind)}
    ) items`
  // a plain page is planned once; a narrowed one as its values deserve
  const plain = facets.length === 0 && !price && !available && (sort === 'position' || sort === 'relevance')
  const shape = [
    'catalog.page',
    sort,
    input.query ? 'search' : '',
    input.category ? 'category' : 'shop',
    after ? 'next' : 'first',
    wide ? 'wide' : 'card',
    shopper.customerId === null ? 'all' : 'own',
    // written out in the text: PostgreSQL would plan anew for every page whose size it does not know
    size,
    ahead,
  ]
  return { name: plain ? shape.join('.') : '', text, values }
}

/**
 * The size of a statement's page that has room for so many rows. Few sizes, because PostgreSQL keeps a plan for each statement on every connection:
 * strangers who ask for every size there is must not fill its memory. What is too much is cut by the reader.
 */
export const roomFor = (rows: number): number => [8, 13, 25, 49].find((size) => size >= rows) ?? 101

/** What is shown of the rows `page` of product_id and key, as one row of `keys` and `items`. */
function shownItems(
  page: string,
  order: string,
  shopper: Shopper,
  wide: boolean,
  bind: (value: unknown) => string,
): string {
  const [said, table] = wide ? ['d', 'details'] : ['t', 'texts']
  return `select array_agg(i.place) as keys, '[' || string_agg(i.item, ',') || ']' as items
      from (
        select p.product_id || ' ' || p.key as place, ${wide ? wideItem : item} as item
        from ${page} p
        join read_model.${table} ${said} on ${said}.product_id = p.product_id and ${said}.locale = ${bind(shopper.locale)}
        ${wide ? '' : 'join read_model.products r on r.product_id = p.product_id'}
        ${priceJoin(shopper, 'p.product_id', bind)}
        where s.changed
        order by ${order}
      ) i`
}

/** The page whose places are known: what is shown of them now. */
export function knownPageStatement(
  places: readonly string[],
  shopper: Shopper,
  wide: boolean,
  known?: KnownState,
): Statement {
  const { values, bind } = binder()
  const page = `(
          select substr(place, 1, 36)::uuid as product_id, substr(place, 38) as key, number
          from unnest(${bind(places)}::text[]) with ordinality as ordered (place, number))`
  const text = `
    with ${shopperRow(shopper, bind)}, ${stateRow(known, bind)}
    select s.catalog, s.prices, s.stock, s.shelf, s.path, s.changed, items.keys, items.items
    from state s
    cross join lateral (
      ${shownItems(page, 'p.number', shopper, wide, bind)}
    ) items`
  return {
    name: `catalog.known.${wide ? 'wide' : 'card'}.${shopper.customerId === null ? 'all' : 'own'}`,
    text,
    values,
  }
}

const facts = `coalesce('"' || price.lowest || '"', 'null') || ',' || coalesce('"' || price.highest || '"', 'null')`

/** A row of a list, as the JSON of ListedItem. Needs the tables `t`, `r` and `price`. */
export const item = `'[' || t.card || ',' || ${facts} || ',"' || r.status || '",' || r.orderable::text || ',' ||
          coalesce('"' || r.stock || '"', 'null') || ',' || coalesce('"' || r.available_from || '"', 'null') || ']'`

const wideItem = `'[' || d.detail || ',' || ${facts} || ',' || coalesce(price.tiers, 'null') || ',' || coalesce(${leftOf('d.sellables')}, 'null') || ']'`
