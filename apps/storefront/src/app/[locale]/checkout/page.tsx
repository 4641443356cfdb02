import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { one, type SearchParams } from '#catalog/listing-query.ts'
import { CurrentStep } from '#checkout/current-step.tsx'
import { OrderSummary } from '#checkout/order-summary.tsx'
import { StepList } from '#checkout/step-list.tsx'
import { currentStep } from '#checkout/steps.ts'
import { getTo } from '#i18n/paths.ts'
import { getT } from '#i18n/request.ts'
import { readCheckout, startCheckout, type Checkout } from '#lib/shop/checkout.ts'
import { readMyOrders } from '#lib/shop/orders.ts'
import { ShopRefusal } from '#lib/shop/refusal.ts'
import { readToken } from '#lib/shop/session.ts'
import { Stream } from '#shell/stream.tsx'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ShopLink } from '#ui/link.tsx'

interface Props {
  searchParams: Promise<SearchParams>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getT('checkout')
  return { title: t('title'), robots: { index: false }, referrer: 'same-origin' }
}

/** The open checkout, begun if there is none; null for an empty cart. Beginning is safe to repeat, so a GET may do it. */
async function openCheckout(): Promise<Checkout | null> {
  if (!(await readToken())) return null
  const open = await readCheckout()
  if (open && open.state !== 'expired' && open.state !== 'completed') return open
  try {
    return await readCheckout(await startCheckout())
  } catch (refusal) {
    // Without a cart, or with one whose visitor's session has ended meanwhile.
    if (refusal instanceof ShopRefusal && (refusal.code === 'CART_EMPTY' || refusal.code === 'SESSION_REQUIRED'))
      return open?.order ? open : null
    throw refusal
  }
}

export default async function CheckoutPage({ searchParams }: Props) {
  const [params, checkout, t, to] = await Promise.all([searchParams, openCheckout(), getT('checkout'), getTo()])
  // Back from the confirmation: the order stands, nothing is bought twice.
  if (checkout?.order) redirect(to(`/order/${checkout.order.id}`))
  if (!checkout) return <NothingToPay />
  const current = currentStep(checkout, one(params.step))
  return (
    <div data-focused className="shell pt-6 pb-32 md:pb-16">
      <h1 className="text-h1 mb-6 md:mb-8">{t('title')}</h1>
      <div className="grid gap-8 md:grid-cols-[1fr_20rem] lg:grid-cols-[1fr_24rem] lg:gap-16">
        <div className="md:order-last">
          <div className="md:sticky md:top-6">
            <OrderSummary checkout={checkout} />
          </div>
        </div>
        <StepList checkout={checkout} current={current}>
          <Stream key={current}>
            <CurrentStep checkout={checkout} step={current} declined={one(params.declined) === '1'} />
          </Stream>
        </StepList>
      </div>
    </div>
  )
}

/** No cart to pay. Whoever ordered, a guest too, is shown that the order stands: the answer to the payment may have been lost. */
async function NothingToPay() {
  const [t, to, known] = await Promise.all([getT('checkout'), getTo(), readToken()])
  const last = known ? await lastOrder() : null
  return (
    <EmptyState
      icon={last ? 'check' : 'cart'}
      title={t('empty')}
      text={last ? t('lastOrder', { number: last.number }) : t('emptyText')}
    >
      {last ? (
        <ShopLink href={to(`/order/${last.id}`)} className={buttonClass('signal', 'large')}>
          {t('toOrder', { number: last.number })}
        </ShopLink>
      ) : (
        <ShopLink href={to('/track')} className={buttonClass('line', 'large')}>
          {t('track')}
        </ShopLink>
      )}
      <ShopLink href={to('/categories')} className={buttonClass(last ? 'line' : 'signal', 'large')}>
        {t('browse')}
      </ShopLink>
    </EmptyState>
  )
}

/** The last order of this visitor or customer; none for a session that has ended. */
async function lastOrder(): Promise<{ id: string; number: string } | null> {
  try {
    return (await readMyOrders(null, 1)).items[0] ?? null
  } catch (refusal) {
    if (refusal instanceof ShopRefusal) return null
    throw refusal
  }
}
