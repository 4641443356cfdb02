import 'server-only'
import { cache } from 'react'
import {
  completeCheckout,
  readAtBank,
  readCheckout,
  startCheckout,
  type Checkout,
  type Placement,
} from '#lib/shop/checkout.ts'
import { ShopRefusal, ShopUnavailable } from '#lib/shop/refusal.ts'
import { readToken } from '#lib/shop/session.ts'

/**
 * The checkout to show: the one that is asked for while it is being paid or is an order; else that of the cart, begun if there is none; else the one that a bank has said no to, or is at work on. Null where
 * there is nothing to pay, as where the cart has been emptied meanwhile. Beginning is safe to repeat, so a GET may do it.
 */
export async function openCheckout(asked: string): Promise<Checkout | null> {
  if (!(await readToken())) return null
  const named = asked ? await readCheckout(asked).catch(unlessRefused) : null
  if (named?.order || named?.state === 'paying') return named
  const open = await readCheckout()
  // emptied in another tab, there is nothing to go on with
  if (open && open.state !== 'expired' && open.state !== 'completed' && open.lines.length > 0) return open
  try {
    return await readCheckout(await startCheckout())
  } catch (refusal) {
    // Without a cart, or with one whose visitor's session has ended meanwhile.
    if (!(refusal instanceof ShopRefusal && ['CART_EMPTY', 'SESSION_REQUIRED'].includes(refusal.code))) throw refusal
    if (open?.order) return open
    const waiting = await readAtBank().catch(() => null)
    // what can still be paid is more urgent than what can only be waited for
    const first = waiting?.refused[0] ?? waiting?.atWork[0]
    return first ? readCheckout(first.id) : null
  }
}

/** An address with an id that is none. */
function unlessRefused(problem: unknown): null {
  if (problem instanceof ShopRefusal) return null
  throw problem
}

/** How a payment stands that was begun; null where nobody can say just now: the form finds out when it is sent. Asked once for a page. */
export const standingOf = cache(async (checkoutId: string): Promise<Placement | null> => {
  try {
    return await completeCheckout(checkoutId)
  } catch (problem) {
    if (problem instanceof ShopRefusal || problem instanceof ShopUnavailable) return null
    throw problem
  }
})
