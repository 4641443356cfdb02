import 'server-only'
import { cache } from 'react'
import { shop } from './call.ts'
import { noneIfUnaskable } from './unaskable.ts'
import {
  CategoryPageDocument,
  CategoryTreeDocument,
  HomeProductsDocument,
  ProductListingDocument,
  ProductPageDocument,
  SuggestDocument,
  type CategoryPageQuery,
  type CategoryTreeQuery,
  type ProductCardFragment,
  type ProductListingQuery,
  type ProductPageQuery,
  type ProductSearchInput,
  type SellableFragment,
  type SuggestQuery,
} from './generated/graphql.ts'

export type { ProductSearchInput, ProductSort } from './generated/graphql.ts'
export type CategoryBranch = CategoryTreeQuery['categoryTree'][number]
export type Category = NonNullable<CategoryPageQuery['categoryFind']>
export type ProductCardData = ProductCardFragment
export type Listing = ProductListingQuery['productSearch']
export type ProductDetail = NonNullable<ProductPageQuery['productFind']>
export type Sellable = SellableFragment
export type Suggestions = SuggestQuery['productSuggest']

/** The two upper levels of the category tree. */
export const readCategories = cache(
  async (): Promise<CategoryBranch[]> => (await shop(CategoryTreeDocument, {})).categoryTree,
)

/** A category by its slug, or null; also where no category can have such a slug. */
export const readCategory = cache((slug: string): Promise<Category | null> =>
  noneIfUnaskable(async () => (await shop(CategoryPageDocument, { slug })).categoryFind ?? null),
)

/** One page of products with facets. @throws ShopRefusal NOT_FOUND, CURSOR_INVALID */
export async function searchProducts(input: ProductSearchInput): Promise<Listing> {
  return (await shop(ProductListingDocument, { input })).productSearch
}

/** What the home page shows: the newest products and those the merchant placed first, nothing that is running out. */
export const readHomeProducts = cache(async (): Promise<Record<'newest' | 'popular', ProductCardData[]>> => {
  const { newest, popular } = await shop(HomeProductsDocument, {
    newest: { sort: 'newest', first: 8, available: true },
    popular: { sort: 'position', first: 16, available: true },
  })
  const toStay = ({ availability }: ProductCardData) => availability.status !== 'discontinued'
  return { newest: newest.items.filter(toStay).slice(0, 4), popular: popular.items.filter(toStay).slice(0, 8) }
})

/** A product with its variants and this shopper's prices, or null. A variant's own slug finds the variant; what cannot be a slug finds nothing. */
export const readProduct = cache((slug: string): Promise<ProductDetail | null> =>
  noneIfUnaskable(async () => (await shop(ProductPageDocument, { slug })).productFind ?? null),
)

/** What a shopper who typed `query` may mean. */
export async function suggest(query: string): Promise<Suggestions> {
  return (await shop(SuggestDocument, { query: query.slice(0, 100) })).productSuggest
}
