import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { CardOrders, type CardOrder } from '../../testing/card-orders.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { filledIn } from '../../testing/stripe-stand-in.ts'

// Link reserves money as cards do, but its charges tell no deadline: Stripe cancels after seven days.

let shop: OpenShop
let clerk: Clerk
let orders: CardOrders
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  orders = new CardOrders(shop, clerk)
  await orders.stock()
  const setting = { websiteId: shop.website.id, method: 'card', failureEmail: 'books@shop.test' }
  await clerk.make('paymentSetting', { ...setting, capture: 'atShipment' })
})
afterAll(() => shop.close())

async function byLink(): Promise<CardOrder> {
  const buyer = new Buyer(shop)
  const placement = await buyer.atTheTill({ sku: skus.drill, quantity: '1' })
  expect((await buyer.browser(placement).confirms(filledIn.link)).intent?.status).toBe('requires_capture')
  return orders.complete(buyer, placement.payment!.clientSecret.split('_secret_')[0]!)
}
const renew = async () => {
  const job = shop.built.jobs.find(({ name }) => name === 'payments.renew')!
  await job.run({} as never, await shop.built.systemContext())
  await shop.drain()
}
const told = ({ id }: CardOrder) =>
  shop.mails().filter(({ subject, text }) => subject.startsWith('Please pay') && text.includes(`/order/${id}`))
const problemOf = async ({ paymentId }: CardOrder) =>
  (await clerk.read('payment', paymentId, 'renewProblem'))['renewProblem']
/** As payments stand that were made when their end was not kept. */
const forgetTheEnd = ({ paymentId }: CardOrder) =>
  shop.database.db.updateTable('payments').set({ authorizedUntil: null }).where('id', '=', paymentId).execute()
/** Stripe's word that it has cancelled one comes when it is asked for it. */
const stripeCancels = async (order: CardOrder) => {
  expect(await codeOf(orders.ship(await orders.packed(order)))).toMatch(/^PAYMENT_/)
  await shop.drain()
  expect(orders.atStripe(order).status).toBe('canceled')
}

describe('a reservation whose provider tells no end', () => {
  it('ends an hour before the seven days after which Stripe cancels, and is renewed a day before', async () => {
    const order = await byLink()
    const { authorizedUntil, multicapture } = await clerk.read(
      'payment',
      order.paymentId,
      'authorizedUntil',
      'multicapture',
    )
    expect(multicapture).toBe(false)
    expect(new Date(authorizedUntil as string).getTime()).toBe(
      Math.floor(shop.clock.now().getTime() / 1000) * 1000 + (7 * 24 - 1) * 3_600_000,
    )
    shop.clock.advance({ days: 5, hours: 12 })
    await renew()
    expect(orders.atStripe(order).status).toBe('requires_capture')
    shop.clock.advance({ hours: 12 })
    await renew()
    expect([await problemOf(order), told(order).length]).toEqual([null, 0])
    expect(orders.atStripe(order).status).toBe('canceled')
    const next = await shop.database.db
      .selectFrom('payments')
      .select('authorizedUntil')
      .where('replacesId', '=', order.paymentId)
      .executeTakeFirstOrThrow()
    expect(next.authorizedUntil!.getTime()).toBeGreaterThan(shop.clock.now().getTime() + 6 * 24 * 3_600_000)
    shop.clock.advance({ days: 2 })
    await orders.ship(await orders.packed(order))
    await shop.drain()
    expect(await orders.standing(order)).toEqual({ state: 'shipped', paymentStatus: 'paid', balance: 0 })
  })

  it('is told to its buyer a day before, where it cannot be renewed', async () => {
    const order = await byLink()
    await shop.database.db
      .updateTable('payments')
      .set({ methodReference: null })
      .where('id', '=', order.paymentId)
      .execute()
    shop.clock.advance({ days: 6 })
    await renew()
    await renew()
    expect([await problemOf(order), told(order).length]).toEqual(['SAVED_CARD_MISSING', 1])
  })

  it.each(['without an end', 'long before its end'])(
    'has lapsed when Stripe has cancelled it %s: told once, and due anew',
    async (how) => {
      const order = await byLink()
      shop.clock.advance({ days: 8 })
      if (how === 'without an end') await forgetTheEnd(order)
      else
        await shop.database.db
          .updateTable('payments')
          .set({ authorizedUntil: new Date(shop.clock.now().getTime() + 20 * 24 * 3_600_000) })
          .where('id', '=', order.paymentId)
          .execute()
      await stripeCancels(order)
      await renew()
      await renew()
      expect([await problemOf(order), told(order).length]).toEqual(['PAYMENT_AUTHORIZATION_EXPIRED', 1])
      expect(await clerk.read('order', order.id, 'due')).toMatchObject({
        due: { amount: (order.total / 100).toFixed(2) },
      })
    },
  )

  it('has not lapsed where the house lets it go', async () => {
    const order = await byLink()
    await forgetTheEnd(order)
    await clerk.act('payment.cancel', { id: order.paymentId })
    await renew()
    expect([await problemOf(order), told(order).length]).toEqual([null, 0])
  })
})
