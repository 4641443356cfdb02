import { formatPrice, formatQuantity } from '#i18n/format.ts'
import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import type { Listing } from '#lib/shop/catalog.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { ShopLink } from '#ui/link.tsx'
import { countFilters, facetPrefix, listingHref, one, type SearchParams } from './listing-query.ts'

const few = 7
const box =
  'size-5 shrink-0 appearance-none rounded-sm border-[1.5px] border-edge bg-sheet checked:border-ink checked:bg-ink checked:bg-[image:var(--tick)] bg-center bg-no-repeat'

/** What narrows a listing. A <details> on phones; always open beside the grid on larger screens (globals.css). */
export async function FilterPanel({ listing, params, path }: { listing: Listing; params: SearchParams; path: string }) {
  const [writing, t] = await Promise.all([getWriting(), getT('listing')])
  const active = countFilters(params)
  const { priceRange } = listing
  return (
    <details className="filter-panel rounded-md border-[1.5px] border-edge bg-sheet md:border-0 md:bg-transparent">
      <summary className="flex min-h-12 items-center gap-3 px-4 font-semibold">
        <Icon name="filter" size={20} />
        {active > 0 ? t('filterActive', { count: active }) : t('filter')}
        <Icon name="down" size={18} className="ml-auto" />
      </summary>
      <div className="px-4 pb-5 md:p-0">
        {active > 0 && (
          <ShopLink
            href={listingHref(path, { q: params.q, sort: params.sort }, {})}
            className={buttonClass('bare', 'small')}
          >
            {t('clear')}
          </ShopLink>
        )}
        <label className="flex min-h-11 items-center gap-3 font-medium">
          <input
            type="checkbox"
            name="available"
            value="true"
            defaultChecked={one(params.available) === 'true'}
            className={box}
          />
          {t('onlyAvailable')}
          <span className="numerals ml-auto text-sm text-quiet">{listing.availableCount}</span>
        </label>
        {priceRange && (
          <fieldset className="border-t border-line py-4">
            <legend className="float-left mb-2 w-full font-semibold">{t('price')}</legend>
            <div className="clear-both flex items-center gap-2">
              {(['min', 'max'] as const).map((end) => (
                <input
                  key={end}
                  name={end}
                  inputMode="decimal"
                  defaultValue={one(params[end])}
                  placeholder={formatPrice(writing, end === 'min' ? priceRange.lowest : priceRange.highest)}
                  aria-label={t(end)}
                  className="numerals h-11 w-full min-w-0 rounded-md border-[1.5px] border-edge bg-sheet px-3"
                />
              ))}
              <Button type="submit" look="ink" aria-label={t('apply')} className="aspect-square px-0!">
                <Icon name="check" size={18} />
              </Button>
            </div>
          </fieldset>
        )}
        {listing.facets.map((facet) => {
          const shown = facet.values.filter((value, i) => i < few || value.selected)
          const rest = facet.values.filter((value) => !shown.includes(value))
          const row = (value: (typeof facet.values)[number]) => (
            <label key={value.code} className="flex min-h-9 items-center gap-3">
              <input
                type="checkbox"
                name={facetPrefix + facet.code}
                value={value.code}
                defaultChecked={value.selected}
                className={box}
              />
              {value.swatch && (
                <span className="size-4 rounded-full border border-edge" style={{ background: value.swatch }} />
              )}
              <span className="min-w-0 truncate">{value.label}</span>
              <span className="numerals ml-auto text-sm text-quiet">{formatQuantity(writing, value.count)}</span>
            </label>
          )
          return (
            <fieldset key={facet.code} className="border-t border-line py-4">
              <legend className="float-left mb-1 w-full font-semibold">{facet.label}</legend>
              <div className="clear-both">{shown.map(row)}</div>
              {rest.length > 0 && (
                <details>
                  <summary className="flex min-h-9 items-center text-sm font-medium underline decoration-line decoration-2 underline-offset-4">
                    {t('moreValues', { count: rest.length })}
                  </summary>
                  {rest.map(row)}
                </details>
              )}
            </fieldset>
          )
        })}
        <noscript>
          <Button type="submit" look="ink" className="w-full">
            {t('apply')}
          </Button>
        </noscript>
      </div>
    </details>
  )
}
