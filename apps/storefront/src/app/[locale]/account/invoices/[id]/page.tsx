import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTo } from '#i18n/paths.ts'
import { getMessages, getT } from '#i18n/request.ts'
import { InvoiceBadge } from '#invoices/invoice-badge.tsx'
import { InvoiceView } from '#invoices/invoice-view.tsx'
import { PrintButton } from '#invoices/print-button.tsx'
import { readCustomer } from '#lib/shop/customer.ts'
import { readInvoice } from '#lib/shop/invoices.ts'
import { readFront } from '#lib/shop/website.ts'
import { isPlain } from '#shell/plain.ts'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getMessages()).account.invoices, robots: { index: false } }
}

export default async function InvoicePage({ params }: { params: Promise<{ id: string }> }) {
  const [{ id }, customer, { name }, plain, t, messages, to] = await Promise.all([
    params,
    readCustomer(),
    readFront(),
    isPlain(),
    getT('invoice'),
    getMessages(),
    getTo(),
  ])
  if (!customer) redirect(to('/sign-in?next=/account/invoices'))
  const invoice = await readInvoice(id)
  if (!invoice) notFound()
  const { account } = messages
  return (
    <div className="shell max-w-5xl!">
      <div className="print:hidden">
        <Breadcrumbs
          crumbs={[
            { name: account.title, href: to('/account') },
            { name: account.invoices, href: to('/account/invoices') },
            { name: invoice.number },
          ]}
          label={account.breadcrumbs}
        />
      </div>
      <p className="hidden text-h3 print:block">{name}</p>
      <header className="mt-4 mb-6 flex flex-wrap items-center justify-between gap-4">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <h1 className="text-h1">{t(invoice.kind, { number: invoice.number })}</h1>
          <InvoiceBadge invoice={invoice} />
        </div>
        {/* without script nothing would print */}
        {!plain && <PrintButton label={t('print')} />}
      </header>
      <InvoiceView invoice={invoice} />
    </div>
  )
}
