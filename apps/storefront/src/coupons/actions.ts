'use server'

import { refresh } from 'next/cache'
import { refusedForm, type FormAnswer } from '#forms/answer.ts'
import { formText } from '#forms/form-text.ts'
import { leavingPayment } from '#cart/leaving-payment.ts'
import { applyCoupon, removeCoupon } from '#lib/shop/coupons.ts'

/** What a form of coupons shows after it was sent; null: it was done. */
export type CouponAnswer = { done: true; at: number } | (FormAnswer & { done: false })

/** Form: `code`, and at the checkout `checkoutId`. */
export async function giveCoupon(_before: CouponAnswer | null, form: FormData): Promise<CouponAnswer> {
  return answer(form, (checkoutId) => applyCoupon(formText(form, 'code').trim(), checkoutId))
}

/** Form: `code`, and at the checkout `checkoutId`. */
export async function takeCouponBack(_before: CouponAnswer | null, form: FormData): Promise<CouponAnswer> {
  return answer(form, (checkoutId) => removeCoupon(formText(form, 'code'), checkoutId))
}

async function answer(form: FormData, write: (checkoutId: string | null) => Promise<void>): Promise<CouponAnswer> {
  const checkoutId = formText(form, 'checkoutId') || null
  try {
    await leavingPayment(write, checkoutId)
    return { done: true, at: Date.now() }
  } catch (problem) {
    return { ...(await refusedForm(problem, form)), done: false }
  } finally {
    refresh()
  }
}
