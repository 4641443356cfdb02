import type { ProductDetail, Sellable } from '#lib/shop/catalog.ts'

const stock: Record<Sellable['availability']['status'], string> = {
  inStock: 'InStock',
  lowStock: 'LimitedAvailability',
  backorder: 'BackOrder',
  upcoming: 'PreOrder',
  outOfStock: 'OutOfStock',
  discontinued: 'Discontinued',
}

/** schema.org Product for search engines, safe to stand inside a <script>. */
export function productJson(product: ProductDetail, sold: Sellable): string {
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: product.name,
    description: product.shortDescription ?? undefined,
    sku: sold.sku,
    gtin: sold.gtin ?? undefined,
    mpn: sold.mpn ?? undefined,
    brand: product.brand ? { '@type': 'Brand', name: product.brand.name } : undefined,
    image: product.images.map(({ key }) => `/media/${key}/960.webp`),
    offers: sold.price
      ? {
          '@type': 'Offer',
          price: sold.price.amount,
          priceCurrency: sold.price.currency,
          availability: `https://schema.org/${stock[sold.availability.status]}`,
        }
      : undefined,
  }
  return JSON.stringify(data).replace(/</g, '\\u003c')
}
