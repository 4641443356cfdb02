import 'server-only'
import { readCheckout, reopenCheckout } from '#lib/shop/checkout.ts'
import { ShopRefusal } from '#lib/shop/refusal.ts'

/** Who changes the cart in the middle of paying has turned back: the payment is left, the stock let go, the change made. */
export async function leavingPayment(write: () => Promise<void>): Promise<void> {
  try {
    await write()
  } catch (problem) {
    if (!(problem instanceof ShopRefusal) || problem.code !== 'PAYMENT_PENDING') throw problem
    const checkout = await readCheckout()
    if (!checkout) throw problem
    await reopenCheckout(checkout.id)
    await write()
  }
}
