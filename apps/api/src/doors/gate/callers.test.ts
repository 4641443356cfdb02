import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/client.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let plain: OpenShop
let proxied: OpenShop
beforeAll(async () => {
  ;[plain, proxied] = await Promise.all([openShop(), openShop({ env: { TRUSTED_PROXIES: '127.0.0.1,10.9.0.0/16' } })])
})
afterAll(() => Promise.all([plain.close(), proxied.close()]))

async function ask(client: Pick<ApiClient, 'fetch'>, forwarded?: string) {
  const response = await client.fetch('/admin/api/units?page[size]=1', {
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  })
  const body = (await response.json()) as { errors?: { code: string }[] }
  return { status: response.status, code: body.errors?.[0]?.code, headers: response.headers }
}

const allowedIps = ['203.0.113.0/24', '2001:db8::/48']

describe('a list of addresses', () => {
  it('is not passed by a forged X-Forwarded-For where no proxy is trusted', async () => {
    const client = await plain.client(undefined, { allowedIps })
    await still(plain.database, async () => {
      expect(await ask(client, '203.0.113.5')).toMatchObject({ status: 403, code: 'ADDRESS_NOT_ALLOWED' })
      expect(await ask(client)).toMatchObject({ status: 403, code: 'ADDRESS_NOT_ALLOWED' })
    })
  })

  it('holds behind proxies: who stands before the last trusted one is who calls', async () => {
    const client = await proxied.client(undefined, { allowedIps })
    for (const forwarded of ['203.0.113.5', '203.0.113.5, 10.9.1.1', '2001:db8::7', '198.51.100.1, 203.0.113.5'])
      expect([forwarded, (await ask(client, forwarded)).status]).toEqual([forwarded, 200])
    for (const forwarded of [
      '203.0.113.5, 198.51.100.1',
      '198.51.100.1',
      '2001:db8:1::7',
      'nonsense',
      '203.0.113.5, nonsense',
    ])
      expect([forwarded, (await ask(client, forwarded)).code]).toEqual([forwarded, 'ADDRESS_NOT_ALLOWED'])
  })

  it.each(['/admin/graphql', '/admin/api/batches?type=units&mode=create'])(
    'is not passed at %s either, neither forged nor behind proxies',
    async (path) => {
      const post = async (shop: OpenShop, forwarded: string) => {
        const client = await shop.client(undefined, { allowedIps })
        const graphql = path.endsWith('graphql')
        const answer = await client.fetch(path, {
          method: 'POST',
          headers: {
            'content-type': graphql ? 'application/json' : 'application/jsonl',
            'x-forwarded-for': forwarded,
          },
          body: graphql ? '{"query": "mutation { unitDelete(id: \\"x\\") { count } }"}' : '{"code": "forged"}',
        })
        return /"code":"(ADDRESS_NOT_ALLOWED)"/.exec(await answer.text())?.[1]
      }
      await still(plain.database, async () => expect(await post(plain, '203.0.113.5')).toBe('ADDRESS_NOT_ALLOWED'))
      await still(proxied.database, async () =>
        expect(await post(proxied, '203.0.113.5, 198.51.100.1')).toBe('ADDRESS_NOT_ALLOWED'),
      )
      expect(await post(proxied, '198.51.100.1, 203.0.113.5')).toBeUndefined()
    },
  )
})

describe('a limit of requests', () => {
  it('is told on every answer, and says when to come again', async () => {
    const client = await plain.client(undefined, { requestsPerMinute: 2 })
    const answers = [await ask(client), await ask(client), await ask(client)]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429])
    expect(answers.map(({ headers }) => headers.get('ratelimit-remaining'))).toEqual(['1', '0', '0'])
    expect(answers.map(({ headers }) => headers.get('ratelimit-limit'))).toEqual(['2', '2', '2'])
    const [, , last] = answers
    expect(last?.code).toBe('RATE_LIMITED')
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(last?.headers.get('ratelimit-reset'))).toBeLessThanOrEqual(60)
  })
})

describe('a limit of an address', () => {
  let shop: OpenShop
  beforeAll(async () => {
    shop = await openShop({ env: { TRUSTED_PROXIES: '127.0.0.1', RATE_LIMIT_PER_MINUTE: '3' } })
  })
  afterAll(() => shop.close())
  const call = async (path: string, forwarded: string) => {
    const { status, headers } = await fetch(`${shop.url}${path}`, { headers: { 'x-forwarded-for': forwarded } })
    return [status, ...['limit', 'remaining'].map((name) => headers.get(`ratelimit-${name}`))]
  }

  it('is told to whoever calls the storefront, at both of its doors', async () => {
    expect(await call('/api/carts/questions/current', '192.0.2.1')).toEqual([200, '3', '2'])
    expect(await call('/graphql?query={__typename}', '192.0.2.1')).toEqual([200, '3', '1'])
    const last = await fetch(`${shop.url}/api/nothing`, { headers: { 'x-forwarded-for': '192.0.2.1' } })
    expect(last.headers.get('x-ratelimit-limit')).toBeNull()
    expect(Number(last.headers.get('ratelimit-reset'))).toBeGreaterThan(0)
  })

  it('counts all of an IPv6 /64 as one, and others apart', async () => {
    const ways = [
      '2001:db8:0:7::1',
      '2001:db8::7:aaaa:bbbb:cccc:dddd',
      '2001:DB8:0:0007:1:2:3.4.5.6',
      '2001:db8:0:7:ffff::',
    ]
    const answers = []
    for (const way of ways) answers.push(await call('/api/carts/questions/current', way))
    expect(answers).toEqual([
      [200, '3', '2'],
      [200, '3', '1'],
      [200, '3', '0'],
      [429, '3', '0'],
    ])
    expect(await call('/api/carts/questions/current', '2001:db8:0:8::1')).toEqual([200, '3', '2'])
    expect(await call('/api/carts/questions/current', '::ffff:198.51.100.7')).toEqual([200, '3', '2'])
    expect(await call('/api/carts/questions/current', '198.51.100.7')).toEqual([200, '3', '1'])
    expect(await call('/api/carts/questions/current', '198.51.100.8')).toEqual([200, '3', '2'])
  })
})

describe('a refusal', () => {
  it('says in WWW-Authenticate what is wrong with a token', async () => {
    const none = await fetch(`${plain.url}/admin/api/units`)
    expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="back office"'])
    const wrong = await fetch(`${plain.url}/admin/api/units`, { headers: { authorization: 'Bearer nonsense' } })
    expect(wrong.headers.get('www-authenticate')).toContain('error="invalid_token"')
  })
})
