import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { one, type SearchParams } from '#catalog/listing-query.ts'
import { AtBankNotice } from '#checkout/at-bank-notice.tsx'
import { CurrentStep } from '#checkout/current-step.tsx'
import { openCheckout, standingOf } from '#checkout/open-checkout.ts'
import { OrderSummary } from '#checkout/order-summary.tsx'
import { StepList } from '#checkout/step-list.tsx'
import { currentStep } from '#checkout/steps.ts'
import { getTo } from '#i18n/paths.ts'
import { getMessages, getT } from '#i18n/request.ts'
import { readMyOrders } from '#lib/shop/orders.ts'
import { ShopRefusal } from '#lib/shop/refusal.ts'
import { readToken } from '#lib/shop/session.ts'
import { Stream } from '#shell/stream.tsx'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ShopLink } from '#ui/link.tsx'
import { Notice } from '#ui/notice.tsx'

interface Props {
  searchParams: Promise<SearchParams>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getT('checkout')
  return { title: t('title'), robots: { index: false }, referrer: 'same-origin' }
}

export default async function CheckoutPage({ searchParams }: Props) {
  const params = await searchParams
  const [checkout, t, to] = await Promise.all([openCheckout(one(params.checkout)), getT('checkout'), getTo()])
  const ended = one(params.ended)
  // Back from the confirmation: the order stands, nothing is bought twice.
  if (checkout?.order) redirect(to(`/order/${checkout.order.id}`))
  if (!checkout) return <NothingToPay ended={ended} />
  const begun = checkout.state === 'paying' ? await standingOf(checkout.id) : null
  if (begun?.order) redirect(to(`/order/${begun.order.id}?placed=1`))
  // it ended while it was asked: what is shown is read anew
  if (begun && (begun.status === 'failed' || begun.status === 'refunded'))
    redirect(to(`/checkout?step=payment&ended=${begun.status}`))
  const atBank = begun?.status === 'processing'
  // what is being paid is changed by leaving the payment
  const current = checkout.state === 'paying' ? 'payment' : currentStep(checkout, one(params.step))
  return (
    <div data-focused className="shell pt-6 pb-32 md:pb-16">
      <h1 className="text-h1 mb-6 md:mb-8">{t('title')}</h1>
      <EndedNotice ended={ended} />
      <Stream>
        <AtBankNotice except={checkout.id} />
      </Stream>
      <div className="grid gap-8 md:grid-cols-[1fr_20rem] lg:grid-cols-[1fr_24rem] lg:gap-16">
        <div className="md:order-last">
          <div className="md:sticky md:top-6">
            <OrderSummary checkout={checkout} atBank={atBank} />
          </div>
        </div>
        <StepList checkout={checkout} current={current} atBank={atBank}>
          <Stream key={current}>
            <CurrentStep checkout={checkout} step={current} begun={begun} />
          </Stream>
        </StepList>
      </div>
    </div>
  )
}

/** How a payment ended from which the shopper came back without an order: told on whatever the page shows now. */
async function EndedNotice({ ended }: { ended: string }) {
  if (ended !== 'failed' && ended !== 'refunded') return null
  const { paymentForm } = await getMessages()
  return (
    <div className="mb-6" data-testid="payment-ended">
      <Notice tone="stop">{ended === 'failed' ? paymentForm.withdrawn : paymentForm.late}</Notice>
    </div>
  )
}

/** No cart to pay. Whoever ordered, a guest too, is shown that the order stands: the answer to the payment may have been lost. */
async function NothingToPay({ ended }: { ended: string }) {
  const [t, to, known] = await Promise.all([getT('checkout'), getTo(), readToken()])
  const last = known ? await lastOrder() : null
  return (
    <>
      {ended && (
        <div className="shell pt-6">
          <EndedNotice ended={ended} />
        </div>
      )}
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
    </>
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
