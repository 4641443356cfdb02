import { afterAll, beforeAll, expect, it } from 'vitest'
import { booksOf, shelvesOf } from '../../testing/books.ts'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { deliveries } from '../../testing/fixtures/furniture.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const times = <T>(count: number, make: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, make))
const intents = () => Object.keys(shop.stripe.state().intents).length

it('makes one payment, one reservation and one intent of ten clicks on "Place order"', async () => {
  const buyer = new Buyer(shop)
  const { totals } = await buyer.ready()
  const before = intents()
  const placements = await times(10, () => granted(buyer.place(totals!.total)))
  expect(new Set(placements.map(({ payment }) => payment?.clientSecret)).size).toBe(1)
  const books = await booksOf(shop.database, buyer.checkoutId)
  expect(books.payments).toHaveLength(1)
  expect(books.kinds).toEqual(['created'])
  expect(books.reservations).toMatchObject([{ state: 'held', quantity: '1.000000' }])
  expect(intents() - before).toBe(1)
})

it('refuses a total that is not the one being paid, as a second tab may show it, and goes on with the payment', async () => {
  const tab = new Buyer(shop)
  const seen = (await tab.ready()).totals!.total
  const other = new Buyer(shop, tab.caller)
  other.checkoutId = tab.checkoutId
  await granted(other.add(undefined, '2'))
  await granted(other.step('SetShippingMethod', { optionId: deliveries.standard }))
  const { totals } = await granted(other.checkout())
  expect(totals!.total).not.toEqual(seen)
  const placement = await granted(other.place(totals!.total))
  await still(shop.database, async () => {
    const before = intents()
    const refused = await tab.place(seen)
    expect(refused.error).toMatchObject({
      code: 'PRICE_CHANGED',
      path: 'expectedTotal',
      params: { total: totals!.total.amount, currency: totals!.total.currency },
    })
    expect(refused.text).not.toContain(placement.payment!.clientSecret)
    expect((await tab.place({ ...totals!.total, currency: 'USD' })).error?.code).toBe('PRICE_CHANGED')
    // a double click says the same twice, whichever tab it comes from
    const again = await times(3, () => granted(tab.place(totals!.total)))
    expect(again.map(({ payment }) => payment?.clientSecret)).toEqual(Array(3).fill(placement.payment!.clientSecret))
    expect(intents()).toBe(before)
  })
  await other.pays(placement)
  expect((await granted(tab.complete())).status).toBe('completed')
})

it('makes one order of ten completions and the webhook at the same moment', async () => {
  const buyer = new Buyer(shop)
  const placement = await buyer.atTheTill()
  const before = await shelvesOf(shop.database, shop.furniture.drill)
  await buyer.pays(placement)
  const done = await times(10, () => granted(buyer.complete()))
  await shop.stripe.webhooks.idle()
  expect(new Set(done.map(({ order, status }) => `${status} ${order?.id}`)).size).toBe(1)
  const books = await booksOf(shop.database, buyer.checkoutId)
  expect(books.kinds).toEqual(['created', 'captured'])
  expect(books.reservations).toMatchObject([{ state: 'committed' }])
  expect(books.topics).toEqual(['order.placed', 'payment.changed'])
  const after = await shelvesOf(shop.database, shop.furniture.drill)
  expect(after).toEqual({ ...before, orders: before!.orders + 1 })
})

it('answers a place-order that is replayed after completion with the same order, and moves nothing', async () => {
  const buyer = new Buyer(shop)
  const placement = await buyer.atTheTill()
  await buyer.pays(placement)
  await shop.drain()
  const { order } = await granted(buyer.complete())
  await still(shop.database, async () => {
    const again = await times(5, () => granted(buyer.place(placement.payment!.amount)))
    expect(again.map((one) => [one.status, one.order?.id])).toEqual(Array(5).fill(['completed', order!.id]))
    expect((await granted(buyer.complete())).order).toEqual(order)
    const edited = await buyer.step('SetContact', { email: 'eve@example.com' })
    expect(edited.error).toMatchObject({ code: 'CHECKOUT_ALREADY_PLACED', status: 409 })
  })
})

it('begins one checkout for a cart, however many tabs begin one', async () => {
  const buyer = new Buyer(shop)
  await granted(buyer.add())
  const started = await times(8, () => granted(buyer.caller.act<{ id: string }>('checkoutStart', null, 'id')))
  expect(new Set(started.map(({ id }) => id)).size).toBe(1)
})

it('sells the last piece once when two pay for it', async () => {
  await shop.database.db
    .updateTable('inventoryLevels')
    .set({ onHand: (await shelvesOf(shop.database, shop.furniture.drill))!.reserved })
    .where('productId', '=', shop.furniture.drill)
    .execute()
  const [one, two] = [new Buyer(shop), new Buyer(shop)]
  await shop.database.db
    .updateTable('inventoryLevels')
    .set((row) => ({ onHand: row('onHand', '+', '1') }))
    .where('productId', '=', shop.furniture.drill)
    .execute()
  const ready = [await one.ready(), await two.ready()] as const
  const placed = await Promise.all([one.place(ready[0].totals!.total), two.place(ready[1].totals!.total)])
  expect(placed.map(({ error, value }) => error?.code ?? value?.status).sort()).toEqual([
    'NOT_ENOUGH_STOCK',
    'awaitingPayment',
  ])
  const loser = placed[0].error ? one : two
  const books = await booksOf(shop.database, loser.checkoutId)
  expect(books).toMatchObject({ payments: [], reservations: [], checkout: { state: 'open', snapshot: null } })
  await shop.database.db
    .updateTable('inventoryLevels')
    .set((row) => ({ onHand: row('onHand', '+', '50') }))
    .where('productId', '=', shop.furniture.drill)
    .execute()
})
