import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { granted } from '../../testing/caller.ts'
import { CardOrders, type CardOrder } from '../../testing/card-orders.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'
import { Shopper } from '../../testing/stripe-stand-in.ts'

// Goods whose money is neither here nor reserved stay, until it is, or the house says that they go all the same.

let shop: OpenShop
let clerk: Clerk
let orders: CardOrders
let setting: string
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  orders = new CardOrders(shop, clerk)
  await orders.stock()
  setting = await clerk.make('paymentSetting', { websiteId: shop.website.id, method: 'card', saveCards: true })
})
afterAll(() => shop.close())
beforeEach(() => shop.stripe.faults.clear())

const pieces = ({ id }: CardOrder, quantity: number) =>
  clerk.act('order.changeLine', { id, position: 1, quantity: String(quantity) })
const ship = (shipmentId: string, more: object = {}) => codeOf(clerk.act('shipment.ship', { id: shipmentId, ...more }))

async function paysTheRest({ id, buyer }: CardOrder) {
  const begun = buyer.caller.act<{ payment: { clientSecret: string } }>('orderPay', { id }, 'payment { clientSecret }')
  await new Shopper(shop.stripe, (await granted(begun)).payment.clientSecret).pays('pm_card_visa')
  await shop.stripe.webhooks.idle()
  await shop.drain()
}

describe('of an order whose money is reserved', () => {
  beforeAll(() => clerk.change('paymentSetting', setting, { capture: 'atShipment' }))

  it('nothing leaves, and no money is taken, where a piece was added; it leaves once its buyer has paid that', async () => {
    const order = await orders.ordered('1')
    await pieces(order, 2)
    const parcel = await orders.packed(order, '2')
    const books = structuredClone(shop.stripe.state().intents)
    await still(shop.database, async () => expect(await ship(parcel)).toBe('ORDER_UNPAID'))
    expect(shop.stripe.state().intents).toEqual(books)
    await paysTheRest(order)
    expect(await ship(parcel)).toBe('nothing was refused')
    await shop.drain()
    expect(orders.atStripe(order)).toEqual({ status: 'succeeded', received: order.total, capturable: 0 })
    expect(await orders.standing(order)).toEqual({ state: 'shipped', paymentStatus: 'paid', balance: 0 })
  })

  it('leaves what is reserved, and not the parcel that was added, until the house has charged it', async () => {
    const order = await orders.ordered('1', 'pm_card_jcb')
    await pieces(order, 2)
    const [first, second] = [await orders.packed(order), await orders.packed(order)]
    expect(await ship(first)).toBe('nothing was refused')
    expect(orders.atStripe(order)).toEqual({ status: 'succeeded', received: order.total, capturable: 0 })
    await shop.drain()
    await still(shop.database, async () => expect(await ship(second)).toBe('ORDER_UNPAID'))
    await clerk.act('order.charge', { id: order.id })
    expect(await ship(second)).toBe('nothing was refused')
    await shop.drain()
    expect(await orders.standing(order)).toEqual({ state: 'shipped', paymentStatus: 'paid', balance: 0 })
  })
})

describe('of an order whose money the bank does not hold any more', () => {
  it('all leaves where the house says so, and why it is not paid stands with the payment', async () => {
    await clerk.change('paymentSetting', setting, { capture: 'atShipment' })
    const order = await orders.ordered('1')
    const parcel = await orders.packed(order)
    shop.clock.advance({ days: 8 })
    expect(await ship(parcel, { unpaid: true })).toBe('nothing was refused')
    await shop.drain()
    expect(await orders.standing(order)).toEqual({ state: 'shipped', paymentStatus: 'unpaid', balance: order.total })
    expect(await clerk.read('payment', order.paymentId, 'captureProblem')).toEqual(
      expect.objectContaining({ captureProblem: 'PAYMENT_AUTHORIZATION_EXPIRED' }),
    )
  })

  it.each([
    [503, 'PAYMENT_PROVIDER_UNAVAILABLE', 'stays'],
    [403, 'PAYMENT_PROVIDER_REJECTED', 'leaves'],
  ] as const)(
    'of which taking it is answered with %d (%s), it %s where the house says so',
    async (status, code, what) => {
      const order = await orders.ordered('1')
      const parcel = await orders.packed(order)
      shop.stripe.faults.add({ kind: 'status', status, times: 20, ending: '/capture' })
      expect(await ship(parcel)).toBe(code)
      expect(await ship(parcel, { unpaid: true })).toBe(what === 'stays' ? code : 'nothing was refused')
      const state = what === 'stays' ? 'placed' : 'shipped'
      expect(await orders.standing(order)).toEqual({ state, paymentStatus: 'authorized', balance: 0 })
      expect(await clerk.read('payment', order.paymentId, 'captureProblem')).toMatchObject({ captureProblem: code })
    },
  )
})

describe('of an order that was paid when it was made', () => {
  beforeAll(() => clerk.change('paymentSetting', setting, { capture: 'atOrder' }))
  const refunded = async ({ intentId }: CardOrder, amount?: number) => {
    await fetch(`${shop.stripe.url}/v1/refunds`, {
      method: 'POST',
      headers: { authorization: `Bearer ${shop.stripe.secretKey}` },
      body: new URLSearchParams({ payment_intent: intentId, ...(amount ? { amount: String(amount) } : {}) }),
    })
    await shop.stripe.webhooks.idle()
    await shop.drain()
  }

  it('nothing leaves where all of it went back in the provider’s own office, unless the house says so', async () => {
    const order = await orders.ordered('1')
    await refunded(order)
    const parcel = await orders.packed(order)
    await still(shop.database, async () => expect(await ship(parcel)).toBe('ORDER_UNPAID'))
    expect(await ship(parcel, { unpaid: true })).toBe('nothing was refused')
    expect(await orders.standing(order)).toMatchObject({ state: 'shipped', paymentStatus: 'refunded' })
  })

  it('all leaves though some was given back out of kindness', async () => {
    const order = await orders.ordered('1')
    await refunded(order, 500)
    expect(await ship(await orders.packed(order))).toBe('nothing was refused')
    expect(await orders.standing(order)).toMatchObject({ state: 'shipped', paymentStatus: 'partiallyRefunded' })
  })

  it('leaves what is paid, and not the piece that was added', async () => {
    const order = await orders.ordered('1')
    await pieces(order, 2)
    const [first, second] = [await orders.packed(order), await orders.packed(order)]
    expect(await ship(first)).toBe('nothing was refused')
    await still(shop.database, async () => expect(await ship(second)).toBe('ORDER_UNPAID'))
    await paysTheRest(order)
    expect(await ship(second)).toBe('nothing was refused')
  })
})
