import type { ActionVerb } from '../../engine/index.ts'
import type { CheckoutAnswer } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { usableAddress } from './addresses.ts'
import { editCheckout, type CheckoutChanges } from './find-checkout.ts'
import { viewCheckout } from './read-checkout.ts'

async function save(ctx: Ctx, checkoutId: string, changes: CheckoutChanges): Promise<CheckoutAnswer> {
  return (await viewCheckout(ctx, await editCheckout(ctx, checkoutId, changes))).answer
}

export const setContact: ActionVerb<'checkout.setContact'> = ({ checkoutId, email, phone, poNumber, note }, ctx) =>
  save(ctx, checkoutId, {
    email,
    phone: phone ?? null,
    ...(poNumber === undefined ? {} : { poNumber: poNumber || null }),
    ...(note === undefined ? {} : { note: note || null }),
  })

export const setShippingAddress: ActionVerb<'checkout.setShippingAddress'> = async (
  { checkoutId, address, customerAddressId, residential },
  ctx,
) => {
  const chosen = await usableAddress(ctx, { address, customerAddressId })
  if (!ctx.website.shippingCountries.includes(chosen.countryCode))
    throw refuse('COUNTRY_NOT_SERVED', { country: chosen.countryCode }, 'address.countryCode')
  // A company's name at the door says that it is no home, unless the shopper says otherwise.
  return save(ctx, checkoutId, {
    shippingAddress: JSON.stringify(chosen),
    residential: residential ?? !chosen.company,
  })
}

export const setBillingAddress: ActionVerb<'checkout.setBillingAddress'> = async (
  { checkoutId, sameAsShipping, address, customerAddressId },
  ctx,
) => {
  if (sameAsShipping) return save(ctx, checkoutId, { billingSameAsShipping: true, billingAddress: null })
  const chosen = await usableAddress(ctx, { address, customerAddressId })
  return save(ctx, checkoutId, { billingSameAsShipping: false, billingAddress: JSON.stringify(chosen) })
}
