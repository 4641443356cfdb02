import pLimit, { type LimitFunction } from 'p-limit'
import { wants, type QuestionVerb, type Wanted } from '../../engine/index.ts'
import { calendarDay } from '../../kernel/clock.ts'
import type { FacetFilter } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import type { ReadCategoryTree } from './category-tree.ts'
import { keptPlaces, KeptOrders, pageOf, type State } from './kept-orders.ts'
import { KeptPages, type KeptPage } from './kept-pages.ts'
import { KeptResults } from './kept-results.ts'
import { countsAnswer, countsStatement, type Counts, type CountsRow, type CountsWanted } from './listing-counts.ts'
import { readCursor, writeCursor } from './listing-cursor.ts'
import {
  knownPageStatement,
  pageStatement,
  sortOf,
  type After,
  type ListingInput,
  type Sort,
  type Statement,
} from './listing-query.ts'
import { cardAnswer, detailAnswer, type Detail, type ListedItem, type Tiers } from './product-answer.ts'
import { completeCategories } from './product-categories.ts'
import { shopperOf, type Shopper } from './shopper.ts'

interface PageRow extends KeptPage, State {
  /** As far as the order is to be kept. */
  places?: string[] | null
}

/** A row of the statement; where nothing has `changed`, the page that is at hand holds, and the row has none. */
type ReadRow = PageRow & { changed: boolean }

type WideItem = [
  detail: Detail,
  lowest: string | null,
  highest: string | null,
  tiers: Tiers | null,
  left: Record<string, string> | null,
]

/** What a card has; whoever wants more gets it from the product's page. */
const card = new Set(
  'id sku type name slug url shortDescription gtin mpn featured isNew minimumQuantity maximumQuantity brand image price priceFrom availability __typename'.split(
    ' ',
  ),
)

const isWide = (items: Wanted | undefined) =>
  Object.entries(items ?? {}).some(
    ([field, inner]) => !card.has(field) || (field === 'brand' && 'description' in inner),
  )

/** Counting walks through all that a listing has: so many at once, and the connections that are left are for those who buy. */
const countsAtOnce = 3

/**
 * A page of products of a category (with everything below it), of a search, or both. The page is read live in one statement; what is counted over
 * all pages takes a second one, and is kept as long as nothing that it depends on has changed.
 */
export function createSearch(readTree: ReadCategoryTree): QuestionVerb<'product.search'> {
  const kept = new KeptResults<Counts>(1_000)
  const turnstile = pLimit(countsAtOnce)
  const orders = new KeptOrders()
  const pages = new KeptPages()

  return async (given, ctx, wanted) => {
    const input = { ...given, filters: oneEach(given.filters) }
    const shopper = shopperOf(ctx)
    const sort = sortOf(input)
    const after = input.after ? readCursor(input.after, sort) : null
    const wide = isWide(wanted.items)
    const row = await readPage({ orders, pages }, { input, sort, after, wide }, shopper, ctx)
    if (input.category && row.categoryId === null) throw refuse('NOT_FOUND', { what: 'category' }, 'category')

    const items = itemsOf(row, shopper, wide)
    const hasNextPage = items.length > input.first
    items.length = Math.min(items.length, input.first)
    await completeCategories(items, wanted.items, ctx, readTree, row.catalog)
    const counts = await countsOf(kept, turnstile, input, shopper, row, wanted, ctx)
    const last = items.length > 0 ? row.keys![items.length - 1]! : null
    const endCursor = last && writeCursor(sort, { id: last.slice(0, 36), key: last.slice(37) })
    const category =
      input.category && wants(wanted, 'category')
        ? (await readTree(ctx, row.catalog)).bySlug.get(input.category)
        : undefined
    return {
      items,
      pageInfo: { endCursor, hasNextPage },
      ...counts,
      didYouMean: row.corrected,
      category: category ?? null,
    }
  }
}

/** Filters with one entry a facet: a facet that is given twice has the values of both. In a fixed order, because kept results are found by them. */
function oneEach(filters: ListingInput['filters']): FacetFilter[] {
  const byCode = new Map<string, Set<string>>()
  for (const { code, values } of filters ?? []) byCode.set(code, new Set([...(byCode.get(code) ?? []), ...values]))
  return [...byCode]
    .filter(([, values]) => values.size > 0)
    .map(([code, values]) => ({ code, values: [...values].sort() }))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
}

/** The rows of a page: the page at hand where it still holds, else by their order where that is known, else by the whole question. One statement. */
async function readPage(
  { orders, pages }: { orders: KeptOrders; pages: KeptPages },
  { input, sort, after, wide }: { input: ListingInput; sort: Sort; after: After | null; wide: boolean },
  shopper: Shopper,
  ctx: Ctx,
): Promise<PageRow> {
  const key = JSON.stringify([input, wide, shopper.websiteId, shopper.locale, shopper.currency, shopper.customerId])
  // what is left of variants, on wide pages, is read live
  const page = wide ? undefined : pages.get(key)
  const read = async ({ name, text, values }: Statement): Promise<ReadRow> => {
    const row = (await ctx.reader.rows<ReadRow>(name, text, values))[0]!
    orders.see(row)
    return row.changed || !page ? row : { ...row, ...page }
  }
  const suits = KeptOrders.suits(input, sort)
  const order = suits ? orders.find(input, sort, shopper.locale) : undefined
  const places = order && pageOf(order, input.first, after)
  const ahead = suits && !after ? keptPlaces : 0
  const row =
    order && places
      ? {
          ...(await read(knownPageStatement(places, shopper, wide, page))),
          corrected: order.corrected,
          categoryId: order.categoryId,
        }
      : await read(pageStatement(input, shopper, after, wide, ahead, page))
  if (row.changed && !wide) pages.keep(key, row)
  if (row.changed && ahead > 0 && !places) {
    const found = row.places ?? []
    const { corrected, categoryId } = row
    orders.keep(input, sort, shopper.locale, row, { places: found, whole: found.length < ahead, corrected, categoryId })
  }
  return row
}

function itemsOf(row: PageRow, shopper: Shopper, wide: boolean) {
  if (row.items === null) return []
  if (!wide) return (JSON.parse(row.items) as ListedItem[]).map((item) => cardAnswer(item, shopper.currency))
  const today = calendarDay(shopper.now)
  return (JSON.parse(row.items) as WideItem[]).map(([detail, lowest, highest, tiers, left]) =>
    detailAnswer(detail, { tiers, lowest, highest }, left, shopper.currency, today),
  )
}

const nothing: Counts = { total: 0, availableCount: 0, priceRange: null, facets: [] }

async function countsOf(
  kept: KeptResults<Counts>,
  turnstile: LimitFunction,
  input: ListingInput,
  shopper: Shopper,
  row: PageRow,
  wanted: Wanted,
  ctx: Ctx,
): Promise<Counts> {
  const parts: CountsWanted = {
    facets: wants(wanted, 'facets'),
    priceRange: wants(wanted, 'priceRange'),
    availableCount: wants(wanted, 'availableCount'),
  }
  if (!parts.facets && !parts.priceRange && !parts.availableCount && !wants(wanted, 'total')) return nothing
  const { query, category, filters, minPrice, maxPrice, available } = input
  const byPrice = parts.priceRange || minPrice || maxPrice
  const byStock = parts.availableCount || typeof available === 'boolean'
  const key = JSON.stringify([
    [query, category, filters, minPrice, maxPrice, available, parts, shopper.locale],
    row.catalog,
    byPrice ? [row.prices, row.path, shopper.currency] : null,
    byStock ? row.stock : null,
  ])
  return kept.get(key, async () => {
    const { name, text, values } = countsStatement(input, shopper, parts)
    const [counted] = await turnstile(() => ctx.reader.rows<CountsRow>(name, text, values))
    return countsAnswer(counted!, input, shopper)
  })
}
