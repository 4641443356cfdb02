import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TrackedOrder } from '../../kernel/contract.ts'
import { Buyer } from '../../testing/buyer.ts'
import { Caller, granted } from '../../testing/caller.ts'
import { CardOrders, type CardOrder } from '../../testing/card-orders.ts'
import { Clerk } from '../../testing/clerk.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

// By whom a shipment goes, and where it is followed, as its buyer reads it: words, and no codes.

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

interface Seen {
  carriedBy: string | null
  trackingPage: string | null
}

async function seenBy(order: CardOrder, locale: string): Promise<Seen> {
  const reader = new Caller(`${shop.url}/graphql`, order.buyer.caller.token, { 'accept-language': locale })
  const asked = `{ order(id: "${order.id}") { shipments { carriedBy trackingPage } } }`
  const { shipments } = await granted(reader.send<{ shipments: Seen[] }>(asked))
  return shipments[0]!
}

it.each([
  ['a service that was not chosen', 'fedex', 'FEDEX_2_DAY', 'FedEx 2Day', 'FedEx 2Day (in 2 Tagen)'],
  ['a carrier, whoever writes it', 'FedEx', null, 'FedEx', 'FedEx'],
  ['a carrier with a service that nobody knows', 'fedex', 'FEDEX_MOON_SHOT', 'FedEx', 'FedEx'],
  ['somebody else, as the house wrote it', 'the neighbour', 'BARROW', 'the neighbour', 'the neighbour'],
])('is the name of %s', async (_case, carrier, service, english, german) => {
  const order = await orders.ordered('1')
  const id = await orders.packed(order)
  await clerk.change('shipment', id, { carrier, service })
  expect((await seenBy(order, 'en')).carriedBy).toBe(english)
  expect((await seenBy(order, 'de')).carriedBy).toBe(german)
})

it('is the shop’s own way of delivery by its name, and nothing where that is no more', async () => {
  const order = await orders.ordered('1')
  const id = await orders.packed(order)
  await clerk.change('shipment', id, { carrier: 'flatRate', service: 'standard-us' })
  const label = JSON.stringify({ en: 'By our own van', de: 'Mit unserem Lieferwagen' })
  await shop.database.db.updateTable('shippingMethods').set({ label }).where('code', '=', 'standard-us').execute()
  expect((await seenBy(order, 'de')).carriedBy).toBe('Mit unserem Lieferwagen')
  await clerk.change('shipment', id, { carrier: 'pickup', service: 'long-gone' })
  expect((await seenBy(order, 'en')).carriedBy).toBeNull()
})

it('is followed on its carrier’s page by a number that was typed in, also where that comes later, and nowhere where the carrier is not known', async () => {
  const order = await orders.ordered('1')
  const id = await orders.packed(order)
  await clerk.change('shipment', id, { carrier: 'fedex' })
  expect((await seenBy(order, 'en')).trackingPage).toBeNull()
  await clerk.act('shipment.ship', { id, untracked: true })
  await clerk.change('shipment', id, { trackingNumber: '7946 0005' })
  const page = 'https://www.fedex.com/fedextrack/?trknbr=7946%200005'
  expect((await seenBy(order, 'en')).trackingPage).toBe(page)
  const { number, email } = (await clerk.read('order', order.id, 'number', 'email')) as Record<string, string>
  const tracked = await granted(
    new Buyer(shop).caller.ask<TrackedOrder>(
      'orderTrack',
      { number, email },
      'shipments { trackingNumber trackingUrl }',
    ),
  )
  expect(tracked.shipments).toEqual([{ trackingNumber: '7946 0005', trackingUrl: page }])
  await clerk.change('shipment', id, { trackingUrl: 'https://parcels.example/5' })
  expect((await seenBy(order, 'en')).trackingPage).toBe('https://parcels.example/5')
  await clerk.change('shipment', id, { trackingUrl: null, carrier: 'the neighbour' })
  expect((await seenBy(order, 'en')).trackingPage).toBeNull()
})
