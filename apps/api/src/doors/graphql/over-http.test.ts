import { auditServer } from 'graphql-http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
let token: string
beforeAll(async () => {
  shop = await openShop()
  token = (await shop.client()).token
})
afterAll(() => shop.close())

describe.each(['/graphql', '/admin/graphql'])('%s', (address) => {
  it('speaks GraphQL over HTTP as its specification says, in every audit', async () => {
    const results = await auditServer({
      url: `${shop.url}${address}`,
      fetchFn: (url: string, init: RequestInit = {}) =>
        fetch(url, {
          ...init,
          headers: {
            ...(init.headers as Record<string, string>),
            ...(address.startsWith('/admin') ? { authorization: `Bearer ${token}` } : {}),
          },
        }),
    })
    expect(results.length).toBeGreaterThan(50)
    expect(
      results.flatMap((result) =>
        result.status === 'ok' ? [] : [`${result.status}: ${result.name} (${result.reason})`],
      ),
    ).toEqual([])
  })
})
