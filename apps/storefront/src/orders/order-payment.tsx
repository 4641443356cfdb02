import { isSome } from '#coupons/discount-view.ts'
import { formatDay, formatPrice } from '#i18n/format.ts'
import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import { readInvoicesOfOrder } from '#lib/shop/invoices.ts'
import type { Order } from '#lib/shop/orders.ts'
import { methodTexts } from './method-text.ts'

type Amounts = NonNullable<Order['amounts']>

/** How an order is paid: with what (each with its amount where there are several), or on account, by when, and the buyer's own number. Nothing where nothing of that is known. */
export async function OrderPayment({ order, amounts }: { order: Order; amounts: Amounts }) {
  const [writing, t, textOf] = await Promise.all([getWriting(), getT('order'), methodTexts()])
  const { paymentMethod, payments } = amounts
  const onAccount = paymentMethod === 'onAccount'
  const ways = payments.flatMap((payment) => {
    const text = textOf(payment)
    const { captured, reserved } = payment
    return text === null ? [] : [{ text, amount: isSome(captured) ? captured : reserved }]
  })
  const parts = ways.filter(({ amount }) => isSome(amount))
  // one payment of all is the total, which is told beside it
  const inParts = parts.length > (onAccount ? 0 : 1)
  const used = inParts
    ? parts.map(({ text, amount }) => `${text} · ${formatPrice(writing, amount)}`)
    : [...new Set(ways.map(({ text }) => text))]
  // money that is only held until the goods leave is not paid
  const onlyReserved =
    payments.some(({ reserved }) => isSome(reserved)) && !payments.some(({ captured }) => isSome(captured))
  if (used.length === 0 && !onAccount && !order.poNumber) return null
  return (
    <section className="text-sm" data-testid="order-payment">
      <h2 className="mb-1 font-sans text-sm font-semibold tracking-normal">
        {t(onAccount ? 'payment' : onlyReserved ? 'reservedWith' : 'paidWith')}
      </h2>
      {used.map((text, at) => (
        <p key={`${at} ${text}`} className="numerals">
          {text}
        </p>
      ))}
      {onAccount && <OnAccount order={order} amounts={amounts} inParts={inParts} />}
      {order.poNumber && <p className="numerals mt-1">{t('poNumber', { number: order.poNumber })}</p>}
    </section>
  )
}

/** The day by which it is to be paid stands on the invoice; before there is one, how it will be reckoned. */
async function OnAccount({
  order,
  amounts: { paymentTerm, due },
  inParts,
}: {
  order: Order
  amounts: Amounts
  inParts: boolean
}) {
  const [writing, t, invoices] = await Promise.all([getWriting(), getT('order'), readInvoicesOfOrder(order.id)])
  const owed = invoices.filter(({ kind, state, dueOn }) => kind === 'invoice' && state === 'issued' && dueOn)
  return (
    <>
      <p className="numerals">
        {[t('onAccount'), paymentTerm?.label, inParts && isSome(due) && formatPrice(writing, due)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {owed.map(({ id, number, dueOn, paymentStatus }) => (
        <p key={id} className="numerals">
          {paymentStatus === 'paid'
            ? t('invoicePaid', { number })
            : t(paymentStatus === 'overdue' ? 'wasDueOn' : 'dueOn', { day: formatDay(writing, dueOn ?? ''), number })}
        </p>
      ))}
      {owed.length === 0 && order.state !== 'cancelled' && paymentTerm && (
        <p>{t('dueAfter', { days: paymentTerm.netDays })}</p>
      )}
    </>
  )
}
