import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../kernel/db.ts'
import { Buyer } from '../../testing/buyer.ts'
import { granted, type Caller } from '../../testing/caller.ts'
import { Clerk } from '../../testing/clerk.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { startPushService, type BrowserSubscription, type PushService } from '../../testing/push-stand-in.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
let clerk: Clerk
let service: PushService
beforeAll(async () => {
  shop = await openShop({ env: { PUSH_ALLOW_PRIVATE: 'on', VAPID_CONTACT: 'mailto:shop@example.com' } })
  // what is to be tried again later waits for its time
  shop.clock.set(new Date())
  const levels = shop.database.db.updateTable('inventoryLevels').set({ onHand: '500' })
  await levels.where('productId', '=', shop.furniture.drill).execute()
  clerk = await Clerk.of(shop)
  service = await startPushService()
})
afterAll(() => Promise.all([shop.close(), service.close()]))
afterEach(async () => {
  service.answer = () => ({})
  service.got = []
  await shop.database.db.deleteFrom('pushSubscriptions').execute()
})

async function bought(caller = shop.caller()) {
  const buyer = new Buyer(shop, caller)
  await buyer.pays(await buyer.atTheTill({ sku: skus.drill }))
  const { order } = await granted(buyer.complete())
  await shop.drain()
  return { caller: buyer.caller, id: order!.id, number: order!.number }
}
async function packed(orderId: string) {
  const { lines } = (await clerk.read('order', orderId, 'lines')) as { lines: { id: string }[] }
  const shipmentId = await clerk.make('shipment', { orderId, carrier: 'dhl' })
  await clerk.make('shipmentLine', { shipmentId, orderLineId: lines[0]!.id, quantity: '1' })
  return shipmentId
}
async function shipped(orderId: string) {
  const id = await packed(orderId)
  await clerk.act('shipment.ship', { id })
  await shop.drain()
  return id
}
const key = async (caller: Caller) =>
  (await granted(caller.ask<{ pushKey: string }>('websiteCurrent', null, 'pushKey'))).pushKey
async function add(caller: Caller, browser: BrowserSubscription, more: Record<string, unknown> = {}) {
  const serverKey = await key(caller)
  return granted(
    caller.act<{ id: string; locale: string }>('pushSubscriptionAdd', { ...browser, serverKey, ...more }, 'id locale'),
  )
}
const mine = (caller: Caller) => granted(caller.ask<{ id: string }[]>('pushSubscriptionMine', {}, 'id'))
const waiting = async () => {
  const { rows } = await sql<{ runAt: Date }>`
    select run_at as "runAt" from graphile_worker.jobs where task_identifier = 'notices.send'`.execute(shop.database.db)
  return rows
}
/** The moment that notices wait for has come. */
async function later(step: Parameters<OpenShop['clock']['advance']>[0]) {
  shop.clock.advance(step)
  await sql`update graphile_worker._private_jobs set run_at = now() where run_at > now()`.execute(shop.database.db)
  await shop.drain()
}

describe('a guest’s device', () => {
  it('is told when goods leave and when they have come, sealed for it and signed by the house, with no more than the order’s number', async () => {
    const { caller, id, number } = await bought()
    const browser = service.subscribe()
    await add(caller, browser)
    const shipmentId = await shipped(id)
    await shop.drain()
    expect(service.got).toEqual([
      {
        endpoint: browser.endpoint,
        notice: {
          title: `Order ${number}`,
          body: 'Goods of your order are on their way.',
          path: `/order/${id}`,
          tag: id,
        },
        ttl: 86_400,
        topic: id.replaceAll('-', ''),
        urgency: 'normal',
        contact: 'mailto:shop@example.com',
        serverKey: await key(caller),
      },
    ])
    await clerk.act('shipment.deliver', { id: shipmentId })
    await shop.drain()
    expect(service.got.map(({ notice }) => notice?.body)).toEqual([
      'Goods of your order are on their way.',
      'Goods of your order have been delivered.',
    ])
    expect(service.unsigned).toBe(0)
  })

  it('is spoken to in the language in which it was added, and hears nothing of others’ orders', async () => {
    const others = await bought()
    const guest = await bought(shop.caller(undefined, { 'accept-language': 'de' }))
    expect(await add(guest.caller, service.subscribe())).toMatchObject({ locale: 'de' })
    await shipped(others.id)
    expect(service.got).toEqual([])
    await shipped(guest.id)
    expect(service.got[0]?.notice).toMatchObject({
      title: `Bestellung ${guest.number}`,
      body: 'Ware aus Ihrer Bestellung ist unterwegs.',
      path: `/de/order/${guest.id}`,
    })
  })

  it('is the person’s once they sign in, who is told of later orders too, on each of their devices', async () => {
    const { caller, id } = await bought()
    const phone = service.subscribe()
    await add(caller, phone)
    const who = { email: 'push@example.com', password: 'a door of oak and brass', firstName: 'Ada', lastName: 'Byron' }
    const { token } = await granted(caller.act<{ token: string }>('customerUserRegister', who, 'token'))
    const person = shop.caller(token)
    expect(await mine(person)).toHaveLength(1)
    const laptop = service.subscribe()
    await add(person, laptop)
    await shipped(id)
    const next = await bought(person)
    await shipped(next.id)
    const told = (browser: BrowserSubscription) =>
      service.got.filter(({ endpoint }) => endpoint === browser.endpoint).map(({ notice }) => notice?.tag)
    expect(told(phone)).toEqual([id, next.id])
    expect(told(laptop)).toContain(next.id)
  })

  it('is told nothing once it was removed, and one endpoint is one device however often it is added', async () => {
    const { caller, id } = await bought()
    const browser = service.subscribe()
    const first = await add(caller, browser)
    expect(await add(caller, browser)).toEqual(first)
    await granted(caller.act('pushSubscriptionRemove', { endpoint: browser.endpoint }, 'done'))
    await granted(caller.act('pushSubscriptionRemove', { endpoint: browser.endpoint }, 'done'))
    await shipped(id)
    expect([await mine(caller), service.got]).toEqual([[], []])
  })

  it('keeps its language when the browser replaces its subscription, and the former one is told nothing', async () => {
    const { caller, id } = await bought(shop.caller(undefined, { 'accept-language': 'de' }))
    const [before, after] = [service.subscribe(), service.subscribe()]
    await add(caller, before)
    const worker = shop.caller(caller.token)
    expect(await add(worker, after, { replaces: before.endpoint })).toMatchObject({ locale: 'de' })
    await shipped(id)
    expect(service.got.map(({ endpoint }) => endpoint)).toEqual([after.endpoint])
  })
})

describe('what a push service answers', () => {
  it.each([404, 410])('%i: the browser has forgotten the device, and so does the house', async (status) => {
    const { caller, id } = await bought()
    await add(caller, service.subscribe())
    service.answer = () => ({ status })
    await shipped(id)
    expect([await mine(caller), await waiting()]).toEqual([[], []])
  })

  it.each([
    [503, {}, 60],
    [429, { 'retry-after': '1800' }, 1_800],
  ] as const)('%i %j: it is tried again after %i seconds, and arrives once', async (status, headers, seconds) => {
    const { caller, id } = await bought()
    await add(caller, service.subscribe())
    service.answer = () => ({ status, headers })
    await shipped(id)
    const [next] = await waiting()
    expect(next!.runAt.getTime()).toBe(shop.clock.now().getTime() + seconds * 1_000)
    service.answer = () => ({})
    await later({ seconds })
    await later({ days: 1 })
    expect(service.got).toHaveLength(1)
    expect(service.got[0]!.ttl).toBe(86_400 - seconds)
    expect(await waiting()).toEqual([])
  })

  it('413: it is sent once more without words', async () => {
    const { caller, id } = await bought()
    await add(caller, service.subscribe())
    let times = 0
    service.answer = () => ((times += 1) === 1 ? { status: 413 } : {})
    await shipped(id)
    await later({ seconds: 1 })
    expect(service.got.map(({ notice }) => notice)).toEqual([null])
  })

  it('503 until the goods have come: only the later notice arrives', async () => {
    const { caller, id } = await bought()
    await add(caller, service.subscribe())
    service.answer = () => ({ status: 503 })
    const shipmentId = await shipped(id)
    service.answer = () => ({})
    await clerk.act('shipment.deliver', { id: shipmentId })
    await later({ hours: 1 })
    expect(service.got.map(({ notice }) => notice?.body)).toEqual(['Goods of your order have been delivered.'])
  })

  it('nothing, for a day: it is given up, and the device stays', async () => {
    const { caller, id } = await bought()
    await add(caller, service.subscribe())
    service.answer = () => ({ status: 500 })
    await shipped(id)
    for (let hours = 0; hours < 30; hours += 3) await later({ hours: 3 })
    expect([await waiting(), service.got]).toEqual([[], []])
    expect(await mine(caller)).toHaveLength(1)
  })
})
