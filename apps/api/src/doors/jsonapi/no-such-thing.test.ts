import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Caller } from '../../testing/caller.ts'
import type { ApiClient } from '../../testing/client.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let erp: ApiClient

beforeAll(async () => {
  shop = await openShop()
  erp = await shop.client()
})
afterAll(() => shop.close())

const base = '/admin/api'
const ask = (path: string, init: Parameters<typeof send>[2] = {}) => send(erp, base + path, init)
const told = async (request: ReturnType<typeof send>) => {
  const { status, errors } = await request
  return [status, errors?.[0]?.code]
}

describe('a name that every JavaScript object has', () => {
  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('names no member of ours: %s', async (name) => {
    const subscription = {
      data: {
        type: 'webhookSubscriptions',
        attributes: {
          name: 'N',
          url: 'https://example.com/hook',
          entity: 'product',
          events: ['product.updated'],
          fields: [name],
        },
      },
    }
    for (const [path, init] of [
      [`/brands?filter[${name}]=x`, {}],
      [`/brands?filter[${name}.code]=x`, {}],
      [`/brands?sort=${name}`, {}],
      [`/brands?include=${name}`, {}],
      [`/brands?fields[brands]=${name}`, {}],
      ['/webhookSubscriptions', { method: 'POST', body: subscription }],
      ['/brands', { method: 'POST', body: `{"data":{"type":"brands","attributes":{"${name}":1}}}` }],
      [`/brands/actions/${name}`, { method: 'POST' }],
      [`/${name}`, {}],
    ] as [string, Parameters<typeof send>[2]][]) {
      const answer = await still(shop.database, () => ask(path, init), ['webhook_subscriptions', 'brands'])
      expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true])
    }
  })
})

describe('a day that there is not', () => {
  it.each(['2026-02-30', '2026-13-01', '0000-01-01', '2025-02-29'])(
    'is refused as a condition and as an input: %s',
    async (day) => {
      expect(await told(ask(`/orders?filter[placedAt][gte]=${day}`))).toEqual([400, 'FIELD_INVALID'])
      expect(await told(ask(`/orders?filter[placedAt][gte]=${day}T00:00:00Z`))).toEqual([400, 'FIELD_INVALID'])
      expect(await told(ask(`/invoices?filter[dueOn]=${day}`))).toMatchObject([400, expect.stringMatching(/^FIELD_/)])
      const price = { type: 'prices', attributes: { validFrom: day } }
      const answer = await ask('/prices', { method: 'POST', body: { data: price } })
      expect(answer.status).toBe(400)
    },
  )
})

describe('what is nested without an end', () => {
  const deep = `${'{"not":'.repeat(20_000)}{"code":"x"}${'}'.repeat(20_000)}`
  it('is refused before anybody walks it', async () => {
    expect(await told(ask('/brands/search', { method: 'POST', body: `{"meta":{"filter":${deep}}}` }))).toEqual([
      400,
      'BODY_TOO_DEEP',
    ])
    const keyed = { method: 'POST', body: `{"data":{"type":"brands","attributes":{"name":${deep}}}}` }
    expect(await told(ask('/brands', { ...keyed, headers: { 'idempotency-key': 'deep' } }))).toEqual([
      400,
      'BODY_TOO_DEEP',
    ])
    const caller = new Caller(`${shop.url}/admin/graphql`, erp.token)
    const query = 'query ($f: BrandFilter) { brands(filter: $f) { totalCount } }'
    const answer = await caller.post(`{"query":"${query}","variables":{"f":${deep}}}`, { 'idempotency-key': 'deep' })
    expect([answer.status, answer.error?.code]).toEqual([400, 'BODY_TOO_DEEP'])
  })
})

describe('NUL', () => {
  it('in who wants to come in is somebody we do not know', async () => {
    const token = await fetch(`${shop.url}/oauth2/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials&client_id=a%00b&client_secret=c',
    })
    expect([token.status, await token.text()]).toMatchObject([401, expect.stringContaining('invalid_client')])
  })

  it('in a filter, a key or the input of an action is refused, and nothing moves', async () => {
    const [level] = (await ask('/inventoryLevels?page[size]=1')).many
    for (const [path, init] of [
      ['/brands?filter[code]=a%00b', {}],
      [
        '/brands',
        { method: 'POST', body: { data: { type: 'brands', attributes: { code: 'n\u0000', name: 'n', slug: 'n' } } } },
      ],
      [
        `/inventoryLevels/${level!.id}/actions/adjust`,
        {
          method: 'POST',
          body: {
            data: { type: 'inventoryLevelAdjust', attributes: { change: '1', reason: 'received', note: 'a\u0000' } },
          },
        },
      ],
    ] as [string, Parameters<typeof send>[2]][])
      expect([path, ...(await told(still(shop.database, () => ask(path, init))))]).toEqual([path, 400, 'FIELD_INVALID'])
  })
})
