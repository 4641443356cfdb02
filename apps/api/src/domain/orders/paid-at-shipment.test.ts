import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import type { ApiClient } from '../../testing/client.ts'
import { CardOrders, cents, type CardOrder } from '../../testing/card-orders.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let clerk: Clerk
let orders: CardOrders
let erp: ApiClient
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  erp = await shop.client()
  orders = new CardOrders(shop, clerk)
  await orders.stock()
  await clerk.make('paymentSetting', { websiteId: shop.website.id, method: 'card', capture: 'atShipment' })
})
afterAll(() => shop.close())
beforeEach(() => shop.stripe.faults.clear())

const ordered = (quantity = '3', card?: string) => orders.ordered(quantity, card)
const packed = (order: CardOrder, quantity: string) => orders.packed(order, quantity)
const atStripe = (order: CardOrder) => orders.atStripe(order)
const stateOf = (order: CardOrder) => orders.standing(order)
const ship = (id: string) =>
  send(erp, `/admin/api/shipments/${id}/actions/ship`, {
    method: 'POST',
    body: { data: { type: 'shipmentShip', attributes: {} } },
  })
const onHand = async () =>
  Number(
    (
      await shop.database.db
        .selectFrom('inventoryLevels')
        .select('onHand')
        .where('productId', '=', shop.furniture.drill)
        .executeTakeFirstOrThrow()
    ).onHand,
  )
describe('an order that is paid when its goods leave', () => {
  it('is made when the money is reserved, and each parcel takes what is in it, delivery with the first', async () => {
    const order = await ordered('3')
    expect(atStripe(order)).toEqual({ status: 'requires_capture', received: 0, capturable: order.total })
    expect(await stateOf(order)).toEqual({ state: 'placed', paymentStatus: 'authorized', balance: 0 })
    const payment = await clerk.read('payment', order.paymentId, 'capture', 'multicapture', 'authorizedUntil')
    expect(payment).toMatchObject({ capture: 'atShipment', multicapture: true })
    expect(new Date(payment['authorizedUntil'] as string).getTime()).toBe(
      Math.floor(shop.clock.now().getTime() / 1000) * 1000 + 7 * 24 * 3_600_000,
    )

    const { total, lines } = (await clerk.read('order', order.id, 'total', 'lines.rowTotal', 'lines.taxAmount')) as {
      total: unknown
      lines: { rowTotal: unknown; taxAmount: unknown }[]
    }
    const goods = cents(lines[0]!.rowTotal) + (shop.website.pricesIncludeTax ? 0 : cents(lines[0]!.taxAmount))
    const first = Math.round(goods / 3) + (cents(total) - goods)
    const answer = await ship(await packed(order, '1'))
    expect([answer.status, answer.errors, answer.one?.attributes?.state]).toEqual([200, undefined, 'shipped'])
    expect(atStripe(order)).toEqual({ status: 'requires_capture', received: first, capturable: order.total - first })
    await shop.drain()
    expect(await stateOf(order)).toEqual({ state: 'processing', paymentStatus: 'partiallyPaid', balance: 0 })

    expect((await ship(await packed(order, '1'))).status).toBe(200)
    expect((await ship(await packed(order, '1'))).status).toBe(200)
    await shop.drain()
    expect(atStripe(order)).toEqual({ status: 'succeeded', received: order.total, capturable: 0 })
    expect(await stateOf(order)).toEqual({ state: 'shipped', paymentStatus: 'paid', balance: 0 })
    const { events } = (await clerk.read('payment', order.paymentId, 'events.kind', 'events.amount')) as {
      events: { kind: string; amount: unknown }[]
    }
    const taken = events.filter(({ kind }) => kind === 'captured').map(({ amount }) => cents(amount))
    expect([taken.length, taken.reduce((sum, one) => sum + one, 0)]).toEqual([3, order.total])
    // Stripe's own books say the same, and no difference is found
    shop.clock.advance({ minutes: 30 })
    await clerk.act('payment.refund', { id: order.paymentId, amount: { amount: '10', currency: 'EUR' } })
    expect(await stateOf(order)).toMatchObject({ paymentStatus: 'partiallyRefunded' })
  })

  it('is not said to have come in the mail that confirms the order', async () => {
    const { id } = await ordered('1')
    await shop.drain()
    const { number } = (await clerk.read('order', id, 'number')) as { number: string }
    const mails = shop.mails().filter(({ subject }) => subject === `Your order ${number}`)
    expect(mails).toHaveLength(1)
    expect(mails[0]!.text).toContain('your card is charged when they leave us')
    expect(mails[0]!.text).not.toContain('received your payment')
  })

  it('is taken whole with the first parcel where the bank gives it once only', async () => {
    const order = await ordered('2', 'pm_card_jcb')
    expect((await ship(await packed(order, '1'))).status).toBe(200)
    expect(atStripe(order)).toEqual({ status: 'succeeded', received: order.total, capturable: 0 })
    expect((await ship(await packed(order, '1'))).status).toBe(200)
    await shop.drain()
    expect(await stateOf(order)).toEqual({ state: 'shipped', paymentStatus: 'paid', balance: 0 })
  })

  it('is taken for what leaves, and the rest let go, where less is delivered than was ordered', async () => {
    const order = await ordered('2')
    await clerk.act('order.confirm', { id: order.id, lines: [{ position: 1, quantity: '1' }] })
    expect((await ship(await packed(order, '1'))).status).toBe(200)
    await shop.drain()
    const { status, received } = atStripe(order)
    expect(status).toBe('succeeded')
    expect(received).toBeLessThan(order.total)
    expect(await stateOf(order)).toMatchObject({ state: 'shipped', paymentStatus: 'partiallyPaid' })
    expect(cents((await clerk.read('payment', order.paymentId, 'reserved'))['reserved'])).toBe(0)
  })

  it('is taken when another system says that goods have left', async () => {
    const order = await ordered('1')
    await clerk.act('shipment.enter', {
      orderId: order.id,
      number: `WMS-${order.intentId.slice(-8)}`,
      carrier: 'dhl',
      shippedAt: shop.clock.now().toISOString(),
      lines: [{ position: 1, quantity: '1' }],
    })
    expect(atStripe(order)).toMatchObject({ status: 'requires_capture', received: 0 })
    await shop.drain()
    expect(atStripe(order)).toEqual({ status: 'succeeded', received: order.total, capturable: 0 })
    expect(await stateOf(order)).toEqual({ state: 'shipped', paymentStatus: 'paid', balance: 0 })
  })

  it('keeps the goods here while the payment service does not answer, and sends them by itself when it does', async () => {
    const order = await ordered('1')
    const shipmentId = await packed(order, '1')
    const before = await onHand()
    shop.stripe.faults.add({ kind: 'status', status: 503, times: 20, path: '/v1/payment_intents' })
    const answer = await ship(shipmentId)
    expect([answer.status, answer.errors?.[0]?.code]).toEqual([503, 'PAYMENT_PROVIDER_UNAVAILABLE'])
    expect(await onHand()).toBe(before)
    const waiting = await send(erp, '/admin/api/payments?filter[captureProblem]=PAYMENT_PROVIDER_UNAVAILABLE')
    expect(waiting.many.map(({ id }) => id)).toEqual([order.paymentId])
    shop.stripe.faults.clear()
    shop.clock.advance({ minutes: 2 })
    await orders.later()
    expect(atStripe(order)).toMatchObject({ status: 'succeeded', received: order.total })
    expect(await onHand()).toBe(before - 1)
    expect(await clerk.read('payment', order.paymentId, 'captureProblem')).toMatchObject({ captureProblem: null })
    expect(await stateOf(order)).toMatchObject({ state: 'shipped', paymentStatus: 'paid' })
  })

  it('takes nothing twice where two parcels leave at once', async () => {
    const order = await ordered('2')
    const parcels = [await packed(order, '1'), await packed(order, '1')]
    const answers = await Promise.all(parcels.map(ship))
    const codes = answers.map(({ status, errors }) => errors?.[0]?.code ?? status)
    expect(codes.every((code) => code === 200 || code === 'CONFLICT')).toBe(true)
    for (const [at, answer] of answers.entries()) if (answer.status !== 200) await ship(parcels[at]!)
    await shop.drain()
    expect(atStripe(order)).toEqual({ status: 'succeeded', received: order.total, capturable: 0 })
    expect(await stateOf(order)).toEqual({ state: 'shipped', paymentStatus: 'paid', balance: 0 })
  })

  it('is cancelled: what is reserved is let go, what was taken goes back', async () => {
    const whole = await ordered('1')
    await clerk.act('order.cancel', { id: whole.id })
    await shop.drain()
    expect(atStripe(whole)).toEqual({ status: 'canceled', received: 0, capturable: 0 })
    const part = await ordered('1')
    await clerk.act('payment.capture', { id: part.paymentId, amount: { amount: '5', currency: 'EUR' }, final: false })
    expect(atStripe(part)).toEqual({ status: 'requires_capture', received: 500, capturable: part.total - 500 })
    await clerk.act('order.cancel', { id: part.id })
    await shop.drain()
    expect(await clerk.read('payment', part.paymentId, 'reserved', 'captured', 'refunded', 'state')).toMatchObject({
      reserved: { amount: '0.00' },
      captured: { amount: '5.00' },
      refunded: { amount: '5.00' },
      state: 'refunded',
    })
  })
})

describe('what cannot be taken', () => {
  it('refuses more than is reserved, and parts where the bank gives none', async () => {
    const order = await ordered('1')
    const once = await ordered('1', 'pm_card_jcb')
    const stripe = structuredClone(shop.stripe.state().intents)
    await still(shop.database, async () => {
      const amount = { amount: '9999.00', currency: 'EUR' }
      expect(await codeOf(clerk.act('payment.capture', { id: order.paymentId, amount }))).toBe(
        'PAYMENT_CAPTURE_EXCEEDS',
      )
      const part = { amount: { amount: '1.00', currency: 'EUR' }, final: false }
      expect(await codeOf(clerk.act('payment.capture', { id: once.paymentId, ...part }))).toBe(
        'PAYMENT_CAPTURED_AT_ONCE',
      )
    })
    expect(shop.stripe.state().intents).toEqual(stripe)
  })

  it('refuses what the bank has let go, and the goods stay; the house sees it', async () => {
    const order = await ordered('1')
    const shipmentId = await packed(order, '1')
    const stood = await onHand()
    shop.clock.advance({ days: 8 })
    await still(shop.database, async () => {
      expect(await codeOf(clerk.act('payment.capture', { id: order.paymentId }))).toBe('PAYMENT_AUTHORIZATION_EXPIRED')
    })
    expect(await codeOf(clerk.act('shipment.ship', { id: shipmentId }))).toBe('PAYMENT_AUTHORIZATION_EXPIRED')
    await shop.drain()
    expect(await onHand()).toBe(stood)
    expect(await clerk.read('shipment', shipmentId, 'state')).toMatchObject({ state: 'pending' })
    expect(await clerk.read('payment', order.paymentId, 'captureProblem', 'state')).toEqual(
      expect.objectContaining({ captureProblem: 'PAYMENT_AUTHORIZATION_EXPIRED', state: 'cancelled' }),
    )
    expect(await stateOf(order)).toMatchObject({ paymentStatus: 'unpaid', balance: order.total })
  })
})

describe('limits of a way to pay', () => {
  it('is not offered below its least and above its most, and payment does not begin', async () => {
    const { id: settingId } = await shop.database.db
      .selectFrom('paymentSettings')
      .select('id')
      .executeTakeFirstOrThrow()
    const limit = await clerk.make('paymentLimit', {
      settingId,
      currency: 'EUR',
      minimum: { amount: '5000', currency: 'EUR' },
    })
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready()
    const options = await buyer.caller.ask('checkoutPaymentOptions', { checkoutId: buyer.checkoutId }, 'method')
    expect(options.value).toEqual([])
    await still(shop.database, async () => {
      expect((await buyer.place(totals!.total)).error?.code).toBe('CHECKOUT_INCOMPLETE')
    })
    await clerk.change('paymentLimit', limit, { minimum: null, maximum: totals!.total })
    expect((await buyer.place(totals!.total)).error).toBeUndefined()
    await clerk.remove('paymentLimit', limit)
  })
})
