import type { ProductSearchInput, ProductSort } from '#lib/shop/catalog.ts'

export type SearchParams = Record<string, string | string[] | undefined>

export const sorts = [
  'relevance',
  'position',
  'priceAscending',
  'priceDescending',
  'nameAscending',
  'newest',
] as const satisfies readonly ProductSort[]

/** Form fields of facets begin with this, so that an attribute called `sort` cannot hide the sorting. */
export const facetPrefix = 'f.'

export function all(value: string | string[] | undefined): string[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value]
}

export function one(value: string | string[] | undefined): string {
  return all(value)[0]?.trim() ?? ''
}

/** A listing's address as the API's input. What is not understood is left out, never passed on. */
export function listingInput(params: SearchParams): ProductSearchInput {
  const filters = Object.entries(params)
    .filter(([name]) => name.startsWith(facetPrefix))
    .map(([name, values]) => ({ code: name.slice(facetPrefix.length), values: all(values).filter(Boolean) }))
    .filter(({ values }) => values.length > 0)
  const sort = sorts.find((known) => known === one(params.sort))
  return {
    first: 24,
    filters: filters.length > 0 ? filters : null,
    minPrice: decimal(one(params.min)),
    maxPrice: decimal(one(params.max)),
    available: one(params.available) === 'true' ? true : null,
    sort: sort ?? null,
    after: one(params.after) || null,
  }
}

/** How many choices narrow the listing. */
export function countFilters(params: SearchParams): number {
  const { filters, minPrice, maxPrice, available } = listingInput(params)
  return (
    (filters ?? []).reduce((sum, { values }) => sum + values.length, 0) +
    Number(!!(minPrice || maxPrice)) +
    Number(!!available)
  )
}

/** The same listing with some parameters set or (null) taken out. */
export function listingHref(path: string, params: SearchParams, change: Record<string, string | null>): string {
  const query = new URLSearchParams()
  for (const [name, values] of Object.entries(params))
    if (!(name in change)) for (const value of all(values)) if (value) query.append(name, value)
  for (const [name, value] of Object.entries(change)) if (value !== null) query.set(name, value)
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

function decimal(text: string): string | null {
  const plain = text.replace(',', '.')
  return /^\d{1,9}(\.\d{1,4})?$/.test(plain) ? plain : null
}
