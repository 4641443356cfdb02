import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { one, type SearchParams } from '#catalog/listing-query.ts'
import { getTo } from '#i18n/paths.ts'
import { getT } from '#i18n/request.ts'
import { InvoiceList } from '#invoices/invoice-list.tsx'
import { readCustomer } from '#lib/shop/customer.ts'
import { Stream } from '#shell/stream.tsx'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getT('account')
  return { title: t('invoices'), robots: { index: false } }
}

export default async function InvoicesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params, customer, t, to] = await Promise.all([searchParams, readCustomer(), getT('account'), getTo()])
  if (!customer) redirect(to('/sign-in?next=/account/invoices'))
  return (
    <div className="shell max-w-5xl!">
      <Breadcrumbs
        crumbs={[{ name: t('title'), href: to('/account') }, { name: t('invoices') }]}
        label={t('breadcrumbs')}
      />
      <h1 className="text-h1 mt-4 mb-6">{t('invoices')}</h1>
      <Stream fallback={<div className="skeleton h-40" />}>
        <InvoiceList after={one(params.after) || null} />
      </Stream>
    </div>
  )
}
