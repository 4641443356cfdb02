import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../kernel/db.ts'
import type { ApiClient } from '../../testing/client.ts'
import { send, type Sent } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let client: ApiClient
beforeAll(async () => {
  shop = await openShop()
  client = await shop.client()
})
afterAll(() => shop.close())

const ask = (path: string, init?: Parameters<typeof send>[2]): Promise<Sent> => send(client, `/admin/api${path}`, init)
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  ask(path, { method: 'POST', body, headers })
const brand = (code: string, more: object = {}) => ({
  data: { type: 'brands', attributes: { code, name: code, slug: code, ...more } },
})
const count = async (type: string) =>
  (await ask(`/${type}${type.includes('?') ? '&' : '?'}page[size]=1&page[total]=true`)).body.meta!.total as number

describe('a resource', () => {
  it('is created, changed from the version that was read, and deleted', async () => {
    const made = await post('/brands', brand('bolt'))
    expect([made.status, made.headers.get('location')]).toEqual([201, `/admin/api/brands/${made.one.id}`])
    const data = { type: 'brands', id: made.one.id, attributes: { name: 'Bolt & Co' } }
    const path = `/brands/${made.one.id}`
    const changed = await ask(path, {
      method: 'PATCH',
      body: { data },
      headers: { 'if-match': made.headers.get('etag')! },
    })
    expect([changed.status, changed.one.attributes!.name]).toEqual([200, 'Bolt & Co'])
    const late = await ask(path, {
      method: 'PATCH',
      body: { data },
      headers: { 'if-match': made.headers.get('etag')! },
    })
    expect([late.status, late.errors![0]!.code]).toEqual([412, 'VERSION_OUTDATED'])
    expect((await ask(path, { method: 'DELETE', headers: { 'if-match': 'W/"1"' } })).status).toBe(412)
    expect((await ask(path, { method: 'DELETE', headers: { 'if-match': changed.headers.get('etag')! } })).status).toBe(
      204,
    )
    expect((await ask(path)).status).toBe(404)
  })

  it('is left alone where it is so already: the same version, no news, nothing in the audit log', async () => {
    const listed = await ask('/products?page[size]=1&filter[type]=simple')
    const { id, attributes } = listed.many[0]!
    const { name, attributeValues, variantAttributes, lowInventoryThreshold, position, isNew, gtin } = attributes!
    const same = { name, attributeValues, variantAttributes, lowInventoryThreshold, position, isNew, gtin }
    const change = (more: object) =>
      ask(`/products/${id}`, {
        method: 'PATCH',
        body: { data: { type: 'products', id, attributes: { ...same, ...more } } },
      })
    const before = [(await ask(`/products/${id}`)).headers.get('etag'), await count('auditEntries')]
    const unmoved = await still(shop.database, () => change({}))
    expect([unmoved.status, unmoved.errors]).toEqual([200, undefined])
    expect([unmoved.headers.get('etag'), await count('auditEntries')]).toEqual(before)
    const moved = await change({ isNew: !isNew })
    expect(moved.headers.get('etag')).not.toBe(before[0])
    expect(await count('auditEntries')).toBe(Number(before[1]) + 1)
  })

  it('is rehearsed without a trace', async () => {
    const before = await count('brands')
    for (const path of ['/brands?dryRun=true', '/brands']) {
      const would = await post(path, { ...brand('ghost'), meta: { dryRun: true } })
      expect([would.status, would.body.meta]).toEqual([200, { dryRun: true, created: true }])
    }
    expect(await count('brands')).toBe(before)
  })

  it('is changed where its natural key is there, and added where it is not', async () => {
    const meta = { upsert: true }
    const first = await post('/brands', { ...brand('nut'), meta })
    const again = await post('/brands', { ...brand('nut', { name: 'Nut' }), meta })
    expect([first.status, again.status, again.one.id]).toEqual([201, 200, first.one.id])
    const [unit] = (await ask('/units?page[size]=1')).many
    const [list] = (await ask('/priceLists?page[size]=1')).many
    const [product] = (await ask('/products?page[size]=1')).many
    const price = (amount: string) => ({
      meta,
      data: {
        type: 'prices',
        attributes: { currency: 'USD', quantity: '77', amount: { amount, currency: 'USD' } },
        relationships: {
          priceList: { data: { type: 'priceLists', meta: { key: { code: list!.attributes!.code } } } },
          product: { data: { type: 'products', meta: { key: { sku: product!.attributes!.sku } } } },
          unit: { data: { type: 'units', id: unit!.id } },
        },
      },
    })
    const one = await post('/prices', price('5'))
    const two = await post('/prices', price('6'))
    expect([one.errors, one.status, two.status, two.one.id]).toEqual([undefined, 201, 200, one.one.id])
    expect(two.one.attributes!.amount).toEqual({ amount: '6.00', currency: 'USD' })
    const { data } = price('7')
    const wrong = await post('/prices', {
      meta,
      data: { ...data, attributes: { ...data.attributes, quantity: 'many' } },
    })
    expect([wrong.status, wrong.errors![0]]).toMatchObject([
      400,
      { code: 'FIELD_INVALID', source: { pointer: '/data/attributes/quantity' } },
    ])
  })

  it('goes with many others by a filter, which is told beforehand, and never without one', async () => {
    for (const code of ['gone-1', 'gone-2']) await post('/brands', brand(code))
    const before = await count('brands')
    const bare = await ask('/brands', { method: 'DELETE' })
    expect([bare.status, bare.errors![0]!.code, bare.errors![0]!.source]).toEqual([
      400,
      'FILTER_REQUIRED',
      { parameter: 'filter' },
    ])
    const would = await ask('/brands?filter[code][starts]=gone&dryRun=true', { method: 'DELETE' })
    expect([would.body.meta, await count('brands')]).toEqual([{ dryRun: true, deleted: 2 }, before])
    const did = await ask('/brands?filter[code][starts]=gone', { method: 'DELETE' })
    expect([did.status, did.body.meta, await count('brands')]).toEqual([200, { deleted: 2 }, before - 2])
  })
})

describe('relationships', () => {
  it('to one and to many are changed at their own address', async () => {
    const group = async (code: string) =>
      (await post('/customerGroups', { data: { type: 'customerGroups', attributes: { code, name: code } } })).one
    const [a, b] = [await group('group-a'), await group('group-b')]
    const [house] = (await ask('/organizations?page[size]=1')).many
    const made = await post('/customers', {
      data: {
        type: 'customers',
        attributes: { code: 'c-1', name: 'Linked' },
        relationships: { organization: { data: { type: 'organizations', id: house!.id } } },
      },
    })
    const customer = made.one
    const path = `/customers/${customer.id}/relationships/group`
    const put = await ask(path, { method: 'PATCH', body: { data: { type: 'customerGroups', id: a.id } } })
    expect([put.errors, put.status]).toEqual([undefined, 204])
    expect((await ask(path)).one).toEqual({ type: 'customerGroups', id: a.id })
    const wrong = await ask(path, { method: 'PATCH', body: { data: { type: 'customers', id: b.id } } })
    expect([wrong.status, wrong.errors![0]!.source]).toEqual([409, { pointer: '/data/type' }])
    expect((await ask(path, { method: 'PATCH', body: { data: null } })).status).toBe(204)
    expect((await ask(path)).one).toBeNull()
    const children = `/customers/${customer.id}/relationships/children`
    const child = await post('/customers', {
      data: {
        type: 'customers',
        attributes: { code: 'c-1-1', name: 'Child' },
        relationships: { organization: { data: { type: 'organizations', id: house!.id } } },
      },
    })
    const data = [{ type: 'customers', id: child.one.id }]
    expect((await ask(children, { method: 'POST', body: { data } })).status).toBe(204)
    expect((await ask(children)).many).toEqual(data)
    expect((await ask(children, { method: 'PATCH', body: { data: [] } })).status).toBe(204)
    expect((await ask(children)).many).toEqual([])
  })

  it('to many are exchanged however many there are', async () => {
    const [house] = (await ask('/organizations?page[size]=1')).many
    const parent = await post('/customers', {
      data: {
        type: 'customers',
        attributes: { code: 'large', name: 'Large' },
        relationships: { organization: { data: { type: 'organizations', id: house!.id } } },
      },
    })
    await sql`
      insert into customers (id, code, name, organization_id, parent_id)
      select gen_random_uuid(), 'large-' || n, 'Part', ${house!.id}::uuid, ${parent.one.id}::uuid from generate_series(1, 510) n`.execute(
      shop.database.db,
    )
    const children = `/customers/${parent.one.id}/relationships/children`
    const parts = () => count(`customers?filter[parent.id]=${parent.one.id}`)
    const [one, other] = (await ask(`/customers?filter[parent.id]=${parent.one.id}&page[size]=2`)).many
    const of = (...rows: { id: string }[]) => ({ data: rows.map(({ id }) => ({ type: 'customers', id })) })
    expect((await ask(children, { method: 'DELETE', body: of(one!) })).status).toBe(204)
    expect(await parts()).toBe(509)
    expect((await ask(children, { method: 'POST', body: of(one!, other!) })).status).toBe(204)
    expect(await parts()).toBe(510)
    expect((await ask(children, { method: 'PATCH', body: of(other!) })).status).toBe(204)
    expect(await parts()).toBe(1)
  }, 60_000)
})

describe('actions and questions', () => {
  it('are called at the row that they are of, rehearsed first', async () => {
    const [level] = (await ask('/inventoryLevels?page[size]=1')).many
    const path = `/inventoryLevels/${level!.id}/actions/adjust`
    const quantityOf = async () => (await ask(`/inventoryLevels/${level!.id}`)).one.attributes!.onHand
    const before = await quantityOf()
    const call = (query = '') =>
      post(`${path}${query}`, {
        data: { type: 'inventoryLevelAdjust', attributes: { change: '5', reason: 'received' } },
      })
    const would = await call('?dryRun=true')
    expect([would.errors, would.status, would.body.meta, await quantityOf()]).toEqual([
      undefined,
      200,
      { dryRun: true },
      before,
    ])
    const did = await call()
    expect([did.one.id, did.one.type, Number(did.one.attributes!.onHand)]).toEqual([
      level!.id,
      'inventoryLevels',
      Number(before) + 5,
    ])
    const wrong = await post(path, { data: { type: 'inventoryLevelAdjust', attributes: { change: 'x' } } })
    expect(wrong.errors!.map(({ source }) => source)).toContainEqual({ pointer: '/data/attributes/change' })
    expect((await post(path, { data: { type: 'orderCancel', attributes: {} } })).status).toBe(409)
  })

  it('are known by their names only', async () => {
    const none = await post('/brands/actions/explode', {})
    expect([none.status, none.errors![0]!.code]).toEqual([404, 'NOT_FOUND'])
    const wrong = await ask('/brands/actions/explode', { method: 'PUT' })
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST'])
  })
})

describe('atomic operations', () => {
  const operations = (list: unknown[], query = '') => {
    const type = 'application/vnd.api+json; ext="https://jsonapi.org/ext/atomic"'
    return ask(`/operations${query}`, {
      method: 'POST',
      body: { 'atomic:operations': list },
      headers: { 'content-type': type, accept: type },
    })
  }
  const group = { type: 'customerGroups', lid: 'g', attributes: { code: 'vip', name: 'VIP' } }
  const customer = (lid: string, house = '') => ({
    op: 'add',
    data: {
      type: 'customers',
      lid: 'c',
      attributes: { code: 'c-2', name: 'Atomic' },
      relationships: {
        organization: { data: { type: 'organizations', id: house } },
        group: { data: { type: 'customerGroups', lid } },
      },
    },
  })

  it('are done in their order, and know each other by local ids', async () => {
    const [house] = (await ask('/organizations?page[size]=1')).many
    const done = await operations([
      { op: 'add', data: group },
      { op: 'update', data: { type: 'customerGroups', lid: 'g', attributes: { name: 'V.I.P.' } } },
      customer('g', house!.id),
      { op: 'update', ref: { type: 'customers', lid: 'c', relationship: 'group' }, data: null },
      { op: 'remove', ref: { type: 'customerGroups', lid: 'g' } },
    ])
    expect([done.errors, done.status]).toEqual([undefined, 200])
    expect(done.headers.get('content-type')).toBe('application/vnd.api+json; ext="https://jsonapi.org/ext/atomic"')
    const [, changed, made] = done.body['atomic:results']!
    expect(changed!.data!.attributes!.name).toBe('V.I.P.')
    expect((await ask(`/customers/${made!.data!.id}`)).one.attributes!.name).toBe('Atomic')
  })

  it('are all undone when one is refused, and the error points at it', async () => {
    const before = [await count('customerGroups'), await count('customers')]
    const failed = await operations([{ op: 'add', data: group }, customer('nobody')])
    expect([failed.status, failed.errors![0]!.source]).toEqual([
      400,
      { pointer: '/atomic:operations/1/data/relationships/group/data/lid' },
    ])
    const late = await operations([
      { op: 'add', data: group },
      { op: 'add', data: { ...group, lid: 'h', attributes: { code: 'vip' } } },
    ])
    expect(late.errors!.map(({ source }) => source)).toEqual([{ pointer: '/atomic:operations/1/data/attributes/name' }])
    expect((await operations([{ op: 'add', data: group }], '?dryRun=true')).status).toBe(200)
    expect([await count('customerGroups'), await count('customers')]).toEqual(before)
  })
})
