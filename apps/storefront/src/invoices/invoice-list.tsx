import { getTo } from '#i18n/paths.ts'
import { getT } from '#i18n/request.ts'
import { readMyInvoices } from '#lib/shop/invoices.ts'
import { buttonClass } from '#ui/button.tsx'
import { ShopLink } from '#ui/link.tsx'
import { InvoiceRows } from './invoice-rows.tsx'

/** The company's invoices and credit notes, the newest first, a page at a time. */
export async function InvoiceList({ after }: { after: string | null }) {
  const [to, t, page] = await Promise.all([getTo(), getT('account'), readMyInvoices(after)])
  if (!page || page.items.length === 0)
    return (
      <div className="rounded-lg bg-sheet p-6">
        <p className="font-semibold">{t('noInvoices')}</p>
        <p className="mt-1 text-quiet">{t('noInvoicesText')}</p>
      </div>
    )
  const { hasNextPage, endCursor } = page.pageInfo
  return (
    <>
      <InvoiceRows invoices={page.items} level={2} />
      {hasNextPage && endCursor && (
        <ShopLink
          href={to(`/account/invoices?after=${encodeURIComponent(endCursor)}`)}
          className={buttonClass('line', 'medium', 'mt-6')}
        >
          {t('olderInvoices')}
        </ShopLink>
      )}
    </>
  )
}

/** The newest of them, for the account's own page; nothing where there are none, or the person's role does not show any. */
export async function NewestInvoices() {
  const [to, t, page] = await Promise.all([getTo(), getT('account'), readMyInvoices(null, 3)])
  if (!page || page.items.length === 0) return null
  return (
    <section aria-labelledby="invoices">
      <h2 id="invoices" className="text-h2 mb-4">
        {t('invoices')}
      </h2>
      <InvoiceRows invoices={page.items} level={3} />
      <ShopLink href={to('/account/invoices')} className={buttonClass('line', 'medium', 'mt-4')}>
        {t('allInvoices')}
      </ShopLink>
    </section>
  )
}
