'use server'

import { redirect } from 'next/navigation'
import { formText } from '#forms/form-text.ts'
import { getTo } from '#i18n/paths.ts'
import {
  applyGiftCard,
  choosePayment,
  chooseWay,
  completeCheckout,
  placeOrder,
  removeGiftCard,
  reopenCheckout,
  setBillingAddress,
  setContact,
  setShippingAddress,
  setShippingMethod,
  type MoneyInput,
  type Placement,
} from '#lib/shop/checkout.ts'
import { ShopRefusal } from '#lib/shop/refusal.ts'
import { addressOf } from './address-form.ts'
import { payStep, type Paying, type PayStep } from './pay-step.ts'
import { refusedForm, type FormAnswer } from '#forms/answer.ts'
import { steps } from './steps.ts'

/** Writes a step and goes on to the next open one, or stays and says why not. */
async function step(form: FormData, write: () => Promise<void>): Promise<FormAnswer> {
  try {
    await write()
  } catch (refusal) {
    return refusedForm(refusal, form)
  }
  redirect((await getTo())('/checkout'))
}

/** Form: checkoutId, email, phone, poNumber, note. */
export async function saveContact(_before: FormAnswer | null, form: FormData): Promise<FormAnswer> {
  return step(form, () =>
    setContact({
      checkoutId: formText(form, 'checkoutId'),
      email: formText(form, 'email'),
      phone: formText(form, 'phone') || null,
      poNumber: formText(form, 'poNumber') || null,
      note: formText(form, 'note') || null,
    }),
  )
}

/** Form: checkoutId and `book` (an address of the book), or the fields of an address. */
export async function saveShippingAddress(_before: FormAnswer | null, form: FormData): Promise<FormAnswer> {
  const checkoutId = formText(form, 'checkoutId')
  const customerAddressId = formText(form, 'book')
  return step(form, () =>
    setShippingAddress(
      customerAddressId ? { checkoutId, customerAddressId } : { checkoutId, address: addressOf(form) },
    ),
  )
}

/** Form: checkoutId and the fields of the address that the carrier suggested. */
export async function takeSuggestion(form: FormData): Promise<void> {
  const to = await getTo()
  try {
    await setShippingAddress({ checkoutId: formText(form, 'checkoutId'), address: addressOf(form) })
  } catch (refusal) {
    // gone or paid meanwhile: the page shows how it stands
    if (!(refusal instanceof ShopRefusal)) throw refusal
  }
  redirect(to('/checkout?step=delivery'))
}

/** Form: checkoutId, option. */
export async function saveShippingMethod(_before: FormAnswer | null, form: FormData): Promise<FormAnswer> {
  return step(form, () => setShippingMethod(formText(form, 'checkoutId'), formText(form, 'option')))
}

/** Form: checkoutId, same = yes, or the fields of an address. */
export async function saveBillingAddress(_before: FormAnswer | null, form: FormData): Promise<FormAnswer> {
  const checkoutId = formText(form, 'checkoutId')
  return step(form, () =>
    setBillingAddress(
      formText(form, 'same') === 'yes'
        ? { checkoutId, sameAsShipping: true }
        : { checkoutId, sameAsShipping: false, address: addressOf(form) },
    ),
  )
}

/** Form: checkoutId, step. Leaves a begun payment to change something. */
export async function changeStep(form: FormData): Promise<void> {
  const to = await getTo()
  const slug = steps.find((known) => known.slug === formText(form, 'step'))?.slug ?? 'contact'
  let order: string | null = null
  try {
    order = await reopenCheckout(formText(form, 'checkoutId'))
  } catch (refusal) {
    // Gone or expired: the checkout page begins a new one.
    if (!(refusal instanceof ShopRefusal)) throw refusal
  }
  redirect(to(order ? `/order/${order}` : `/checkout?step=${slug}`))
}

/** Form: checkoutId, code; none: the gift card is taken off again. */
export async function saveGiftCard(_before: FormAnswer | null, form: FormData): Promise<FormAnswer> {
  const checkoutId = formText(form, 'checkoutId')
  const code = formText(form, 'code')
  return step(form, () => (code ? applyGiftCard(checkoutId, code) : removeGiftCard(checkoutId)))
}

/** Form: checkoutId, method. */
export async function saveWay(_before: FormAnswer | null, form: FormData): Promise<FormAnswer> {
  const method = formText(form, 'method') === 'onAccount' ? 'onAccount' : 'card'
  return step(form, () => chooseWay(formText(form, 'checkoutId'), method))
}

/** With which card the shopper pays; null: nothing can be chosen, or the payment is begun already. */
export type CardChoice = { savedCard: string | null; saveCard: boolean } | null
/** The same; or on account. */
export type PayChoice = CardChoice | 'onAccount'

/** Begins the payment of what the shopper saw, or goes on with the one that was begun. */
export async function beginPayment(checkoutId: string, seen: MoneyInput, choice: PayChoice): Promise<PayStep> {
  return payStep(async () => {
    if (choice)
      await (choice === 'onAccount' ? chooseWay(checkoutId, choice) : choosePayment(checkoutId, choice)).catch(
        (refusal: unknown) => {
          // begun in another tab, or by the first press: it goes on as it was begun
          if (!(refusal instanceof ShopRefusal && refusal.code === 'PAYMENT_PENDING')) throw refusal
        },
      )
    return standingOf(await placeOrder(checkoutId, seen))
  })
}

/** After the browser confirmed: makes the order if the provider says that it is paid. */
export async function finishPayment(checkoutId: string): Promise<PayStep> {
  return payStep(async () => standingOf(await completeCheckout(checkoutId)))
}

async function standingOf(placement: Placement): Promise<Paying> {
  const href = placement.order ? (await getTo())(`/order/${placement.order.id}?placed=1`) : null
  return {
    href,
    processing: placement.status === 'processing',
    payment: placement.payment ?? null,
    failure: placement.failure ?? null,
  }
}
