'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { leavingPayment } from '#cart/leaving-payment.ts'
import { formText } from '#forms/form-text.ts'
import { formatPrice } from '#i18n/format.ts'
import { getTo } from '#i18n/paths.ts'
import { getWriting } from '#i18n/writing.ts'
import {
  applyGiftCard,
  choosePayment,
  chooseWay,
  completeCheckout,
  placeOrder,
  readCheckout,
  removeGiftCard,
  reopenCheckout,
  setBillingAddress,
  setContact,
  setShippingAddress,
  setShippingMethod,
  type Placement,
  type Seen,
} from '#lib/shop/checkout.ts'
import { ShopRefusal } from '#lib/shop/refusal.ts'
import { addressOf } from './address-form.ts'
import { payStep, type Paying, type PayStep } from './pay-step.ts'
import { refusedForm, type FormAnswer } from '#forms/answer.ts'
import { steps } from './steps.ts'

/** Why a step was not written, or where to go on. */
export type StepAnswer = FormAnswer & { next?: string }

/** Refusals of a page that shows what was. */
const stale = new Set(['CART_EMPTY', 'SHIPPING_METHOD_UNAVAILABLE'])

/**
 * Writes a step, or says why not. A page that is alive is told where to go on (`beside`: see use-step-form.ts), so that nothing is lost that is typed meanwhile; a browser that
 * has posted the form itself is sent there.
 */
async function step(form: FormData, write: () => Promise<void>, next = '/checkout'): Promise<StepAnswer> {
  try {
    await write()
  } catch (refusal) {
    // changed or emptied in another tab: what the page offers is not to be had
    if (refusal instanceof ShopRefusal && stale.has(refusal.code)) refresh()
    return refusedForm(refusal, form)
  }
  const path = (await getTo())(next)
  if (!formText(form, 'beside')) redirect(path)
  return { problem: null, fields: {}, values: {}, at: Date.now(), next: path }
}

/** Form: checkoutId, email, phone, poNumber, note. */
export async function saveContact(_before: FormAnswer | null, form: FormData): Promise<StepAnswer> {
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
export async function saveShippingAddress(_before: FormAnswer | null, form: FormData): Promise<StepAnswer> {
  const checkoutId = formText(form, 'checkoutId')
  const customerAddressId = formText(form, 'book')
  return step(form, () =>
    setShippingAddress(
      customerAddressId ? { checkoutId, customerAddressId } : { checkoutId, address: addressOf(form) },
    ),
  )
}

/** Form: checkoutId and the fields of the address that the carrier suggested. Back to the ways of delivery, which may be others. */
export async function takeSuggestion(_before: FormAnswer | null, form: FormData): Promise<StepAnswer> {
  return step(
    form,
    () => setShippingAddress({ checkoutId: formText(form, 'checkoutId'), address: addressOf(form) }),
    '/checkout?step=delivery',
  )
}

/** Form: checkoutId, option. */
export async function saveShippingMethod(_before: FormAnswer | null, form: FormData): Promise<StepAnswer> {
  return step(form, () => setShippingMethod(formText(form, 'checkoutId'), formText(form, 'option')))
}

/** Form: checkoutId, same = yes, or the fields of an address. */
export async function saveBillingAddress(_before: FormAnswer | null, form: FormData): Promise<StepAnswer> {
  const checkoutId = formText(form, 'checkoutId')
  return step(form, () =>
    setBillingAddress(
      formText(form, 'same') === 'yes'
        ? { checkoutId, sameAsShipping: true }
        : { checkoutId, sameAsShipping: false, address: addressOf(form) },
    ),
  )
}

/** Form: checkoutId, step. To another step; a payment that was begun is left for it. */
export async function changeStep(form: FormData): Promise<void> {
  const to = await getTo()
  const slug = steps.find((known) => known.slug === formText(form, 'step'))?.slug ?? 'contact'
  let order: string | null = null
  try {
    order = (await reopenCheckout(formText(form, 'checkoutId'))).order
  } catch (refusal) {
    if (!(refusal instanceof ShopRefusal)) throw refusal
    // The bank is at work: nothing can be changed. Gone or expired: the checkout page begins a new one.
    if (refusal.code === 'PAYMENT_PENDING')
      redirect(to(`/checkout?checkout=${formText(form, 'checkoutId')}&step=payment`))
  }
  redirect(to(order ? `/order/${order}` : `/checkout?step=${slug}`))
}

/** Form: checkoutId, code; none: the gift card is taken off again. */
export async function saveGiftCard(_before: FormAnswer | null, form: FormData): Promise<StepAnswer> {
  const checkoutId = formText(form, 'checkoutId')
  const code = formText(form, 'code')
  return step(form, () => leavingPayment((id) => (code ? applyGiftCard(id, code) : removeGiftCard(id)), checkoutId))
}

/** Form: checkoutId, method. */
export async function saveWay(_before: FormAnswer | null, form: FormData): Promise<StepAnswer> {
  const method = formText(form, 'method') === 'onAccount' ? 'onAccount' : 'card'
  const checkoutId = formText(form, 'checkoutId')
  return step(form, () => leavingPayment((id) => chooseWay(id, method), checkoutId))
}

/** With which card the shopper pays; null: nothing can be chosen, or the payment is begun already. */
export type CardChoice = { savedCard: string | null; saveCard: boolean } | null
/** The same; or on account. */
export type PayChoice = CardChoice | 'onAccount'

/** Begins the payment of what the shopper saw, or goes on with the one that was begun. */
export async function beginPayment(checkoutId: string, seen: Seen, choice: PayChoice): Promise<PayStep> {
  return payStep(
    async () => {
      if (choice) await choose(checkoutId, choice)
      return standingOf(await placeOrder(checkoutId, seen))
    },
    () => totalOf(checkoutId),
  )
}

async function totalOf(checkoutId: string): Promise<string | null> {
  const [writing, checkout] = await Promise.all([getWriting(), readCheckout(checkoutId).catch(() => null)])
  return checkout ? formatPrice(writing, checkout.totals.total) : null
}

/** Begun in another tab, or by the first press, it goes on as it was begun; who chose otherwise since, after a declined card say, has left that payment. */
async function choose(checkoutId: string, choice: NonNullable<PayChoice>): Promise<void> {
  const write = (id: string) => (choice === 'onAccount' ? chooseWay(id, choice) : choosePayment(id, choice))
  try {
    await write(checkoutId)
  } catch (refusal) {
    if (!(refusal instanceof ShopRefusal && refusal.code === 'PAYMENT_PENDING')) throw refusal
    const begun = await readCheckout(checkoutId)
    const same =
      choice === 'onAccount'
        ? begun?.paymentMethod === 'onAccount'
        : (begun?.savedPaymentMethod?.id ?? null) === choice.savedCard && begun?.saveCard === choice.saveCard
    if (!same) await leavingPayment(write, checkoutId)
  }
}

/** After the browser confirmed: makes the order if the provider says that it is paid. */
export async function finishPayment(checkoutId: string): Promise<PayStep> {
  return payStep(async () => standingOf(await completeCheckout(checkoutId)))
}

async function standingOf(placement: Placement): Promise<Paying> {
  const to = await getTo()
  const { status } = placement
  return {
    href: placement.order ? to(`/order/${placement.order.id}?placed=1`) : null,
    processing: status === 'processing',
    payment: placement.payment ?? null,
    failure: placement.failure ?? null,
    ended: status === 'failed' || status === 'refunded' ? status : null,
  }
}
