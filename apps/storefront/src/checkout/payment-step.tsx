import { cardText } from '#account/card-text.ts'
import { formatPrice } from '#i18n/format.ts'
import { getTo } from '#i18n/paths.ts'
import { declineText } from '#i18n/refusal-text.ts'
import { getMessages, getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import { readAtBank, readPaymentOptions, type Checkout, type Placement } from '#lib/shop/checkout.ts'
import { readCards } from '#lib/shop/customer.ts'
import { readWebsite } from '#lib/shop/website.ts'
import { beginPayment, finishPayment } from './actions.ts'
import { BankAtWork } from './bank-at-work.tsx'
import { GiftCardForm } from './gift-card-form.tsx'
import { minorUnits } from './minor-units.ts'
import { payerOf } from './payer.ts'
import { PaymentForm } from './payment-form.tsx'
import { PayWays } from './pay-ways.tsx'

/**
 * The payment: the ways to pay, and the form. Of one that was begun, how it stands: the shopper may come back from a bank, by the back button, or days later. Everything can be chosen
 * anew as long as no bank is at work: the payment that was begun is left for it.
 */
export async function PaymentStep({ checkout, begun }: { checkout: Checkout; begun: Placement | null }) {
  const [writing, messages, { payment }, to, t, options, cards] = await Promise.all([
    getWriting(),
    getMessages(),
    readWebsite(),
    getTo(),
    getT('payment'),
    readPaymentOptions(checkout.id),
    readCards(),
  ])
  const finish = finishPayment.bind(null, checkout.id)
  const stayPath = to(`/checkout?checkout=${checkout.id}&step=payment`)
  if (begun?.status === 'processing') return <BankAtWork ask={finish} back={stayPath} texts={messages.paymentForm} />
  const open = checkout.state === 'open'
  const card = options.find(({ method }) => method === 'card')
  const way = options.find(({ method }) => method === checkout.paymentMethod) ?? card ?? options[0]
  const onAccount = way?.method === 'onAccount'
  const total = checkout.totals.total
  const gift = checkout.appliedGiftCard
  const due = gift?.rest ?? total
  const free = Number(due.amount) === 0
  // The provider's own way of counting; what it is not told of, it counts as nearly all currencies.
  const decimals = payment.currencies.find(({ code }) => code === total.currency)?.decimals ?? 2
  const scriptUrl = payment.scriptUrl ?? null
  return (
    <>
      {/* Not preloaded: the policy lets only our own script load it, which it does at once. */}
      {scriptUrl && <link rel="preconnect" href={new URL(scriptUrl).origin} />}
      {way && options.length > 1 && (
        <PayWays
          checkoutId={checkout.id}
          ways={options.map((option) => ({
            method: option.method,
            label: t(option.method),
            detail: [
              option.paymentTerm?.label,
              option.surcharge && Number(option.surcharge.amount) > 0
                ? t('surcharge', { amount: formatPrice(writing, option.surcharge) })
                : null,
            ]
              .filter(Boolean)
              .join(' · '),
          }))}
          chosen={way.method}
          texts={messages.payWays}
        />
      )}
      <GiftCardForm
        checkoutId={checkout.id}
        applied={gift ? t('giftCard', { amount: formatPrice(writing, gift.amount), digits: gift.lastFour }) : null}
        texts={messages.giftCardForm}
      />
      <PaymentForm
        begin={beginPayment.bind(null, checkout.id, {
          expectedTotal: { amount: total.amount, currency: total.currency },
          expectedRest: { amount: due.amount, currency: due.currency },
        })}
        finish={finish}
        publishableKey={payment.publishableKey}
        scriptUrl={scriptUrl}
        amount={{ currency: due.currency, minor: minorUnits(due.amount, decimals) }}
        onAccount={onAccount}
        cards={onAccount ? [] : cards.map((one) => ({ id: one.id, text: cardText(one) }))}
        chosenCard={open ? (cards[0]?.id ?? null) : (checkout.savedPaymentMethod?.id ?? null)}
        keepCard={!open && checkout.saveCard}
        savable={!onAccount && (card?.savable ?? false)}
        captureLater={!onAccount && card?.capture === 'atShipment'}
        payer={payerOf(checkout.billingAddress ?? checkout.shippingAddress, checkout)}
        returnPath={to(`/checkout/return?checkout=${checkout.id}`)}
        stayPath={stayPath}
        locale={writing.locale}
        declined={begun?.failure ? await declineText(begun.failure.code, await wasDebit(checkout.id)) : null}
        texts={{
          ...messages.paymentForm,
          ...(free || onAccount ? { terms: messages.paymentForm.termsOfOrder } : {}),
          pay: free || onAccount ? t('placeOrder') : t('pay', { total: formatPrice(writing, due) }),
        }}
      />
    </>
  )
}

/** Whether the last try was one that a bank took days for. */
async function wasDebit(checkoutId: string): Promise<boolean> {
  return (await readAtBank()).refused.some(({ id }) => id === checkoutId)
}
