import { afterAll, beforeAll, expect, it } from 'vitest'
import { granted } from '../../testing/caller.ts'
import { addProduct } from '../../testing/fixtures/products.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { rebuildReadModel } from './index.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

/** What the page of a product and a search that finds it say it costs. */
async function pricesOf(sku: string): Promise<(string | undefined)[]> {
  await rebuildReadModel(shop.built.database, () => undefined)
  const caller = shop.caller()
  type Priced = { price: { amount: string } | null }
  const page = await granted(caller.ask<Priced>('productFind', { sku }, 'price { amount }'))
  const found = await granted(
    caller.ask<{ items: (Priced & { sku: string })[] }>(
      'productSearch',
      { query: sku, first: 5 },
      'items { sku price { amount } }',
    ),
  )
  return [page, found.items.find((item) => item.sku === sku)].map((one) => one?.price?.amount)
}

it('reaches a tier exactly where the least quantity does: 0.3 of tenths are three, not 2.9999999999999996', async () => {
  await addProduct(shop, {
    sku: 'TENTHS',
    minimumQuantity: '0.3',
    units: { metre: { precision: 1 }, piece: { conversion: '0.1' } },
    prices: { piece: { 1: '5.00', 3: '4.00' } },
  })
  expect(await pricesOf('TENTHS')).toEqual(['4.00', '4.00'])
})

it('tells amounts apart that a float takes for one', async () => {
  await addProduct(shop, {
    sku: 'DEAR',
    units: { metre: {}, piece: {}, box: {} },
    prices: { box: { 1: '900000000000000.0002' }, piece: { 1: '900000000000000.0001' } },
  })
  expect(await pricesOf('DEAR')).toEqual(Array(2).fill('900000000000000.0001'))
})
