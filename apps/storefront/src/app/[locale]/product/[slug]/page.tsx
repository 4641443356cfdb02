import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { AvailabilityText } from '#catalog/availability.tsx'
import { BuyPanel } from '#catalog/buy-panel.tsx'
import { Gallery } from '#catalog/gallery.tsx'
import { one, type SearchParams } from '#catalog/listing-query.ts'
import { productJson } from '#catalog/product-json.ts'
import { chosenVariant } from '#catalog/variants.ts'
import { alternates } from '#i18n/alternates.ts'
import { getTo } from '#i18n/paths.ts'
import { getT } from '#i18n/request.ts'
import { readProduct } from '#lib/shop/catalog.ts'
import { Badge } from '#ui/badge.tsx'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'

interface Props {
  params: Promise<{ slug: string }>
  searchParams: Promise<SearchParams>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const product = await readProduct((await params).slug)
  if (!product) notFound()
  return {
    title: product.metaTitle ?? product.name,
    description: product.metaDescription ?? product.shortDescription ?? undefined,
    alternates: await alternates(`/product/${product.slug}`),
    openGraph: product.images[0] && { images: [{ url: `/media/${product.images[0].key}/960.webp` }] },
  }
}

export default async function ProductPage({ params, searchParams }: Props) {
  const [{ slug }, query, to, t] = await Promise.all([params, searchParams, getTo(), getT('product')])
  const product = await readProduct(slug)
  if (!product) notFound()
  // A variant's own slug shows its product, with the variant chosen.
  const home = product.url.split('?')[0] ?? ''
  if (home !== `/product/${slug}` && home.startsWith('/product/')) permanentRedirect(to(product.url))

  const variant = product.type === 'configurable' ? chosenVariant(product, one(query.variant)) : null
  const sold = variant ?? product
  const images = variant?.images.length ? variant.images : product.images
  const chosenCodes = new Set(product.variantOptions.map(({ code }) => code))
  const attributes = [...(variant?.attributes ?? []), ...product.attributes].filter(
    ({ code }, i, list) => list.findIndex((other) => other.code === code) === i,
  )
  const crumbs = [
    { name: t('home'), href: to('/') },
    ...product.breadcrumbs.map((category) => ({ name: category.name, href: to(`/category/${category.slug}`) })),
    { name: product.name },
  ]
  const facts: [string, string | null | undefined][] = [
    [t('sku'), sold.sku],
    [t('mpn'), sold.mpn],
    [t('gtin'), sold.gtin],
    ...attributes.map(({ label, value }): [string, string] => [label, value]),
  ]
  return (
    <div className="shell">
      <Breadcrumbs crumbs={crumbs} label={t('breadcrumbs')} />
      <div className="grid gap-8 md:grid-cols-2 lg:gap-14">
        <div className="md:sticky md:top-6 md:self-start">
          <Gallery images={images} tint={product.images[0]?.key ?? product.sku} name={product.name} />
        </div>
        <div className="grid content-start gap-6">
          <header>
            <div className="flex items-center gap-3">
              {product.brand && <p className="text-sm font-semibold text-quiet">{product.brand.name}</p>}
              {product.isNew && <Badge tone="signal">{t('new')}</Badge>}
            </div>
            <h1 className="text-h1 mt-1">{product.name}</h1>
            <p className="numerals mt-2 text-sm text-quiet">
              {t('sku')} {sold.sku}
            </p>
            {product.shortDescription && <p className="mt-4 text-lg">{product.shortDescription}</p>}
          </header>
          <BuyPanel
            product={product}
            sold={sold}
            variant={variant}
            unitCode={one(query.unit)}
            chosenCodes={chosenCodes}
          >
            <AvailabilityText availability={sold.availability} exact />
          </BuyPanel>
        </div>
      </div>
      <div className="mt-14 grid gap-10 border-t border-line pt-10 md:grid-cols-2 lg:gap-14">
        {product.description && (
          <section aria-labelledby="about">
            <h2 id="about" className="text-h2 mb-4">
              {t('about')}
            </h2>
            <div className="grid max-w-prose gap-4">
              {product.description.split(/\n\s*\n/).map((paragraph, i) => (
                <p key={i}>{paragraph}</p>
              ))}
            </div>
          </section>
        )}
        <section aria-labelledby="facts">
          <h2 id="facts" className="text-h2 mb-4">
            {t('facts')}
          </h2>
          <dl className="grid">
            {facts.map(
              ([label, value]) =>
                value && (
                  <div key={label} className="grid grid-cols-[minmax(8rem,2fr)_3fr] gap-4 border-t border-line py-2.5">
                    <dt className="text-quiet">{label}</dt>
                    <dd className="numerals font-medium">{value}</dd>
                  </div>
                ),
            )}
          </dl>
        </section>
      </div>
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: productJson(product, sold) }} />
    </div>
  )
}
