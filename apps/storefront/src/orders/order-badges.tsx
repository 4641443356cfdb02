import { formatDay } from '#i18n/format.ts'
import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import type { Bill } from '#lib/shop/invoices.ts'
import type { Order, OrderRow } from '#lib/shop/orders.ts'
import { Badge } from '#ui/badge.tsx'
import { paymentStanding } from './payment-standing.ts'

const looks = {
  unpaid: 'caution',
  authorized: 'good',
  partiallyPaid: 'caution',
  paid: 'good',
  partiallyRefunded: 'plain',
  refunded: 'plain',
} as const

/** How the order and its payment stand, in a word each; the latter as far as its buyer may know. `bills`: its invoices that stand, of an order on account. */
export async function OrderBadges({
  order: { state, amounts },
  bills,
}: {
  order: Order | OrderRow
  bills: readonly Bill[]
}) {
  const [writing, t] = await Promise.all([getWriting(), getT('order')])
  const { status, onAccount } = amounts ? paymentStanding(state, amounts, bills) : {}
  return (
    <span className="inline-flex flex-wrap gap-2">
      <Badge tone={state === 'cancelled' ? 'stop' : state === 'placed' || state === 'processing' ? 'plain' : 'good'}>
        {t(`states.${state}`)}
      </Badge>
      {status && <Badge tone={looks[status]}>{t(`payments.${status}`)}</Badge>}
      {onAccount?.kind === 'open' && <Badge>{t('onAccount')}</Badge>}
      {onAccount && onAccount.kind !== 'open' && (
        <Badge tone={onAccount.kind === 'overdue' ? 'stop' : 'plain'}>
          {t(`onAccountDue.${onAccount.kind}`, { day: formatDay(writing, onAccount.day, 'medium') })}
        </Badge>
      )}
    </span>
  )
}
