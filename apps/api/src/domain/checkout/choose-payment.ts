import type { ActionVerb, QuestionVerb } from '../../engine/index.ts'
import { refuse } from '../../kernel/errors.ts'
import { editCheckout, findCheckout } from './find-checkout.ts'
import { viewCheckout } from './read-checkout.ts'

/** The ways to pay for a checkout as it is now. */
export const paymentOptions: QuestionVerb<'checkout.paymentOptions'> = async ({ checkoutId }, ctx) => {
  const { ways } = await viewCheckout(ctx, await findCheckout(ctx, checkoutId))
  return ways.map(({ method, paymentTermId, position }) => ({
    method,
    position,
    paymentTerm: paymentTermId ? { id: paymentTermId } : null,
  }))
}

/** Chooses one of them. */
export const setPaymentMethod: ActionVerb<'checkout.setPaymentMethod'> = async ({ checkoutId, method }, ctx) => {
  const asked = await findCheckout(ctx, checkoutId)
  if (asked.state === 'open' && !asked.shippingAddress)
    throw refuse('CHECKOUT_INCOMPLETE', { missing: 'shippingAddress' })
  const { ways } = await viewCheckout(ctx, asked)
  const row = await editCheckout(ctx, checkoutId, { paymentMethod: method })
  if (!ways.some((way) => way.method === method)) throw refuse('PAYMENT_METHOD_UNAVAILABLE', { method }, 'method')
  return (await viewCheckout(ctx, row)).answer
}
