import { afterAll, beforeAll, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { CardOrders, type CardOrder } from '../../testing/card-orders.ts'
import { Clerk } from '../../testing/clerk.ts'
import type { ApiClient } from '../../testing/client.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

// Orders of which nothing will be delivered, before anything has left.

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

/** Two cables (position 1) and a drill (position 2), by card. */
async function ordered(email = 'ada@example.com'): Promise<CardOrder> {
  const buyer = new Buyer(shop)
  await granted(buyer.add(skus.cable, '2'))
  const placement = await buyer.atTheTill({ email, sku: skus.drill, quantity: '1' })
  await buyer.pays(placement)
  return orders.complete(buyer, placement.payment!.clientSecret.split('_secret_')[0]!)
}

async function says(order: CardOrder, verb: string, attributes: object, query = '') {
  const name = `order${verb.charAt(0).toUpperCase()}${verb.slice(1)}`
  const { status, errors } = await send(erp, `/admin/api/orders/${order.id}/actions/${verb}${query}`, {
    method: 'POST',
    body: { data: { type: name, attributes } },
  })
  expect([status, errors]).toEqual([200, undefined])
}
const rejects = (order: CardOrder, ...positions: number[]) =>
  says(order, 'confirm', { lines: positions.map((position) => ({ position, rejected: true })) })

const stateOf = async ({ id }: CardOrder) => (await clerk.read('order', id, 'state'))['state']
const promised = () =>
  shop.database.db
    .selectFrom('inventoryLevels')
    .select(({ fn }) => fn.sum<string>('reserved').as('reserved'))
    .executeTakeFirstOrThrow()
const subjects = (to: string) =>
  shop
    .mails()
    .filter((mail) => mail.to === to)
    .map(({ subject }) => subject.replace(/ P-\S+/, ''))
    .sort()

it('ends as a cancelled one does, where its last line is rejected: stock is free, nothing is taken, its buyer is told once', async () => {
  const before = await promised()
  const order = await ordered('all@example.com')
  const parcel = await orders.packed(order, '1')
  await rejects(order, 1)
  expect(await stateOf(order)).toBe('placed')
  await rejects(order, 2)
  expect(await clerk.read('order', order.id, 'state', 'confirmation', 'amendments.kind', 'cancelReason')).toMatchObject(
    {
      ...{ state: 'cancelled', confirmation: 'rejected', amendments: [{ kind: 'cancelled' }] },
      cancelReason: 'Nothing of it will be delivered.',
    },
  )
  expect(await promised()).toEqual(before)
  expect(await clerk.read('shipment', parcel, 'state')).toMatchObject({ state: 'cancelled' })
  await shop.drain()
  expect(orders.atStripe(order)).toEqual({ status: 'canceled', received: 0, capturable: 0 })
  expect(await orders.standing(order)).toMatchObject({ balance: 0 })
  expect(subjects('all@example.com')).toEqual(
    ['Cancelled: your order', 'Not all of your order will come', 'Your order'].sort(),
  )
  const topics = await shop.database.db
    .selectFrom('outboxEvents')
    .select('topic')
    .where('entityId', '=', order.id)
    .execute()
  expect(topics.filter(({ topic }) => topic === 'order.cancelled')).toHaveLength(1)
})

it('gives back what was paid with the order', async () => {
  await clerk.change('paymentSetting', settingId, { capture: 'atOrder' })
  const order = await ordered()
  await rejects(order, 1, 2)
  // the money goes by a job, and what is overpaid by the news of it
  await shop.drain()
  await shop.drain()
  const back = Object.values(shop.stripe.state().refunds).filter((one) => one.payment_intent === order.intentId)
  expect(back.map(({ amount }) => amount)).toEqual([order.total])
  expect(await clerk.read('order', order.id, 'state', 'paymentStatus', 'overpaid')).toMatchObject({
    ...{ state: 'cancelled', paymentStatus: 'refunded', overpaid: { amount: '0.00' } },
  })
})

it('ends where the lines are taken out that were still to come', async () => {
  const order = await ordered('part@example.com')
  await rejects(order, 1)
  await shop.drain()
  await says(order, 'removeLine', { position: 2 })
  expect(await stateOf(order)).toBe('cancelled')
  await shop.drain()
  expect(subjects('part@example.com')).toContain('Cancelled: your order')
  expect(subjects('part@example.com').filter((one) => one === 'Not all of your order will come')).toHaveLength(1)
})

it('ends once, where two say at the same moment that a line will not come', async () => {
  const order = await ordered()
  await Promise.all([rejects(order, 1), rejects(order, 2)])
  expect(await clerk.read('order', order.id, 'state', 'amendments.kind')).toMatchObject({
    ...{ state: 'cancelled', amendments: [{ kind: 'cancelled' }] },
  })
})

it('goes on where something of it comes, or has left', async () => {
  const order = await ordered()
  await says(order, 'confirm', {
    lines: [
      { position: 1, rejected: true },
      { position: 2, quantity: '1' },
    ],
  })
  expect(await stateOf(order)).toBe('placed')
  await clerk.act('shipment.ship', { id: await orders.packed(order, '1') })
  const state = await stateOf(order)
  await rejects(order, 1, 2)
  expect([state, await stateOf(order)]).not.toContain('cancelled')
})

it('stays where zero is confirmed: that is also said of what is not there yet, and a later day brings it', async () => {
  const order = await ordered()
  const confirms = (quantity: string) =>
    says(order, 'confirm', {
      lines: [
        { position: 1, quantity },
        { position: 2, quantity },
      ],
    })
  await confirms('0')
  expect(await stateOf(order)).toBe('placed')
  await confirms('1')
  expect(await clerk.read('order', order.id, 'state', 'confirmation')).toMatchObject({
    ...{ state: 'placed', confirmation: 'changed' },
  })
})

it('is not brought back by a later word, and a rehearsal ends nothing', async () => {
  const order = await ordered()
  const all = {
    lines: [
      { position: 1, rejected: true },
      { position: 2, rejected: true },
    ],
  }
  await still(shop.database, () => says(order, 'confirm', all, '?dryRun=true'))
  await says(order, 'confirm', all)
  await says(order, 'confirm', { lines: [{ position: 2 }] })
  expect(await stateOf(order)).toBe('cancelled')
})
