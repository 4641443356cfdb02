import type { ThirdParty } from './third-party.ts'

/** Something that can be bought as it is. */
export interface Article {
  id: string
  sku: string
  name: string
  url: string
  /** What is left, in the primary unit; nothing where stock is not kept. */
  left: number | null
  minimum: string
}

interface Found {
  productSearch: {
    items: {
      id: string
      sku: string
      name: string
      url: string
      type: string
      availability: { orderable: boolean; quantity: string | null }
      unitPrices: { primary: boolean; minimumQuantity: string | null }[]
    }[]
  }
}

/** Simple products that can be ordered now, at least so many of each, in the shop's own order. */
export async function findArticles(client: ThirdParty, atLeast = 20): Promise<Article[]> {
  const { productSearch } = await client.ask<Found>(`query {
    productSearch(input: { available: true, first: 100, sort: nameAscending }) {
      items { id sku name url type availability { orderable quantity } unitPrices { primary minimumQuantity } }
    }
  }`)
  return productSearch.items
    .filter((item) => item.type === 'simple' && item.availability.orderable)
    .map((item) => ({
      id: item.id,
      sku: item.sku,
      name: item.name,
      url: item.url,
      left: item.availability.quantity === null ? null : Number(item.availability.quantity),
      minimum: item.unitPrices.find((unit) => unit.primary)?.minimumQuantity ?? '1',
    }))
    .filter((article) => article.left === null || article.left >= atLeast)
}

/** An article of one's own, so that journeys that run at the same time take different ones. */
export function nth(articles: readonly Article[], turn: number): Article {
  const article = articles[turn % articles.length]
  if (!article) throw new Error('the shop has nothing to buy')
  return article
}
