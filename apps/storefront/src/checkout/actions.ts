'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { formText } from '#forms/form-text.ts'
import { declineText, refusalText } from '#i18n/refusal-text.ts'
import { getTo } from '#i18n/paths.ts'
import {
  applyGiftCard,
  choosePayment,
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

/** What the browser has to do next to pay. */
export type PayStep =
  | { kind: 'confirm'; clientSecret: string; savedMethod: string | null; declined: string | null }
  | { kind: 'ordered'; href: string }
  | { kind: 'processing' }
  | { kind: 'refused'; problem: string; code: string | null }

/** With which card the shopper pays; null: nothing can be chosen, or the payment is begun already. */
export type CardChoice = { savedCard: string | null; saveCard: boolean } | null

/** Begins the payment of what the shopper saw, or goes on with the one that was begun. */
export async function beginPayment(checkoutId: string, seen: MoneyInput, choice: CardChoice): Promise<PayStep> {
  return payStep(async () => {
    if (choice)
      await choosePayment(checkoutId, choice).catch((refusal: unknown) => {
        // begun in another tab, or by the first press: it goes on as it was begun
        if (!(refusal instanceof ShopRefusal && refusal.code === 'PAYMENT_PENDING')) throw refusal
      })
    return placeOrder(checkoutId, seen)
  })
}

/** After the browser confirmed: makes the order if the provider says that it is paid. */
export async function finishPayment(checkoutId: string): Promise<PayStep> {
  return payStep(() => completeCheckout(checkoutId))
}

async function payStep(ask: () => Promise<Placement>): Promise<PayStep> {
  try {
    const placement = await ask()
    const to = await getTo()
    if (placement.order) return { kind: 'ordered', href: to(`/order/${placement.order.id}`) }
    if (placement.status === 'processing') return { kind: 'processing' }
    const failure = placement.failure && (await declineText(placement.failure.code))
    if (placement.payment)
      return {
        kind: 'confirm',
        clientSecret: placement.payment.clientSecret,
        savedMethod: placement.payment.savedMethod ?? null,
        declined: failure ?? null,
      }
    refresh()
    return { kind: 'refused', problem: failure ?? '', code: placement.failure?.code ?? null }
  } catch (refusal) {
    // Prices, stock or delivery may have changed: the page beside the message shows them as they are now.
    refresh()
    return {
      kind: 'refused',
      problem: await refusalText(refusal),
      code: refusal instanceof ShopRefusal ? refusal.code : null,
    }
  }
}
