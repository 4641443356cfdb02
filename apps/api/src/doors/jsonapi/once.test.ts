import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/client.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let erp: ApiClient

beforeAll(async () => {
  shop = await openShop()
  erp = await shop.client()
})

afterAll(async () => {
  await shop.close()
})

describe('a write with an idempotency key', () => {
  it('is done once, also by requests that come at the same time', async () => {
    const body = JSON.stringify({ data: { type: 'brands', attributes: { code: 'once', name: 'Once', slug: 'once' } } })
    const post = (key: string, text = body) =>
      erp.fetch('/admin/api/brands', {
        method: 'POST',
        body: text,
        headers: { 'content-type': 'application/vnd.api+json', 'idempotency-key': key },
      })
    const answers = await Promise.all(Array.from({ length: 8 }, () => post('k-1')))
    const statuses = answers.map(({ status }) => status)
    expect(statuses).toContain(201)
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expect(answer.status).toBe(409)
      expect(answer.headers.get('retry-after')).toBe('1')
      expect(await answer.text()).toContain('IDEMPOTENCY_KEY_IN_USE')
    }
    const again = await post('k-1')
    expect(again.status).toBe(201)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect((await post('k-1', body.replace('Once', 'Twice'))).status).toBe(409)
    const rows = await shop.built.database.db.selectFrom('brands').select('id').where('code', '=', 'once').execute()
    expect(rows).toHaveLength(1)
  })

  it('that was refused leaves its key free', async () => {
    const post = (slug: string) =>
      erp.fetch('/admin/api/brands', {
        method: 'POST',
        body: JSON.stringify({ data: { type: 'brands', attributes: { code: 'later', name: 'Later', slug } } }),
        headers: { 'content-type': 'application/vnd.api+json', 'idempotency-key': 'k-2' },
      })
    expect((await post('Not a slug')).status).toBe(400)
    expect((await post('later')).status).toBe(201)
  })

  it('may be any other write: a change, a delete, a relationship, operations, an action', async () => {
    const path = '/admin/api/customerGroups'
    const group = (code: string) => ({ type: 'customerGroups', attributes: { code, name: code } })
    const { one } = await send(erp, path, { method: 'POST', body: { data: group('once-a') } })
    const [level] = (await send(erp, '/admin/api/inventoryLevels?page[size]=1')).many
    const [customer] = (await send(erp, '/admin/api/customers?page[size]=1')).many
    const atomic = 'application/vnd.api+json; ext="https://jsonapi.org/ext/atomic"'
    const writes: [string, Parameters<typeof send>[2]][] = [
      [`${path}/${one.id}`, { method: 'PATCH', body: { data: { ...group('once-a'), id: one.id } } }],
      ...(customer
        ? ([
            [
              `/admin/api/customers/${customer.id}/relationships/group`,
              { method: 'PATCH', body: { data: { type: 'customerGroups', id: one.id } } },
            ],
          ] as [string, Parameters<typeof send>[2]][])
        : []),
      [
        '/admin/api/operations',
        {
          method: 'POST',
          body: { 'atomic:operations': [{ op: 'add', data: group('once-b') }] },
          headers: { 'content-type': atomic, accept: atomic },
        },
      ],
      [`${path}?filter[code]=once-b`, { method: 'DELETE' }],
      [
        `/admin/api/inventoryLevels/${level!.id}/actions/adjust`,
        {
          method: 'POST',
          body: { data: { type: 'inventoryLevelAdjust', attributes: { change: '5', reason: 'received' } } },
        },
      ],
    ]
    for (const [address, init] of writes) {
      const keyed = () =>
        send(erp, address, {
          ...init,
          headers: { ...init?.headers, 'idempotency-key': `w ${address}`.replaceAll(' ', '') },
        })
      const [first, again] = [await keyed(), await keyed()]
      expect([address, first.errors, first.status]).toEqual([address, undefined, first.status])
      expect([again.status, again.body, again.headers.get('idempotent-replayed')]).toEqual([
        first.status,
        first.body,
        'true',
      ])
    }
    const now = (await send(erp, `/admin/api/inventoryLevels/${level!.id}`)).one
    expect(Number(now.attributes!.onHand)).toBe(Number(level!.attributes!.onHand) + 5)
  })
})

describe('a shopper’s action with an idempotency key', () => {
  it('is done once, and refused for strangers, of whom nothing is kept', async () => {
    let token: string | undefined
    const add = async (quantity: string, key?: string) => {
      const fetching = (at: string, given?: RequestInit) =>
        fetch(shop.url + at, {
          ...given,
          headers: {
            ...(given?.headers as Record<string, string>),
            ...(token ? { authorization: `Bearer ${token}` } : {}),
          },
        })
      const sent = await send({ fetch: fetching }, '/api/carts/actions/addLine', {
        method: 'POST',
        body: { data: { type: 'cartAddLine', attributes: { sku: skus.drill, quantity } } },
        ...(key ? { headers: { 'idempotency-key': key } } : {}),
      })
      token = sent.headers.get('portico-token') ?? token
      return sent
    }
    const stranger = await still(shop.database, () => add('1', 'k-1'))
    expect([stranger.status, stranger.errors![0]!.code]).toEqual([401, 'SESSION_REQUIRED'])
    await add('1')
    const [first, again] = [await add('2', 'k-1'), await add('2', 'k-1')]
    expect([first.status, again.body, again.headers.get('idempotent-replayed')]).toEqual([200, first.body, 'true'])
    const reused = await still(shop.database, () => add('3', 'k-1'))
    expect([reused.status, reused.errors![0]]).toMatchObject([
      409,
      { code: 'IDEMPOTENCY_KEY_REUSED', source: { header: 'idempotency-key' } },
    ])
    const { rows } = await shop.built.database.pool.query<{ quantity: string }>('select quantity from cart_lines')
    expect(rows.map(({ quantity }) => Number(quantity))).toEqual([3])
  })
})
