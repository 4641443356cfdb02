import { formatDay, formatPrice } from '#i18n/format.ts'
import { getTo } from '#i18n/paths.ts'
import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import { readBillsOf } from '#lib/shop/invoices.ts'
import { readMyOrders } from '#lib/shop/orders.ts'
import { OrderBadges } from '#orders/order-badges.tsx'
import { buttonClass } from '#ui/button.tsx'
import { ShopLink } from '#ui/link.tsx'
import { Picture, tintOf } from '#ui/picture.tsx'

/** The signed-in person's orders, newest first, a page at a time. */
export async function OrderList({ after }: { after: string | null }) {
  const [writing, to, t, page] = await Promise.all([getWriting(), getTo(), getT('account'), readMyOrders(after)])
  if (page.items.length === 0)
    return (
      <div className="rounded-lg bg-sheet p-6">
        <p className="font-semibold">{t('noOrders')}</p>
        <p className="mt-1 text-quiet">{t('noOrdersText')}</p>
      </div>
    )
  const onAccount = page.items.filter(({ amounts }) => amounts?.paymentMethod === 'onAccount')
  const bills = await readBillsOf(onAccount.map(({ id }) => id))
  return (
    <>
      <ul className="grid gap-3">
        {page.items.map((order) => (
          <li key={order.id} className="group relative grid gap-3 rounded-lg bg-sheet p-5">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <h3 className="numerals text-h3">
                <ShopLink
                  href={to(`/account/orders/${order.id}`)}
                  className="underline-offset-4 group-hover:underline after:absolute after:inset-0"
                >
                  {order.number}
                </ShopLink>
              </h3>
              {order.amounts && (
                <p className="numerals text-lg font-bold">{formatPrice(writing, order.amounts.total)}</p>
              )}
            </div>
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm text-quiet">
              <OrderBadges order={order} bills={bills.get(order.id) ?? []} />
              <span>{formatDay(writing, order.placedAt)}</span>
              <span>{t('articles', { count: order.lines.length })}</span>
            </div>
            <div className="flex gap-2" aria-hidden="true">
              {order.lines.slice(0, 5).map((line) => (
                <span key={line.id} className={`size-12 rounded-sm p-1 ${tintOf(line.imageKey ?? line.name)}`}>
                  <Picture media={line.imageKey} alt="" sizes="48px" />
                </span>
              ))}
            </div>
          </li>
        ))}
      </ul>
      {page.pageInfo.hasNextPage && page.pageInfo.endCursor && (
        <ShopLink
          href={to(`/account?after=${encodeURIComponent(page.pageInfo.endCursor)}`)}
          className={buttonClass('line', 'medium', 'mt-6')}
        >
          {t('older')}
        </ShopLink>
      )}
    </>
  )
}
