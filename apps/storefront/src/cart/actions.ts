'use server'

import { refresh } from 'next/cache'
import { formText } from '#forms/form-text.ts'
import { refusalText } from '#i18n/refusal-text.ts'
import { addLine, changeLine, removeLine } from '#lib/shop/cart.ts'
import { ShopRefusal } from '#lib/shop/refusal.ts'
import { leavingPayment } from './leaving-payment.ts'
import { quantityOf } from './quantity.ts'

/** What a cart form shows after it was sent: what was added, or why not. */
export interface CartAnswer {
  ok: boolean
  /** The refusal's text, in the shopper's language. */
  problem: string | null
  /** Differs at every answer, so that the same refusal twice is told twice. */
  at: number
}

/** Form: `sku`, `unit`, `quantity`. */
export async function addToCart(_previous: CartAnswer | null, form: FormData): Promise<CartAnswer> {
  return answer(async () =>
    addLine({
      sku: formText(form, 'sku'),
      unit: formText(form, 'unit') || null,
      quantity: quantity(formText(form, 'quantity')),
    }),
  )
}

/** Form: `line`, and `quantity` or (from the − and + buttons) `set`. */
export async function setQuantity(_previous: CartAnswer | null, form: FormData): Promise<CartAnswer> {
  return answer(async () =>
    changeLine(formText(form, 'line'), quantity(formText(form, 'set') || formText(form, 'quantity'))),
  )
}

/** Form: `line`. */
export async function takeOut(_previous: CartAnswer | null, form: FormData): Promise<CartAnswer> {
  return answer(() => removeLine(formText(form, 'line')))
}

async function answer(write: () => Promise<void>): Promise<CartAnswer> {
  try {
    await leavingPayment(write, null)
    return { ok: true, problem: null, at: Date.now() }
  } catch (problem) {
    return { ok: false, problem: await refusalText(problem), at: Date.now() }
  } finally {
    refresh()
  }
}

/** @throws ShopRefusal QUANTITY_INVALID for what the API would not understand; it is not even asked */
function quantity(typed: string): string {
  const quantity = quantityOf(typed)
  if (quantity === null) throw new ShopRefusal('QUANTITY_INVALID', `"${typed}" is no quantity`)
  return quantity
}
