import type { ActionVerb, QuestionVerb } from '../../engine/index.ts'
import type { Address, ShippingOptions } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { priceCart, type PricedCart } from '../carts/index.ts'
import type { Shipping } from '../shipping/index.ts'
import { editCheckout, findCheckout, type CheckoutRow } from './find-checkout.ts'
import { quoteFingerprint } from './quote-fingerprint.ts'
import { viewCheckout } from './read-checkout.ts'

async function quote(
  ctx: Ctx,
  shipping: Shipping,
  row: CheckoutRow,
): Promise<{ options: ShippingOptions; priced: PricedCart; address: Address }> {
  const address = row.shippingAddress
  if (!address) throw refuse('CHECKOUT_INCOMPLETE', { missing: 'shippingAddress' })
  const { currency, email } = row
  const priced = await priceCart(ctx, row.cartId, { currency, address, shipping: null, email })
  const options = await shipping.optionsFor(ctx, {
    lines: priced.lines,
    address,
    residential: row.residential,
    subtotal: priced.goods.toJSON(),
    pricesIncludeTax: priced.answer.pricesIncludeTax === true,
    customerId: row.customerId,
  })
  return { options, priced, address }
}

/** The ways of delivery for a checkout, with prices of this moment. */
export const shippingOptions =
  (shipping: Shipping): QuestionVerb<'checkout.shippingOptions'> =>
  async ({ checkoutId }, ctx) =>
    (await quote(ctx, shipping, await findCheckout(ctx, checkoutId))).options

/** Why a carrier does not take the goods, by the notice that says so to shoppers. */
const REASONS: Readonly<Record<string, 'SHIPPING_ADDRESS_NOT_SERVED' | 'SHIPPING_WEIGHT_UNKNOWN'>> = {
  CARRIER_NO_SERVICE: 'SHIPPING_ADDRESS_NOT_SERVED',
  CARRIER_ADDRESS_UNKNOWN: 'SHIPPING_ADDRESS_NOT_SERVED',
  CARRIER_WEIGHT_UNKNOWN: 'SHIPPING_WEIGHT_UNKNOWN',
}

function whyNot(optionId: string, { options, notices }: ShippingOptions) {
  const carried = optionId.includes(':') && !/^(flatRate|pickup):/.test(optionId)
  const silent = !options.some(({ carrier }) => optionId.startsWith(`${carrier}:`))
  const reason = notices.find(({ code }) => REASONS[code])
  if (carried && silent && reason) return refuse(REASONS[reason.code]!, undefined, 'optionId')
  return refuse('SHIPPING_METHOD_UNAVAILABLE', { optionId }, 'optionId')
}

/**
 * Chooses a way of delivery. The carrier may take its time, so nothing is locked meanwhile: the fingerprint says for what it was asked, and when that
 * has changed, the step lacks a choice again.
 */
export const setShippingMethod =
  (shipping: Shipping): ActionVerb<'checkout.setShippingMethod'> =>
  async ({ checkoutId, optionId }, ctx) => {
    const asked = await findCheckout(ctx, checkoutId)
    const { options, priced, address } = await quote(ctx, shipping, asked)
    const chosen = options.options.find(({ id }) => id === optionId)
    if (!chosen) throw whyNot(optionId, options)
    const row = await editCheckout(ctx, checkoutId, {
      shippingOption: JSON.stringify(chosen),
      shippingQuotedFor: quoteFingerprint(priced.lines, address, asked, ctx),
    })
    return (await viewCheckout(ctx, row)).answer
  }
