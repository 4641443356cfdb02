import { getT } from '#i18n/request.ts'
import type { InvoiceRow } from '#lib/shop/invoices.ts'
import { Badge } from '#ui/badge.tsx'

const tones = { open: 'caution', partiallyPaid: 'caution', paid: 'good', overdue: 'stop' } as const

/** How an invoice stands, in a word; a credit note, that it is one. */
export async function InvoiceBadge({ invoice: { kind, state, paymentStatus } }: { invoice: InvoiceRow }) {
  const t = await getT('invoice')
  if (state === 'cancelled') return <Badge>{t('cancelled')}</Badge>
  if (kind === 'creditNote') return <Badge>{t('kinds.creditNote')}</Badge>
  return <Badge tone={tones[paymentStatus]}>{t(`statuses.${paymentStatus}`)}</Badge>
}
