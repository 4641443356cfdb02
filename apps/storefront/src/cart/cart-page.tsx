'use client'

import { useKeptSince } from '#pwa/kept.ts'
import { buttonClass } from '#ui/button.tsx'
import { classes } from '#ui/classes.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Icon } from '#ui/icon.tsx'
import { ShopLink } from '#ui/link.tsx'
import { Notice } from '#ui/notice.tsx'
import { CouponBox, type CouponTexts } from '#coupons/coupon-box.tsx'
import { useShownCart } from './cart-context.tsx'
import { CartLineRow } from './cart-line.tsx'
import { CheckoutLink } from './checkout-link.tsx'
import type { CartTexts } from './cart-texts.ts'

interface Props {
  texts: CartTexts
  coupons: CouponTexts
  page: {
    title: string
    summary: string
    subtotal: string
    shipping: string
    shippingLater: string
    tax: string
    taxLater: string
    total: string
    problems: string
    secure: string
  }
  paths: { home: string; checkout: string }
}

/** The cart as a page: lines, what stands in the way, totals, and the way to pay. */
export function CartPageView({ texts, coupons, page, paths }: Props) {
  const { view, lines, waiting } = useShownCart()
  const kept = useKeptSince()
  if (!view || lines.length === 0)
    return (
      <EmptyState icon="cart" title={texts.empty} text={texts.emptyText}>
        <ShopLink href={paths.home} className={buttonClass('signal', 'large')}>
          {texts.browse}
        </ShopLink>
      </EmptyState>
    )
  const blocked = view.problems.length > 0 || lines.some(({ blocked: stops }) => stops)
  const sum = classes('numerals transition-opacity', waiting && 'opacity-40')
  return (
    <>
      <h1 className="text-h1 mb-6">{page.title}</h1>
      {kept && (
        <div className="mb-4">
          <Notice tone="caution">{texts.kept.replace('{when}', kept)}</Notice>
        </div>
      )}
      <div className="grid gap-10 lg:grid-cols-[1fr_22rem]">
        <div>
          {view.problems.map((problem) => (
            <Notice key={problem} tone="stop">
              {problem}
            </Notice>
          ))}
          <ul className="divide-y divide-line border-y border-line">
            {lines.map((line) => (
              <CartLineRow key={line.id} line={line} texts={texts} place="page" />
            ))}
          </ul>
        </div>
        <section aria-label={page.summary} className="self-start rounded-lg bg-sheet p-6 lg:sticky lg:top-6">
          <h2 className="text-h3 mb-4">{page.summary}</h2>
          <dl className="grid gap-2">
            <Row label={page.subtotal} value={view.subtotal} look={sum} />
            {view.discounts.map(({ code, label, amount }) => (
              <Row key={code} label={label} value={amount} look={classes(sum, 'font-medium text-good')} />
            ))}
            <Row label={page.shipping} value={page.shippingLater} look="text-quiet text-sm" />
            {view.taxes.map((tax) => (
              <Row key={tax.name} label={tax.name} value={tax.amount} look={sum} />
            ))}
            {view.taxes.length === 0 && <Row label={page.tax} value={page.taxLater} look="text-quiet text-sm" />}
            <Row label={page.total} value={view.total} look={classes(sum, 'text-xl font-bold')} last />
          </dl>
          <div className="mt-4">
            <CouponBox coupons={view.coupons} texts={coupons} />
          </div>
          <div
            data-buy-bar
            className="max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-30 max-md:border-t max-md:border-line max-md:bg-sheet max-md:px-4 max-md:pt-3 max-md:pb-[calc(0.75rem+env(safe-area-inset-bottom))] md:mt-6"
          >
            {blocked ? (
              <Notice tone="caution">{page.problems}</Notice>
            ) : (
              <CheckoutLink
                href={paths.checkout}
                className={buttonClass('signal', 'large', 'w-full')}
                waitingText={texts.checkoutWaits}
              >
                {texts.checkout} <Icon name="arrow" size={20} />
              </CheckoutLink>
            )}
          </div>
          <p className="mt-4 flex items-center gap-2 text-sm text-quiet">
            <Icon name="lock" size={18} /> {page.secure}
          </p>
        </section>
      </div>
    </>
  )
}

/** `last`: the sum under the line. A <dl> takes one <div> around a pair, and no more. */
function Row({ label, value, look, last }: { label: string; value: string; look: string; last?: boolean }) {
  return (
    <div className={classes('flex items-baseline justify-between gap-4', last && 'mt-2 border-t-2 border-ink pt-3')}>
      <dt className={last ? 'font-semibold' : 'text-quiet'}>{label}</dt>
      <dd className={look}>{value}</dd>
    </div>
  )
}
