import type { Metadata } from 'next'
import { ListingSkeleton } from '#catalog/listing-skeleton.tsx'
import { ListingView } from '#catalog/listing.tsx'
import { one, type SearchParams } from '#catalog/listing-query.ts'
import { getTo } from '#i18n/paths.ts'
import { getMessages, getT } from '#i18n/request.ts'
import { readCategories } from '#lib/shop/catalog.ts'
import { SearchBox } from '#search/search-box.tsx'
import { Stream } from '#shell/stream.tsx'
import { ShopLink } from '#ui/link.tsx'

interface Props {
  searchParams: Promise<SearchParams>
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const t = await getT('search')
  const query = one((await searchParams).q)
  return { title: query ? t('titleFor', { query }) : t('title'), robots: { index: false, follow: true } }
}

export default async function SearchPage({ searchParams }: Props) {
  const [params, to, t, messages] = await Promise.all([searchParams, getTo(), getT('search'), getMessages()])
  const query = one(params.q).slice(0, 200)
  return (
    <div className="shell pt-6">
      <h1 className="text-h1 mb-6">{query ? t('titleFor', { query }) : t('title')}</h1>
      {query ? (
        <Stream key={query} fallback={<ListingSkeleton label={t('loading')} />}>
          <ListingView of={{ query }} params={params} path={to('/search')} />
        </Stream>
      ) : (
        <div className="max-w-2xl">
          <SearchBox action={to('/search')} suggestHref={to('/suggest')} texts={messages.search.box} focus />
          <p className="mt-8 mb-3 font-semibold">{t('orBrowse')}</p>
          <Stream>
            <Branches />
          </Stream>
        </div>
      )}
    </div>
  )
}

async function Branches() {
  const [to, categories] = await Promise.all([getTo(), readCategories()])
  return (
    <ul className="flex flex-wrap gap-2">
      {categories.flatMap((top) =>
        [top, ...top.children].map((category) => (
          <li key={category.id}>
            <ShopLink
              href={to(`/category/${category.slug}`)}
              className="inline-flex min-h-11 items-center rounded-full bg-well px-4 text-sm font-medium hover:bg-line"
            >
              {category.name}
            </ShopLink>
          </li>
        )),
      )}
    </ul>
  )
}
