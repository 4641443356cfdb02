import type { Area, QuestionVerb } from '../../engine/index.ts'
import { addLine } from './add-line.ts'
import { cartAnswer } from './answer.ts'
import { changeLine, clearCart, removeLine } from './change-line.ts'
import { findOwnCart, ownerOf } from './own-cart.ts'
import { priceCart } from './price-cart.ts'

export { cartAnswer, lineAnswer } from './answer.ts'
export type { CartFacts, LineFact, ProductFact, UnitFact } from './facts.ts'
export { asRefusal, type Problem } from './judge-lines.ts'
export { findOwnCart, lockOwnCart, ownerOf, type CartOwner } from './own-cart.ts'
export { mergeCarts } from './merge-carts.ts'
export { priceCart, type PricedCart, type PriceOptions } from './price-cart.ts'
export type { PricedLine } from './price-lines.ts'

/** The caller's open cart; null before the first line. */
const currentCart: QuestionVerb<'cart.current'> = async (_input, ctx) => {
  const owner = ownerOf(ctx)
  const cartId = owner && (await findOwnCart(ctx, owner))
  const cart = cartId && (await priceCart(ctx, cartId))
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
