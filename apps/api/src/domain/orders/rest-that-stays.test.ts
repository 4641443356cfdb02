import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { CardOrders, cents, type CardOrder } from '../../testing/card-orders.ts'
import { Clerk } from '../../testing/clerk.ts'
import type { ApiClient } from '../../testing/client.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

// What is said not to come, before or after the rest has left: the end is the same.

let shop: OpenShop
let clerk: Clerk
let erp: ApiClient
let orders: CardOrders
let settingId: string
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  erp = await shop.client()
  orders = new CardOrders(shop, clerk)
  await orders.stock()
  settingId = await clerk.make('paymentSetting', { websiteId: shop.website.id, method: 'card', capture: 'atShipment' })
})
afterAll(() => shop.close())
beforeEach(() => shop.stripe.faults.clear())

interface TwoLines extends CardOrder {
  drill: { id: string; position: number }
  cables: { id: string; position: number }
  /** Of the cables, with their tax, in cents. */
  cablesCost: number
}

/** Four cables and a drill, by card. */
async function cablesAndDrill(): Promise<TwoLines> {
  const buyer = new Buyer(shop)
  await granted(buyer.add(skus.cable, '4'))
  const placement = await buyer.atTheTill({ sku: skus.drill, quantity: '1' })
  await buyer.pays(placement)
  const order = await orders.complete(buyer, placement.payment!.clientSecret.split('_secret_')[0]!)
  const read = ['id', 'sku', 'position', 'rowTotal', 'taxAmount'].map((field) => `lines.${field}`)
  const { lines } = (await clerk.read('order', order.id, ...read)) as {
    lines: { id: string; sku: string; position: number; rowTotal: unknown; taxAmount: unknown }[]
  }
  const [drill, cables] = [skus.drill, skus.cable].map((sku) => lines.find((one) => one.sku === sku)!)
  const tax = shop.website.pricesIncludeTax ? 0 : cents(cables!.taxAmount)
  return { ...order, lineId: drill!.id, drill: drill!, cables: cables!, cablesCost: cents(cables!.rowTotal) + tax }
}

/** Does something with a row as the ERP does it: through the door. Answers its attributes. */
async function act(type: 'orders' | 'shipments', id: string, verb: string, attributes: Record<string, unknown> = {}) {
  const name = `${type.slice(0, -1)}${verb.charAt(0).toUpperCase()}${verb.slice(1)}`
  const body = { data: { type: name, attributes } }
  const { status, errors, one } = await send(erp, `/admin/api/${type}/${id}/actions/${verb}`, { method: 'POST', body })
  return { status, errors, attributes: one?.attributes ?? {} }
}
async function done(...of: Parameters<typeof act>) {
  const { status, errors, attributes } = await act(...of)
  expect([status, errors]).toEqual([200, undefined])
  return attributes
}
const confirmed = (order: TwoLines, line: { position: number }, quantity = '0') =>
  done('orders', order.id, 'confirm', { lines: [{ position: line.position, quantity }] })

/** How many cables are promised to somebody. */
const promised = async () =>
  Number(
    (
      await shop.database.db
        .selectFrom('inventoryLevels')
        .select(({ fn }) => fn.sum<string>('reserved').as('reserved'))
        .where('productId', '=', shop.furniture.cable)
        .executeTakeFirstOrThrow()
    ).reserved,
  )
const reservationsOf = async (orderId: string) =>
  (
    await shop.database.db
      .selectFrom('reservations')
      .select('state')
      .where('orderId', '=', orderId)
      .orderBy('state')
      .execute()
  ).map(({ state }) => state)
async function paymentsOf(orderId: string) {
  const { payments } = (await clerk.read('order', orderId, 'payments.captured', 'payments.reserved')) as {
    payments: { captured: unknown; reserved: unknown }[]
  }
  return payments.map(({ captured, reserved }) => ({ captured: cents(captured), reserved: cents(reserved) }))
}
const moneyOf = async (id: string) => {
  const row = await clerk.read('order', id, 'overpaid', 'due')
  return { overpaid: cents(row['overpaid']), due: cents(row['due']) }
}
const renew = async () => {
  const job = shop.built.jobs.find(({ name }) => name === 'payments.renew')!
  await job.run({} as never, await shop.built.systemContext())
  await shop.drain()
}

type Step = 'ship' | 'confirm' | 'deliver'
const ways: Step[][] = [
  ['confirm', 'ship', 'deliver'],
  ['ship', 'confirm', 'deliver'],
  ['ship', 'deliver', 'confirm'],
]

describe.each(['atShipment', 'atOrder'] as const)(
  'an order that is paid %s, of which a line will not come',
  (capture) => {
    beforeAll(() => clerk.change('paymentSetting', settingId, { capture }))

    it.each(ways)('is completed, its stock free and nothing held: %s, %s, %s', async (...steps) => {
      const before = await promised()
      const order = await cablesAndDrill()
      expect(await promised()).toBe(before + 4)
      const parcel = await orders.packed(order)
      for (const step of steps) {
        if (step === 'confirm') await confirmed(order, order.cables)
        else await done('shipments', parcel, step)
        await shop.drain()
      }
      const delivered = order.total - order.cablesCost
      const captured = capture === 'atShipment' ? delivered : order.total
      expect(await paymentsOf(order.id)).toEqual([{ captured, reserved: 0 }])
      expect(orders.atStripe(order)).toMatchObject({ received: captured, capturable: 0 })
      expect(await clerk.read('payment', order.paymentId, 'state')).toMatchObject({
        state: capture === 'atShipment' ? 'partiallyCaptured' : 'captured',
      })
      expect(await orders.standing(order)).toMatchObject({
        state: 'completed',
        paymentStatus: capture === 'atShipment' ? 'partiallyPaid' : 'paid',
      })
      expect(await moneyOf(order.id)).toEqual({ overpaid: captured - delivered, due: 0 })
      expect(await promised()).toBe(before)
      expect(await reservationsOf(order.id)).toEqual(['released', 'shipped'])
    })

    it('says so in the answer, also of a part of a line', async () => {
      const order = await cablesAndDrill()
      const parcel = await orders.packed(order)
      await clerk.make('shipmentLine', { shipmentId: parcel, orderLineId: order.cables.id, quantity: '3' })
      await done('shipments', parcel, 'ship')
      const answer = await confirmed(order, order.cables, '3')
      const over = capture === 'atOrder' ? order.cablesCost / 4 : 0
      expect(answer['state']).toBe('shipped')
      expect(Math.abs(cents(answer['overpaid']) - over)).toBeLessThan(1)
      await shop.drain()
      expect((await moneyOf(order.id)).overpaid).toBe(cents(answer['overpaid']))
    })

    it('is under way, with all that it holds, while something is still to come, or nothing has left', async () => {
      const before = await promised()
      const order = await cablesAndDrill()
      expect((await confirmed(order, order.cables, '2'))['state']).toBe('placed')
      const parcel = await orders.packed(order)
      await done('shipments', parcel, 'ship')
      expect((await confirmed(order, order.cables, '1'))['state']).toBe('processing')
      await shop.drain()
      expect(await promised()).toBe(before + 4)
      const [payment] = await paymentsOf(order.id)
      expect(payment!.reserved).toBe(capture === 'atShipment' ? order.cablesCost : 0)
    })
  },
)

describe('what the bank still holds of an order', () => {
  beforeAll(() => clerk.change('paymentSetting', settingId, { capture: 'atShipment' }))

  it('is not renewed where the rest will not come, also while it cannot be let go', async () => {
    const order = await cablesAndDrill()
    await done('shipments', await orders.packed(order), 'ship')
    shop.stripe.faults.add({ kind: 'status', status: 503, times: 40, path: '/v1/payment_intents' })
    await confirmed(order, order.cables)
    await shop.drain()
    expect((await paymentsOf(order.id))[0]!.reserved).toBe(order.cablesCost)
    shop.stripe.faults.clear()
    shop.clock.advance({ days: 6, hours: 12 })
    erp = await shop.client()
    await renew()
    expect(await paymentsOf(order.id)).toHaveLength(1)
    expect(await clerk.read('payment', order.paymentId, 'renewProblem')).toMatchObject({ renewProblem: null })
    await orders.later()
    expect(await paymentsOf(order.id)).toEqual([{ captured: order.total - order.cablesCost, reserved: 0 }])
  })

  it('is taken and let go by one job, where another system has sent the rest a moment ago', async () => {
    const order = await cablesAndDrill()
    await clerk.act('shipment.enter', {
      orderId: order.id,
      number: `WMS-${order.intentId.slice(-8)}`,
      carrier: 'dhl',
      shippedAt: shop.clock.now().toISOString(),
      lines: [{ position: order.drill.position, quantity: '1' }],
    })
    await confirmed(order, order.cables)
    await shop.drain()
    expect(await paymentsOf(order.id)).toEqual([{ captured: order.total - order.cablesCost, reserved: 0 }])
    expect(await orders.standing(order)).toMatchObject({ state: 'shipped' })
  })
})

describe('an order that waits for a parcel of what will not come', () => {
  it('is completed when that is cancelled', async () => {
    const order = await cablesAndDrill()
    const parcel = await orders.packed(order)
    const never = await orders.packed({ ...order, lineId: order.cables.id }, '4')
    await done('shipments', parcel, 'ship')
    await done('shipments', parcel, 'deliver')
    expect((await confirmed(order, order.cables))['state']).toBe('shipped')
    await done('shipments', never, 'cancel')
    expect(await orders.standing(order)).toMatchObject({ state: 'completed' })
    await shop.drain()
  })
})

describe('a word that is refused', () => {
  it('leaves an order of which a part has left, its stock and its money as they were', async () => {
    const order = await cablesAndDrill()
    await done('shipments', await orders.packed(order), 'ship')
    await shop.drain()
    const stripe = structuredClone(shop.stripe.state().intents)
    const lines = [
      { position: order.cables.position, quantity: '0' },
      { position: 99, quantity: '0' },
    ]
    const refused = await still(shop.database, () => act('orders', order.id, 'confirm', { lines }), [
      'order_lines',
      'reservations',
      'inventory_levels',
    ])
    expect(refused.errors?.[0]?.code).toBe('FIELD_INVALID')
    await shop.drain()
    expect(shop.stripe.state().intents).toEqual(stripe)
  })
})

describe('what is overpaid', () => {
  beforeAll(() => clerk.change('paymentSetting', settingId, { capture: 'atOrder' }))

  it('is said in the answer of each verb that changes what will be delivered, before any news of it', async () => {
    const order = await cablesAndDrill()
    const told = async (verb: string, given: Record<string, unknown>) => {
      const { overpaid, balance } = await done('orders', order.id, verb, given)
      const more = Math.max(0, -cents(balance))
      return [cents(overpaid) - more, cents(overpaid)] as const
    }
    const [lessThanBalance, over] = await told('changeLine', { position: order.cables.position, quantity: '1' })
    expect([lessThanBalance, over > 0]).toEqual([0, true])
    const [, withoutAny] = await told('removeLine', { position: order.cables.position })
    expect(withoutAny).toBeGreaterThan(over)
    const [added, afterAdding] = await told('addLine', { sku: skus.cable, quantity: '1' })
    expect([added, afterAdding]).toEqual([0, over])
    await shop.drain()
    expect((await moneyOf(order.id)).overpaid).toBe(over)
  })
})
