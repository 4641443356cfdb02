import type { Article } from './goods.ts'
import { home } from './shop.ts'
import type { ThirdParty } from './third-party.ts'

/** Somebody else takes all that is left. */
export const holdAll = (client: ThirdParty, article: Article): Promise<void> =>
  holdSome(client, article, String(article.left))

/** Somebody else buys: through the storefront API, up to the payment, which holds the stock, and takes a use of the coupon. */
export async function holdSome(
  client: ThirdParty,
  article: Article,
  quantity: string,
  coupon: string | null = null,
): Promise<void> {
  const mutate = <Data>(name: string, type: string, input: object, answer: string): Promise<Data> =>
    client.ask<Data>(`mutation($input: ${type}!) { ${name}(input: $input) { ${answer} } }`, { input })
  await mutate('cartAddLine', 'CartAddLineInput', { sku: article.sku, quantity }, 'id')
  if (coupon) await mutate('cartApplyCoupon', 'CartApplyCouponInput', { code: coupon }, 'id')
  const { checkoutStart } = await client.ask<{ checkoutStart: { id: string } }>('mutation { checkoutStart { id } }')
  const checkoutId = checkoutStart.id
  await mutate('checkoutSetContact', 'CheckoutSetContactInput', { checkoutId, email: 'other@journey.test' }, 'id')
  const address = { ...home, region: 'CA', countryCode: 'US' }
  await mutate('checkoutSetShippingAddress', 'CheckoutSetShippingAddressInput', { checkoutId, address }, 'id')
  const { checkoutShippingOptions } = await client.ask<{ checkoutShippingOptions: { options: { id: string }[] } }>(
    `query($input: CheckoutShippingOptionsInput!) { checkoutShippingOptions(input: $input) { options { id } } }`,
    { input: { checkoutId } },
  )
  const optionId = checkoutShippingOptions.options[0]?.id
  await mutate('checkoutSetShippingMethod', 'CheckoutSetShippingMethodInput', { checkoutId, optionId }, 'id')
  const { checkoutSetBillingAddress } = await mutate<{ checkoutSetBillingAddress: { totals: { total: object } } }>(
    'checkoutSetBillingAddress',
    'CheckoutSetBillingAddressInput',
    { checkoutId, sameAsShipping: true },
    'totals { total { amount currency } }',
  )
  const expectedTotal = checkoutSetBillingAddress.totals.total
  await mutate('checkoutPlace', 'CheckoutPlaceInput', { checkoutId, expectedTotal }, 'status')
}
