import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ListingSkeleton } from '#catalog/listing-skeleton.tsx'
import { ListingView } from '#catalog/listing.tsx'
import type { SearchParams } from '#catalog/listing-query.ts'
import { alternates } from '#i18n/alternates.ts'
import { getTo } from '#i18n/paths.ts'
import { getT } from '#i18n/request.ts'
import { readCategory } from '#lib/shop/catalog.ts'
import { Stream } from '#shell/stream.tsx'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { ShopLink } from '#ui/link.tsx'
import { Picture, tintOf } from '#ui/picture.tsx'

interface Props {
  params: Promise<{ slug: string }>
  searchParams: Promise<SearchParams>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const category = await readCategory((await params).slug)
  if (!category) notFound()
  return {
    title: category.metaTitle ?? category.name,
    description: category.metaDescription ?? category.description ?? undefined,
    alternates: await alternates(`/category/${category.slug}`),
  }
}

export default async function CategoryPage({ params, searchParams }: Props) {
  const [category, query, to, t] = await Promise.all([
    params.then(({ slug }) => readCategory(slug)),
    searchParams,
    getTo(),
    getT('listing'),
  ])
  if (!category) notFound()
  const path = to(`/category/${category.slug}`)
  const crumbs = [
    { name: t('home'), href: to('/') },
    ...category.breadcrumbs.map(({ name, slug }) => ({ name, href: to(`/category/${slug}`) })),
    { name: category.name },
  ]
  return (
    <div className="shell">
      <Breadcrumbs crumbs={crumbs} label={t('breadcrumbs')} />
      <header className="mb-6 grid gap-2 md:mb-8">
        <h1 className="text-h1">{category.name}</h1>
        {category.description && <p className="max-w-2xl text-quiet">{category.description}</p>}
      </header>
      {category.children.length > 0 && (
        <ul className="-mx-4 mb-8 flex snap-x scroll-pl-4 gap-3 overflow-x-auto px-4 pb-2 [scrollbar-width:none] md:mx-0 md:flex-wrap md:px-0">
          {category.children.map((child) => (
            <li key={child.id} className="snap-start">
              <ShopLink
                href={to(`/category/${child.slug}`)}
                className={`flex min-h-16 items-center gap-3 rounded-md py-2 pr-5 pl-3 font-semibold whitespace-nowrap hover:outline-2 hover:outline-ink ${tintOf(child.slug)}`}
              >
                {child.imageKey && (
                  <span className="size-12">
                    <Picture media={child.imageKey} alt="" sizes="48px" />
                  </span>
                )}
                {child.name}
                <span className="numerals text-sm font-normal opacity-75">{child.productCount}</span>
              </ShopLink>
            </li>
          ))}
        </ul>
      )}
      <Stream fallback={<ListingSkeleton label={t('loading')} />}>
        <ListingView of={{ category: category.slug }} params={query} path={path} />
      </Stream>
    </div>
  )
}
