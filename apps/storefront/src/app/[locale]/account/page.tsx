import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AddressBook } from '#account/address-book.tsx'
import { DeedForm } from '#account/deed-form.tsx'
import { SavedCards } from '#account/saved-cards.tsx'
import { OrderList } from '#account/order-list.tsx'
import { one, type SearchParams } from '#catalog/listing-query.ts'
import { AtBankNotice } from '#checkout/at-bank-notice.tsx'
import { getTo } from '#i18n/paths.ts'
import { getT } from '#i18n/request.ts'
import { NewestInvoices } from '#invoices/invoice-list.tsx'
import { readCustomer } from '#lib/shop/customer.ts'
import { DeviceNotices } from '#notices/device-notices.tsx'
import { Stream } from '#shell/stream.tsx'
import { Button } from '#ui/button.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getT('account')
  return { title: t('title'), robots: { index: false } }
}

export default async function AccountPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params, customer, t, to] = await Promise.all([searchParams, readCustomer(), getT('account'), getTo()])
  if (!customer) redirect(to('/sign-in?next=/account'))
  return (
    <div className="shell pt-6">
      <header className="mb-10 flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1 className="text-h1">{t('hello', { name: customer.firstName })}</h1>
          <p className="mt-1 text-quiet">{[customer.email, customer.customer?.name].filter(Boolean).join(' · ')}</p>
        </div>
        <DeedForm what="signOut">
          <Button type="submit" look="line">
            {t('signOut')}
          </Button>
        </DeedForm>
      </header>
      <div className="grid gap-12 lg:grid-cols-[1.4fr_1fr]">
        <section aria-labelledby="orders">
          <h2 id="orders" className="text-h2 mb-4">
            {t('orders')}
          </h2>
          <Stream>
            <AtBankNotice />
          </Stream>
          <Stream fallback={<div className="skeleton h-40" />}>
            <OrderList after={one(params.after) || null} />
          </Stream>
        </section>
        <div className="grid content-start gap-12">
          <Stream>
            <NewestInvoices />
          </Stream>
          <Stream>
            <SavedCards />
          </Stream>
          <section aria-labelledby="addresses">
            <h2 id="addresses" className="text-h2 mb-4">
              {t('addresses')}
            </h2>
            <Stream fallback={<div className="skeleton h-40" />}>
              <AddressBook />
            </Stream>
          </section>
          <section aria-labelledby="notices" className="noscript:hidden">
            <h2 id="notices" className="text-h2 mb-4">
              {t('notices')}
            </h2>
            <DeviceNotices forAll />
          </section>
        </div>
      </div>
    </div>
  )
}
