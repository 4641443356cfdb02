import { getT } from '#i18n/request.ts'
import { readInvoicesOfOrder } from '#lib/shop/invoices.ts'
import { InvoiceRows } from './invoice-rows.tsx'

/** What was billed of an order; nothing where nothing was, or nobody is signed in. */
export async function OrderInvoices({ orderId }: { orderId: string }) {
  const [t, invoices] = await Promise.all([getT('order'), readInvoicesOfOrder(orderId)])
  if (invoices.length === 0) return null
  return (
    <section aria-labelledby="invoices">
      <h2 id="invoices" className="text-h2 mb-3">
        {t('invoices')}
      </h2>
      <InvoiceRows invoices={invoices} level={3} />
    </section>
  )
}
