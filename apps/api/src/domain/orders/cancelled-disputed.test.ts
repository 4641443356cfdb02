import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { CardOrders, cents, type CardOrder } from '../../testing/card-orders.ts'
import { Clerk } from '../../testing/clerk.ts'
import type { ApiClient } from '../../testing/client.ts'
import { decided } from '../../testing/disputes.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

// Orders that are cancelled while who paid disputes it: what the bank has taken is not the house's to give back.

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

let refundsTried = 0
beforeEach(() => {
  refundsTried = 0
  shop.stripe.faults.clear()
  shop.stripe.faults.add({
    ...{ kind: 'deed', method: 'POST', ending: '/v1/refunds', phase: 'before', times: 99 },
    run: async () => void refundsTried++,
  })
})

const cancel = async (order: CardOrder) => {
  const { status, one } = await send(erp, `/admin/api/orders/${order.id}/actions/cancel`, {
    method: 'POST',
    body: { data: { type: 'orderCancel', attributes: {} } },
  })
  expect(status).toBe(200)
  const { state, paymentStatus, overpaid, disputed } = one.attributes!
  return { state, paymentStatus, overpaid: cents(overpaid), disputed: cents(disputed) }
}
/** An order that was cancelled while it is disputed. */
async function cancelled(): Promise<CardOrder> {
  const order = await orders.ordered('1', 'pm_card_createDispute')
  await shop.stripe.webhooks.idle()
  await shop.drain()
  expect(await cancel(order)).toEqual({
    ...{ state: 'cancelled', paymentStatus: 'paid', overpaid: 0, disputed: order.total },
  })
  await shop.drain()
  return order
}
const overpaid = async ({ id }: CardOrder) => cents((await clerk.read('order', id, 'overpaid'))['overpaid'])
const back = async ({ paymentId }: CardOrder) => cents((await clerk.read('payment', paymentId, 'refunded'))['refunded'])
const mailsOf = (order: CardOrder, subject: string) =>
  shop.mails().filter((mail) => mail.subject.startsWith(subject) && mail.text.includes(`/order/${order.id}`))

it('tries no refund while the bank decides, and asks nobody to give it back', async () => {
  const order = await cancelled()
  await orders.later()
  expect(refundsTried).toBe(0)
  expect(await overpaid(order)).toBe(0)
  expect(await clerk.read('payment', order.paymentId, 'refundProblem')).toMatchObject({ refundProblem: null })
})

it('promises its buyer no money, and says who decides about it', async () => {
  const order = await cancelled()
  const [mail, ...more] = mailsOf(order, 'Cancelled')
  expect(more).toEqual([])
  expect(mail!.text).toContain(`About €${(order.total / 100).toFixed(2)} that was paid for it a bank is deciding`)
  expect(mail!.text).not.toContain('your money goes back')
  expect(mailsOf(order, 'Your money goes back')).toEqual([])
})

it('gives the money back by itself once the bank has decided for the house', async () => {
  const order = await cancelled()
  await decided(shop, order.intentId, 'won')
  await orders.later()
  expect(await back(order)).toBe(order.total)
  expect(await overpaid(order)).toBe(0)
  expect(mailsOf(order, 'Your money goes back')).toHaveLength(1)
})

it('gives nothing back where the bank has', async () => {
  const order = await cancelled()
  await decided(shop, order.intentId, 'lost')
  await orders.later()
  expect(refundsTried).toBe(0)
  expect(await clerk.read('order', order.id, 'paymentStatus')).toMatchObject({ paymentStatus: 'refunded' })
  expect(await overpaid(order)).toBe(0)
})

it('says what to do where somebody asks for a refund all the same', async () => {
  const order = await cancelled()
  const { status, errors } = await send(erp, `/admin/api/payments/${order.paymentId}/actions/refund`, {
    method: 'POST',
    body: { data: { type: 'paymentRefund', attributes: {} } },
  })
  expect([status, errors![0]!.code]).toEqual([409, 'PAYMENT_STATE_CONFLICT'])
  expect(errors![0]!.meta.advice).toContain('wait until the bank has decided')
})

it('answers what is left to give back when its money has gone, also where news of it came while it was on its way', async () => {
  const order = await orders.ordered('1')
  const seen: number[] = []
  shop.stripe.faults.clear()
  shop.stripe.faults.add({
    ...{ kind: 'deed', method: 'POST', ending: '/v1/refunds', phase: 'before', times: 1 },
    run: async () => {
      await shop.drain()
      seen.push(await overpaid(order))
    },
  })
  expect(await cancel(order)).toEqual({
    ...{ state: 'cancelled', paymentStatus: 'refunded', overpaid: 0, disputed: 0 },
  })
  expect(seen).toEqual([order.total])
  expect(await back(order)).toBe(order.total)
})
