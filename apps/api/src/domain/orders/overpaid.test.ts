import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { munich } from '../../testing/buyer.ts'
import { CardOrders, cents, type CardOrder } from '../../testing/card-orders.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import type { ApiClient } from '../../testing/client.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

// What the house has to give back is found by a filter, and not by reading every order.

let shop: OpenShop
let clerk: Clerk
let erp: ApiClient
let orders: CardOrders
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  erp = await shop.client()
  orders = new CardOrders(shop, clerk)
  await orders.stock()
})
afterAll(() => shop.close())
beforeEach(() => shop.stripe.faults.clear())

/** What is overpaid of an order, in cents, as the filter finds it; undefined: it is not found. */
async function found({ id }: { id: string }): Promise<number | undefined> {
  await shop.drain()
  const { many } = await send(erp, '/admin/api/orders?filter[overpaid][gt]=0')
  const { overpaid } = await clerk.read('order', id, 'overpaid')
  const one = many.find((order) => order.id === id)
  expect(one ? cents(one.attributes!['overpaid']) : 0).toBe(cents(overpaid))
  return one && cents(one.attributes!['overpaid'])
}
const refund = ({ paymentId }: CardOrder, amount?: number) =>
  clerk.act('payment.refund', {
    id: paymentId,
    ...(amount ? { amount: { amount: (amount / 100).toFixed(2), currency: 'EUR' } } : {}),
  })
const dueOf = async ({ id }: { id: string }) => cents((await clerk.read('order', id, 'due'))['due'])

describe('an order of which more was paid than it comes to', () => {
  it('is found from when a line was made smaller until the rest has gone back', async () => {
    const order = await orders.ordered('2')
    expect(await found(order)).toBeUndefined()
    await clerk.act('order.changeLine', { id: order.id, position: 1, quantity: '1' })
    const { balance } = await clerk.read('order', order.id, 'balance')
    const over = await found(order)
    expect(over).toBe(-cents(balance))
    await refund(order, 100)
    expect(await found(order)).toBe(over! - 100)
    await still(shop.database, async () => expect(await codeOf(refund(order, 999_999))).toBe('PAYMENT_REFUND_EXCEEDS'))
    await refund(order, over! - 100)
    expect(await found(order)).toBeUndefined()
  })

  it('is found where what was paid will not be delivered, though its balance is nothing', async () => {
    const order = await orders.ordered('2')
    await clerk.act('order.confirm', { id: order.id, lines: [{ position: 1, rejected: true }] })
    expect(await found(order)).toBe(order.total)
    expect((await orders.standing(order)).balance).toBe(0)
    await clerk.act('order.confirm', { id: order.id, lines: [{ position: 1, quantity: '2' }] })
    expect(await found(order)).toBeUndefined()
  })

  it('is found by what leaves, where that is more than was confirmed', async () => {
    const order = await orders.ordered('10')
    await clerk.act('order.confirm', { id: order.id, lines: [{ position: 1, quantity: '6' }] })
    const over = await found(order)
    const shipments = [await orders.packed(order, '4'), await orders.packed(order, '4')]
    await orders.ship(shipments[0]!)
    expect(await found(order)).toBe(over)
    await orders.ship(shipments[1]!)
    const left = await found(order)
    expect([left! > 0, left! < over!]).toEqual([true, true])
  })

  it('is not found any more once all of it has left, though less was confirmed', async () => {
    const order = await orders.ordered('10')
    await clerk.act('order.confirm', { id: order.id, lines: [{ position: 1, quantity: '6' }] })
    expect(await found(order)).toBeGreaterThan(0)
    await orders.ship(await orders.packed(order, '10'))
    expect(await found(order)).toBeUndefined()
    expect(await dueOf(order)).toBe(0)
  })

  it('is found while the money of a cancelled one could not go back yet, and not once it is on its way', async () => {
    const order = await orders.ordered('1', 'pm_card_pendingRefund')
    shop.stripe.faults.add({ kind: 'status', status: 503, times: 9, path: '/v1/refunds' })
    await clerk.act('order.cancel', { id: order.id })
    expect(await found(order)).toBe(order.total)
    shop.stripe.faults.clear()
    await orders.later()
    expect(await found(order)).toBeUndefined()
    // its bank takes days
    expect((await orders.standing(order)).balance).toBe(-order.total)
  })

  it('is found again where the bank did not take the refund', async () => {
    const order = await orders.ordered('1', 'pm_card_refundFail')
    await clerk.act('order.cancel', { id: order.id })
    expect(await found(order)).toBeUndefined()
    const { id } = Object.values(shop.stripe.state().refunds).at(-1)!
    await fetch(`${shop.stripe.url}/_sandbox/settle/${id}`, { method: 'POST' })
    expect(await found(order)).toBe(order.total)
  })
})

describe('an order that is not overpaid', () => {
  it('is one of which money went back out of kindness: its balance is above nothing, and nothing is due', async () => {
    const order = await orders.ordered('1')
    await refund(order, 500)
    expect(await found(order)).toBeUndefined()
    expect((await orders.standing(order)).balance).toBe(500)
    expect(await dueOf(order)).toBe(0)
  })

  it('is one that is paid elsewhere', async () => {
    const lines = [{ sku: skus.drill, quantity: '2' }]
    const given = { websiteId: shop.website.id, email: 'ada@example.com', shippingAddress: munich, lines }
    const { id } = (await clerk.act('order.enter', given, { id: {} })) as { id: string }
    await clerk.act('order.confirm', { id, lines: [{ position: 1, rejected: true }] })
    expect(await found({ id })).toBeUndefined()
  })
})
