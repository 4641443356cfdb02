import { getTo } from '#i18n/paths.ts'
import { getMessages, getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import type { Checkout, Placement } from '#lib/shop/checkout.ts'
import { readAddresses, readCustomer } from '#lib/shop/customer.ts'
import { readWebsite } from '#lib/shop/website.ts'
import { countryChoices, usualCountry } from './address-form.ts'
import { AddressSuggestion } from './address-suggestion.tsx'
import { addressLines } from './address-text.tsx'
import { DeliverySkeleton, DeliveryStep } from './delivery-step.tsx'
import { PaymentStep } from './payment-step.tsx'
import { BillingAddressForm, ContactForm, ShippingAddressForm } from './step-forms.tsx'
import type { StepSlug } from './steps.ts'
import { Stream } from '#shell/stream.tsx'

/** The form of the step that is open. */
export async function CurrentStep({
  checkout,
  step,
  begun,
}: {
  checkout: Checkout
  step: StepSlug
  /** How the payment stands, where it was begun and somebody can say. */
  begun: Placement | null
}) {
  if (step === 'contact') return <Contact checkout={checkout} />
  if (step === 'address') return <ShippingAddress checkout={checkout} />
  if (step === 'billing') return <BillingAddress checkout={checkout} />
  if (step === 'payment') return <PaymentStep checkout={checkout} begun={begun} />
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
