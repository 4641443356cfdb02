import { lineView } from '#cart/view.ts'
import { CouponBox } from '#coupons/coupon-box.tsx'
import { couponViews } from '#coupons/coupon-view.ts'
import { discountViews } from '#coupons/discount-view.ts'
import { formatPrice, formatQuantity, taxLabel } from '#i18n/format.ts'
import { getMessages, getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import type { Checkout } from '#lib/shop/checkout.ts'
import { classes } from '#ui/classes.ts'
import { Icon } from '#ui/icon.tsx'
import { Picture, tintOf } from '#ui/picture.tsx'

/** What is bought and what it costs. On phones folded, with the total in sight. A coupon can be given as long as no bank is at work: a payment that was begun is left for it. */
export async function OrderSummary({ checkout, atBank }: { checkout: Checkout; atBank: boolean }) {
  const [writing, t, messages, coupons] = await Promise.all([
    getWriting(),
    getT('checkout'),
    getMessages(),
    couponViews(checkout.coupons),
  ])
  const { totals, appliedGiftCard: gift } = checkout
  const price = (amount: typeof totals.total) => formatPrice(writing, amount)
  return (
    <details className="filter-panel rounded-lg bg-sheet md:p-6">
      <summary className="flex min-h-14 items-center gap-3 px-4 font-semibold">
        <Icon name="cart" size={20} />
        {t('summary')}
        <span className="numerals ml-auto text-lg font-bold">{price(totals.total)}</span>
        <Icon name="down" size={18} />
      </summary>
      <div className="px-4 pb-4 md:p-0">
        <h2 className="text-h3 mb-4 hidden md:block">{t('summary')}</h2>
        <ul className="divide-y divide-line">
          {checkout.lines.map((line) => {
            const view = lineView(line, writing, null)
            return (
              <li key={line.id} className="grid grid-cols-[56px_1fr_auto] gap-3 py-3">
                <span className={`self-start rounded-md p-1.5 ${tintOf(view.image ?? view.sku)}`}>
                  <Picture media={view.image} alt="" sizes="56px" />
                </span>
                <span className="min-w-0">
                  <span className="block text-sm font-semibold">{view.name}</span>
                  <span className="numerals block text-sm text-quiet">
                    {formatQuantity(writing, line.quantity)} {view.unit}
                  </span>
                </span>
                <span className="numerals text-right text-sm font-semibold">
                  {view.total}
                  {view.discount && <span className="block font-medium text-good">{view.discount}</span>}
                </span>
              </li>
            )
          })}
        </ul>
        <dl className="grid gap-2 border-t border-line pt-4 text-sm">
          <Row label={t('subtotal')} value={price(totals.subtotal)} />
          {discountViews(writing, totals.discounts).map(({ code, label, amount }) => (
            <Row key={code} label={label} value={amount} look="text-good" />
          ))}
          <Row label={t('shipping')} value={totals.shipping ? price(totals.shipping) : t('shippingOpen')} />
          {totals.surcharge && <Row label={t('surcharge')} value={price(totals.surcharge)} />}
          {totals.taxes.map((tax) => (
            <Row key={tax.name + tax.rate} label={taxLabel(writing, tax)} value={price(tax.amount)} />
          ))}
          <div className="mt-1 flex items-baseline justify-between border-t-2 border-ink pt-3">
            <dt className="text-base font-semibold">{t('total')}</dt>
            <dd className="numerals text-xl font-bold" data-testid="checkout-total">
              {price(totals.total)}
            </dd>
          </div>
          {gift && (
            <>
              <Row label={t('giftCard', { digits: gift.lastFour })} value={`−${price(gift.amount)}`} />
              <Row label={t('stillToPay')} value={price(gift.rest)} />
            </>
          )}
        </dl>
        {!atBank && (
          <div className="mt-4">
            <CouponBox coupons={coupons} texts={messages.coupons} checkoutId={checkout.id} />
          </div>
        )}
      </div>
    </details>
  )
}

function Row({ label, value, look }: { label: string; value: string; look?: string }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className="text-quiet">{label}</dt>
      <dd className={classes('numerals font-medium', look)}>{value}</dd>
    </div>
  )
}
