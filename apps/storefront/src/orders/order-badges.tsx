import { getT } from '#i18n/request.ts'
import type { Order, OrderRow } from '#lib/shop/orders.ts'
import { Badge } from '#ui/badge.tsx'

/** How the order and its payment stand, in a word each; the latter as far as its buyer may know. */
export async function OrderBadges({ order: { state, amounts } }: { order: Order | OrderRow }) {
  const t = await getT('order')
  const paymentStatus = amounts?.paymentStatus
  const paid = paymentStatus === 'paid' || paymentStatus === 'authorized'
  return (
    <span className="inline-flex flex-wrap gap-2">
      <Badge tone={state === 'cancelled' ? 'stop' : state === 'placed' || state === 'processing' ? 'plain' : 'good'}>
        {t(`states.${state}`)}
      </Badge>
      {paymentStatus && (
        <Badge
          tone={paid ? 'good' : paymentStatus === 'unpaid' || paymentStatus === 'partiallyPaid' ? 'caution' : 'plain'}
        >
          {t(`payments.${paymentStatus}`)}
        </Badge>
      )}
    </span>
  )
}
