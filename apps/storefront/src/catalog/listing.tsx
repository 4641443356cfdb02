import { getTo } from '#i18n/paths.ts'
import { getT } from '#i18n/request.ts'
import { searchProducts, type ProductSearchInput } from '#lib/shop/catalog.ts'
import { ShopRefusal } from '#lib/shop/refusal.ts'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Icon } from '#ui/icon.tsx'
import { ShopLink } from '#ui/link.tsx'
import { FilterForm } from './filter-form.tsx'
import { FilterPanel } from './filter-panel.tsx'
import { countFilters, listingHref, listingInput, one, sorts, type SearchParams } from './listing-query.ts'
import { ProductGrid } from './product-card.tsx'

interface Props {
  /** What the listing is of: a category, a search. */
  of: Pick<ProductSearchInput, 'category' | 'query'>
  params: SearchParams
  path: string
}

/** Products with facets, sorting and cursor paging; everything in the address, so it works without script. */
export async function ListingView({ of, params, path }: Props) {
  const t = await getT('listing')
  const listing = await read({ ...listingInput(params), ...of })
  const order = sorts.filter((sort) => (of.query ? sort !== 'position' : sort !== 'relevance'))
  if (listing.total === 0 && countFilters(params) === 0)
    return (
      <EmptyState
        level={2}
        icon="search"
        title={of.query ? t('nothingFound', { query: of.query }) : t('nothingHere')}
        text={t('nothingText')}
      >
        <ShopLink href={(await getTo())('/categories')} className={buttonClass('ink')}>
          {t('browse')}
        </ShopLink>
      </EmptyState>
    )
  return (
    <FilterForm id="listing" action={path} query={JSON.stringify(params)}>
      {of.query && <input type="hidden" name="q" value={of.query} />}
      {listing.didYouMean && (
        <p className="mb-4 text-lg">
          {t('showingInstead')} <strong className="text-rust">{listing.didYouMean}</strong>
        </p>
      )}
      <div className="gap-10 md:grid md:grid-cols-[15rem_1fr] lg:grid-cols-[17rem_1fr]">
        <aside aria-label={t('filter')} className="mb-4">
          <FilterPanel listing={listing} params={params} path={path} />
        </aside>
        <div className="listing min-w-0 transition-opacity">
          <div className="mb-5 flex flex-wrap items-center justify-between gap-3 border-b border-line pb-3">
            <p className="numerals text-sm text-quiet" role="status">
              {t('count', { count: listing.total })}
            </p>
            <label className="flex items-center gap-2 text-sm">
              <span className="text-quiet">{t('sort')}</span>
              <span className="relative">
                <select
                  key={one(params.sort)}
                  name="sort"
                  defaultValue={one(params.sort) || order[0]}
                  className="min-h-11 appearance-none rounded-md bg-transparent pr-8 pl-2 font-semibold hover:bg-well"
                >
                  {order.map((sort) => (
                    <option key={sort} value={sort}>
                      {t(`sorts.${sort}`)}
                    </option>
                  ))}
                </select>
                <Icon name="down" size={16} className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2" />
              </span>
            </label>
          </div>
          {listing.items.length === 0 ? (
            <div className="py-12 text-center">
              <p className="text-lg font-semibold">{t('nothingLeft')}</p>
              <ShopLink href={listingHref(path, { q: params.q }, {})} className={buttonClass('line', 'medium', 'mt-5')}>
                {t('clear')}
              </ShopLink>
            </div>
          ) : (
            <>
              <h2 className="sr-only">{t('products')}</h2>
              <ProductGrid products={listing.items} firstRow={4} />
            </>
          )}
          <div className="mt-12 flex flex-wrap items-center justify-center gap-4">
            {one(params.after) && (
              <ShopLink href={listingHref(path, params, { after: null })} className={buttonClass('line')}>
                {t('firstPage')}
              </ShopLink>
            )}
            {listing.pageInfo.hasNextPage && listing.pageInfo.endCursor && (
              <ShopLink
                href={listingHref(path, params, { after: listing.pageInfo.endCursor })}
                className={buttonClass('ink')}
              >
                {t('nextPage')} <Icon name="arrow" size={18} />
              </ShopLink>
            )}
          </div>
        </div>
      </div>
    </FilterForm>
  )
}

/** An outdated page mark (an old bookmark) begins again at the first page. */
async function read(input: ProductSearchInput) {
  try {
    return await searchProducts(input)
  } catch (problem) {
    if (problem instanceof ShopRefusal && problem.code === 'CURSOR_INVALID')
      return searchProducts({ ...input, after: null })
    throw problem
  }
}
