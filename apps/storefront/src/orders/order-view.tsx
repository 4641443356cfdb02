import type { ReactNode } from 'react'
import { AddressText } from '#checkout/address-text.tsx'
import { formatDay } from '#i18n/format.ts'
import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import { readInvoicesOfOrder } from '#lib/shop/invoices.ts'
import type { Order } from '#lib/shop/orders.ts'
import { OrderInvoices } from '#invoices/order-invoices.tsx'
import { DeviceNotices } from '#notices/device-notices.tsx'
import { Stream } from '#shell/stream.tsx'
import { ConfirmationNotice } from './confirmation-notice.tsx'
import { MoneyBack } from './money-back.tsx'
import { OrderBadges } from './order-badges.tsx'
import { OrderLines } from './order-lines.tsx'
import { OrderPayment } from './order-payment.tsx'
import { OrderSums } from './order-sums.tsx'
import { PayRest } from './pay-rest.tsx'
import { ShipmentList } from './shipment-list.tsx'

/** An order as it was agreed, and what has become of it: lines with what was confirmed, shipments, invoices; totals, addresses, delivery, payment. */
export async function OrderView({ order, declined = null }: { order: Order; declined?: string | null }) {
  const onAccount = order.amounts?.paymentMethod === 'onAccount'
  const [writing, t, invoices] = await Promise.all([
    getWriting(),
    getT('order'),
    onAccount ? readInvoicesOfOrder(order.id) : [],
  ])
  const bills = invoices.filter(({ kind, state }) => kind === 'invoice' && state === 'issued')
  const shipping = order.addresses.find(({ kind }) => kind === 'shipping')
  const billing = order.addresses.find(({ kind }) => kind === 'billing')
  return (
    <div className="grid gap-10 lg:grid-cols-[1fr_22rem]">
      <div className="grid content-start gap-8">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <OrderBadges order={order} bills={bills} />
          <span className="text-sm text-quiet">{t('placedOn', { day: formatDay(writing, order.placedAt) })}</span>
          {order.poNumber && !order.amounts && (
            <span className="text-sm text-quiet">{t('poNumber', { number: order.poNumber })}</span>
          )}
        </div>
        <Stream>
          <PayRest order={order} declined={declined} />
        </Stream>
        <ConfirmationNotice order={order} />
        {['placed', 'processing', 'shipped'].includes(order.state) && <DeviceNotices />}
        <OrderLines order={order} />
        <ShipmentList order={order} />
        <Stream>
          <OrderInvoices orderId={order.id} />
        </Stream>
      </div>
      <aside className="grid content-start gap-6 self-start rounded-lg bg-sheet p-6">
        {order.amounts && <OrderSums amounts={order.amounts} />}
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
        {order.amounts && <OrderPayment order={order} amounts={order.amounts} />}
        {order.amounts && <MoneyBack amounts={order.amounts} />}
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

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="text-sm">
      <h2 className="mb-1 font-sans text-sm font-semibold tracking-normal">{title}</h2>
      {children}
    </section>
  )
}
