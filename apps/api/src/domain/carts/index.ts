import type { Area, QuestionVerb } from '../../engine/index.ts'
import type { Attempts } from '../../kernel/attempts.ts'
import { addLine } from './add-line.ts'
import { cartAnswer } from './answer.ts'
import { changeLine, clearCart, removeLine } from './change-line.ts'
import { findCart } from './own-cart.ts'
import { applyCoupon, removeCoupon } from './coupons.ts'
import { addToList, changeListLine, removeListLine } from './shopping-lists/fill-list.ts'
import { changeList, createList, removeList } from './shopping-lists/keep-lists.ts'
import { listToCart } from './shopping-lists/list-to-cart.ts'
import { valueCart } from './value-cart.ts'

export { abandonCarts } from './abandon-carts.ts'
export { closeCart } from './close-cart.ts'
export { mergeCarts } from './merge-carts.ts'
export { cartArrival, mergeAfterwards, mergeWaiting, mergeWaitingJob } from './merge-waiting.ts'
export { bringBack, bringBackAfterwards, bringBackJob } from './bring-back.ts'
export { bringBackMissedJob } from './bring-back-missed.ts'
export { setAside } from './set-aside.ts'
export { askedGoods } from './asked-goods.ts'
export { countTry, giveCoupon, takeCouponBack } from './coupons.ts'
export { asRefusal } from './judge-lines.ts'
export { fillCart } from './fill-cart.ts'
export { findCart } from './own-cart.ts'
export { priceBasket, type BasketLine } from './price-basket.ts'
export { priceCart, type PricedCart, type SoldLine } from './price-cart.ts'

/** The caller's open cart in the caller's currency; null before the first line. */
const currentCart: QuestionVerb<'cart.current'> = async (_input, ctx) => {
  const found = await findCart(ctx)
  const cart = found && (await valueCart(ctx, found.id, { currency: ctx.currency }))
  return cart ? cartAnswer(cart, ctx) : null
}

/** Carts: what somebody is about to buy; and lists of what they mean to. `mostLists`: of one person at a website. */
export function createCarts({ mostLists, attempts }: { mostLists: number; attempts: Attempts }): Area {
  return {
    actions: {
      'cart.addLine': addLine,
      'cart.changeLine': changeLine,
      'cart.removeLine': removeLine,
      'cart.clear': clearCart,
      'cart.applyCoupon': applyCoupon(attempts),
      'cart.removeCoupon': removeCoupon,
      'shoppingList.create': createList(mostLists),
      'shoppingList.change': changeList,
      'shoppingList.remove': removeList,
      'shoppingList.addLine': addToList(mostLists),
      'shoppingList.changeLine': changeListLine,
      'shoppingList.removeLine': removeListLine,
      'shoppingList.addToCart': listToCart,
    },
    questions: { 'cart.current': currentCart },
  }
}
