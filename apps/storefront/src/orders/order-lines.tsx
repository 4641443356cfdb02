import { isSome, lessBy } from '#coupons/discount-view.ts'
import { formatPrice, formatQuantity } from '#i18n/format.ts'
import { getTo } from '#i18n/paths.ts'
import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import type { Order } from '#lib/shop/orders.ts'
import { ShopLink } from '#ui/link.tsx'
import { Picture, tintOf } from '#ui/picture.tsx'
import { LinePromise } from './line-promise.tsx'

/** The articles of an order, each with what was confirmed of it. */
export async function OrderLines({ lines }: { lines: Order['lines'] }) {
  const [writing, to, t] = await Promise.all([getWriting(), getTo(), getT('order')])
  return (
    <ul className="divide-y divide-line border-y border-line" aria-label={t('lines')}>
      {lines.map((line) => (
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
              {formatQuantity(writing, line.quantity)} × {formatPrice(writing, line.unitPrice)}{' '}
              {line.unitLabel && t('perUnit', { unit: line.unitLabel })}
            </span>
            <LinePromise line={line} />
          </div>
          <span className="numerals text-right font-semibold">
            {formatPrice(writing, line.rowTotal)}
            {isSome(line.discountAmount) && (
              <span className="block text-sm font-medium text-good">{lessBy(writing, line.discountAmount)}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
