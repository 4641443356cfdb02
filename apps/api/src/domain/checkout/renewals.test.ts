import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

// Money that is reserved until goods leave, and what happens when the bank will not hold it for so long.

let shop: OpenShop
let clerk: Clerk
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  const levels = shop.database.db.updateTable('inventoryLevels').set({ onHand: '500' })
  await levels.where('productId', '=', shop.furniture.drill).execute()
  const setting = { websiteId: shop.website.id, method: 'card', saveCards: true, failureEmail: 'books@shop.test' }
  await clerk.make('paymentSetting', { ...setting, capture: 'atShipment' })
})
afterAll(() => shop.close())
beforeEach(() => shop.stripe.faults.clear())

/** From now on the bank answers for this card as for another one. */
const becomes = (paymentMethod: string, kind: string) => void (shop.stripe.state().cases[paymentMethod] = kind)

async function completed(buyer: Buyer) {
  const { order } = await granted(buyer.complete())
  await shop.drain()
  return order!
}

describe('a reservation that is about to end', () => {
  async function reservedOrder() {
    const buyer = new Buyer(shop)
    await buyer.pays(await buyer.atTheTill())
    const { id } = await completed(buyer)
    const { payments } = (await clerk.read('order', id, 'payments.id')) as { payments: { id: string }[] }
    const payment = await shop.database.db
      .selectFrom('payments')
      .select(['reference', 'methodReference'])
      .where('id', '=', payments[0]!.id)
      .executeTakeFirstOrThrow()
    return { id, paymentId: payments[0]!.id, intentId: payment.reference!, card: payment.methodReference! }
  }
  const renew = async () => {
    const job = shop.built.jobs.find(({ name }) => name === 'payments.renew')!
    await job.run({} as never, await shop.built.systemContext())
    await shop.drain()
  }

  it('is renewed by itself a day before, without the buyer; the old one is let go only then', async () => {
    const { id, paymentId, intentId } = await reservedOrder()
    await renew()
    expect(shop.stripe.state().intents[intentId]!.status).toBe('requires_capture')
    shop.clock.advance({ days: 6, hours: 12 })
    await renew()
    expect(shop.stripe.state().intents[intentId]!.status).toBe('canceled')
    const row = (await clerk.read('order', id, 'paymentStatus', 'balance', 'payments.state', 'payments.id')) as {
      payments: { id: string; state: string }[]
    }
    expect(row).toMatchObject({ paymentStatus: 'authorized', balance: { amount: '0.00' } })
    expect(row.payments.find((one) => one.id === paymentId)!.state).toBe('cancelled')
    const next = row.payments.find((one) => one.id !== paymentId)!
    expect(next.state).toBe('authorized')
    await renew()
    shop.clock.advance({ days: 2 })
    await clerk.act('payment.capture', { id: next.id })
    expect(await clerk.read('order', id, 'paymentStatus')).toMatchObject({ paymentStatus: 'paid' })
  })

  it('is told to the buyer with the way to pay, and to the house, where the bank will not; once', async () => {
    const { id, paymentId, intentId, card } = await reservedOrder()
    becomes(card, 'pm_card_chargeDeclinedInsufficientFunds')
    shop.clock.advance({ days: 6, hours: 12 })
    await renew()
    await renew()
    const { number } = (await clerk.read('order', id, 'number')) as { number: string }
    const about = [`Please pay for your order ${number}`, `Order ${number}: its money`]
    const told = shop.mails().filter(({ subject }) => about.some((start) => subject.startsWith(start)))
    expect(told.map(({ to }) => to).sort()).toEqual(['ada@example.com', 'books@shop.test'])
    expect(told.find(({ to }) => to === 'ada@example.com')!.text).toContain(`https://shop.test/order/${id}`)
    expect(await clerk.read('payment', paymentId, 'renewProblem')).toMatchObject({ renewProblem: 'PAYMENT_DECLINED' })
    expect(shop.stripe.state().intents[intentId]!.status).toBe('requires_capture')
    await still(shop.database, async () => {
      shop.clock.advance({ days: 1 })
      expect(await codeOf(clerk.act('payment.renew', { id: paymentId }))).toBe('PAYMENT_AUTHORIZATION_EXPIRED')
    })
  })
})
