import type { QuestionVerb } from '../../engine/index.ts'
import { refuse } from '../../kernel/errors.ts'
import type { Shipping } from '../shipping/index.ts'
import { findCheckout } from './find-checkout.ts'

/** What a carrier knows of the shipping address. */
export const addressCheck =
  (shipping: Shipping): QuestionVerb<'checkout.addressCheck'> =>
  async ({ checkoutId }, ctx) => {
    const { shippingAddress } = await findCheckout(ctx, checkoutId)
    if (!shippingAddress) throw refuse('CHECKOUT_INCOMPLETE', { missing: 'shippingAddress' })
    return shipping.checkAddress(ctx, shippingAddress)
  }
