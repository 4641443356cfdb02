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
        <div data-own-search>
          <div className="max-w-2xl">
            <SearchBox action={to('/search')} suggestHref={to('/suggest')} texts={messages.search.box} focus />
          </div>
          <h2 className="text-h3 mt-12 mb-5">{t('orBrowse')}</h2>
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
    <ul className="grid gap-x-10 border-b border-line md:grid-cols-2">
      {categories.map((top) => (
        <li key={top.id} className="grid content-start gap-x-6 border-t border-line py-4 sm:grid-cols-[13rem_1fr]">
          <ShopLink
            href={to(`/category/${top.slug}`)}
            className="inline-flex min-h-9 items-center self-start font-semibold underline-offset-4 hover:underline"
          >
            {top.name}
          </ShopLink>
          <ul className="flex flex-wrap gap-x-5">
            {top.children.map((child) => (
              <li key={child.id}>
                <ShopLink
                  href={to(`/category/${child.slug}`)}
                  className="inline-flex min-h-9 items-center text-quiet underline-offset-4 hover:text-ink hover:underline"
                >
                  {child.name}
                </ShopLink>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}
