import { afterAll, beforeAll, expect, it } from 'vitest'
import { Caller, granted } from '../testing/caller.ts'
import type { ApiClient } from '../testing/client.ts'
import { send } from '../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../testing/shop.ts'

// What the audit log says of deeds at the doors: who, when, from where, by which door, what was before and what is after.

let shop: OpenShop
let erp: ApiClient
let graphql: Caller
beforeAll(async () => {
  shop = await openShop()
  erp = await shop.client(undefined, { name: 'ERP of a test' })
  graphql = new Caller(`${shop.url}/admin/graphql`, erp.token)
})
afterAll(() => shop.close())

let asked = 0
/** Sends by JSON:API under a request id of its own, and answers that id with what came. */
async function ask(path: string, method: string, body?: unknown) {
  const requestId = `audited-${++asked}`
  const sent = await send(erp, `/admin/api${path}`, {
    method,
    headers: { 'x-request-id': requestId },
    ...(body ? { body } : {}),
  })
  expect(sent.errors).toBeUndefined()
  return { ...sent, requestId }
}

/** Entries of a request as JSON:API shows them, held to be the same at GraphQL, and each to say who, when and from where. */
async function entries(requestId: string, door: string) {
  const { many } = await send(erp, `/admin/api/auditEntries?filter[requestId]=${requestId}&sort=id&page[size]=100`)
  const query = `query ($is: String!) { auditEntries(filter: { requestId: { eq: $is } }, sort: [{ id: asc }], first: 100) { nodes { id deed rowId before after } } }`
  const { nodes } = await granted(graphql.send<{ nodes: { id: string }[] }>(query, { is: requestId }))
  expect(nodes).toEqual(
    many.map(({ id, attributes }) => ({
      id,
      ...Object.fromEntries(['deed', 'rowId', 'before', 'after'].map((key) => [key, attributes![key]])),
    })),
  )
  for (const { attributes } of many)
    expect(attributes).toMatchObject({
      at: shop.clock.now().toISOString(),
      by: 'client',
      principalId: erp.id,
      principal: 'ERP of a test',
      ip: '127.0.0.1',
      door,
    })
  return many.map(({ attributes }) => attributes!)
}

const brand = (code: string) => ({ type: 'brands', attributes: { code, name: code, slug: code } })
const add = async (code: string) => (await ask('/brands', 'POST', { data: brand(code) })).one.id

it('tells of an action by its name what it was given, and not what is secret', async () => {
  const [level] = (await send(erp, '/admin/api/inventoryLevels?page[size]=1')).many
  const adjusted = await ask(`/inventoryLevels/${level!.id}/actions/adjust`, 'POST', {
    data: { type: 'inventoryLevelAdjust', attributes: { change: '3', reason: 'received', note: 'truck 7' } },
  })
  expect(await entries(adjusted.requestId, 'jsonapi')).toMatchObject([
    { entity: 'inventoryLevel', rowId: level!.id, deed: 'adjust', after: { change: '3', note: 'truck 7' } },
  ])
  const { one } = await send(erp, '/admin/api/users', {
    method: 'POST',
    body: {
      data: {
        type: 'users',
        attributes: { email: 'bo@house.example', name: 'Bo' },
        relationships: { organization: { data: { type: 'organizations', id: shop.website.organizationId } } },
      },
    },
  })
  const password = 'a wholly new one 7'
  const set = await ask(`/users/${one.id}/actions/setPassword`, 'POST', {
    data: { type: 'userSetPassword', attributes: { password } },
  })
  const told = await entries(set.requestId, 'jsonapi')
  expect(told).toMatchObject([{ entity: 'user', rowId: one.id, deed: 'setPassword', after: { password: '…' } }])
  expect(JSON.stringify(told)).not.toContain(password)
})

it('tells amounts to the last digit, and with their currency', async () => {
  const amount = '123456789012345.1239'
  const product = (await send(erp, `/admin/api/products/${shop.furniture.drill}?include=primaryUnit`)).one
  const list = await ask('/priceLists', 'POST', {
    data: { type: 'priceLists', attributes: { code: 'exact', name: 'Exact', currencies: ['EUR'] } },
  })
  const made = await ask('/prices', 'POST', {
    data: {
      type: 'prices',
      attributes: { quantity: '7', currency: 'EUR', amount: { amount, currency: 'EUR' } },
      relationships: {
        priceList: { data: { type: 'priceLists', id: list.one.id } },
        product: { data: { type: 'products', id: product.id } },
        unit: { data: product.relationships!['primaryUnit']!.data },
      },
    },
  })
  expect(await entries(made.requestId, 'jsonapi')).toMatchObject([
    { deed: 'create', after: { quantity: '7', amount: { amount, currency: 'EUR' } } },
  ])
  const { id } = made.one
  const changed = await ask(`/prices/${id}`, 'PATCH', {
    data: { type: 'prices', id, attributes: { amount: { amount: '123456789012345.1', currency: 'EUR' } } },
  })
  const [told] = await entries(changed.requestId, 'jsonapi')
  expect([told!['before'], told!['after']]).toEqual([
    { amount: { amount, currency: 'EUR' } },
    { amount: { amount: '123456789012345.10', currency: 'EUR' } },
  ])
})

it('tells of a delete what was there', async () => {
  const id = await add('gone')
  const { requestId } = await ask(`/brands/${id}`, 'DELETE')
  expect(await entries(requestId, 'jsonapi')).toMatchObject([
    { entity: 'brand', rowId: id, deed: 'delete', before: { code: 'gone', name: 'gone' }, after: null },
  ])
})

it('tells of a delete-list each row that it took', async () => {
  const ids = [await add('list-1'), await add('list-2'), await add('list-3')]
  const dry = await ask('/brands?filter[code][starts]=list-&dryRun=true', 'DELETE')
  expect([dry.body.meta, await entries(dry.requestId, 'jsonapi')]).toEqual([{ dryRun: true, deleted: 3 }, []])
  const { requestId, body } = await ask('/brands?filter[code][starts]=list-', 'DELETE')
  expect(body.meta).toEqual({ deleted: 3 })
  const told = await entries(requestId, 'jsonapi')
  expect(told.map(({ rowId }) => rowId).sort()).toEqual([...ids].sort())
  expect(told.map(({ deed, before }) => [deed, (before as { code: string }).code]).sort()).toEqual(
    [1, 2, 3].map((n) => ['delete', `list-${n}`]),
  )
})

it('tells of an asynchronous batch each record that was applied, as the deed of who sent it', async () => {
  await add('batch-1')
  const requestId = 'audited-batch'
  const sent = await erp.fetch('/admin/api/batches?type=brands&mode=upsert', {
    method: 'POST',
    headers: { 'content-type': 'application/jsonl', 'x-request-id': requestId },
    body: ['batch-1', 'batch-2', 'No slug']
      .map((code) => JSON.stringify({ code, name: `By a batch: ${code}`, slug: code }))
      .join('\n'),
  })
  expect(sent.status, await sent.text()).toBe(202)
  await shop.drain()
  const told = (await entries(requestId, 'jsonapi')).filter(({ entity }) => entity === 'brand')
  // those of one part are told deed by deed
  const deeds = told.map(({ deed, before, after }) => [deed, before, after] as const)
  expect(deeds.sort(([one], [other]) => (String(one) < String(other) ? -1 : 1))).toMatchObject([
    ['create', null, { code: 'batch-2', name: 'By a batch: batch-2' }],
    ['update', { name: 'batch-1' }, { name: 'By a batch: batch-1' }],
  ])
})

it('tells of an atomic batch each operation, and of one that was refused nothing', async () => {
  const extension = 'application/vnd.api+json; ext="https://jsonapi.org/ext/atomic"'
  const atomic = (requestId: string, codes: string[]) =>
    send(erp, '/admin/api/operations', {
      method: 'POST',
      headers: { 'x-request-id': requestId, 'content-type': extension, accept: extension },
      body: { 'atomic:operations': codes.map((code) => ({ op: 'add', data: brand(code) })) },
    })
  expect((await atomic('atomic-1', ['atom-1', 'atom-2'])).errors).toBeUndefined()
  expect(await entries('atomic-1', 'jsonapi')).toMatchObject([
    { deed: 'create', after: { code: 'atom-1' } },
    { deed: 'create', after: { code: 'atom-2' } },
  ])
  expect((await atomic('atomic-2', ['atom-3', 'No slug'])).errors?.[0]?.code).toBe('FIELD_INVALID')
  expect(await entries('atomic-2', 'jsonapi')).toEqual([])
})

it('knows GraphQL by its name, and the version that a change was made from', async () => {
  const id = await add('at-graphql')
  const answer = await new Caller(`${shop.url}/admin/graphql`, erp.token, { 'x-request-id': 'by-graphql' }).send(
    `mutation { brandUpdate(id: "${id}", input: { name: "Renamed" }) { id } }`,
  )
  expect(answer.errors).toEqual([])
  expect(await entries('by-graphql', 'graphql')).toMatchObject([
    { entity: 'brand', rowId: id, deed: 'update', before: { name: 'at-graphql' }, after: { name: 'Renamed' } },
  ])
})
