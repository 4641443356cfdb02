import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CartAnswer } from '../../kernel/contract.ts'
import { Buyer, cartFields } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

it('puts what was ordered into the cart again; foreign orders are as if they were not, and what cannot be had stays out', async () => {
  const buyer = new Buyer(shop)
  await granted(buyer.add(skus.cable, '2.5'))
  const placement = await buyer.atTheTill({ quantity: '2' })
  await buyer.pays(placement)
  const { order } = await granted(buyer.complete())
  const again = (caller = buyer.caller, more: object = {}) =>
    caller.act<CartAnswer>('orderOrderAgain', { id: order!.id, ...more }, cartFields)
  const one = await granted(again(buyer.caller, { positions: [2] }))
  expect(one.lines).toMatchObject([{ quantity: '2', product: { sku: skus.drill } }])
  const all = await granted(again())
  expect(all.lines).toMatchObject([{ quantity: '4' }, { quantity: '2.5', product: { sku: skus.cable } }])
  const stranger = new Buyer(shop)
  await granted(stranger.add())
  await still(shop.database, async () => {
    expect((await again(stranger.caller)).error?.code).toBe('NOT_FOUND')
    expect((await again(buyer.caller, { positions: [9] })).error?.code).toBe('FIELD_INVALID')
  })
  await shop.database.db.updateTable('products').set({ status: 'disabled' }).where('sku', '=', skus.cable).execute()
  await still(shop.database, async () => {
    expect((await again()).error?.code).toBe('NOT_FOUND')
  })
})
