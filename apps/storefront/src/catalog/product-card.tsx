import { formatPrice } from '#i18n/format.ts'
import { getTo } from '#i18n/paths.ts'
import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import type { ProductCardData } from '#lib/shop/catalog.ts'
import { Badge } from '#ui/badge.tsx'
import { ShopLink } from '#ui/link.tsx'
import { Picture, tintOf } from '#ui/picture.tsx'
import { AvailabilityText } from './availability.tsx'

/** A product in a listing: one link over the whole card. `first`: above the fold, fetched at once. */
export async function ProductCard({ product, first }: { product: ProductCardData; first?: boolean }) {
  const [writing, to, t] = await Promise.all([getWriting(), getTo(), getT('product')])
  const price = product.price && formatPrice(writing, product.price)
  return (
    <article className="group relative flex h-full flex-col">
      <div className={`relative overflow-hidden rounded-lg p-[9%] ${tintOf(product.image?.key ?? product.sku)}`}>
        <Picture
          media={product.image?.key}
          alt=""
          sizes="(min-width: 80rem) 18rem, (min-width: 48rem) 30vw, 46vw"
          first={first}
          className={`transition-transform duration-300 group-hover:scale-[1.04] ${product.availability.orderable ? '' : 'opacity-55 saturate-50'}`}
        />
        {product.isNew && (
          <span className="absolute top-3 left-3">
            <Badge tone="signal">{t('new')}</Badge>
          </span>
        )}
      </div>
      <div className="flex flex-1 flex-col pt-3">
        {product.brand && <p className="text-xs font-medium text-quiet">{product.brand.name}</p>}
        <h3 className="font-sans text-base leading-snug font-semibold tracking-normal text-pretty">
          <ShopLink
            href={to(product.url)}
            className="underline-offset-4 group-hover:underline after:absolute after:inset-0"
          >
            {product.name}
          </ShopLink>
        </h3>
        <p className="numerals mt-auto pt-2 text-lg font-bold">
          {price ? (
            <>
              {product.priceFrom && <span className="text-sm font-normal text-quiet">{t('from')} </span>}
              {price}
            </>
          ) : (
            <span className="text-sm font-normal text-quiet">{t('noPrice')}</span>
          )}
        </p>
        <AvailabilityText availability={product.availability} />
      </div>
    </article>
  )
}

/** The grid of a listing. */
export function ProductGrid({
  products,
  label,
  firstRow = 2,
}: {
  products: ProductCardData[]
  label?: string
  firstRow?: number
}) {
  return (
    <ul aria-label={label} className="grid grid-cols-2 gap-x-4 gap-y-8 md:grid-cols-3 lg:gap-x-6 xl:grid-cols-4">
      {products.map((product, i) => (
        <li key={product.id}>
          <ProductCard product={product} first={i < firstRow} />
        </li>
      ))}
    </ul>
  )
}
