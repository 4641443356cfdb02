import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { cents, CardOrders, type CardOrder } from '../../testing/card-orders.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

// Goods do not leave for money that went back or was taken back, whatever of the order it was, and in whichever order that was heard.

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
beforeEach(() => {
  shop.stripe.faults.clear()
  shop.stripe.webhooks.faults.clear()
})

const euros = (amount: number) => ({ amount: (amount / 100).toFixed(2), currency: 'EUR' })
const refund = ({ paymentId }: Pick<CardOrder, 'paymentId'>, amount?: number) =>
  clerk.act('payment.refund', { id: paymentId, ...(amount ? { amount: euros(amount) } : {}) })
const change = ({ id }: CardOrder, quantity: string) => clerk.act('order.changeLine', { id, position: 1, quantity })
const standing = async ({ id }: CardOrder) => {
  const { due, overpaid } = await clerk.read('order', id, 'due', 'overpaid')
  return { due: cents(due), overpaid: cents(overpaid) }
}

/** Its buyer pays what is due, and answers by which payment. */
async function pays({ id, buyer }: CardOrder, card?: string): Promise<string> {
  const { value } = await buyer.caller.act<{ payment: { clientSecret: string } }>(
    'orderPay',
    { id },
    'status payment { clientSecret amount { amount } }',
  )
  await buyer.pays(value as never, card)
  await shop.stripe.webhooks.idle()
  await shop.drain()
  return value!.payment.clientSecret.split('_secret_')[0]!
}

/** The bank takes the money of a disputed payment back. */
async function lost(intentId: string): Promise<void> {
  const created = Object.values(shop.stripe.state().events).find(
    ({ type, data }) =>
      type === 'charge.dispute.created' && (data.object as { payment_intent: string }).payment_intent === intentId,
  )!
  shop.stripe.webhooks.resend({
    ...created,
    id: `${created.id}_lost`,
    type: 'charge.dispute.closed',
    data: { object: { ...(created.data.object as object), status: 'lost' } },
  })
  await shop.stripe.webhooks.idle()
  await shop.drain()
}

/** Goods that are packed do not leave, and nothing moves. */
async function staysUnpaid(parcel: string): Promise<void> {
  await still(shop.database, async () => expect(await codeOf(orders.ship(parcel))).toBe('ORDER_UNPAID'), ['shipments'])
}

describe('goods stay here', () => {
  it('where the bank has taken back what a card paid besides a gift card', async () => {
    const { code } = await clerk.act(
      'giftCard.issue',
      { websiteId: shop.website.id, currency: 'EUR', amount: euros(1000) },
      { giftCard: { id: {} }, code: {} },
    )
    const buyer = new Buyer(shop)
    await buyer.ready({})
    await granted(buyer.step('ApplyGiftCard', { code }, 'id'))
    const { value } = await buyer.checkout()
    const placed = await granted(buyer.place(value!.totals!.total))
    await buyer.pays(placed, 'pm_card_createDispute')
    const order = await orders.complete(buyer, placed.payment!.clientSecret.split('_secret_')[0]!)
    await lost(order.intentId)
    // its buyer is not asked again by themselves
    expect(await standing(order)).toEqual({ due: 0, overpaid: 0 })
    const parcel = await orders.packed(order)
    await staysUnpaid(parcel)
    await clerk.act('shipment.ship', { id: parcel, unpaid: true })
    expect(await clerk.read('shipment', parcel, 'state')).toMatchObject({ state: 'shipped' })
  })

  it('where the bank has taken back what was paid for a line that grew; what the rest paid for leaves', async () => {
    const order = await orders.ordered('2')
    await change(order, '40')
    await lost(await pays(order, 'pm_card_createDispute'))
    await staysUnpaid(await orders.packed(order, '38'))
    await orders.ship(await orders.packed(order, '1'))
  })

  it('while all of their money is on its way back', async () => {
    const order = await orders.ordered('1', 'pm_card_pendingRefund')
    await refund(order)
    await shop.drain()
    await staysUnpaid(await orders.packed(order))
  })

  it('while what was too much is on its way back, and the order has grown again', async () => {
    const order = await orders.ordered('2', 'pm_card_pendingRefund')
    shop.clock.advance({ minutes: 1 })
    await change(order, '1')
    const { overpaid } = await standing(order)
    shop.clock.advance({ minutes: 1 })
    await refund(order, overpaid)
    await shop.drain()
    expect(await standing(order)).toEqual({ due: 0, overpaid: 0 })
    shop.clock.advance({ minutes: 1 })
    await change(order, '2')
    expect(await standing(order)).toEqual({ due: overpaid, overpaid: 0 })
    await staysUnpaid(await orders.packed(order, '2'))
  })
})

describe('what went back as too much is due again with the goods', () => {
  it('where it went back in the same second', async () => {
    const order = await orders.ordered('2')
    shop.clock.advance({ minutes: 1 })
    shop.clock.set(new Date(shop.clock.now().setMilliseconds(400)))
    await change(order, '1')
    const { overpaid } = await standing(order)
    shop.clock.set(new Date(shop.clock.now().setMilliseconds(600)))
    await refund(order, overpaid)
    await change(order, '2')
    expect(await standing(order)).toEqual({ due: overpaid, overpaid: 0 })
    await staysUnpaid(await orders.packed(order, '2'))
  })

  it('but not a kindness of the same second, after which a line grew', async () => {
    const order = await orders.ordered('1')
    await refund(order, 500)
    await change(order, '2')
    const { due } = await standing(order)
    await pays(order)
    expect(await standing(order)).toEqual({ due: 0, overpaid: 0 })
    const { total } = await clerk.read('order', order.id, 'total')
    expect(due).toBe(cents(total) - order.total)
    await orders.ship(await orders.packed(order, '2'))
  })

  it('where its payment is heard of after it', async () => {
    const order = await orders.ordered('1')
    await change(order, '2')
    const { due } = await standing(order)
    shop.clock.advance({ minutes: 1 })
    shop.stripe.webhooks.faults.add({ kind: 'withheld', times: 99 })
    const intent = await pays(order)
    shop.clock.advance({ minutes: 1 })
    await change(order, '1')
    shop.clock.advance({ minutes: 1 })
    const headers = { authorization: `Bearer ${shop.stripe.secretKey}` }
    const body = new URLSearchParams({ payment_intent: intent })
    expect((await fetch(`${shop.stripe.url}/v1/refunds`, { method: 'POST', headers, body })).status).toBe(200)
    shop.clock.advance({ minutes: 30 })
    const reconcile = shop.built.jobs.find(({ name }) => name === 'payments.reconcile')!
    await reconcile.run({} as never, await shop.built.systemContext())
    await shop.drain()
    expect(await standing(order)).toEqual({ due: 0, overpaid: 0 })
    await change(order, '2')
    expect(await standing(order)).toEqual({ due, overpaid: 0 })
    await staysUnpaid(await orders.packed(order, '2'))
  })

  it('where the house rejected a line, and another one was added', async () => {
    const order = await orders.ordered('2')
    await clerk.act('order.addLine', { id: order.id, sku: skus.drill, quantity: '1' })
    const { due } = await standing(order)
    await pays(order)
    await clerk.act('order.confirm', { id: order.id, lines: [{ position: 2, rejected: true }] })
    expect(await standing(order)).toEqual({ due: 0, overpaid: due })
    await refund(order, due)
    await shop.drain()
    expect(await standing(order)).toEqual({ due: 0, overpaid: 0 })
    await clerk.act('order.addLine', { id: order.id, sku: skus.drill, quantity: '1' })
    expect(await standing(order)).toEqual({ due, overpaid: 0 })
    const shipmentId = await orders.packed(order, '2')
    const { lines } = await clerk.read('order', order.id, 'lines.id', 'lines.position')
    const added = (lines as { id: string; position: number }[]).find(({ position }) => position === 3)!
    await clerk.make('shipmentLine', { shipmentId, orderLineId: added.id, quantity: '1' })
    await staysUnpaid(shipmentId)
  })

  it('where the house will deliver after all what it had rejected', async () => {
    const order = await orders.ordered('2')
    await clerk.act('order.confirm', { id: order.id, lines: [{ position: 1, quantity: '1' }] })
    const { overpaid } = await standing(order)
    await refund(order, overpaid)
    await clerk.act('order.confirm', { id: order.id, lines: [{ position: 1, quantity: '2' }] })
    expect(await standing(order)).toEqual({ due: overpaid, overpaid: 0 })
    await staysUnpaid(await orders.packed(order, '2'))
  })

  it('where another system has sent more than was confirmed', async () => {
    const order = await orders.ordered('2')
    await clerk.act('order.confirm', { id: order.id, lines: [{ position: 1, quantity: '1' }] })
    const { overpaid } = await standing(order)
    await refund(order, overpaid)
    await clerk.act('shipment.ship', { id: await orders.packed(order, '2'), unpaid: true })
    expect(await standing(order)).toEqual({ due: overpaid, overpaid: 0 })
  })
})
