import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { one, type SearchParams } from '#catalog/listing-query.ts'
import { getTo } from '#i18n/paths.ts'
import { getT } from '#i18n/request.ts'
import { readCustomer } from '#lib/shop/customer.ts'
import { readOrder } from '#lib/shop/orders.ts'
import { OrderView } from '#orders/order-view.tsx'
import { buttonClass } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { ShopLink } from '#ui/link.tsx'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<SearchParams>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [order, t] = await Promise.all([params.then(({ id }) => readOrder(id)), getT('order')])
  if (!order) notFound()
  return {
    title: t('title', { number: order.number }),
    robots: { index: false },
    referrer: 'same-origin',
  }
}

export default async function OrderPage({ params, searchParams }: Props) {
  const [order, query, customer, t, to] = await Promise.all([
    params.then(({ id }) => readOrder(id)),
    searchParams,
    readCustomer(),
    getT('order'),
    getTo(),
  ])
  if (!order) notFound()
  const placed = one(query.placed) === '1'
  return (
    <div className="shell pt-6">
      {placed ? (
        <header className="mb-10 overflow-hidden rounded-lg bg-machine text-on-machine">
          <div className="flex flex-col gap-5 p-6 md:flex-row md:items-center md:p-10">
            <span className="grid size-16 shrink-0 place-items-center rounded-full bg-signal text-on-signal">
              <Icon name="check" size={32} />
            </span>
            <div>
              <h1 className="text-h1">{t('thanks')}</h1>
              <p className="mt-2 text-lg">
                {t('thanksNumber')} <strong className="numerals whitespace-nowrap">{order.number}</strong>
              </p>
              <p className="opacity-85">{t('thanksMail', { email: order.email })}</p>
            </div>
          </div>
          <div className="tape opacity-50" aria-hidden="true" />
        </header>
      ) : (
        <h1 className="text-h1 mb-6">{t('title', { number: order.number })}</h1>
      )}
      <OrderView order={order} declined={one(query.declined) || null} />
      <p className="mt-10 flex flex-wrap gap-4">
        <ShopLink href={to('/')} className={buttonClass('ink')}>
          {t('goOn')}
        </ShopLink>
        {customer ? (
          <ShopLink href={to('/account')} className={buttonClass('line')}>
            {t('all')}
          </ShopLink>
        ) : (
          placed && (
            <ShopLink href={to('/register')} className={buttonClass('line')}>
              {t('keep')}
            </ShopLink>
          )
        )}
      </p>
    </div>
  )
}
