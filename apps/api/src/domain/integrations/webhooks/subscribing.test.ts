import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { Caller, granted } from '../../../testing/caller.ts'
import { send } from '../../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'
import { isSignedBy } from '../../../testing/subscriber.ts'
import { subscribeMutation, subscriptionsIn } from '../../../testing/subscriptions.ts'

let shop: OpenShop
let hooks: ReturnType<typeof subscriptionsIn>

beforeAll(async () => {
  shop = await openShop()
  hooks = subscriptionsIn(shop)
})
afterEach(() => hooks.clear())
afterAll(() => shop.close())

it('switches a subscription off whose subscriber says that it is gone, and refuses to replay into nothing', async () => {
  const target = await hooks.subscriber()
  const { id, admin } = await hooks.subscribe({ url: target.url, topics: ['shippingMethod.created'] })
  target.answer = () => ({ status: 410 })
  await hooks.addMethod()
  await shop.drain()
  await hooks.addMethod()
  await shop.drain()
  expect(target.got).toHaveLength(1)
  const [delivery, ...more] = await hooks.deliveries(id)
  expect([delivery!.state, more]).toEqual(['dead', []])
  const refused = await admin.act('webhookDeliveryReplay', { id: delivery!.id }, 'id')
  expect(refused.error).toMatchObject({ code: 'WEBHOOK_SWITCHED_OFF' })
  expect((await hooks.deliveries(id))[0]!.state).toBe('dead')
})

it('signs with both secrets while one is rotated out, and with the new one alone afterwards', async () => {
  const target = await hooks.subscriber()
  const { id, secret, admin } = await hooks.subscribe({ url: target.url, topics: ['shippingMethod.created'] })
  const next = await hooks.rotate(admin, id, 2)
  expect(next.formerSecretUntil).toBe(new Date(shop.clock.now().getTime() + 7_200_000).toISOString())
  await hooks.addMethod()
  await shop.drain()
  shop.clock.advance({ hours: 3 })
  await hooks.addMethod()
  await shop.drain()
  expect(target.got.map((got) => [isSignedBy(secret, got), isSignedBy(next.secret, got)])).toEqual([
    [true, true],
    [false, true],
  ])
  const rows = await shop.database.db.selectFrom('webhookSubscriptions').selectAll().where('id', '=', id).execute()
  expect(JSON.stringify(rows)).not.toContain(next.secret)
})

it('sends a message to try it out', async () => {
  const target = await hooks.subscriber()
  const { id, admin } = await hooks.subscribe({ url: target.url, topics: ['order.placed'] })
  const made = await granted(admin.act<{ id: string }>('webhookSubscriptionTest', { id }, 'id state'))
  await shop.drain()
  expect(target.got[0]!.body).toMatchObject({ type: 'webhookSubscription.test', data: { id } })
  expect(target.got[0]!.headers['webhook-id']).toBe(`msg_${made.id}`)
})

it('sends a message about the subscription itself to try out one that chooses fields of orders', async () => {
  const target = await hooks.subscriber()
  const { id, admin } = await hooks.subscribe({
    url: target.url,
    topics: ['order.placed'],
    payload: 'full',
    fields: ['number', 'total'],
    filter: { path: 'total', op: 'gte', value: '100' },
  })
  await granted(admin.act('webhookSubscriptionTest', { id }, 'id state'))
  await shop.drain()
  expect((await hooks.deliveries(id)).map(({ state, attempts }) => [state, attempts])).toEqual([['delivered', 1]])
  const { row } = target.got[0]!.body.data
  expect(row).toMatchObject({ id, url: target.url, topics: ['order.placed'] })
  expect(row).not.toHaveProperty('secret')
  expect(row).not.toHaveProperty('number')
})

it.each<[string, Record<string, unknown>, string]>([
  ['a topic that nobody tells of', { topics: ['shippingMethod.eaten'] }, 'FIELD_INVALID'],
  ['no topic at all', { topics: [] }, 'FIELD_INVALID'],
  ['a filter on what is no field', { filter: { path: 'colour', op: 'eq', value: 'red' } }, 'FIELD_UNKNOWN'],
  ['what is no filter', { filter: { position: 3 } }, 'FIELD_INVALID'],
  ['fields that lead out of the data', { payload: 'full', fields: ['__proto__.hidden'] }, 'FIELD_UNKNOWN'],
  ['fields of what all objects share', { payload: 'full', fields: ['constructor.hidden'] }, 'FIELD_UNKNOWN'],
  ['fields that are none', { payload: 'full', fields: ['colour'] }, 'FIELD_UNKNOWN'],
  [
    'a filter for two entities',
    { topics: ['unit.created', 'brand.created'], filter: { path: 'code', op: 'eq', value: 'x' } },
    'FIELD_INVALID',
  ],
  ['a target that is no address', { url: 'ftp://example.com/x' }, 'WEBHOOK_TARGET_REFUSED'],
])('refuses %s, and keeps nothing', async (_what, given, code) => {
  const { token } = await shop.client()
  const refused = await new Caller(`${shop.url}/admin/graphql`, token).send(subscribeMutation, {
    input: { url: 'https://203.0.113.7/x', topics: ['shippingMethod.created'], ...given },
  })
  expect(refused.error?.code).toBe(code)
  expect('hidden' in {}).toBe(false)
  expect(await shop.database.db.selectFrom('webhookSubscriptions').select('id').execute()).toEqual([])
})

it('asks where a target leads in a part of a batch, and under a key, as anywhere: the others are kept', async () => {
  const client = await shop.client()
  const line = (url: string) => JSON.stringify({ url, topics: ['unit.created'] })
  const sent = await client.fetch('/admin/api/batches?type=webhookSubscriptions&mode=create', {
    method: 'POST',
    headers: { 'content-type': 'application/jsonl' },
    body: ['https://one.invalid/x', 'ftp://example.com/x', 'https://two.invalid/x'].map(line).join('\n'),
  })
  const { data } = (await sent.json()) as { data: { id: string } }
  await shop.drain()
  const problems = await (await client.fetch(`/admin/api/batches/${data.id}/problems`)).text()
  expect(
    problems
      .trim()
      .split('\n')
      .map((one) => JSON.parse(one) as unknown),
  ).toMatchObject([{ record: 2, code: 'WEBHOOK_TARGET_REFUSED' }])
  const once = new Caller(`${shop.url}/admin/graphql`, client.token, { 'idempotency-key': 'subscribed-once' })
  const ask = () =>
    once.send<{ id: string }>(subscribeMutation, {
      input: { url: 'https://three.invalid/x', topics: ['unit.created'] },
    })
  const { id } = await granted(ask())
  expect((await granted(ask())).id).toBe(id)
  const made = await shop.database.db
    .selectFrom('webhookSubscriptions')
    .select('url')
    .where('url', 'like', 'https://%.invalid/x')
    .orderBy('url')
    .execute()
  expect(made.map(({ url }) => url)).toEqual(['one', 'three', 'two'].map((name) => `https://${name}.invalid/x`))
  await shop.database.db.deleteFrom('webhookSubscriptions').where('url', 'like', 'https://%.invalid/x').execute()
})

it('hands a subscription to whoever changes it: it tells no more than they may read', async () => {
  const target = await hooks.subscriber()
  const { id } = await hooks.subscribe({ url: target.url, topics: ['shippingMethod.created'], payload: 'full' })
  const clerk = await shop.client([
    { entity: 'webhookSubscription', deed: '*', level: 'all' },
    { entity: 'shippingMethod', deed: 'read', level: 'all', hidden: ['price'] },
  ])
  await granted(
    new Caller(`${shop.url}/admin/graphql`, clerk.token).send(
      `mutation { webhookSubscriptionUpdate(id: "${id}", input: { url: "${target.url}/elsewhere" }) { webhookSubscription { id } } }`,
    ),
  )
  await hooks.addMethod()
  await shop.drain()
  expect(target.got[0]!.path).toBe('/hooks/elsewhere')
  expect(target.got[0]!.body.data.row).toMatchObject({ active: false })
  expect(target.got[0]!.body.data.row).not.toHaveProperty('price')
})

it.each<[string, Record<string, unknown>, string]>([
  ['the part of a filter', { filter: { path: 'nope', op: 'eq', value: 1 } }, 'filter/path'],
  [
    'the part of a part of a filter',
    { filter: { and: [{ path: 'position', op: 'gt', value: 1 }, { not: { path: 'nope', op: 'eq', value: 1 } }] } },
    'filter/and/1/not/path',
  ],
  ['the field of a payload', { payload: 'full', fields: ['code', 'nope'] }, 'fields/1'],
  ['the topic', { topics: ['shippingMethod.created', 'nope.created'] }, 'topics/1'],
])('says which is wrong: %s', async (_what, given, place) => {
  const client = await shop.client()
  const attributes = { url: 'https://203.0.113.7/x', topics: ['shippingMethod.created'], ...given }
  const { errors } = await send(client, '/admin/api/webhookSubscriptions', {
    method: 'POST',
    body: { data: { type: 'webhookSubscriptions', attributes } },
  })
  expect(errors?.map(({ source }) => source?.pointer)).toEqual([`/data/attributes/${place}`])
  expect(await shop.database.db.selectFrom('webhookSubscriptions').select('id').execute()).toEqual([])
})
