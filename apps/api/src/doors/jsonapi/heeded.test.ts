import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Caller } from '../../testing/caller.ts'
import type { ApiClient } from '../../testing/client.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let strict: OpenShop
let erp: ApiClient

beforeAll(async () => {
  shop = await openShop()
  strict = await openShop({ env: { REQUIRE_IF_MATCH: 'on' } })
  erp = await shop.client()
})
afterAll(async () => {
  await shop.close()
  await strict.close()
})

const base = '/admin/api'
const atomic = 'application/vnd.api+json; ext="https://jsonapi.org/ext/atomic"'
const tables = ['brands', 'products', 'idempotency_keys', 'jobs']
const ask = (path: string, init: Parameters<typeof send>[2] = {}, by: ApiClient = erp) => send(by, base + path, init)
const brand = (code: string, more: object = {}) => ({
  type: 'brands',
  attributes: { code, name: code, slug: code },
  ...more,
})
const made = async (code: string, by = erp) =>
  (await ask('/brands', { method: 'POST', body: { data: brand(code) } }, by)).one
const operate = (operations: unknown[], by = erp, more: object = {}) =>
  ask(
    '/operations',
    { method: 'POST', body: { 'atomic:operations': operations, ...more }, headers: { 'content-type': atomic } },
    by,
  )
/** Asks for what must be refused, or undone: nothing moves. */
const unmoved = async (request: () => ReturnType<typeof send>) => {
  const { status, errors, body } = await still(shop.database, request, tables)
  return { status, code: errors?.[0]?.code, source: errors?.[0]?.source, meta: body.meta }
}
/** A product, and a brand that it could have. */
const linked = async (code: string, by = erp) => {
  const [product] = (await ask('/products?page[size]=1', {}, by)).many
  return { product: product!, other: { type: 'brands', id: (await made(code, by)).id } }
}

describe('a rehearsal that is asked for in the body', () => {
  it('is one, of a relationship and of deletes too', async () => {
    const { product, other } = await linked('another')
    const one = await made('rehearsed')
    const meta = { dryRun: true }
    const requests = [
      [`/products/${product.id}/relationships/brand`, 'PATCH', { data: other, meta }],
      [`/brands/${one.id}`, 'DELETE', { meta }],
      ['/brands?filter[code]=rehearsed', 'DELETE', { meta }],
    ] as const
    for (const [path, method, body] of requests) {
      const answer = await unmoved(() => ask(path, { method, body }))
      expect([path, answer.status, answer.meta]).toMatchObject([path, 200, { dryRun: true }])
    }
  })

  it('is refused where it is written otherwise, or where it means nothing', async () => {
    const one = await made('misspelt')
    const meta = { dryrun: true }
    const answers = [
      await unmoved(() => ask('/brands', { method: 'POST', body: { data: brand('never'), meta } })),
      await unmoved(() =>
        ask(`/brands/${one.id}`, { method: 'PATCH', body: { data: { ...brand('x'), id: one.id }, meta } }),
      ),
      await unmoved(() => ask(`/brands/${one.id}`, { method: 'DELETE', body: { meta } })),
      await unmoved(() => operate([{ op: 'add', data: brand('never') }], erp, { meta })),
    ]
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 400, code: 'FIELD_UNKNOWN', source: { pointer: '/meta/dryrun' } })
    const inside = await unmoved(() => operate([{ op: 'add', data: brand('never'), meta: { dryRun: true } }]))
    expect(inside).toMatchObject({ code: 'FIELD_UNKNOWN', source: { pointer: '/atomic:operations/0/meta/dryRun' } })
    const resource = { data: brand('never', { meta: { dryRun: true } }) }
    expect(await unmoved(() => ask('/brands', { method: 'POST', body: resource }))).toMatchObject({
      code: 'FIELD_UNKNOWN',
      source: { pointer: '/data/meta/dryRun' },
    })
  })
})

describe('the version that a write is made from', () => {
  const old = { 'if-match': '"1"' }
  it('is heeded by relationships, actions, upserts and operations', async () => {
    const { product, other } = await linked('some-other')
    const one = await made('versioned')
    const [level] = (await ask('/inventoryLevels?page[size]=1')).many
    const adjust = { data: { type: 'inventoryLevelAdjust', attributes: { change: '5', reason: 'received' } } }
    const upsert = {
      data: brand('versioned', { attributes: { code: 'versioned', name: 'V', slug: 'v' } }),
      meta: { upsert: true },
    }
    const requests = [
      [`/products/${product.id}/relationships/brand`, 'PATCH', { data: other }, product],
      [`/inventoryLevels/${level!.id}/actions/adjust`, 'POST', adjust, level!],
      ['/brands', 'POST', upsert, one],
    ] as const
    for (const [path, method, body, row] of requests) {
      const refused = await unmoved(() => ask(path, { method, body, headers: old }))
      expect([path, refused.status, refused.code]).toEqual([path, 412, 'VERSION_OUTDATED'])
      const headers = { 'if-match': `"1", "${String(row.meta!.version)}"` }
      const done = await ask(path, { method, body, headers })
      expect([path, done.errors, done.status < 300]).toEqual([path, undefined, true])
    }
    const none = { data: brand('not-there'), meta: { upsert: true } }
    expect(await unmoved(() => ask('/brands', { method: 'POST', body: none, headers: old }))).toMatchObject({
      status: 412,
    })
    const ref = { type: 'brands', id: one.id }
    for (const operation of [
      { op: 'update', data: { ...brand('w'), id: one.id }, meta: { ifVersion: '1' } },
      { op: 'update', data: { ...brand('w'), id: one.id, meta: { version: '1' } } },
      { op: 'remove', ref, meta: { ifVersion: '1' } },
      { op: 'add', data: brand('versioned'), meta: { upsert: true, ifVersion: '1' } },
    ])
      expect(await unmoved(() => operate([operation]))).toMatchObject({ status: 412, code: 'VERSION_OUTDATED' })
  })

  it('is heeded where a resource comes back as it was read', async () => {
    const read = await made('echoed')
    const change = (name: string) =>
      ask(`/brands/${read.id}`, {
        method: 'PATCH',
        body: { data: { type: 'brands', id: read.id, attributes: { name }, meta: read.meta } },
      })
    expect((await change('First')).status).toBe(200)
    expect(await unmoved(() => change('Second'))).toMatchObject({ status: 412, code: 'VERSION_OUTDATED' })
  })

  it('is refused where it would be ignored', async () => {
    const one = await made('unversioned')
    const requests = [
      ['/brands', 'POST', { data: brand('never') }],
      ['/brands?filter[code]=unversioned', 'DELETE', undefined],
      [`/brands/${one.id}/relationships/products`, 'POST', { data: [] }],
    ] as const
    for (const [path, method, body] of requests) {
      const answer = await unmoved(() => ask(path, { method, body, headers: old }))
      if (answer.status !== 404)
        expect([path, answer]).toMatchObject([
          path,
          { status: 400, code: 'VERSION_NOT_POSSIBLE', source: { header: 'if-match' } },
        ])
    }
    const batch = await still(
      shop.database,
      () =>
        erp.fetch(`${base}/batches?type=brands`, {
          method: 'POST',
          body: '{}',
          headers: { ...old, 'content-type': 'application/jsonl' },
        }),
      tables,
    )
    expect([batch.status, await batch.text()]).toMatchObject([400, expect.stringContaining('VERSION_NOT_POSSIBLE')])
  })

  it('is demanded, where the house wants one, by every way to change a row', async () => {
    const by = await strict.client()
    const one = await made('demanded', by)
    const { product, other } = await linked('strict', by)
    const wanted = [
      ask(
        '/brands',
        {
          method: 'POST',
          body: {
            data: brand('demanded', { attributes: { code: 'demanded', name: 'D', slug: 'd' } }),
            meta: { upsert: true },
          },
        },
        by,
      ),
      ask(`/products/${product.id}/relationships/brand`, { method: 'PATCH', body: { data: other } }, by),
      operate([{ op: 'update', data: { ...brand('d'), id: one.id } }], by),
      operate([{ op: 'remove', ref: { type: 'brands', id: one.id } }], by),
    ]
    for (const answer of await Promise.all(wanted))
      expect([answer.status, answer.errors?.[0]?.code]).toEqual([428, 'VERSION_REQUIRED'])
    const version = String(one.meta!.version)
    expect(
      (await operate([{ op: 'remove', ref: { type: 'brands', id: one.id }, meta: { ifVersion: version } }], by)).status,
    ).toBe(200)
  })
})

describe('by GraphQL', () => {
  it('actions are rehearsed and hang on a version, and so do upserts', async () => {
    const caller = new Caller(`${shop.url}/admin/graphql`, erp.token)
    const [level] = (await ask('/inventoryLevels?page[size]=1')).many
    const adjust = (more: string) =>
      caller.send<{ onHand: string }>(
        `mutation { inventoryLevelAdjust(input: { id: "${level!.id}", change: "5", reason: received }${more}) { onHand } }`,
      )
    const rehearsed = await still(shop.database, () => adjust(', dryRun: true'), ['stock_movements'])
    expect([rehearsed.errors, Number(rehearsed.value!.onHand)]).toEqual([[], Number(level!.attributes!.onHand) + 5])
    const outdated = await still(shop.database, () => adjust(', ifVersion: "1"'), ['stock_movements'])
    expect(outdated.error?.code).toBe('VERSION_OUTDATED')
    expect((await adjust(`, ifVersion: "${String(level!.meta!.version)}"`)).errors).toEqual([])
    await made('by-graphql')
    const upsert = await still(
      shop.database,
      () =>
        caller.send(
          'mutation { brandUpsert(key: { code: "by-graphql" }, input: { name: "N" }, ifVersion: "1") { id } }',
        ),
      tables,
    )
    expect(upsert.error?.code).toBe('VERSION_OUTDATED')
    // what speaks with the outside has no rehearsal to offer
    expect((await caller.send('mutation { orderCancel(input: { id: "x" }, dryRun: true) { id } }')).error?.code).toBe(
      'QUERY_INVALID',
    )
  })
})

describe('an action of the shop', () => {
  it('is rehearsed, and hands over no token that it did not open', async () => {
    const stranger = { fetch: (path: string, init?: RequestInit) => fetch(shop.url + path, init) }
    const answer = await still(shop.database, () =>
      send(stranger, '/api/carts/actions/addLine?dryRun=true', {
        method: 'POST',
        body: { data: { type: 'cartAddLine', attributes: { sku: 'DRILL', quantity: '1' } } },
      }),
    )
    expect(answer.headers.get('portico-token')).toBeNull()
    const signIn = await still(shop.database, () =>
      send(stranger, '/api/customerUsers/actions/signIn', {
        method: 'POST',
        body: {
          data: { type: 'customerUserSignIn', attributes: { email: 'a@b.de', password: 'p' } },
          meta: { dryRun: true },
        },
      }),
    )
    expect(signIn.errors?.[0]?.code).toBe('DRY_RUN_NOT_POSSIBLE')
  })
})
