import { afterAll, beforeAll, expect, it } from 'vitest'
import { granted } from '../testing/caller.ts'
import { Buyer } from '../testing/buyer.ts'
import { openShop, type OpenShop } from '../testing/shop.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const everything =
  'sku featured priceFrom unitPrices { unit } images { key } variants { sku } breadcrumbs { slug productCount }'

it('answers all of a product wherever one stands: in a checkout, a listing, a suggestion', async () => {
  const buyer = new Buyer(shop)
  await granted(buyer.add())
  const started = await granted(
    buyer.caller.act<{ lines: { product: { unitPrices: unknown[] } }[] }>(
      'checkoutStart',
      null,
      `lines { product { ${everything} } }`,
    ),
  )
  expect(started.lines[0]?.product.unitPrices).not.toHaveLength(0)
  const listed = await granted(
    buyer.caller.ask<{ items: { unitPrices: unknown[] }[] }>('productSearch', { first: 2 }, `items { ${everything} }`),
  )
  expect(listed.items.length).toBeGreaterThan(0)
  await granted(buyer.caller.ask('productSuggest', { query: 'a' }, `products { ${everything} }`))
})
