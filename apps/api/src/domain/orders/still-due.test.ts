import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { munich } from '../../testing/buyer.ts'
import { cents, CardOrders, type CardOrder } from '../../testing/card-orders.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let clerk: Clerk
let orders: CardOrders
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  orders = new CardOrders(shop, clerk)
  await orders.stock()
  await clerk.make('paymentSetting', { websiteId: shop.website.id, method: 'card', saveCards: true })
})
afterAll(() => shop.close())
beforeEach(() => shop.stripe.faults.clear())

const dueOf = async ({ id }: CardOrder) => {
  const { due, balance } = await clerk.read('order', id, 'due', 'balance')
  return { due: cents(due), balance: cents(balance) }
}
const euros = (amount: number) => ({ amount: (amount / 100).toFixed(2), currency: 'EUR' })
const refund = ({ paymentId }: CardOrder, amount: number) =>
  clerk.act('payment.refund', { id: paymentId, amount: euros(amount) })
const pay = async ({ id, buyer }: CardOrder) => {
  const { value, error } = await buyer.caller.act<{ payment: { amount: { amount: string } } | null }>(
    'orderPay',
    { id },
    'status payment { amount { amount } }',
  )
  return error?.code ?? value?.payment?.amount.amount
}

/** Neither the buyer nor the house can pay any of it. */
async function nothingToPay(order: CardOrder) {
  await still(shop.database, async () => {
    expect(await pay(order)).toBe('PAYMENT_NOTHING_DUE')
    expect(await codeOf(clerk.act('order.charge', { id: order.id }))).toBe('PAYMENT_NOTHING_DUE')
  })
}

describe('what a buyer is still to pay', () => {
  it('does not grow by what was given back', async () => {
    const order = await orders.ordered('2')
    await orders.ship(await orders.packed(order, '2'))
    await refund(order, 1000)
    await shop.drain()
    expect(await dueOf(order)).toEqual({ due: 0, balance: 1000 })
    await nothingToPay(order)
  })

  it('does not grow by a dispute that the bank decides against us', async () => {
    const order = await orders.ordered('1', 'pm_card_createDispute')
    const created = Object.values(shop.stripe.state().events).find(
      ({ type, data }) =>
        type === 'charge.dispute.created' &&
        (data.object as { payment_intent: string }).payment_intent === order.intentId,
    )!
    const object = { ...(created.data.object as object), status: 'lost' }
    shop.stripe.webhooks.resend({
      ...created,
      id: `${created.id}_lost`,
      type: 'charge.dispute.closed',
      data: { object },
    })
    await shop.stripe.webhooks.idle()
    await shop.drain()
    expect(await clerk.read('order', order.id, 'paymentStatus')).toMatchObject({ paymentStatus: 'refunded' })
    expect(await dueOf(order)).toEqual({ due: 0, balance: order.total })
    await nothingToPay(order)
  })

  it('is without what is not delivered after all', async () => {
    const order = await orders.ordered('2')
    await clerk.act('order.changeLine', { id: order.id, position: 1, quantity: '3' })
    const { due: third } = await dueOf(order)
    expect(third).toBeGreaterThan(0)
    await clerk.act('order.confirm', { id: order.id, lines: [{ position: 1, quantity: '2' }] })
    expect(await dueOf(order)).toEqual({ due: 0, balance: third })
    await nothingToPay(order)
    await clerk.act('order.confirm', { id: order.id, lines: [{ position: 1, quantity: '3' }] })
    expect(await pay(order)).toBe((third / 100).toFixed(2))
  })

  it('is again what was given back because it was too much then, where the order grows again', async () => {
    const order = await orders.ordered('2')
    shop.clock.advance({ minutes: 1 })
    await clerk.act('order.changeLine', { id: order.id, position: 1, quantity: '1' })
    const { balance } = await dueOf(order)
    expect(balance).toBeLessThan(0)
    shop.clock.advance({ minutes: 1 })
    // of it two euros out of kindness
    await refund(order, 200 - balance)
    expect(await dueOf(order)).toEqual({ due: 0, balance: 200 })
    shop.clock.advance({ minutes: 1 })
    await clerk.act('order.changeLine', { id: order.id, position: 1, quantity: '2' })
    expect(await dueOf(order)).toEqual({ due: -balance, balance: 200 - balance })
    expect(await pay(order)).toBe((-balance / 100).toFixed(2))
  })

  it('is nothing of what is paid elsewhere', async () => {
    const { id } = await clerk.act(
      'order.enter',
      {
        websiteId: shop.website.id,
        email: 'ada@example.com',
        shippingAddress: munich,
        lines: [{ sku: skus.drill, quantity: '1' }],
      },
      { id: {} },
    )
    const { paymentMethod, total, due } = await clerk.read('order', String(id), 'paymentMethod', 'total', 'due')
    expect([paymentMethod, cents(due)]).toEqual(['elsewhere', 0])
    expect(cents(total)).toBeGreaterThan(0)
    await still(shop.database, async () => {
      expect(await codeOf(clerk.act('order.charge', { id: String(id) }))).toBe('PAYMENT_NOTHING_DUE')
    })
  })

  it('is nothing of what was cancelled', async () => {
    const order = await orders.ordered('1')
    await clerk.act('order.cancel', { id: order.id })
    await shop.drain()
    expect(await dueOf(order)).toEqual({ due: 0, balance: 0 })
    await nothingToPay(order)
  })
})
