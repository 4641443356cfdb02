import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { Caller, granted } from '../../testing/caller.ts'
import { CardOrders, cents, type CardOrder } from '../../testing/card-orders.ts'
import { Clerk } from '../../testing/clerk.ts'
import type { ApiClient } from '../../testing/client.ts'
import { decided } from '../../testing/disputes.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

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
beforeEach(() => shop.stripe.webhooks.faults.clear())

/** An order that is disputed by the card's holder, with a parcel that is packed. */
async function disputed(): Promise<{ order: CardOrder; parcel: string }> {
  const order = await orders.ordered('2', 'pm_card_createDispute')
  await shop.stripe.webhooks.idle()
  await shop.drain()
  return { order, parcel: await orders.packed(order, '1') }
}

const ship = async (id: string, attributes: object = {}) => {
  const { status, errors } = await send(erp, `/admin/api/shipments/${id}/actions/ship`, {
    method: 'POST',
    body: { data: { type: 'shipmentShip', attributes } },
  })
  return { status, code: errors?.[0]?.code, advice: errors?.[0]?.meta.advice }
}
const stateOf = async (id: string) => (await clerk.read('shipment', id, 'state'))['state']

it('stay while the bank has not decided, with a word of what to do, and leave once it has decided for the house', async () => {
  const { order, parcel } = await disputed()
  await still(
    shop.database,
    async () => {
      const refused = await ship(parcel, { unpaid: true })
      expect(refused).toMatchObject({ status: 409, code: 'ORDER_DISPUTED' })
      expect(refused.advice).toContain('`disputed: true`')
    },
    ['shipments'],
  )
  await decided(shop, order.intentId, 'won')
  expect(await ship(parcel)).toMatchObject({ status: 200 })
  expect(await stateOf(parcel)).toBe('shipped')
})

it('leave where whoever sends them says so', async () => {
  const { parcel } = await disputed()
  expect(await ship(parcel, { disputed: true })).toMatchObject({ status: 200 })
  expect(await stateOf(parcel)).toBe('shipped')
})

it('are unpaid where the bank has decided against the house', async () => {
  const { order, parcel } = await disputed()
  await decided(shop, order.intentId, 'lost')
  await still(shop.database, async () => expect(await ship(parcel)).toMatchObject({ code: 'ORDER_UNPAID' }))
})

it('are found by their order, until the bank has decided', async () => {
  const { order } = await disputed()
  const found = async () => {
    const { many } = await send(erp, '/admin/api/orders?filter[disputed][gt]=0&sort=-disputed')
    const one = many.find(({ id }) => id === order.id)
    const caller = new Caller(`${shop.url}/admin/graphql`, erp.token)
    const query = 'query { orders(filter: { disputed: { gt: "0" } }) { nodes { id disputed { amount } } } }'
    const list = await granted(caller.send<{ nodes: { id: string }[] }>(query))
    expect(list.nodes.some(({ id }) => id === order.id)).toBe(one !== undefined)
    return one && cents(one.attributes!['disputed'])
  }
  expect(await found()).toBe(order.total)
  await decided(shop, order.intentId, 'won')
  expect(await found()).toBeUndefined()
})

it('have left where another system says that it has sent them', async () => {
  const { order } = await disputed()
  const { one } = await send(erp, '/admin/api/shipments/actions/enter', {
    method: 'POST',
    body: {
      data: {
        type: 'shipmentEnter',
        attributes: {
          ...{ orderId: order.id, number: '0080000042', carrier: 'dhl', shippedAt: '2026-11-24T08:00:00Z' },
          lines: [{ position: 1, quantity: '1' }],
        },
      },
    },
  })
  expect(await stateOf(one.id)).toBe('shipped')
})
