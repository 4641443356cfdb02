import { formatDay, formatQuantity } from '#i18n/format.ts'
import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import type { Order } from '#lib/shop/orders.ts'
import { buttonClass } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { ParcelSteps } from './parcel-steps.tsx'
import { parcelViews } from './parcel-view.ts'

type Shipment = Order['shipments'][number]

/** What is on its way: by whom, what is in it, and where it can be followed. */
export async function ShipmentList({ order: { shipments } }: { order: Order }) {
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
  const { state, carriedBy, shippedAt, deliveredAt, trackingNumber, trackingPage, lines } = shipment
  const left = state === 'shipped' || state === 'delivered'
  const parcels = left ? await parcelViews(shipment.parcels) : []
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
        <p className="text-sm text-quiet">{[when, carriedBy].filter(Boolean).join(' · ')}</p>
        <ul className="numerals mt-2 text-sm">
          {lines.map(({ id, quantity, orderLine }) => (
            <li key={id}>
              {formatQuantity(writing, quantity)} × {orderLine.name}
            </li>
          ))}
        </ul>
        {trackingNumber && parcels.length === 0 && (
          <p className="numerals mt-2 text-sm font-semibold break-all">{trackingNumber}</p>
        )}
        {parcels.length > 0 && (
          <div className="mt-4">
            <ParcelSteps parcels={parcels} title={t('parcelSteps')} />
          </div>
        )}
      </div>
      {trackingPage && (
        <a href={trackingPage} rel="noreferrer" className={buttonClass('line', 'medium', 'print:hidden')}>
          {t('follow')}
        </a>
      )}
    </li>
  )
}
