import { Client } from './client.ts'
import { categorySlugs, list, offers } from './queries.ts'

/** What the works take in turn: categories to list, products to look at, words to search, things to buy. */
export interface Goods {
  categories: string[]
  products: string[]
  words: string[]
  buyable: { sku: string; quantity: string }[]
}

interface Category {
  slug: string
  productCount: number
  children?: Category[]
}

interface Offer {
  sku: string
  minimumQuantity: string | null
  availability: { orderable: boolean }
}

interface Offers {
  productFind: Offer & { variants: Offer[] }
}

interface List {
  productSearch: {
    items: { slug: string; name: string }[]
    pageInfo: { endCursor: string | null; hasNextPage: boolean }
  }
}

const flat = (tree: Category[]): Category[] => tree.flatMap((one) => [one, ...flat(one.children ?? [])])

/** Walks through the shop as a reader does, and notes what it finds: up to 40 categories, 500 products, 200 words. */
export async function findGoods(apiUrl: string): Promise<Goods> {
  const client = new Client(apiUrl)
  const { categoryTree } = await client.ask<{ categoryTree: Category[] }>(categorySlugs)
  const categories = flat(categoryTree)
    .filter((category) => category.productCount >= 24)
    .sort((a, b) => a.productCount - b.productCount)
    .slice(0, 40)
    .map((category) => category.slug)
  if (categories.length === 0) throw new Error('no category has 24 products: generate some first (npm run generate)')

  const items: List['productSearch']['items'] = []
  for (const category of categories) items.push(...(await client.ask<List>(list, { category })).productSearch.items)
  const products = [...new Set(items.map((item) => item.slug))].slice(0, 500)
  const words = [...new Set(items.flatMap((item) => item.name.split(/[^\p{L}]+/u)).filter((word) => word.length > 3))]

  const buyable: Goods['buyable'] = []
  for (const slug of products) {
    const { productFind: found } = await client.ask<Offers>(offers, { slug })
    const offer = (found.variants.length > 0 ? found.variants : [found]).find((one) => one.availability.orderable)
    if (offer) buyable.push({ sku: offer.sku, quantity: offer.minimumQuantity ?? '1' })
  }
  return { categories, products, words: words.slice(0, 200), buyable }
}
