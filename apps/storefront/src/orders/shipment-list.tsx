import { formatDay, formatQuantity } from '#i18n/format.ts'
import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import type { Order } from '#lib/shop/orders.ts'
import { buttonClass } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'

type Shipment = Order['shipments'][number]

/** What is on its way: by whom, what is in it, and where it can be followed. */
export async function ShipmentList({ shipments }: { shipments: readonly Shipment[] }) {
  if (shipments.length === 0) return null
  const t = await getT('order')
  return (
    <section aria-labelledby="shipments">
      <h2 id="shipments" className="text-h2 mb-3">
        {t('shipments')}
      </h2>
      <ul className="grid gap-3">
        {shipments.map((shipment) => (
          <ShipmentCard key={shipment.number} shipment={shipment} />
        ))}
      </ul>
    </section>
  )
}

async function ShipmentCard({ shipment }: { shipment: Shipment }) {
  const [writing, t] = await Promise.all([getWriting(), getT('order')])
  const { state, carrier, service, shippedAt, deliveredAt, trackingNumber, trackingUrl, lines } = shipment
  const when = deliveredAt
    ? t('cameOn', { day: formatDay(writing, deliveredAt) })
    : shippedAt && t('leftOn', { day: formatDay(writing, shippedAt) })
  return (
    <li className="grid gap-4 rounded-lg bg-sheet p-5 sm:grid-cols-[auto_1fr_auto] sm:items-start">
      <span className="grid size-11 place-items-center rounded-full bg-well">
        <Icon name="truck" />
      </span>
      <div className="min-w-0">
        <h3 className="text-h3">{t(`shipment.${state}`)}</h3>
        <p className="text-sm text-quiet">
          {[when, [carrier, service].filter(Boolean).join(' ')].filter(Boolean).join(' · ')}
        </p>
        <ul className="numerals mt-2 text-sm">
          {lines.map(({ id, quantity, orderLine }) => (
            <li key={id}>
              {formatQuantity(writing, quantity)} × {orderLine.name}
            </li>
          ))}
        </ul>
        {trackingNumber && <p className="numerals mt-2 text-sm font-semibold break-all">{trackingNumber}</p>}
      </div>
      {trackingUrl && (
        <a href={trackingUrl} rel="noreferrer" className={buttonClass('line', 'medium', 'print:hidden')}>
          {t('follow')}
        </a>
      )}
    </li>
  )
}
