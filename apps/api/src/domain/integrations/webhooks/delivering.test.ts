import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Grant } from '../../../engine/records/index.ts'
import { Buyer } from '../../../testing/buyer.ts'
import { granted } from '../../../testing/caller.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'
import { isSignedBy } from '../../../testing/subscriber.ts'
import { subscriptionsIn, until } from '../../../testing/subscriptions.ts'

const everyMethod: Grant[] = [
  { entity: 'webhookSubscription', deed: '*', level: 'all' },
  { entity: 'webhookDelivery', deed: '*', level: 'all' },
  { entity: 'shippingMethod', deed: 'read', level: 'all' },
]

let shop: OpenShop
let hooks: ReturnType<typeof subscriptionsIn>

beforeAll(async () => {
  shop = await openShop()
  hooks = subscriptionsIn(shop)
})
afterEach(() => hooks.clear())
afterAll(() => shop.close())

// Of three waits the shortest counts: a machine that is busy with other tests is slow now and then.
it('tells of an order within a second of its being placed, signed, and with the row where it was asked for', async () => {
  const [thin, full] = [await hooks.subscriber(), await hooks.subscriber()]
  const first = await hooks.subscribe({ url: thin.url, topics: ['order.placed'] })
  const second = await hooks.subscribe({
    url: full.url,
    topics: ['order.placed'],
    payload: 'full',
    fields: ['number', 'total', 'lines.sku'],
    filter: { path: 'total', op: 'gte', value: '100' },
  })
  const worker = hooks.startWorker()
  try {
    const orders: { id: string; number?: string | null }[] = []
    const took: number[] = []
    while (orders.length < 3) {
      const buyer = new Buyer(shop)
      const placement = await buyer.atTheTill()
      await buyer.pays(placement)
      const began = Date.now()
      orders.push((await granted(buyer.complete())).order!)
      await until(() => thin.got.length === orders.length && full.got.length === orders.length)
      took.push(Math.max(thin.got.at(-1)!.at, full.got.at(-1)!.at) - began)
    }
    expect(Math.min(...took)).toBeLessThan(1_000)
    const [order] = orders
    expect(thin.got[0]!.body).toMatchObject({
      type: 'order.placed',
      data: { entity: 'order', id: order!.id, gone: false },
    })
    expect(thin.got[0]!.body.data).not.toHaveProperty('row')
    expect(full.got[0]!.body.data.row).toEqual({
      id: order!.id,
      number: order!.number,
      total: { amount: expect.any(String) as string, currency: 'EUR' },
      lines: [{ id: expect.any(String) as string, sku: 'DRILL-18' }],
    })
    expect(isSignedBy(first.secret, thin.got[0]!)).toBe(true)
    expect(isSignedBy(second.secret, thin.got[0]!)).toBe(false)
    expect(isSignedBy(second.secret, full.got[0]!)).toBe(true)
    expect(isSignedBy(first.secret, { ...thin.got[0]!, text: `${thin.got[0]!.text} ` })).toBe(false)
  } finally {
    await worker.stop()
  }
})

it('tells rows apart: created, updated, deleted, by whatever hand, and nothing that a filter leaves out', async () => {
  const [all, some] = [await hooks.subscriber(), await hooks.subscriber()]
  await hooks.subscribe({
    url: all.url,
    topics: ['shippingMethod.created', 'shippingMethod.updated', 'shippingMethod.deleted'],
  })
  await hooks.subscribe({
    url: some.url,
    topics: ['shippingMethod.updated'],
    filter: { path: 'position', op: 'gt', value: 2 },
  })
  const id = await hooks.addMethod()
  await hooks.touch(id, 2)
  await hooks.touch(id, 3)
  await shop.drain()
  await shop.database.db.deleteFrom('shippingMethods').where('id', '=', id).execute()
  await shop.drain()
  expect(all.got.map(({ body }) => [body.type, body.data.id, body.data.gone])).toEqual([
    ['shippingMethod.created', id, false],
    ['shippingMethod.updated', id, false],
    ['shippingMethod.updated', id, false],
    ['shippingMethod.deleted', id, true],
  ])
  // when the news of the first change was heard, the row was as the second one had left it
  expect(some.got.map(({ body }) => body.type)).toEqual(['shippingMethod.updated', 'shippingMethod.updated'])
  const sequences = all.got.map(({ body }) => body.sequence)
  expect(sequences).toEqual([...sequences].sort((one, other) => one - other))
})

it('serves everybody else at once while one subscriber never answers', async () => {
  const [dead, alive] = [await hooks.subscriber(), await hooks.subscriber()]
  const silent = await hooks.subscribe({ url: dead.url, topics: ['shippingMethod.created'] })
  await hooks.subscribe({ url: alive.url, topics: ['shippingMethod.created'] })
  dead.answer = () => ({ silent: true })
  const worker = hooks.startWorker()
  try {
    for (let count = 0; count < 40; count += 1) await hooks.addMethod()
    await until(() => dead.got.length > 0 && alive.got.length === 40)
    const took: number[] = []
    while (took.length < 3) {
      const began = Date.now()
      const id = await hooks.addMethod()
      await until(() => alive.got.some(({ body }) => body.data.id === id))
      took.push(Date.now() - began)
    }
    expect(Math.min(...took)).toBeLessThan(1_000)
    expect((await hooks.deliveries(silent.id)).every(({ state }) => state === 'waiting')).toBe(true)
  } finally {
    await worker.stop()
  }
})

it('says no more in a full payload than its owner may read, and nothing of what they may not', async () => {
  const [partly, blind] = [await hooks.subscriber(), await hooks.subscriber()]
  await hooks.subscribe(
    { url: partly.url, topics: ['shippingMethod.created'], payload: 'full' },
    everyMethod.map((grant) => (grant.entity === 'shippingMethod' ? { ...grant, hidden: ['position'] } : grant)),
  )
  const lost = await hooks.subscribe({ url: blind.url, topics: ['shippingMethod.created'] }, everyMethod)
  await shop.database.db
    .updateTable('roles')
    .set({ grants: JSON.stringify(everyMethod.slice(0, 2)) })
    .where('id', 'in', (links) =>
      links
        .selectFrom('apiClientRoles')
        .select('roleId')
        .innerJoin('webhookSubscriptions', 'webhookSubscriptions.clientId', 'apiClientRoles.clientId')
        .where('webhookSubscriptions.id', '=', lost.id),
    )
    .execute()
  const id = await hooks.addMethod('secretive')
  await shop.drain()
  const row = partly.got[0]!.body.data.row as Record<string, unknown>
  expect(row).toMatchObject({
    id,
    code: 'secretive',
    label: { en: 'Courier', de: 'Kurier' },
    price: { amount: '4.50', currency: 'EUR' },
  })
  expect(row).not.toHaveProperty('position')
  expect(blind.got).toEqual([])
  const explained = await lost.admin.send<{ problem: string }>(`{ webhookSubscription(id: "${lost.id}") { problem } }`)
  expect(explained.value?.problem).toContain('shippingMethod cannot be read')
})
