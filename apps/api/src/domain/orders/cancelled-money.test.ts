import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { granted } from '../../testing/caller.ts'
import { CardOrders, type CardOrder } from '../../testing/card-orders.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import type { ApiClient } from '../../testing/client.ts'
import { eur } from '../../testing/gift-cards.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { Shopper } from '../../testing/stripe-stand-in.ts'
import { still } from '../../testing/stillness.ts'

// The money of orders that are cancelled, and of payments that are let go, where something stands in its way.

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

interface Pay {
  payment: { clientSecret: string }
}

const refunded = async (id: string) => (await clerk.read('payment', id, 'refunded'))['refunded']

/** The bank answers the newest refund: it cannot take the money. */
async function bankRefuses() {
  const { id } = Object.values(shop.stripe.state().refunds).at(-1)!
  await fetch(`${shop.stripe.url}/_sandbox/settle/${id}`, { method: 'POST' })
  await shop.drain()
}

describe('an order that is cancelled', () => {
  it('gives all back also where a refund of it had failed, and was made good since', async () => {
    const order = await orders.ordered('1', 'pm_card_refundFail')
    const five = { id: order.paymentId, amount: eur('5.00') }
    await clerk.act('payment.refund', five)
    await bankRefuses()
    expect(await clerk.read('payment', order.paymentId, 'refundProblem')).not.toMatchObject({ refundProblem: null })
    await clerk.act('payment.refund', five)
    await shop.drain()
    expect(await clerk.read('payment', order.paymentId, 'refundProblem')).toMatchObject({ refundProblem: null })
    await clerk.act('order.cancel', { id: order.id })
    expect(await refunded(order.paymentId)).toEqual(eur((order.total / 100).toFixed(2)))
  })

  it('gives back what it can, where its first payment cannot go back because it is disputed', async () => {
    const order = await orders.ordered('1', 'pm_card_createDispute')
    await clerk.act('order.changeLine', { id: order.id, position: 1, quantity: '2' })
    const pay = order.buyer.caller.act<Pay>('orderPay', { id: order.id }, 'status payment { clientSecret }')
    await new Shopper(shop.stripe, (await granted(pay)).payment.clientSecret).pays('pm_card_visa')
    await shop.stripe.webhooks.idle()
    await shop.drain()
    const second = await shop.database.db
      .selectFrom('payments')
      .select(['id', 'amount'])
      .where('orderId', '=', order.id)
      .where('id', '<>', order.paymentId)
      .executeTakeFirstOrThrow()
    expect(second.id > order.paymentId).toBe(true)
    await clerk.act('order.cancel', { id: order.id })
    expect(await clerk.read('order', order.id, 'state')).toMatchObject({ state: 'cancelled' })
    expect(await refunded(second.id)).toEqual(eur(Number(second.amount).toFixed(2)))
    expect(await refunded(order.paymentId)).toEqual(eur('0.00'))
  })
})

describe('a payment that is let go', () => {
  beforeAll(async () => {
    await clerk.make('paymentSetting', { websiteId: shop.website.id, method: 'card', capture: 'atShipment' })
  })

  const withProblem = async ({ paymentId }: CardOrder) => {
    const { many } = await send(erp, '/admin/api/payments?filter[captureProblem][exists]=true')
    return many.some(({ id }) => id === paymentId)
  }
  /** An order whose money could not be taken. */
  async function untaken(): Promise<CardOrder> {
    const order = await orders.ordered('2')
    const parcel = await orders.packed(order, '2')
    shop.stripe.faults.add({ kind: 'status', status: 503, times: 9, method: 'POST', ending: '/capture' })
    expect(await codeOf(orders.ship(parcel))).toBe('PAYMENT_PROVIDER_UNAVAILABLE')
    shop.stripe.faults.clear()
    expect(await withProblem(order)).toBe(true)
    return order
  }

  it.each([
    ['by itself', ({ paymentId }: CardOrder) => clerk.act('payment.cancel', { id: paymentId })],
    ['with its order', ({ id }: CardOrder) => clerk.act('order.cancel', { id })],
  ])('%s, is found no more among those whose money could not be taken', async (_, letGo) => {
    const order = await untaken()
    await letGo(order)
    expect(orders.atStripe(order)).toMatchObject({ status: 'canceled', received: 0 })
    expect(await withProblem(order)).toBe(false)
    expect(await clerk.read('payment', order.paymentId, 'captureProblem', 'captureTriedAt')).toEqual(
      expect.objectContaining({ captureProblem: null, captureTriedAt: null }),
    )
  })

  it('or was taken after all, its answer lost, is found no more there either', async () => {
    const order = await orders.ordered('2')
    const parcel = await orders.packed(order, '2')
    shop.stripe.faults.add({ kind: 'reset', times: 9, method: 'POST', ending: '/capture', phase: 'after' })
    expect(await codeOf(orders.ship(parcel))).toBe('PAYMENT_PROVIDER_UNAVAILABLE')
    shop.stripe.faults.clear()
    await orders.later()
    expect(await clerk.read('shipment', parcel, 'state')).toMatchObject({ state: 'shipped' })
    expect(await withProblem(order)).toBe(false)
  })

  it('waits for whoever takes its money at that moment', async () => {
    const order = await orders.ordered('2')
    let meanwhile = ''
    const cancel = () => codeOf(clerk.act('payment.cancel', { id: order.paymentId }))
    shop.stripe.faults.add({
      ...{ kind: 'deed', method: 'POST', ending: '/capture', phase: 'after' },
      run: async () => void (meanwhile = await cancel()),
    })
    await clerk.act('payment.capture', { id: order.paymentId })
    expect(meanwhile).toBe('CONFLICT')
    expect(orders.atStripe(order)).toMatchObject({ status: 'succeeded', received: order.total })
    expect(await cancel()).toBe('PAYMENT_STATE_CONFLICT')
  })

  it('is not let go where somebody has just taken its money in the provider’s own office, which the ledger then says', async () => {
    const order = await orders.ordered('2')
    shop.stripe.webhooks.faults.add({ kind: 'withheld', times: 9 })
    await fetch(`${shop.stripe.url}/v1/payment_intents/${order.intentId}/capture`, {
      method: 'POST',
      headers: { authorization: `Bearer ${shop.stripe.secretKey}` },
    })
    expect(await codeOf(clerk.act('payment.cancel', { id: order.paymentId }))).toBe('PAYMENT_STATE_CONFLICT')
    expect(await clerk.read('payment', order.paymentId, 'state')).toMatchObject({ state: 'captured' })
    await still(shop.database, () => codeOf(clerk.act('payment.cancel', { id: order.paymentId })))
    shop.stripe.webhooks.faults.clear()
  })
})
