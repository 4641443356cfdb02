import { BankAtWork } from '#checkout/bank-at-work.tsx'
import { minorUnits } from '#checkout/minor-units.ts'
import { payerOf } from '#checkout/payer.ts'
import { PaymentForm } from '#checkout/payment-form.tsx'
import { formatPrice } from '#i18n/format.ts'
import { getTo } from '#i18n/paths.ts'
import { declineText } from '#i18n/refusal-text.ts'
import { getMessages, getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import type { Order } from '#lib/shop/orders.ts'
import { readWebsite } from '#lib/shop/website.ts'
import { payRest } from './pay-actions.ts'

/** The way to pay what an order lacks, where its buyer is to pay it here: after a bank let a reservation go, or where goods were added. */
export async function PayRest({ order, declined }: { order: Order; declined: string | null }) {
  const { id, amounts } = order
  if (!amounts) return null
  const { due: left, paymentMethod } = amounts
  const byCard = paymentMethod === 'card' || !paymentMethod
  if (Number(left.amount) <= 0 || !byCard) return null
  const [writing, messages, { payment }, to, t] = await Promise.all([
    getWriting(),
    getMessages(),
    readWebsite(),
    getTo(),
    getT('order'),
  ])
  const pay = payRest.bind(null, id)
  const page = to(`/order/${id}`)
  const { underWay, underWayText } = messages.paymentForm
  if (amounts.payments.some((one) => one.state === 'processing'))
    return <BankAtWork ask={pay} back={page} texts={{ underWay, underWayText }} />
  const decimals = payment.currencies.find(({ code }) => code === left.currency)?.decimals ?? 2
  const due = formatPrice(writing, left)
  const billing = order.addresses.find(({ kind }) => kind === 'billing')
  return (
    <section aria-labelledby="pay-rest" className="rounded-lg border-2 border-caution bg-sheet p-6">
      <h2 id="pay-rest" className="text-h3 mb-1">
        {t('payRest', { amount: due })}
      </h2>
      <p className="mb-5 text-quiet">{t('payRestText')}</p>
      <PaymentForm
        begin={pay}
        finish={pay}
        publishableKey={payment.publishableKey}
        scriptUrl={payment.scriptUrl ?? null}
        amount={{ currency: left.currency, minor: minorUnits(left.amount, decimals) }}
        onAccount={false}
        cards={[]}
        chosenCard={null}
        keepCard={false}
        savable={false}
        captureLater={false}
        payer={payerOf(billing, { email: order.email, phone: billing?.phone })}
        returnPath={to(`/checkout/return?order=${id}`)}
        stayPath={page}
        locale={writing.locale}
        declined={declined ? await declineText(declined) : null}
        texts={{ ...messages.paymentForm, terms: '', pay: t('payNow', { amount: due }) }}
      />
    </section>
  )
}
