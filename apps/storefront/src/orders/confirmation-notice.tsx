import { formatDay } from '#i18n/format.ts'
import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import type { Order } from '#lib/shop/orders.ts'
import { Icon } from '#ui/icon.tsx'

const looks = {
  accepted: ['border-good bg-good-soft', 'check', 'text-good'],
  changed: ['border-caution bg-caution-soft', 'info', 'text-caution'],
  rejected: ['border-stop bg-stop-soft', 'alert', 'text-stop'],
} as const

/** What whoever sees to the order makes of it as a whole; nothing while nobody has said. */
export async function ConfirmationNotice({ order }: { order: Order }) {
  const { confirmation, confirmedAt, externalNumber } = order
  if (!confirmation) return null
  const [writing, t] = await Promise.all([getWriting(), getT('order')])
  const [frame, icon, ink] = looks[confirmation]
  return (
    <section className={`flex gap-3 rounded-md border-l-4 p-4 ${frame}`} data-testid="confirmation">
      <Icon name={icon} className={`mt-0.5 shrink-0 ${ink}`} />
      <div className="min-w-0">
        {confirmedAt && <h2 className="text-h3">{t('confirmedOn', { day: formatDay(writing, confirmedAt) })}</h2>}
        <p className="mt-0.5">{t(`confirmations.${confirmation}`)}</p>
        {externalNumber && <p className="numerals mt-1 text-sm">{t('externalNumber', { number: externalNumber })}</p>}
      </div>
    </section>
  )
}
