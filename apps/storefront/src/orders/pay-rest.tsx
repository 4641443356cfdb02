import { minorUnits } from '#checkout/minor-units.ts'
import { PaymentForm } from '#checkout/payment-form.tsx'
import { formatPrice } from '#i18n/format.ts'
import { getTo } from '#i18n/paths.ts'
import { getMessages, getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import type { Order } from '#lib/shop/orders.ts'
import { readWebsite } from '#lib/shop/website.ts'
import { payRest } from './pay-actions.ts'

/** The way to pay what an order lacks, where its buyer is to pay it here: after a bank let a reservation go, or where goods were added. */
export async function PayRest({ order }: { order: Order }) {
  const { id, balance, paymentMethod, state } = order
  const byCard = paymentMethod === 'card' || !paymentMethod
  if (Number(balance.amount) <= 0 || !byCard || state === 'cancelled') return null
  const [writing, messages, { payment }, to, t] = await Promise.all([
    getWriting(),
    getMessages(),
    readWebsite(),
    getTo(),
    getT('order'),
  ])
  const decimals = payment.currencies.find(({ code }) => code === balance.currency)?.decimals ?? 2
  const due = formatPrice(writing, balance)
  const pay = payRest.bind(null, id)
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
        amount={{ currency: balance.currency, minor: minorUnits(balance.amount, decimals) }}
        onAccount={false}
        cards={[]}
        savable={false}
        captureLater={false}
        returnPath={to(`/order/${id}`)}
        locale={writing.locale}
        declined={null}
        texts={{ ...messages.paymentForm, terms: '', pay: t('payNow', { amount: due }) }}
      />
    </section>
  )
}
