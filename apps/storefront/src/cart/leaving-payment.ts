import 'server-only'
import { readCheckout, reopenCheckout } from '#lib/shop/checkout.ts'
import { ShopRefusal } from '#lib/shop/refusal.ts'

/**
 * Who changes the cart, or what it is paid with, in the middle of paying has turned back: the payment is left, the stock let go, the change made. Of a checkout, `write` is given the id of the
 * one to write to, which may be another one once the payment is left.
 */
export async function leavingPayment<Id extends string | null>(
  write: (checkoutId: Id) => Promise<void>,
  checkoutId: Id,
): Promise<void> {
  try {
    await write(checkoutId)
  } catch (problem) {
    if (!(problem instanceof ShopRefusal) || problem.code !== 'PAYMENT_PENDING') throw problem
    const paying = checkoutId ?? (await readCheckout())?.id
    if (!paying) throw problem
    const { id } = await reopenCheckout(paying)
    await write((checkoutId === null ? null : id) as Id)
  }
}
