import { afterAll, beforeAll, expect, it } from 'vitest'
import { CardOrders } from '../../testing/card-orders.ts'
import { Clerk } from '../../testing/clerk.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
let clerk: Clerk
let orders: CardOrders
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  orders = new CardOrders(shop, clerk)
  await orders.stock()
})
afterAll(() => shop.close())

const refunds = () => Object.values(shop.stripe.state().refunds)

/** The bank answers the newest refund: it cannot take the money. */
async function bankAnswers() {
  const { id } = refunds().at(-1)!
  await fetch(`${shop.stripe.url}/_sandbox/settle/${id}`, { method: 'POST' })
  await shop.stripe.webhooks.idle()
  for (let turn = 0; turn < 3; turn += 1) await orders.later()
}

it('is not made again by itself where the bank could not take it; somebody of the house finds it, and tries again', async () => {
  const order = await orders.ordered('1', 'pm_card_refundFail')
  await clerk.act('order.cancel', { id: order.id })
  await shop.drain()
  expect(refunds()).toHaveLength(1)
  await bankAnswers()
  expect(refunds().map(({ status }) => status)).toEqual(['failed'])
  const erp = await shop.client()
  const found = async () => {
    const { body } = await send(erp, '/admin/api/payments?filter[refundProblem][exists]=true')
    return [body.data].flat().map((one) => [one?.id, one?.attributes?.['refundProblem']])
  }
  expect(await found()).toEqual([[order.paymentId, 'expired_or_canceled_card']])
  expect((await orders.standing(order)).balance).toBe(-order.total)

  await clerk.act('payment.refund', { id: order.paymentId })
  expect(refunds()).toHaveLength(2)
  expect(await found()).toEqual([])
  await bankAnswers()
  expect(refunds().map(({ status }) => status)).toEqual(['failed', 'failed'])
  expect(await found()).toEqual([[order.paymentId, 'expired_or_canceled_card']])
})
