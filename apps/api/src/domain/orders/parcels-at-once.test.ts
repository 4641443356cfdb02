import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { sql } from '../../kernel/db.ts'
import { CardOrders, type CardOrder } from '../../testing/card-orders.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

// Parcels of one order that leave, and are packed, at the same moment.

let shop: OpenShop
let clerk: Clerk
let orders: CardOrders
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  orders = new CardOrders(shop, clerk)
  await orders.stock()
  await clerk.make('paymentSetting', { websiteId: shop.website.id, method: 'card', capture: 'atShipment' })
})
afterAll(() => shop.close())
beforeEach(() => shop.stripe.faults.clear())

/** Holds a row while something begins, until so many processes wait for it. */
async function whileHeld<Result>(
  table: 'orders' | 'order_lines',
  id: string,
  waiting: number,
  begin: () => Promise<Result>[],
): Promise<Result[]> {
  let begun: Promise<Result>[] = []
  await shop.database.db.transaction().execute(async (inside) => {
    await sql`select from ${sql.table(table)} where id = ${id} for update`.execute(inside)
    begun = begin()
    const blocked = async () =>
      (
        await sql<{ count: number }>`
          select count(*)::int as count from pg_locks where not granted`.execute(shop.database.db)
      ).rows[0]!.count
    await expect.poll(blocked, { timeout: 20_000 }).toBeGreaterThanOrEqual(waiting)
  })
  return Promise.all(begun)
}

/** Settles when money of an order has been taken, and nobody is at it any more. */
async function moneyIsHere(order: CardOrder): Promise<void> {
  const isHere = async () => {
    const { movingUntil } = await shop.database.db
      .selectFrom('payments')
      .select('movingUntil')
      .where('id', '=', order.paymentId)
      .executeTakeFirstOrThrow()
    return movingUntil === null && orders.atStripe(order).received > 0
  }
  await expect.poll(isHere, { timeout: 20_000 }).toBe(true)
}

/** Two parcels of an order leave, the second one while the first one has its money, and is still here. */
const leaveAtOnce = (order: CardOrder, parcels: readonly string[]) =>
  whileHeld('orders', order.id, 2, () => {
    const first = codeOf(orders.ship(parcels[0]!))
    return [first, moneyIsHere(order).then(() => codeOf(orders.ship(parcels[1]!)))]
  })

it('is paid for each of two parcels, where the second one counts before the first one has left', async () => {
  const order = await orders.ordered('2')
  const parcels = [await orders.packed(order), await orders.packed(order)]
  expect(await leaveAtOnce(order, parcels)).toEqual(['nothing was refused', 'CONFLICT'])
  const states = await Promise.all(parcels.map((id) => clerk.read('shipment', id, 'state')))
  expect(states.map(({ state }) => state)).toEqual(['shipped', 'pending'])
  // it leaves by itself, once its own money is here
  await orders.later()
  expect(orders.atStripe(order)).toEqual({ status: 'succeeded', received: order.total, capturable: 0 })
  expect(await orders.standing(order)).toEqual({ state: 'shipped', paymentStatus: 'paid', balance: 0 })
})

it('lets the rest go where the last two parcels of less than was ordered leave at once', async () => {
  const order = await orders.ordered('3')
  await clerk.act('order.confirm', { id: order.id, lines: [{ position: 1, quantity: '2' }] })
  const parcels = [await orders.packed(order), await orders.packed(order)]
  await leaveAtOnce(order, parcels)
  await orders.later()
  expect(await orders.standing(order)).toMatchObject({ state: 'shipped' })
  expect(orders.atStripe(order)).toMatchObject({ status: 'succeeded', capturable: 0 })
  expect(orders.atStripe(order).received).toBeLessThan(order.total)
})

it('takes the money of one parcel after the other, also where the clock of one machine is ahead', async () => {
  const order = await orders.ordered('3')
  const [first, second] = [await orders.packed(order, '1'), await orders.packed(order, '2')]
  let meanwhile = ''
  shop.stripe.faults.add({
    ...{ kind: 'deed', method: 'POST', ending: '/capture' },
    run: async () => {
      const at = shop.clock.now()
      shop.clock.advance({ seconds: 11 })
      meanwhile = await codeOf(orders.ship(second))
      shop.clock.set(at)
    },
  })
  expect(await codeOf(orders.ship(first))).toBe('nothing was refused')
  expect(meanwhile).toBe('CONFLICT')
  await orders.later()
  expect(orders.atStripe(order)).toEqual({ status: 'succeeded', received: order.total, capturable: 0 })
  expect(await orders.standing(order)).toEqual({ state: 'shipped', paymentStatus: 'paid', balance: 0 })
})

it('refuses with CONFLICT where somebody takes a part in the provider’s own office at that moment, and leaves by itself once that is known', async () => {
  const order = await orders.ordered('3')
  const parcel = await orders.packed(order, '3')
  shop.stripe.faults.add({
    ...{ kind: 'deed', method: 'POST', ending: '/capture' },
    run: async () => {
      const { status } = await fetch(`${shop.stripe.url}/v1/payment_intents/${order.intentId}/capture`, {
        method: 'POST',
        headers: { authorization: `Bearer ${shop.stripe.secretKey}` },
        body: new URLSearchParams({ amount_to_capture: '1000', final_capture: 'false' }),
      })
      expect(status).toBe(200)
    },
  })
  expect(await codeOf(orders.ship(parcel))).toBe('CONFLICT')
  expect(await clerk.read('shipment', parcel, 'state')).toMatchObject({ state: 'pending' })
  expect(orders.atStripe(order)).toMatchObject({ received: 1_000 })
  await orders.later()
  expect(await clerk.read('shipment', parcel, 'state')).toMatchObject({ state: 'shipped' })
  expect(orders.atStripe(order)).toEqual({ status: 'succeeded', received: order.total, capturable: 0 })
})

it('holds no more than was ordered, where two people pack the same pieces into two shipments at once', async () => {
  const order = await orders.ordered('2')
  const { id: orderId, lineId: orderLineId } = order
  const shipments = [1, 2].map(() => clerk.make('shipment', { orderId, carrier: 'dhl' }))
  const into = await Promise.all(shipments)
  const packed = await whileHeld('order_lines', orderLineId, 2, () =>
    into.map((shipmentId) => codeOf(clerk.make('shipmentLine', { shipmentId, orderLineId, quantity: '2' }))),
  )
  expect(packed.sort()).toEqual(['SHIPMENT_EXCEEDS', 'nothing was refused'])
  const lines = await shop.database.db
    .selectFrom('shipmentLines')
    .select('quantity')
    .where('orderLineId', '=', orderLineId)
    .execute()
  expect(lines.map(({ quantity }) => Number(quantity))).toEqual([2])
})
