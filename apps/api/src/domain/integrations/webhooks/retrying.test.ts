import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { granted } from '../../../testing/caller.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'
import { subscriptionsIn } from '../../../testing/subscriptions.ts'

let shop: OpenShop
let hooks: ReturnType<typeof subscriptionsIn>

beforeAll(async () => {
  shop = await openShop()
  hooks = subscriptionsIn(shop)
})
afterEach(() => hooks.clear())
afterAll(() => shop.close())

it('sends what failed again, with the same id, later and later, and what comes after it of the same row after it', async () => {
  const target = await hooks.subscriber()
  const { id } = await hooks.subscribe({ url: target.url, topics: ['shippingMethod.updated'] })
  const [stubborn, other] = [await hooks.addMethod(), await hooks.addMethod()]
  target.answer = ({ body }) => (body.data.id === stubborn ? { status: 503, body: 'not today' } : {})
  await hooks.touch(stubborn, 7)
  await hooks.touch(stubborn, 2)
  await hooks.touch(other, 1)
  await shop.drain()
  expect(target.got.map(({ body }) => body.data.id)).toEqual([stubborn, other])
  const [first] = await hooks.deliveries(id)
  expect(first).toMatchObject({
    state: 'waiting',
    attempts: 1,
    responseStatus: 503,
    responseStart: 'not today',
    problem: 'answered 503',
  })
  await shop.drain()
  expect(target.got).toHaveLength(2)
  shop.clock.advance({ seconds: 6 })
  await shop.drain()
  expect(target.got).toHaveLength(3)
  expect(target.got[2]!.headers['webhook-id']).toBe(target.got[0]!.headers['webhook-id'])
  target.answer = () => ({})
  shop.clock.advance({ seconds: 40 })
  await shop.drain()
  expect(target.got.slice(3).map(({ body }) => body.data.id)).toEqual([stubborn, stubborn])
  expect(target.got[3]!.body.sequence).toBeLessThan(target.got[4]!.body.sequence)
  expect((await hooks.deliveries(id)).map(({ state, attempts }) => [state, attempts])).toEqual([
    ['delivered', 3],
    ['delivered', 1],
    ['delivered', 1],
  ])
})

it.each<[string, { status?: number; silent?: boolean }]>([
  ['429', { status: 429 }],
  ['500', { status: 500 }],
  ['504', { status: 504 }],
  ['404', { status: 404 }],
  ['a redirect, which is not followed', { status: 302 }],
  ['silence', { silent: true }],
])('tries again after %s', async (_what, answering) => {
  const [target, elsewhere] = [await hooks.subscriber(), await hooks.subscriber()]
  const { id } = await hooks.subscribe({ url: target.url, topics: ['shippingMethod.created'] })
  target.answer = () => ({ ...answering, headers: { location: elsewhere.url } })
  await hooks.addMethod()
  await shop.drain()
  expect((await hooks.deliveries(id)).map(({ state, attempts }) => [state, attempts])).toEqual([['waiting', 1]])
  expect(elsewhere.got).toEqual([])
  target.answer = () => ({ status: 200 })
  shop.clock.advance({ seconds: 6 })
  await shop.drain()
  expect((await hooks.deliveries(id)).map(({ state, attempts }) => [state, attempts])).toEqual([['delivered', 2]])
})

it('waits as long as a subscriber asks for', async () => {
  const target = await hooks.subscriber()
  await hooks.subscribe({ url: target.url, topics: ['shippingMethod.created'] })
  target.answer = () => ({ status: 429, headers: { 'retry-after': '3600' } })
  await hooks.addMethod()
  await shop.drain()
  shop.clock.advance({ minutes: 59 })
  await shop.drain()
  expect(target.got).toHaveLength(1)
  shop.clock.advance({ minutes: 2 })
  await shop.drain()
  expect(target.got).toHaveLength(2)
})

it('gives up after days, keeps the dead letter, and replays it when told, under its id', async () => {
  const target = await hooks.subscriber()
  const { id, admin } = await hooks.subscribe({ url: target.url, topics: ['shippingMethod.created'] })
  target.answer = () => ({ status: 500 })
  const began = shop.clock.now().getTime()
  await hooks.addMethod()
  for (let round = 0; round < 20; round += 1) {
    await shop.drain()
    shop.clock.advance({ hours: 27 })
  }
  const [dead] = await hooks.deliveries(id)
  expect(dead).toMatchObject({ state: 'dead', attempts: 13, problem: 'answered 500' })
  expect(dead!.log).toHaveLength(13)
  expect(dead!.lastAttemptAt!.getTime() - began).toBeGreaterThan(4 * 86_400_000)
  const told = await granted(
    admin.send<{ nodes: { id: string; attempts: number; log: { responseStatus: number; problem: string }[] }[] }>(
      `{ webhookDeliveries(filter: { state: { eq: dead }, subscription: { id: { eq: "${id}" } } }) {
        nodes { id attempts log { at durationMs responseStatus problem } } } }`,
    ),
  )
  expect(told.nodes).toMatchObject([{ id: dead!.id, attempts: 13 }])
  expect(told.nodes[0]!.log.map(({ responseStatus, problem }) => [responseStatus, problem])).toEqual(
    Array.from({ length: 13 }, () => [500, 'answered 500']),
  )
  target.answer = () => ({})
  const sent = target.got.length
  await granted(admin.act('webhookDeliveryReplay', { id: dead!.id }, 'id state'))
  await shop.drain()
  expect(target.got).toHaveLength(sent + 1)
  expect(target.got.at(-1)!.headers['webhook-id']).toBe(target.got[0]!.headers['webhook-id'])
  expect((await hooks.deliveries(id))[0]).toMatchObject({ state: 'delivered', problem: null })
})

it('forgets messages after a month', async () => {
  const target = await hooks.subscriber()
  const { id } = await hooks.subscribe({ url: target.url, topics: ['shippingMethod.created'] })
  await hooks.addMethod()
  await shop.drain()
  shop.clock.advance({ days: 31 })
  await hooks.addMethod()
  await shop.drain()
  const forget = shop.built.jobs.find(({ name }) => name === 'webhooks.forget')!
  await forget.run({} as never, await shop.built.systemContext())
  expect(await hooks.deliveries(id)).toHaveLength(1)
})
