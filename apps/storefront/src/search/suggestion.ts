/** One row under the search field, ready to show. */
export interface Suggestion {
  kind: 'term' | 'category' | 'product'
  text: string
  href: string
  note?: string
  image?: string | null
  sku?: string
}
