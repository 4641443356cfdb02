import { afterAll, beforeAll, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { granted, type Caller } from '../../testing/caller.ts'
import { browserAway as browser } from '../../testing/devices.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let serverKey: string
beforeAll(async () => {
  shop = await openShop()
  serverKey = (await granted(shop.caller().ask<{ pushKey: string }>('websiteCurrent', null, 'pushKey'))).pushKey
})
afterAll(() => shop.close())

async function visitor(): Promise<Caller> {
  const buyer = new Buyer(shop)
  await granted(buyer.add())
  return buyer.caller
}
const add = (caller: Caller, input: Record<string, unknown>) =>
  caller.act<{ id: string }>('pushSubscriptionAdd', { serverKey, ...input }, 'id')
const devices = () => shop.database.db.selectFrom('pushSubscriptions').selectAll().orderBy('id').execute()

/** What is refused, with the devices that there are as they were. */
async function refused(caller: Caller, input: Record<string, unknown>) {
  const before = await devices()
  let refusal
  await still(shop.database, async () => void (refusal = (await add(caller, input)).error))
  expect(await devices()).toEqual(before)
  return refusal as unknown
}

it.each([
  'http://93.184.216.34/push/1',
  'https://127.0.0.1/push/1',
  'https://localhost/push/1',
  'https://10.1.2.3/push/1',
  'https://169.254.169.254/latest/meta-data',
  'https://[::1]/push/1',
  'https://[::ffff:10.0.0.1]/push/1',
  'https://name:word@93.184.216.34/push/1',
  'no address at all',
])('refuses to send to %s, without telling where it leads', async (endpoint) => {
  const refusal = await refused(await visitor(), { ...browser(), endpoint })
  expect(refusal).toMatchObject({
    code: 'PUSH_ENDPOINT_REFUSED',
    path: 'endpoint',
    message: 'Notices cannot be sent to this endpoint: it is no https address of the public internet.',
  })
})

it('refuses keys that nothing can be sealed with, and a key of the house that it does not have', async () => {
  const caller = await visitor()
  const point = Buffer.alloc(65, 7)
  for (const p256dh of [point.toString('base64url'), 'c2hvcnQ'])
    expect(await refused(caller, { ...browser(), p256dh })).toMatchObject({ code: 'FIELD_INVALID', path: 'p256dh' })
  expect(await refused(caller, { ...browser(), auth: 'c2hvcnQ' })).toMatchObject({ code: 'FIELD_INVALID' })
  expect(await refused(caller, { ...browser(), serverKey: `${serverKey.slice(0, -2)}AA` })).toMatchObject({
    code: 'PUSH_KEY_OUTDATED',
  })
})

it('gives a device to whoever has its keys, and to nobody who has only heard of its endpoint', async () => {
  const [first, second] = [await visitor(), await visitor()]
  const device = browser()
  const { id } = await granted(add(first, device))
  expect(await refused(second, { ...browser(), endpoint: device.endpoint })).toMatchObject({
    code: 'PUSH_DEVICE_OF_SOMEBODY_ELSE',
  })
  // another person at the same browser
  expect(await granted(add(second, device))).toEqual({ id })
  const mine = (caller: Caller) =>
    granted(caller.ask<{ id: string }[]>('pushSubscriptionMine', { endpoint: device.endpoint }, 'id'))
  expect([await mine(first), await mine(second)]).toEqual([[], [{ id }]])
  await granted(first.act('pushSubscriptionRemove', { endpoint: device.endpoint }, 'done'))
  expect(await mine(second)).toEqual([{ id }])
})

it('refuses one device too many, whatever comes at once', async () => {
  const caller = await visitor()
  const answers = await Promise.all(Array.from({ length: 24 }, () => add(caller, browser())))
  expect(answers.map(({ error }) => error?.code ?? 'taken').sort()).toEqual([
    ...Array.from({ length: 4 }, () => 'PUSH_DEVICES_FULL'),
    ...Array.from({ length: 20 }, () => 'taken'),
  ])
  expect(await refused(caller, browser())).toMatchObject({ code: 'PUSH_DEVICES_FULL', params: { max: 20 } })
  await granted(caller.act('pushSubscriptionRemove', {}, 'done'))
  expect((await add(caller, browser())).error).toBeUndefined()
})

it('has strangers come with something in the cart first', async () => {
  expect(await refused(shop.caller(), browser())).toMatchObject({ code: 'SESSION_REQUIRED' })
})

it('tells nobody an endpoint or a key, and logs neither', async () => {
  const caller = await visitor()
  const device = browser()
  await granted(add(caller, device))
  const rows = JSON.stringify(await devices())
  const fields = await caller.send<{ fields: { name: string }[] }>(
    '{ __type(name: "PushSubscription") { fields { name } } }',
  )
  expect(fields.value?.fields.map(({ name }) => name).sort()).toEqual(['id', 'locale'])
  for (const secret of [device.endpoint, device.p256dh, device.auth])
    expect([rows.includes(secret), shop.logged().includes(secret)]).toEqual([false, false])
})
