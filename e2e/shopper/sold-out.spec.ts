import { findArticles, type Article } from '../ground/goods.ts'
import { expect, journey } from '../ground/journey.ts'
import { cards, home, Shop } from '../ground/shop.ts'
import type { ThirdParty } from '../ground/third-party.ts'

/** Somebody else takes all that is left: through the storefront API, up to the payment, which holds the stock. */
async function holdAll(client: ThirdParty, article: Article): Promise<void> {
  const mutate = <Data>(name: string, type: string, input: object, answer: string): Promise<Data> =>
    client.ask<Data>(`mutation($input: ${type}!) { ${name}(input: $input) { ${answer} } }`, { input })
  await mutate('cartAddLine', 'CartAddLineInput', { sku: article.sku, quantity: String(article.left) }, 'id')
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

journey(
  'an article that somebody else took before the payment is refused, and nothing moves',
  async ({ page, email, records, thirdParty }, info) => {
    const scarce = (await findArticles(thirdParty, 1))
      .filter((article) => article.left !== null)
      .sort((a, b) => (a.left ?? 0) - (b.left ?? 0))
    const article = scarce[info.project.name === 'phone' ? 0 : 1]
    if (!article) throw new Error('the shop keeps stock of too few articles for this journey')
    const shop = new Shop(page)
    await shop.addToCart(article)
    await shop.toCheckout()
    await shop.throughSteps(email)

    await holdAll(thirdParty, article)
    const before = await records.stock(article.sku)
    await shop.fillCard(cards.good)
    await shop.pay.click()
    await expect(page.getByText(/can be delivered|cannot be ordered|Out of stock/)).toBeVisible()
    expect(await records.orders(email)).toEqual([])
    expect(await records.stock(article.sku)).toEqual(before)
  },
)
