import type { After, ListingInput, Sort } from './listing-query.ts'

/** How often what is sold, its prices, and what can be had have changed. */
export interface State {
  catalog: number
  prices: number
  stock: number
}

/** The beginning of a listing: its products in order, each as id, space, sort key. */
export interface Order {
  places: string[]
  /** Nothing comes after it. */
  whole: boolean
  corrected: string | null
  categoryId: string | null
}

/** So many products of a listing are kept in order: ten pages. */
export const keptPlaces = 240

/** For so long, in milliseconds, what was last seen of the state of the read model is taken for its state now. */
const trusted = 200

/**
 * In which order the products of a search or a narrowed listing come: the costly part of it, which many shoppers ask for. It holds for a state of
 * the read model, and is used only while that state was seen a moment ago; what is shown of the products is read live in any case.
 */
export class KeptOrders {
  readonly #orders = new Map<string, Order>()
  #seen: { state: State; at: number } | undefined

  /** Whether only the catalogue and what can be had decide; prices differ by shopper and by the hour. */
  static suits({ minPrice, maxPrice, query, filters, available }: ListingInput, sort: Sort): boolean {
    if (minPrice || maxPrice || sort === 'priceAscending' || sort === 'priceDescending') return false
    // the plain page of a category is an index's next 24 entries already
    return Boolean(query || filters?.length || typeof available === 'boolean' || sort !== 'position')
  }

  see({ catalog, prices, stock }: State): void {
    this.#seen = { state: { catalog, prices, stock }, at: performance.now() }
  }

  /** The order of a listing, if it is known and surely still holds. */
  find(input: ListingInput, sort: Sort, locale: string): Order | undefined {
    if (!this.#seen || performance.now() - this.#seen.at > trusted) return undefined
    const key = keyOf(input, sort, locale, this.#seen.state)
    const order = this.#orders.get(key)
    if (order) {
      this.#orders.delete(key)
      this.#orders.set(key, order)
    }
    return order
  }

  keep(input: ListingInput, sort: Sort, locale: string, state: State, order: Order): void {
    this.#orders.set(keyOf(input, sort, locale, state), order)
    if (this.#orders.size > 400) this.#orders.delete(this.#orders.keys().next().value!)
  }
}

/** The places of the page behind a cursor and of the product after it; undefined where the kept beginning does not reach that far. */
export function pageOf({ places, whole }: Order, first: number, after: After | null): string[] | undefined {
  const begin = after ? places.indexOf(`${after.id} ${after.key}`) + 1 : 0
  if (after && begin === 0) return undefined
  if (!whole && begin + first + 1 > places.length) return undefined
  return places.slice(begin, begin + first + 1)
}

const keyOf = (
  { query, category, filters, available }: ListingInput,
  sort: Sort,
  locale: string,
  state: State,
): string =>
  JSON.stringify([
    query,
    category,
    filters,
    available,
    sort,
    locale,
    state.catalog,
    typeof available === 'boolean' ? state.stock : 0,
  ])
