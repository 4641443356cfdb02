'use server'

import { insidePath } from '#i18n/inside-path.ts'
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { addressOf } from '#checkout/address-form.ts'
import { refusedForm, type FormAnswer } from '#forms/answer.ts'
import { formText, rawText } from '#forms/form-text.ts'
import { getTo } from '#i18n/paths.ts'
import {
  addAddress,
  changeAddress,
  confirmEmail,
  preferCard,
  register,
  removeAddress,
  removeCard,
  requestPasswordReset,
  resetPassword,
  signIn,
  signOut,
} from '#lib/shop/customer.ts'
import { startCheckout } from '#lib/shop/checkout.ts'
import { ShopRefusal } from '#lib/shop/refusal.ts'

/** Not trimmed: a space may belong to it. */
const secret = (form: FormData) => rawText(form, 'password')

async function write(form: FormData, act: () => Promise<void>, next: string): Promise<FormAnswer> {
  try {
    await act()
  } catch (refusal) {
    return refusedForm(refusal, form)
  }
  redirect((await getTo())(next))
}

/** Does something to what the page shows, and shows it anew. Leading to the page itself would not: to the same address the browser does not go again. */
async function writeHere(form: FormData, act: () => Promise<void>): Promise<FormAnswer> {
  try {
    await act()
  } catch (refusal) {
    return refusedForm(refusal, form)
  }
  refresh()
  return { problem: null, fields: {}, values: {}, at: Date.now() }
}

/** Only addresses of this shop: `//elsewhere.example` and the like go to the account. */
function nextOf(form: FormData): string {
  return insidePath(formText(form, 'next')) ?? '/account'
}

/** Who signs in on the way through the checkout: what they said there as a guest comes along (the API carries it when a checkout is begun). */
async function goOn(form: FormData): Promise<void> {
  if (!/^(\/\w\w)?\/checkout(\?|$)/.test(nextOf(form))) return
  try {
    await startCheckout()
  } catch (refusal) {
    // An empty cart is said by the page that comes.
    if (!(refusal instanceof ShopRefusal)) throw refusal
  }
}

/** Form: email, password, next. */
export async function sendSignIn(_before: FormAnswer | null, form: FormData): Promise<FormAnswer> {
  return write(form, () => signIn(formText(form, 'email'), secret(form)).then(() => goOn(form)), nextOf(form))
}

/** Form: email, password, firstName, lastName, company, next. */
export async function sendRegister(_before: FormAnswer | null, form: FormData): Promise<FormAnswer> {
  const input = {
    email: formText(form, 'email'),
    password: secret(form),
    firstName: formText(form, 'firstName'),
    lastName: formText(form, 'lastName'),
    company: formText(form, 'company') || null,
  }
  return write(form, () => register(input).then(() => goOn(form)), nextOf(form))
}

export async function sendSignOut(_before: FormAnswer | null, form: FormData): Promise<FormAnswer> {
  return write(form, signOut, '/sign-in')
}

/** Form: email. The page says the same whether the address is known or not. */
export async function sendResetRequest(_before: FormAnswer | null, form: FormData): Promise<FormAnswer> {
  return write(form, () => requestPasswordReset(formText(form, 'email')), '/reset-password?sent=1')
}

/** Form: token. */
export async function sendConfirmation(_before: FormAnswer | null, form: FormData): Promise<FormAnswer> {
  return write(form, () => confirmEmail(formText(form, 'token')), '/confirm-email?confirmed=1')
}

/** Form: token, password. */
export async function sendNewPassword(_before: FormAnswer | null, form: FormData): Promise<FormAnswer> {
  return write(form, () => resetPassword(formText(form, 'token'), secret(form)), '/account')
}

/** Form: the fields of an address, defaultShipping, defaultBilling; `id` when one is changed. */
export async function sendAddress(_before: FormAnswer | null, form: FormData): Promise<FormAnswer> {
  const id = formText(form, 'id')
  const input = {
    address: addressOf(form),
    defaultShipping: form.get('defaultShipping') === 'on',
    defaultBilling: form.get('defaultBilling') === 'on',
  }
  return write(form, () => (id ? changeAddress({ id, ...input }) : addAddress(input)), '/account#addresses')
}

/** Gone already is what was wanted. */
function unlessGone(refusal: unknown): void {
  if (!(refusal instanceof ShopRefusal && refusal.code === 'NOT_FOUND')) throw refusal
}

/** Form: id. */
export async function sendRemoveAddress(_before: FormAnswer | null, form: FormData): Promise<FormAnswer> {
  return writeHere(form, () => removeAddress(formText(form, 'id')).catch(unlessGone))
}

/** Form: id. */
export async function sendPreferCard(_before: FormAnswer | null, form: FormData): Promise<FormAnswer> {
  return writeHere(form, () => preferCard(formText(form, 'id')).catch(unlessGone))
}

/** Form: id. */
export async function sendRemoveCard(_before: FormAnswer | null, form: FormData): Promise<FormAnswer> {
  return writeHere(form, () => removeCard(formText(form, 'id')).catch(unlessGone))
}
