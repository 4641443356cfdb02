import type { Metadata } from 'next'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { CardsSkeleton } from '#catalog/listing-skeleton.tsx'
import { ProductGrid } from '#catalog/product-card.tsx'
import { alternates } from '#i18n/alternates.ts'
import { defaultLocale, isLocale, localPath } from '#i18n/locales.ts'
import { getTo } from '#i18n/paths.ts'
import { getLocale, getT } from '#i18n/request.ts'
import { cameFrom, localeCookie, preferredLocale } from '#i18n/wanted-locale.ts'
import { readCategories, readHomeProducts } from '#lib/shop/catalog.ts'
import { readFront } from '#lib/shop/website.ts'
import type { PictureWidth } from '#lib/shop/generated/forms.ts'
import { Stream } from '#shell/stream.tsx'
import { buttonClass } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { ShopLink } from '#ui/link.tsx'
import { Picture, tintOf } from '#ui/picture.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { alternates: await alternates('/') }
}

/**
 * Who comes from outside to the start page without a language is led to the one that they chose here before, else to the one that their
 * browser prefers, where the merchant speaks it. Only here: an address deeper in the shop was given by somebody, in its language.
 */
async function greetInTheirLanguage(): Promise<void> {
  const [incoming, store, locale, { localizations }] = await Promise.all([
    headers(),
    cookies(),
    getLocale(),
    readFront(),
  ])
  if (locale !== defaultLocale || cameFrom(incoming.get('referer'), incoming.get('host'))) return
  const chosen = store.get(localeCookie)?.value
  const wanted = isLocale(chosen) ? chosen : preferredLocale(incoming.get('accept-language'))
  if (wanted && wanted !== locale && localizations.some(({ code }) => code === wanted))
    redirect(localPath(wanted, '/') + (incoming.get('x-shop-search') ?? ''))
}

export default async function HomePage() {
  await greetInTheirLanguage()
  const [to, t] = await Promise.all([getTo(), getT('home')])
  return (
    <>
      <section className="bg-machine text-on-machine">
        <div className="shell grid items-end gap-8 py-12 md:grid-cols-[1.1fr_1fr] md:py-14">
          <div>
            <h1 className="text-hero max-w-[14ch]">{t('headline')}</h1>
            <p className="mt-6 max-w-xl text-lg opacity-90">{t('lead')}</p>
            <div className="mt-8 flex flex-wrap gap-4">
              <ShopLink href={to('/categories')} className={buttonClass('signal', 'large')}>
                {t('browse')} <Icon name="arrow" size={20} />
              </ShopLink>
            </div>
          </div>
          <StillLife />
        </div>
        <div className="tape opacity-50" aria-hidden="true" />
      </section>

      <section className="shell py-12 md:py-16" aria-labelledby="by-category">
        <h2 id="by-category" className="text-h2 mb-6">
          {t('byCategory')}
        </h2>
        <Stream fallback={<CardsSkeleton count={4} />}>
          <Branches />
        </Stream>
      </section>

      <Stream
        fallback={
          <div className="shell">
            <CardsSkeleton count={8} />
          </div>
        }
      >
        <Shelves />
      </Stream>
    </>
  )
}

/** The shop's own still life on the green; decoration, so without words. */
function StillLife() {
  const widths: PictureWidth[] = [640, 960, 1280, 1600]
  const set = (format: string) => widths.map((width) => `/media/hero/${width}.${format} ${width}w`).join(', ')
  const sizes = '(min-width: 84rem) 36rem, (min-width: 48rem) 42vw, 92vw'
  return (
    <picture>
      <source type="image/avif" srcSet={set('avif')} sizes={sizes} />
      <img
        src="/media/hero/960.webp"
        srcSet={set('webp')}
        sizes={sizes}
        alt=""
        width={1600}
        height={1000}
        fetchPriority="high"
        className="h-auto w-full"
      />
    </picture>
  )
}

async function Branches() {
  const [to, t, categories] = await Promise.all([getTo(), getT('home'), readCategories()])
  return (
    <ul className="grid grid-cols-2 gap-3 md:grid-cols-3 md:gap-5">
      {categories.slice(0, 6).map((category) => (
        <li key={category.id}>
          <ShopLink
            href={to(`/category/${category.slug}`)}
            className={`group flex h-full flex-col justify-between gap-2 overflow-hidden rounded-lg p-3.5 md:p-5 ${tintOf(category.slug)}`}
          >
            <span>
              <span className="text-h3 font-display block leading-tight font-bold [overflow-wrap:anywhere] max-sm:text-[0.9875rem]">
                {category.name}
              </span>
              <span className="numerals text-sm opacity-75">{t('products', { count: category.productCount })}</span>
            </span>
            <span className="ml-auto block w-3/5">
              <Picture
                media={category.imageKey}
                alt=""
                sizes="(min-width: 48rem) 18vw, 28vw"
                className="transition-transform duration-300 group-hover:-translate-y-1"
              />
            </span>
          </ShopLink>
        </li>
      ))}
    </ul>
  )
}

async function Shelves() {
  const [to, t, { newest, popular }] = await Promise.all([getTo(), getT('home'), readHomeProducts()])
  return (
    <div className="shell grid gap-14">
      <section aria-labelledby="popular">
        <div className="mb-6 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
          <h2 id="popular" className="text-h2">
            {t('popular')}
          </h2>
          <ShopLink href={to('/categories')} className={buttonClass('bare', 'small', 'shrink-0')}>
            {t('all')}
          </ShopLink>
        </div>
        <ProductGrid products={popular} firstRow={0} />
      </section>
      <section aria-labelledby="newest">
        <h2 id="newest" className="text-h2 mb-6">
          {t('newest')}
        </h2>
        <ProductGrid products={newest} firstRow={0} />
      </section>
    </div>
  )
}
