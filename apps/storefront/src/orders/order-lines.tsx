import { isSome, lessBy } from '#coupons/discount-view.ts'
import { formatPrice, formatQuantity } from '#i18n/format.ts'
import { getTo } from '#i18n/paths.ts'
import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import type { Order } from '#lib/shop/orders.ts'
import { ShopLink } from '#ui/link.tsx'
import { Picture, tintOf } from '#ui/picture.tsx'
import { LinePromise } from './line-promise.tsx'

/** The articles of an order, each with what was confirmed of it, and what it costs where its buyer may know. */
export async function OrderLines({ order: { lines, amounts } }: { order: Order }) {
  const [writing, to, t] = await Promise.all([getWriting(), getTo(), getT('order')])
  return (
    <ul className="divide-y divide-line border-y border-line" aria-label={t('lines')}>
      {lines.map((line) => {
        const price = amounts?.lines.find(({ id }) => id === line.id)
        return (
          <li key={line.id} className="grid grid-cols-[72px_1fr_auto] gap-4 py-4">
            <span className={`self-start rounded-md p-2 ${tintOf(line.imageKey ?? line.sku)}`}>
              <Picture media={line.imageKey} alt="" sizes="72px" />
            </span>
            <div className="min-w-0">
              {line.productSlug ? (
                <ShopLink
                  href={to(`/product/${line.productSlug}`)}
                  className="font-semibold underline-offset-4 hover:underline"
                >
                  {line.name}
                </ShopLink>
              ) : (
                <span className="font-semibold">{line.name}</span>
              )}
              <span className="block text-sm text-quiet">
                {line.details.map(({ label, value }) => `${label} ${value}`).join(' · ')}
              </span>
              <span className="numerals block text-sm text-quiet">
                {price ? (
                  <>
                    {formatQuantity(writing, line.quantity)} × {formatPrice(writing, price.unitPrice)}{' '}
                    {line.unitName && t('perUnit', { unit: line.unitName })}
                  </>
                ) : (
                  `${formatQuantity(writing, line.quantity)} ${line.countedUnitName}`
                )}
              </span>
              <LinePromise line={line} confirmedPrice={price?.confirmedPrice} />
            </div>
            {price && (
              <span className="numerals text-right font-semibold">
                {formatPrice(writing, price.rowTotal)}
                {isSome(price.discountAmount) && (
                  <span className="block text-sm font-medium text-good">{lessBy(writing, price.discountAmount)}</span>
                )}
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
