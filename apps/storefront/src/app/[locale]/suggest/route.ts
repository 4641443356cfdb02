import { formatPrice } from '#i18n/format.ts'
import { getTo } from '#i18n/paths.ts'
import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import { suggest } from '#lib/shop/catalog.ts'
import type { Suggestion } from '#search/suggestion.ts'

/** GET ?q= → the rows under the search field. An API that does not answer suggests nothing. */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams.get('q')?.trim() ?? ''
  if (query.length < 2) return Response.json([])
  const [writing, to, t] = await Promise.all([getWriting(), getTo(), getT('search')])
  try {
    const { terms, categories, products } = await suggest(query)
    const rows: Suggestion[] = [
      ...terms
        .slice(0, 3)
        .map((term) => ({ kind: 'term' as const, text: term, href: to(`/search?q=${encodeURIComponent(term)}`) })),
      ...categories.slice(0, 3).map(({ name, slug }) => ({
        kind: 'category' as const,
        text: name,
        href: to(`/category/${slug}`),
        note: t('category'),
      })),
      ...products.map((product) => ({
        kind: 'product' as const,
        text: product.name,
        href: to(product.url),
        note: product.price ? formatPrice(writing, product.price) : undefined,
        image: product.image?.key,
        sku: product.sku,
      })),
    ]
    return Response.json(rows, { headers: { 'cache-control': 'private, max-age=30' } })
  } catch {
    return Response.json([])
  }
}
