import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CheckoutAnswer } from '../../kernel/contract.ts'
import { booksOf } from '../../testing/books.ts'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { Clerk } from '../../testing/clerk.ts'
import { deliveries } from '../../testing/fixtures/furniture.ts'
import { addProduct, setPrices } from '../../testing/fixtures/products.ts'
import { addPromotion } from '../../testing/fixtures/promotions.ts'
import { stockOf } from '../../testing/fixtures/stock.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

const sku = 'CATALOGUE'
let shop: OpenShop
let free: string
beforeAll(async () => {
  shop = await openShop()
  free = await addProduct(shop, { sku, prices: { piece: { 1: '0.00' } }, stock: '50' })
})
afterAll(() => shop.close())

const intents = () => Object.keys(shop.stripe.state().intents).length

describe('a checkout that costs nothing', () => {
  it('becomes one order at "Place order", however often it is clicked, and Stripe hears nothing of it', async () => {
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready({ sku, quantity: '2', optionId: deliveries.pickup })
    expect(totals!.total).toEqual({ amount: '0.00', currency: 'EUR' })
    const before = intents()
    const placed = await Promise.all(Array.from({ length: 6 }, () => granted(buyer.place(totals!.total))))
    expect(new Set(placed.map(({ status, order }) => `${status} ${order?.id}`)).size).toBe(1)
    expect(placed[0]).toMatchObject({ status: 'completed', payment: null, checkout: { state: 'completed' } })
    expect(intents()).toBe(before)

    const books = await booksOf(shop.database, buyer.checkoutId)
    expect(books).toMatchObject({
      order: { id: placed[0]!.order!.id, total: '0.0000' },
      cart: { state: 'ordered' },
      payments: [],
      reservations: [{ state: 'committed', quantity: '2.000000', orderId: placed[0]!.order!.id }],
      topics: ['order.placed'],
    })
    expect(await stockOf(shop, free)).toMatchObject({ berlin: { onHand: '50', reserved: '2' } })
    const order = await granted(
      buyer.caller.send('query ($id: ID!) { order(id: $id) { paymentStatus total { amount } payments { id } } }', {
        id: placed[0]!.order!.id,
      }),
    )
    expect(order).toEqual({ paymentStatus: 'paid', total: { amount: '0.00' }, payments: [] })
    await shop.drain()
    expect(shop.mails().at(-1)?.subject).toContain(books.order!.number)

    await still(shop.database, async () => {
      expect((await granted(buyer.complete())).order).toEqual(placed[0]!.order)
      expect((await granted(buyer.place(totals!.total))).order).toEqual(placed[0]!.order)
      expect((await granted(buyer.step('Reopen'))).state).toBe('completed')
    })
  })

  it('is refused like any other: a price that changed meanwhile, or nothing left', async () => {
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready({ sku, optionId: deliveries.pickup })
    await setPrices(shop, shop.priceListId, free, 'piece', { 1: '5.00' })
    expect((await still(shop.database, () => buyer.place(totals!.total))).error?.code).toBe('PRICE_CHANGED')
    await setPrices(shop, shop.priceListId, free, 'piece', { 1: '0.00' })
    await shop.database.db
      .updateTable('inventoryLevels')
      .set((level) => ({ onHand: level.ref('reserved') }))
      .where('productId', '=', free)
      .execute()
    expect((await still(shop.database, () => buyer.place(totals!.total))).error?.code).toBe('NOT_ENOUGH_STOCK')
    await shop.database.db.updateTable('inventoryLevels').set({ onHand: '50' }).where('productId', '=', free).execute()
  })

  it('is paid like any other when only the goods are free', async () => {
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready({ sku })
    const placement = await granted(buyer.place(totals!.total))
    expect(placement).toMatchObject({ status: 'awaitingPayment', payment: { amount: { amount: '8.21' } } })
    await buyer.pays(placement)
    expect((await granted(buyer.complete())).status).toBe('completed')
  })

  describe('where ways to pay have conditions', () => {
    let clerk: Clerk
    beforeAll(async () => {
      clerk = await Clerk.of(shop)
      await addPromotion(shop, { code: 'GIVEN', kind: 'percentOff', percent: '100' }, { code: 'ALL' })
    })

    /** A drill that a coupon pays, to be picked up. */
    async function given(): Promise<{ buyer: Buyer; checkout: CheckoutAnswer }> {
      const buyer = new Buyer(shop)
      await buyer.ready({ optionId: deliveries.pickup })
      await granted(buyer.caller.act('cartApplyCoupon', { code: 'ALL' }, 'id'))
      return { buyer, checkout: await granted(buyer.step('SetShippingMethod', { optionId: deliveries.pickup })) }
    }
    const surcharges = ({ caller, checkoutId }: Buyer) =>
      granted(caller.ask('checkoutPaymentOptions', { checkoutId }, 'method surcharge { amount }'))

    it('needs none of them: neither the least total of a card, nor the goods that a rule asks for', async () => {
      const { website } = shop
      const settingId = await clerk.make('paymentSetting', { websiteId: website.id, method: 'card' })
      await clerk.make('paymentLimit', { settingId, currency: 'EUR', minimum: { amount: '5', currency: 'EUR' } })
      const least = await given()
      expect(least.checkout).toMatchObject({ ready: true, totals: { total: { amount: '0.00' } } })
      expect(await surcharges(least.buyer)).toEqual([])
      const placed = await granted(least.buyer.place(least.checkout.totals!.total))
      expect(placed).toMatchObject({ status: 'completed', payment: null })
      await clerk.remove('paymentSetting', settingId)

      const rule = { code: 'much', name: 'Much', method: 'card', websiteId: website.id, currency: 'EUR' }
      const ruleId = await clerk.make('paymentRule', { ...rule, subtotalFrom: { amount: '20', currency: 'EUR' } })
      const ruled = await given()
      expect(await granted(ruled.buyer.place(ruled.checkout.totals!.total))).toMatchObject({ status: 'completed' })
      await clerk.remove('paymentRule', ruleId)
    })

    it('costs no surcharge for a way in which nothing is paid', async () => {
      const surcharge = { amount: '2', currency: 'EUR' }
      const rule = {
        code: 'dear',
        name: 'Dear',
        method: 'card',
        websiteId: shop.website.id,
        currency: 'EUR',
        surcharge,
      }
      const ruleId = await clerk.make('paymentRule', rule)
      const { buyer, checkout } = await given()
      expect(checkout).toMatchObject({ ready: true, totals: { total: { amount: '0.00' } } })
      expect(await surcharges(buyer)).toEqual([{ method: 'card', surcharge: null }])
      await granted(buyer.step('SetPaymentMethod', { method: 'card' }))
      const placed = await granted(buyer.place(checkout.totals!.total))
      expect(placed).toMatchObject({ status: 'completed', payment: null })
      await clerk.remove('paymentRule', ruleId)
    })
  })
})
