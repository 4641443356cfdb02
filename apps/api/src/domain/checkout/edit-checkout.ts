import type { ActionVerb } from '../../engine/index.ts'
import type { Address, CheckoutAnswer } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { usableAddress } from './addresses.ts'
import { editCheckout, findCheckout, type CheckoutRow } from './find-checkout.ts'
import { viewCheckout } from './read-checkout.ts'

type Changes = Partial<{
  email: string
  phone: string | null
  poNumber: string | null
  note: string | null
  shippingAddress: string
  billingAddress: string | null
  billingSameAsShipping: boolean
  residential: boolean
}>

async function save(ctx: Ctx, row: CheckoutRow, changes: Changes): Promise<CheckoutAnswer> {
  await ctx.db
    .updateTable('checkouts')
    .set({ ...changes, updatedAt: ctx.clock.now() })
    .where('id', '=', row.id)
    .execute()
  return (await viewCheckout(ctx, await findCheckout(ctx, row.id))).answer
}

export const setContact: ActionVerb<'checkout.setContact'> = async (
  { checkoutId, email, phone, poNumber, note },
  ctx,
) => {
  const row = await editCheckout(ctx, checkoutId)
  return save(ctx, row, {
    email,
    phone: phone ?? null,
    ...(poNumber === undefined ? {} : { poNumber: poNumber || null }),
    ...(note === undefined ? {} : { note: note || null }),
  })
}

export const setShippingAddress: ActionVerb<'checkout.setShippingAddress'> = async (
  { checkoutId, address, customerAddressId, residential },
  ctx,
) => {
  const row = await editCheckout(ctx, checkoutId)
  const chosen = await usableAddress(ctx, { address, customerAddressId })
  if (!ctx.website.shippingCountries.includes(chosen.countryCode))
    throw refuse('COUNTRY_NOT_SERVED', { country: chosen.countryCode }, 'address.countryCode')
  // A company's name at the door says that it is no home, unless the shopper says otherwise.
  return save(ctx, row, { shippingAddress: JSON.stringify(chosen), residential: residential ?? !chosen.company })
}

export const setBillingAddress: ActionVerb<'checkout.setBillingAddress'> = async (
  { checkoutId, sameAsShipping, address, customerAddressId },
  ctx,
) => {
  const row = await editCheckout(ctx, checkoutId)
  if (sameAsShipping) return save(ctx, row, { billingSameAsShipping: true, billingAddress: null })
  const chosen: Address = await usableAddress(ctx, { address, customerAddressId })
  return save(ctx, row, { billingSameAsShipping: false, billingAddress: JSON.stringify(chosen) })
}
