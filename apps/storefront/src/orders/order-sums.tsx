import { discountViews, isSome } from '#coupons/discount-view.ts'
import { formatPrice, taxLabel } from '#i18n/format.ts'
import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import type { Order } from '#lib/shop/orders.ts'

type Amounts = NonNullable<Order['amounts']>

/** What an order comes to, and of what. */
export async function OrderSums({ amounts }: { amounts: Amounts }) {
  const [writing, t] = await Promise.all([getWriting(), getT('order')])
  const price = (amount: Amounts['total']) => formatPrice(writing, amount)
  return (
    <dl className="grid gap-2">
      <Row label={t('subtotal')} value={price(amounts.subtotal)} />
      {discountViews(writing, amounts.discounts).map(({ code, label, amount }) => (
        <Row key={code} label={label} value={amount} />
      ))}
      <Row label={t('shipping')} value={price(amounts.shippingTotal)} />
      {isSome(amounts.surchargeTotal) && <Row label={t('surcharge')} value={price(amounts.surchargeTotal)} />}
      {amounts.taxes.map((tax) => (
        <Row key={tax.name + tax.rate} label={taxLabel(writing, tax)} value={price(tax.amount)} />
      ))}
      <div className="mt-1 flex items-baseline justify-between border-t-2 border-ink pt-3">
        <dt className="font-semibold">{t('total')}</dt>
        <dd className="numerals text-xl font-bold">{price(amounts.total)}</dd>
      </div>
    </dl>
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
