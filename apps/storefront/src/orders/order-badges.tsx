import { getT } from '#i18n/request.ts'
import type { Order } from '#lib/shop/orders.ts'
import { Badge } from '#ui/badge.tsx'

/** How the order and its payment stand, in a word each. */
export async function OrderBadges({ state, paymentStatus }: Pick<Order, 'state' | 'paymentStatus'>) {
  const t = await getT('order')
  const paid = paymentStatus === 'paid' || paymentStatus === 'authorized'
  return (
    <span className="inline-flex flex-wrap gap-2">
      <Badge tone={state === 'cancelled' ? 'stop' : state === 'placed' || state === 'processing' ? 'plain' : 'good'}>
        {t(`states.${state}`)}
      </Badge>
      <Badge
        tone={paid ? 'good' : paymentStatus === 'unpaid' || paymentStatus === 'partiallyPaid' ? 'caution' : 'plain'}
      >
        {t(`payments.${paymentStatus}`)}
      </Badge>
    </span>
  )
}
