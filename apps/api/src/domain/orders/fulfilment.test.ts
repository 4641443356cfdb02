import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let clerk: Clerk
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
})
afterAll(() => shop.close())

/** An order of so many drills, paid by card. */
async function ordered(quantity = '3') {
  const buyer = new Buyer(shop)
  const placement = await buyer.atTheTill({ sku: skus.drill, quantity })
  await buyer.pays(placement)
  const { order } = await granted(buyer.complete())
  await shop.drain()
  const id = order!.id
  const row = (await clerk.read('order', id, 'lines', 'payments')) as Record<'lines' | 'payments', { id: string }[]>
  return { id, lineId: row.lines[0]!.id, paymentId: row.payments[0]!.id }
}
async function stock() {
  const level = await shop.database.db
    .selectFrom('inventoryLevels')
    .select(['id', 'onHand', 'reserved'])
    .where('productId', '=', shop.furniture.drill)
    .executeTakeFirstOrThrow()
  return { id: level.id, onHand: Number(level.onHand), reserved: Number(level.reserved) }
}
async function packed(orderId: string, orderLineId: string, quantity: string) {
  const id = await clerk.make('shipment', { orderId, carrier: 'dhl' })
  await clerk.make('shipmentLine', { shipmentId: id, orderLineId, quantity })
  return id
}

describe('shipping an order', () => {
  it('goes part by part: the stock leaves with each, the order is shipped with the last and completed when all has come', async () => {
    const before = await stock()
    const { id, lineId } = await ordered('3')
    expect(await stock()).toMatchObject({ onHand: before.onHand, reserved: before.reserved + 3 })
    const first = await packed(id, lineId, '1')
    await clerk.act('shipment.ship', { id: first, trackingNumber: '1Z' })
    expect(await clerk.read('order', id, 'state', 'shipments.trackingNumber', 'shipments.state')).toMatchObject({
      state: 'processing',
      shipments: [{ trackingNumber: '1Z', state: 'shipped' }],
    })
    expect(await stock()).toMatchObject({ onHand: before.onHand - 1, reserved: before.reserved + 2 })
    const second = await packed(id, lineId, '2')
    await clerk.act('shipment.ship', { id: second })
    expect(await clerk.read('order', id, 'state')).toMatchObject({ state: 'shipped' })
    expect(await stock()).toMatchObject({ onHand: before.onHand - 3, reserved: before.reserved })
    await clerk.act('shipment.deliver', { id: first })
    expect(await clerk.read('order', id, 'state')).toMatchObject({ state: 'shipped' })
    await clerk.act('shipment.deliver', { id: second })
    expect(await clerk.read('order', id, 'state')).toMatchObject({ state: 'completed' })
  })

  it('is told to the buyer by mail, once when goods leave and once when they have come, with where they are', async () => {
    const { id, lineId } = await ordered('3')
    const { number } = (await clerk.read('order', id, 'number')) as { number: string }
    const mails = () => shop.mails().filter(({ subject }) => subject.includes(number))
    const shipmentId = await packed(id, lineId, '2')
    await clerk.act('shipment.ship', {
      id: shipmentId,
      trackingNumber: '794600000001',
      trackingUrl: 'https://tracking.example/794600000001',
    })
    await shop.drain()
    await shop.drain()
    // the clock stands still: which of them came first is not told by their order
    const begins = (start: string) => mails().filter(({ subject }) => subject.startsWith(start))
    const [shipped, ...more] = begins('On its way')
    expect(more).toEqual([])
    expect(begins('Delivered')).toEqual([])
    expect(shipped).toMatchObject({ to: 'ada@example.com', subject: `On its way: your order ${number}` })
    expect(shipped!.text).toContain(`2 pieces  Product ${skus.drill} (${skus.drill})`)
    expect(shipped!.text).toContain('Parcel: dhl 794600000001\nhttps://tracking.example/794600000001')
    expect(shipped!.text).toContain(`/order/${id}`)
    await clerk.act('shipment.deliver', { id: shipmentId })
    await shop.drain()
    await shop.drain()
    expect(begins('Delivered').map(({ subject }) => subject)).toEqual([`Delivered: your order ${number}`])
    expect(begins('On its way')).toHaveLength(1)
  })

  it('refuses more than is left, what is empty, and what has left already', async () => {
    const { id, lineId } = await ordered('2')
    const shipmentId = await packed(id, lineId, '2')
    const empty = await clerk.make('shipment', { orderId: id, carrier: 'dhl' })
    await still(shop.database, async () => {
      expect(await codeOf(clerk.make('shipmentLine', { shipmentId: empty, orderLineId: lineId, quantity: '1' }))).toBe(
        'SHIPMENT_EXCEEDS',
      )
      expect(await codeOf(clerk.act('shipment.ship', { id: empty }))).toBe('SHIPMENT_EMPTY')
    })
    await clerk.act('shipment.ship', { id: shipmentId })
    await still(shop.database, async () => {
      expect(await codeOf(clerk.act('shipment.ship', { id: shipmentId }))).toBe('TRANSITION_NOT_ALLOWED')
      expect(await codeOf(clerk.remove('shipment', shipmentId))).toBe('TRANSITION_NOT_ALLOWED')
      expect(await codeOf(clerk.act('order.cancel', { id }))).toBe('ORDER_SHIPPED')
      expect(await codeOf(clerk.make('shipment', { orderId: id, carrier: 'dhl' }))).toBe('TRANSITION_NOT_ALLOWED')
    })
    await clerk.change('shipment', shipmentId, { trackingNumber: '2Z' })
  })
})

describe('cancelling an order', () => {
  it('lets its stock go, cancels what is packed, and gives its money back', async () => {
    const before = await stock()
    const { id, lineId } = await ordered('2')
    const shipmentId = await packed(id, lineId, '1')
    await clerk.act('order.cancel', { id, reason: 'ordered twice' })
    expect(await stock()).toEqual(before)
    expect(await clerk.read('order', id, 'state', 'cancelReason', 'paymentStatus')).toMatchObject({
      state: 'cancelled',
      cancelReason: 'ordered twice',
      paymentStatus: 'refunded',
    })
    expect(await clerk.read('shipment', shipmentId, 'state')).toMatchObject({ state: 'cancelled' })
    expect(await codeOf(clerk.act('order.cancel', { id }))).toBe('TRANSITION_NOT_ALLOWED')
  })

  it('cancels also while the payment service is away, and gives the money back later, once', async () => {
    const { id, paymentId } = await ordered('1')
    shop.stripe.faults.add({ kind: 'status', status: 503, times: 10, path: '/v1/refunds' })
    await clerk.act('order.cancel', { id })
    expect(await clerk.read('order', id, 'state', 'paymentStatus')).toMatchObject({
      state: 'cancelled',
      paymentStatus: 'paid',
    })
    shop.stripe.faults.clear()
    shop.clock.advance({ minutes: 2 })
    await shop.drain()
    await shop.drain()
    expect(await clerk.read('payment', paymentId, 'state', 'refunded')).toMatchObject({
      state: 'refunded',
      refunded: { amount: expect.stringMatching(/^14\d\.\d\d$/) as string },
    })
  })

  it('writes of an order what is not agreed with its buyer, and nothing else', async () => {
    const { id } = await ordered('1')
    await clerk.change('order', id, { externalStatus: 'picking', internalNote: 'call first' })
    expect(await codeOf(clerk.change('order', id, { total: { amount: '1', currency: 'EUR' } }))).toBe('FIELD_READ_ONLY')
    expect(await codeOf(clerk.change('order', id, { state: 'shipped' }))).toBe('FIELD_READ_ONLY')
    expect(await codeOf(clerk.remove('order', id))).toBe('METHOD_NOT_ALLOWED')
    expect(await clerk.read('order', id, 'state', 'externalStatus')).toMatchObject({
      state: 'placed',
      externalStatus: 'picking',
    })
  })
})

describe('a payment', () => {
  it('is refunded in parts, and never by more than is left', async () => {
    const { paymentId } = await ordered('1')
    const refund = (amount: string, currency = 'EUR') =>
      clerk.act('payment.refund', { id: paymentId, amount: { amount, currency } })
    await refund('10.00')
    await refund('10.00')
    await shop.drain()
    expect(await clerk.read('payment', paymentId, 'state', 'refunded')).toMatchObject({
      state: 'partiallyRefunded',
      refunded: { amount: '20.00' },
    })
    await still(shop.database, async () => {
      expect(await codeOf(refund('1000.00'))).toBe('PAYMENT_REFUND_EXCEEDS')
      expect(await codeOf(refund('1.00', 'USD'))).toBe('FIELD_INVALID')
      expect(await codeOf(clerk.act('payment.capture', { id: paymentId }))).toBe('PAYMENT_STATE_CONFLICT')
      expect(await codeOf(clerk.act('payment.cancel', { id: paymentId }))).toBe('PAYMENT_STATE_CONFLICT')
    })
    await clerk.act('payment.refund', { id: paymentId })
    expect(await clerk.read('payment', paymentId, 'state')).toMatchObject({ state: 'refunded' })
    expect(await codeOf(clerk.act('payment.refund', { id: paymentId }))).toBe('PAYMENT_REFUND_EXCEEDS')
  })
})

describe('stock', () => {
  it('is corrected with a reason, never below nothing, and the correction is kept', async () => {
    const { id, onHand } = await stock()
    await clerk.act('inventoryLevel.adjust', { id, change: '5', reason: 'received', note: 'truck 7' })
    await clerk.act('inventoryLevel.adjust', { id, change: '-2', reason: 'damaged' })
    expect(await stock()).toMatchObject({ onHand: onHand + 3 })
    await still(shop.database, async () => {
      expect(await codeOf(clerk.act('inventoryLevel.adjust', { id, change: '-9999', reason: 'lost' }))).toBe(
        'NOT_ENOUGH_STOCK',
      )
      expect(await codeOf(clerk.act('inventoryLevel.adjust', { id, change: '0.5', reason: 'counted' }))).toBe(
        'QUANTITY_PRECISION',
      )
      expect(await codeOf(clerk.change('inventoryLevel', id, { reserved: '0' }))).toBe('FIELD_READ_ONLY')
    })
    const kept = await shop.database.db
      .selectFrom('stockMovements')
      .select(['change', 'reason', 'note', 'by'])
      .orderBy('id')
      .execute()
    expect(kept).toMatchObject([
      { reason: 'received', note: 'truck 7', by: 'a clerk' },
      { reason: 'damaged', note: null },
    ])
  })
})
