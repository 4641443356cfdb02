import { isSome, lessBy } from '#coupons/discount-view.ts'
import { formatDay, formatPrice, taxLabel, type Amount } from '#i18n/format.ts'
import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import type { Invoice } from '#lib/shop/invoices.ts'
import { methodTexts } from '#orders/method-text.ts'

/** What an invoice comes to, what came for it, and what is left. */
export async function InvoiceSums({ invoice }: { invoice: Invoice }) {
  const [writing, t, textOf] = await Promise.all([getWriting(), getT('invoice'), methodTexts()])
  const { discountTotal, surchargeTotal } = invoice
  const { kind, state, subtotal, shippingTotal, taxes, total, payments, credited, open } = invoice
  const price = (amount: Amount) => formatPrice(writing, amount)
  return (
    <dl className="ml-auto grid w-full max-w-sm gap-2">
      <Row label={t('subtotal')} value={price(subtotal)} />
      {isSome(discountTotal) && <Row label={t('discount')} value={lessBy(writing, discountTotal)} />}
      {isSome(shippingTotal) && <Row label={t('shipping')} value={price(shippingTotal)} />}
      {isSome(surchargeTotal) && <Row label={t('surcharge')} value={price(surchargeTotal)} />}
      {taxes.map((tax) => (
        <Row key={tax.name + tax.rate} label={taxLabel(writing, tax)} value={price(tax.amount)} />
      ))}
      <Sum label={kind === 'creditNote' ? t('refund') : t('total')} value={price(total)} />
      {payments.map((payment) => (
        <Row
          key={payment.id}
          label={[t('paid'), formatDay(writing, payment.paidOn, 'medium'), textOf(payment)].filter(Boolean).join(' · ')}
          value={`−${price(payment.amount)}`}
        />
      ))}
      {isSome(credited) && <Row label={t('credited')} value={`−${price(credited)}`} />}
      {kind === 'invoice' && state === 'issued' && <Sum label={t('open')} value={price(open)} />}
    </dl>
  )
}

function Row({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className="text-quiet">{label}</dt>
      <dd className="numerals font-medium whitespace-nowrap">{value}</dd>
    </div>
  )
}

function Sum({ label, value }: { label: string; value: string }) {
  return (
    <div className="mt-1 flex items-baseline justify-between gap-4 border-t-2 border-ink pt-3 [&:not(:last-child)]:mb-2">
      <dt className="font-semibold">{label}</dt>
      <dd className="numerals text-xl font-bold whitespace-nowrap">{value}</dd>
    </div>
  )
}
