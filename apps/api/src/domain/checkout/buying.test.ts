import { afterAll, beforeAll, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

it('takes a guest from an empty cart to a paid order', async () => {
  const buyer = new Buyer(shop)
  const placement = await buyer.atTheTill()
  expect(placement.status).toBe('awaitingPayment')
  expect((await buyer.pays(placement)).intent?.status).toBe('succeeded')
  const done = await granted(buyer.complete())
  expect(done.status).toBe('completed')
})
