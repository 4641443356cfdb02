import { formatDay, formatPrice } from '#i18n/format.ts'
import { getTo } from '#i18n/paths.ts'
import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import type { InvoiceRow } from '#lib/shop/invoices.ts'
import { ShopLink } from '#ui/link.tsx'
import { InvoiceBadge } from './invoice-badge.tsx'

/** Invoices and credit notes, each leading to its page. */
export async function InvoiceRows({ invoices, level }: { invoices: readonly InvoiceRow[]; level: 2 | 3 }) {
  const [writing, to, t] = await Promise.all([getWriting(), getTo(), getT('invoice')])
  const Heading = `h${level}` as const
  return (
    <ul className="grid gap-3">
      {invoices.map((invoice) => {
        const { id, number, kind, state, issuedOn, dueOn, paymentStatus, total } = invoice
        const isOwed = kind === 'invoice' && state === 'issued' && paymentStatus !== 'paid'
        return (
          <li key={id} className="group relative grid gap-2 rounded-lg bg-sheet p-5">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <Heading className="numerals text-h3">
                <ShopLink
                  href={to(`/account/invoices/${id}`)}
                  className="underline-offset-4 group-hover:underline after:absolute after:inset-0"
                >
                  {t(kind, { number })}
                </ShopLink>
              </Heading>
              <p className="numerals text-lg font-bold">
                {kind === 'creditNote' && '−'}
                {formatPrice(writing, total)}
              </p>
            </div>
            <p className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm text-quiet">
              <InvoiceBadge invoice={invoice} />
              {issuedOn && <span>{formatDay(writing, issuedOn)}</span>}
              {isOwed && dueOn && <span>{t('due', { day: formatDay(writing, dueOn) })}</span>}
            </p>
          </li>
        )
      })}
    </ul>
  )
}
