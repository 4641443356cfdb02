import { afterAll, beforeAll, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { munich } from '../../testing/buyer.ts'
import { deliveries } from '../../testing/fixtures/furniture.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

it('takes a guest from an empty cart to a paid order', async () => {
  const buyer = new Buyer(shop)
  let last = shop.statements()
  const say = (what: string) => {
    const now = shop.statements()
    console.log(what, now - last)
    last = now
  }
  await granted(buyer.add())
  say('add')
  await granted(buyer.add())
  say('add again')
  await buyer.start()
  say('start')
  await granted(buyer.step('SetContact', { email: 'ada@example.com' }))
  say('contact')
  await granted(buyer.step('SetShippingAddress', { address: munich }))
  say('address')
  await granted(buyer.options())
  say('options')
  await granted(buyer.step('SetBillingAddress', { sameAsShipping: true }))
  say('billing')
  const checkout = await granted(buyer.step('SetShippingMethod', { optionId: deliveries.standard }))
  say('method')
  const placement = await granted(buyer.place(checkout.totals!.total))
  say('place')
  expect((await buyer.pays(placement)).intent?.status).toBe('succeeded')
  const done = await granted(buyer.complete())
  say('complete')
  await shop.stripe.webhooks.idle()
  say('webhooks')
  expect(done.status).toBe('completed')
  await shop.drain()
  say('drain')
})
