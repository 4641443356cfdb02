import { formatPrice } from '#i18n/format.ts'
import { getTo } from '#i18n/paths.ts'
import { getMessages, getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import { readPaymentOptions, type Checkout } from '#lib/shop/checkout.ts'
import { cardText } from '#account/card-text.ts'
import { readAddresses, readCards, readCustomer } from '#lib/shop/customer.ts'
import { readWebsite } from '#lib/shop/website.ts'
import { countryChoices, usualCountry } from './address-form.ts'
import { beginPayment, finishPayment } from './actions.ts'
import { AddressSuggestion } from './address-suggestion.tsx'
import { addressLines } from './address-text.tsx'
import { DeliverySkeleton, DeliveryStep } from './delivery-step.tsx'
import { minorUnits } from './minor-units.ts'
import { GiftCardForm } from './gift-card-form.tsx'
import { PaymentForm } from './payment-form.tsx'
import { PayWays } from './pay-ways.tsx'
import { BillingAddressForm, ContactForm, ShippingAddressForm } from './step-forms.tsx'
import type { StepSlug } from './steps.ts'
import { Stream } from '#shell/stream.tsx'

/** The form of the step that is open. */
export async function CurrentStep({
  checkout,
  step,
  declined,
}: {
  checkout: Checkout
  step: StepSlug
  declined: boolean
}) {
  if (step === 'contact') return <Contact checkout={checkout} />
  if (step === 'address') return <ShippingAddress checkout={checkout} />
  if (step === 'billing') return <BillingAddress checkout={checkout} />
  if (step === 'payment') return <Payment checkout={checkout} declined={declined} />
  const t = await getT('checkout')
  return (
    <div className="grid gap-4">
      <Stream>
        <AddressSuggestion checkout={checkout} />
      </Stream>
      <Stream fallback={<DeliverySkeleton label={t('quoting')} />}>
        <DeliveryStep checkout={checkout} />
      </Stream>
    </div>
  )
}

async function Contact({ checkout }: { checkout: Checkout }) {
  const [messages, customer, to, t] = await Promise.all([getMessages(), readCustomer(), getTo(), getT('checkout')])
  return (
    <div className="grid gap-5">
      {!customer && (
        <p className="text-sm">
          {t('haveAccount')}{' '}
          <a
            href={to('/sign-in?next=/checkout')}
            className="font-semibold underline decoration-signal decoration-2 underline-offset-4"
          >
            {t('signIn')}
          </a>
        </p>
      )}
      <ContactForm
        checkoutId={checkout.id}
        texts={messages.checkoutForm}
        labels={messages.contact}
        values={{
          email: checkout.email ?? customer?.email,
          phone: checkout.phone ?? customer?.phone,
          poNumber: checkout.poNumber,
          note: checkout.note,
        }}
      />
    </div>
  )
}

async function ShippingAddress({ checkout }: { checkout: Checkout }) {
  const [writing, messages, website, addresses, customer, t] = await Promise.all([
    getWriting(),
    getMessages(),
    readWebsite(),
    readAddresses(),
    readCustomer(),
    getT('checkout'),
  ])
  const book = addresses
    .toSorted((a, b) => Number(b.defaultShipping) - Number(a.defaultShipping))
    .map((address) => ({ id: address.id, text: addressLines(address, writing).join(', ') }))
  return (
    <ShippingAddressForm
      checkoutId={checkout.id}
      texts={messages.checkoutForm}
      labels={messages.address}
      countries={countryChoices(writing, website.shippingCountries)}
      defaultCountry={usualCountry(writing, website)}
      values={checkout.shippingAddress ?? { firstName: customer?.firstName, lastName: customer?.lastName }}
      book={book}
      newAddress={t('newAddress')}
    />
  )
}

async function BillingAddress({ checkout }: { checkout: Checkout }) {
  const [writing, messages, website, t] = await Promise.all([
    getWriting(),
    getMessages(),
    readWebsite(),
    getT('checkout'),
  ])
  return (
    <BillingAddressForm
      checkoutId={checkout.id}
      texts={messages.checkoutForm}
      labels={messages.address}
      countries={countryChoices(writing, website.shippingCountries)}
      defaultCountry={usualCountry(writing, website)}
      values={checkout.billingSameAsShipping ? {} : (checkout.billingAddress ?? {})}
      same={t('billingSame')}
      other={t('billingOther')}
      isSame={checkout.billingSameAsShipping || !checkout.billingAddress}
    />
  )
}

async function Payment({ checkout, declined }: { checkout: Checkout; declined: boolean }) {
  const [writing, messages, { payment }, to, t, options, cards] = await Promise.all([
    getWriting(),
    getMessages(),
    readWebsite(),
    getTo(),
    getT('payment'),
    readPaymentOptions(checkout.id),
    readCards(),
  ])
  const card = options.find(({ method }) => method === 'card')
  const way = options.find(({ method }) => method === checkout.paymentMethod) ?? card ?? options[0]
  const onAccount = way?.method === 'onAccount'
  const total = checkout.totals.total
  const gift = checkout.appliedGiftCard
  const due = gift?.rest ?? total
  const text = formatPrice(writing, due)
  const free = Number(due.amount) === 0
  // The provider's own way of counting; what it is not told of, it counts as nearly all currencies.
  const decimals = payment.currencies.find(({ code }) => code === total.currency)?.decimals ?? 2
  const scriptUrl = payment.scriptUrl ?? null
  return (
    <>
      {/* Not preloaded: the policy lets only our own script load it, which it does at once. */}
      {scriptUrl && <link rel="preconnect" href={new URL(scriptUrl).origin} />}
      {checkout.state === 'open' && way && options.length > 1 && (
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
      {checkout.state === 'open' && (
        <GiftCardForm
          checkoutId={checkout.id}
          applied={gift ? t('giftCard', { amount: formatPrice(writing, gift.amount), digits: gift.lastFour }) : null}
          texts={messages.giftCardForm}
        />
      )}
      <PaymentForm
        begin={beginPayment.bind(null, checkout.id, { amount: total.amount, currency: total.currency })}
        finish={finishPayment.bind(null, checkout.id)}
        publishableKey={payment.publishableKey}
        scriptUrl={scriptUrl}
        amount={{ currency: due.currency, minor: minorUnits(due.amount, decimals) }}
        onAccount={onAccount}
        cards={checkout.state === 'open' && !onAccount ? cards.map((one) => ({ id: one.id, text: cardText(one) })) : []}
        savable={!onAccount && (card?.savable ?? false)}
        captureLater={!onAccount && card?.capture === 'atShipment'}
        returnPath={to(`/checkout/return?checkout=${checkout.id}`)}
        locale={writing.locale}
        declined={declined ? messages.paymentForm.declined : null}
        texts={{ ...messages.paymentForm, pay: free || onAccount ? t('placeOrder') : t('pay', { total: text }) }}
      />
    </>
  )
}
