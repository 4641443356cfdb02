import type { ReactNode } from 'react'
import { AddressText } from '#checkout/address-text.tsx'
import { formatDay } from '#i18n/format.ts'
import { getTo } from '#i18n/paths.ts'
import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import type { Invoice } from '#lib/shop/invoices.ts'
import { ShopLink } from '#ui/link.tsx'
import { InvoiceLines } from './invoice-lines.tsx'
import { InvoiceRows } from './invoice-rows.tsx'
import { InvoiceSums } from './invoice-sums.tsx'

const link = 'numerals font-semibold underline decoration-line decoration-2 underline-offset-4 hover:decoration-signal'

/** An invoice or credit note, as one would file it: for whom, of what, what it comes to and what is left of it. */
export async function InvoiceView({ invoice }: { invoice: Invoice }) {
  const [writing, to, t] = await Promise.all([getWriting(), getTo(), getT('invoice')])
  const { issuedOn, dueOn, order, corrects, poNumber, billingAddress, customer, kind, note, creditNotes } = invoice
  return (
    <div className="grid gap-10">
      <article className="grid gap-8 rounded-lg bg-sheet p-5 sm:p-8 print:rounded-none print:p-0">
        <div className="grid gap-6 sm:grid-cols-2 print:grid-cols-2">
          <div>
            <h2 className="mb-1 font-sans text-sm font-semibold tracking-normal">{t('billTo')}</h2>
            {billingAddress ? <AddressText address={billingAddress} writing={writing} /> : <p>{customer?.name}</p>}
            {customer?.vatNumber && (
              <p className="numerals mt-1 text-sm text-quiet">
                {t('vatNumber')} {customer.vatNumber}
              </p>
            )}
          </div>
          <dl className="grid content-start gap-1 text-sm sm:justify-self-end">
            {issuedOn && <Fact label={t('issuedOn')}>{formatDay(writing, issuedOn)}</Fact>}
            {kind === 'invoice' && dueOn && <Fact label={t('dueOn')}>{formatDay(writing, dueOn)}</Fact>}
            {order && (
              <Fact label={t('order')}>
                <ShopLink href={to(`/account/orders/${order.id}`)} className={link}>
                  {order.number}
                </ShopLink>
              </Fact>
            )}
            {corrects && (
              <Fact label={t('corrects')}>
                <ShopLink href={to(`/account/invoices/${corrects.id}`)} className={link}>
                  {corrects.number}
                </ShopLink>
              </Fact>
            )}
            {poNumber && <Fact label={t('poNumber')}>{poNumber}</Fact>}
          </dl>
        </div>
        <InvoiceLines lines={invoice.lines} />
        <InvoiceSums invoice={invoice} />
        {note && <p className="whitespace-pre-line">{note}</p>}
      </article>
      {creditNotes.length > 0 && (
        <section aria-labelledby="credits" className="print:hidden">
          <h2 id="credits" className="text-h2 mb-3">
            {t('credits')}
          </h2>
          <InvoiceRows invoices={creditNotes} level={3} />
        </section>
      )}
    </div>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[8rem_1fr] gap-3">
      <dt className="text-quiet">{label}</dt>
      <dd className="numerals font-medium">{children}</dd>
    </div>
  )
}
