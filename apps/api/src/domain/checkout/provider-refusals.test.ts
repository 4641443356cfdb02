import { afterAll, beforeAll, expect, it } from 'vitest'
import { booksOf, shelvesOf } from '../../testing/books.ts'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { paidTooLate } from '../../testing/paid-too-late.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const intentsOf = (checkoutId: string) =>
  Object.values(shop.stripe.state().intents).filter(({ metadata }) => metadata?.checkoutId === checkoutId)

/** Asks Stripe as the shop does, past our adapter. */
const atStripe = (path: string, form: Record<string, string>, key?: string) =>
  fetch(shop.stripe.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${shop.stripe.secretKey}`, ...(key ? { 'idempotency-key': key } : {}) },
    body: new URLSearchParams(form),
  })

it('asks for no refund of late money that somebody gave back at Stripe before', async () => {
  const { buyer, tell } = await paidTooLate(shop)
  const [intent] = intentsOf(buyer.checkoutId)
  expect((await atStripe('/v1/refunds', { payment_intent: intent!.id })).status).toBe(200)
  expect(await granted(buyer.complete())).toMatchObject({ status: 'refunded', order: null })
  await tell()
  const books = await booksOf(shop.database, buyer.checkoutId)
  expect(books.kinds).toEqual(['created', 'captured', 'refunded'])
  expect(books.order).toBeUndefined()
  expect(Object.values(shop.stripe.state().refunds)).toHaveLength(1)
  expect(await granted(buyer.complete())).toMatchObject({ status: 'refunded' })
})

it('lets the checkout go when Stripe knows another payment under our key, and the next try is a new payment', async () => {
  const before = await shelvesOf(shop.database, shop.furniture.drill)
  const buyer = new Buyer(shop)
  const { totals } = await buyer.ready()
  shop.stripe.faults.add({ kind: 'status', status: 503, times: 3, path: '/v1/payment_intents' })
  expect((await buyer.place(totals!.total)).error?.code).toBe('PAYMENT_PROVIDER_UNAVAILABLE')
  const [payment] = (await booksOf(shop.database, buyer.checkoutId)).payments
  const other = { amount: '100', currency: 'eur', 'automatic_payment_methods[enabled]': 'true' }
  await atStripe('/v1/payment_intents', other, `portico-intent-${payment!.id}`)
  const refused = await buyer.place(totals!.total)
  expect(refused.error).toMatchObject({ code: 'PAYMENT_PROVIDER_REJECTED', status: 502 })
  expect(await booksOf(shop.database, buyer.checkoutId)).toMatchObject({
    checkout: { state: 'open' },
    kinds: ['created', 'cancelled'],
    reservations: [{ state: 'released' }],
  })
  expect(await shelvesOf(shop.database, shop.furniture.drill)).toEqual(before)
  await buyer.pays(await granted(buyer.place(totals!.total)))
  expect((await granted(buyer.complete())).status).toBe('completed')
})

it('goes on with the same payment when "Place order" is clicked again while Stripe is slow to answer', async () => {
  const buyer = new Buyer(shop)
  const { totals } = await buyer.ready()
  shop.stripe.faults.add({ kind: 'slow', delayMs: 1_900, phase: 'after', method: 'POST', path: '/v1/payment_intents' })
  const placements = await Promise.all([1, 2, 3].map(() => granted(buyer.place(totals!.total))))
  expect(placements.map(({ status }) => status)).toEqual(Array(3).fill('awaitingPayment'))
  expect(new Set(placements.map(({ payment }) => payment?.clientSecret)).size).toBe(1)
  expect(await booksOf(shop.database, buyer.checkoutId)).toMatchObject({
    checkout: { state: 'paying' },
    kinds: ['created'],
    reservations: [{ state: 'held' }],
  })
  expect(intentsOf(buyer.checkoutId)).toHaveLength(1)
})

it('refuses the payment of another checkout, asks nobody about it, and nothing moves', async () => {
  const [ada, eve] = [new Buyer(shop), new Buyer(shop)]
  const [hers, theirs] = [await ada.atTheTill(), await eve.atTheTill()]
  await ada.pays(hers)
  const [paid, own] = [hers, theirs].map(({ payment }) => payment!.clientSecret.split('_secret_')[0]!)
  await shop.drain()
  await still(shop.database, async () => {
    for (const paymentReference of [paid, 'pi_that_is_nobodys'])
      expect((await eve.step('Complete', { paymentReference }, 'status')).error?.code).toBe('PAYMENT_OF_SOMEBODY_ELSE')
  })
  expect((await eve.step<{ status: string }>('Complete', { paymentReference: own }, 'status')).value?.status).toBe(
    'awaitingPayment',
  )
})
