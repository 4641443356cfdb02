import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/client.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

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
})
