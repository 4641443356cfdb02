import type { Area, QuestionVerb } from '../../engine/index.ts'
import { addLine } from './add-line.ts'
import { cartAnswer } from './answer.ts'
import { changeLine, clearCart, removeLine } from './change-line.ts'
import { findCart } from './own-cart.ts'
import { valueCart } from './value-cart.ts'

export { abandonCarts } from './abandon-carts.ts'
export { closeCart } from './close-cart.ts'
export { mergeCarts } from './merge-carts.ts'
export { asRefusal } from './judge-lines.ts'
export { findCart } from './own-cart.ts'
export { priceCart, type PricedCart } from './price-cart.ts'

/** The caller's open cart in the caller's currency; null before the first line. */
const currentCart: QuestionVerb<'cart.current'> = async (_input, ctx) => {
  const found = await findCart(ctx)
  const cart = found && (await valueCart(ctx, found.id, { currency: ctx.currency }))
  return cart ? cartAnswer(cart, ctx) : null
}

/** Carts: what somebody is about to buy. */
export function createCarts(): Area {
  return {
    actions: {
      'cart.addLine': addLine,
      'cart.changeLine': changeLine,
      'cart.removeLine': removeLine,
      'cart.clear': clearCart,
    },
    questions: { 'cart.current': currentCart },
  }
}
