import type { ReactNode } from 'react'
import { AddressText } from '#checkout/address-text.tsx'
import { formatDay, formatPrice, formatQuantity, formatRate } from '#i18n/format.ts'
import { getTo } from '#i18n/paths.ts'
import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import type { Order } from '#lib/shop/orders.ts'
import { Icon } from '#ui/icon.tsx'
import { ShopLink } from '#ui/link.tsx'
import { Picture, tintOf } from '#ui/picture.tsx'
import { OrderBadges } from './order-badges.tsx'

/** An order as it was agreed: lines, totals, addresses, delivery, payment. */
export async function OrderView({ order }: { order: Order }) {
  const [writing, to, t] = await Promise.all([getWriting(), getTo(), getT('order')])
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
        <ul className="divide-y divide-line border-y border-line">
          {order.lines.map((line) => (
            <li key={line.id} className="grid grid-cols-[72px_1fr_auto] gap-4 py-4">
              <span className={`self-start rounded-md p-2 ${tintOf(line.sku)}`}>
                <Picture media={line.imageKey} alt="" sizes="72px" />
              </span>
              <span className="min-w-0">
                {line.productSlug ? (
                  <ShopLink
                    href={to(`/product/${line.productSlug}`)}
                    className="font-semibold underline-offset-4 hover:underline"
                  >
                    {line.name}
                  </ShopLink>
                ) : (
                  <span className="font-semibold">{line.name}</span>
                )}
                <span className="block text-sm text-quiet">{line.details.map(({ value }) => value).join(' · ')}</span>
                <span className="numerals block text-sm text-quiet">
                  {formatQuantity(writing, line.quantity)} {line.unitLabel} × {price(line.unitPrice)}
                </span>
              </span>
              <span className="numerals font-semibold">{price(line.rowTotal)}</span>
            </li>
          ))}
        </ul>
        {order.shipments.map((shipment) => (
          <p key={shipment.number} className="flex items-center gap-3 rounded-md bg-sheet p-4">
            <Icon name="truck" />
            <span>
              {t(`shipment.${shipment.state}`)}
              {shipment.trackingNumber && (
                <>
                  {' · '}
                  {shipment.trackingUrl ? (
                    <a
                      href={shipment.trackingUrl}
                      className="numerals font-semibold underline underline-offset-4"
                      rel="noreferrer"
                    >
                      {shipment.trackingNumber}
                    </a>
                  ) : (
                    <span className="numerals font-semibold">{shipment.trackingNumber}</span>
                  )}
                </>
              )}
            </span>
          </p>
        ))}
      </div>
      <aside className="grid content-start gap-6 rounded-lg bg-sheet p-6">
        <dl className="grid gap-2">
          <Row label={t('subtotal')} value={price(order.subtotal)} />
          <Row label={t('shipping')} value={price(order.shippingTotal)} />
          {order.taxes.map((tax) => (
            <Row
              key={tax.name + tax.rate}
              label={`${tax.name} ${formatRate(writing, tax.rate)}`}
              value={price(tax.amount)}
            />
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
