import type { ReactNode } from 'react'
import { AddressText } from '#checkout/address-text.tsx'
import { discountViews, isSome } from '#coupons/discount-view.ts'
import { formatDay, formatPrice, taxLabel } from '#i18n/format.ts'
import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import type { Order } from '#lib/shop/orders.ts'
import { OrderInvoices } from '#invoices/order-invoices.tsx'
import { Stream } from '#shell/stream.tsx'
import { ConfirmationNotice } from './confirmation-notice.tsx'
import { OrderBadges } from './order-badges.tsx'
import { OrderLines } from './order-lines.tsx'
import { PayRest } from './pay-rest.tsx'
import { ShipmentList } from './shipment-list.tsx'

/** An order as it was agreed, and what has become of it: lines with what was confirmed, shipments, invoices; totals, addresses, delivery, payment. */
export async function OrderView({ order }: { order: Order }) {
  const [writing, t] = await Promise.all([getWriting(), getT('order')])
  const price = (amount: Order['total']) => formatPrice(writing, amount)
  const shipping = order.addresses.find(({ kind }) => kind === 'shipping')
  const billing = order.addresses.find(({ kind }) => kind === 'billing')
  return (
    <div className="grid gap-10 lg:grid-cols-[1fr_22rem]">
      <div className="grid content-start gap-8">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <OrderBadges state={order.state} paymentStatus={order.paymentStatus} />
          <span className="text-sm text-quiet">{t('placedOn', { day: formatDay(writing, order.placedAt) })}</span>
          {order.poNumber && <span className="text-sm text-quiet">{t('poNumber', { number: order.poNumber })}</span>}
        </div>
        <Stream>
          <PayRest order={order} />
        </Stream>
        <ConfirmationNotice order={order} />
        <OrderLines lines={order.lines} />
        <ShipmentList shipments={order.shipments} />
        <Stream>
          <OrderInvoices orderId={order.id} />
        </Stream>
      </div>
      <aside className="grid content-start gap-6 self-start rounded-lg bg-sheet p-6">
        <dl className="grid gap-2">
          <Row label={t('subtotal')} value={price(order.subtotal)} />
          {discountViews(writing, order.discounts).map(({ code, label, amount }) => (
            <Row key={code} label={label} value={amount} />
          ))}
          <Row label={t('shipping')} value={price(order.shippingTotal)} />
          {isSome(order.surchargeTotal) && <Row label={t('surcharge')} value={price(order.surchargeTotal)} />}
          {order.taxes.map((tax) => (
            <Row key={tax.name + tax.rate} label={taxLabel(writing, tax)} value={price(tax.amount)} />
          ))}
          <div className="mt-1 flex items-baseline justify-between border-t-2 border-ink pt-3">
            <dt className="font-semibold">{t('total')}</dt>
            <dd className="numerals text-xl font-bold">{price(order.total)}</dd>
          </div>
        </dl>
        {shipping && (
          <Part title={t('shipTo')}>
            <AddressText address={shipping} writing={writing} />
            {order.shippingOption && <p className="mt-2 text-quiet">{order.shippingOption.label}</p>}
            {order.shippingOption?.pickupPlace && <PickupPlace place={order.shippingOption.pickupPlace} />}
          </Part>
        )}
        {billing && (
          <Part title={t('billTo')}>
            <AddressText address={billing} writing={writing} />
          </Part>
        )}
        {order.payments.some(({ method }) => method) && (
          <Part title={t('paidWith')}>{order.payments.map(({ method }, i) => method && <p key={i}>{method}</p>)}</Part>
        )}
      </aside>
    </div>
  )
}

type Place = NonNullable<NonNullable<Order['shippingOption']>['pickupPlace']>

function PickupPlace({ place }: { place: Place }) {
  const lines = [place.name, place.street, `${place.postalCode} ${place.city}`, place.phone, place.openingHours]
  return (
    <address className="mt-1 not-italic">
      {lines.filter(Boolean).map((line) => (
        <span key={line} className="block">
          {line}
        </span>
      ))}
    </address>
  )
}

function Row({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className="text-quiet">{label}</dt>
      <dd className="numerals font-medium">{value}</dd>
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="text-sm">
      <h2 className="mb-1 font-sans text-sm font-semibold tracking-normal">{title}</h2>
      {children}
    </section>
  )
}
