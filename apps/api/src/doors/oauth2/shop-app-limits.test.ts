import { afterAll, beforeAll, expect, it } from 'vitest'
import { createFrontend, type AppForPeople } from '../../testing/app-sign-in.ts'
import { Clerk } from '../../testing/clerk.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let frontend: AppForPeople
beforeAll(async () => {
  shop = await openShop()
  frontend = await createFrontend(shop)
})
afterAll(() => shop.close())

const line = { sku: skus.cable, quantity: '1' }
const doors = {
  jsonapi: {
    path: '/api/carts/actions/addLine',
    type: 'application/vnd.api+json',
    body: { data: { type: 'cartAddLine', attributes: line } },
  },
  graphql: {
    path: '/graphql',
    type: 'application/json',
    body: {
      query: 'mutation ($input: CartAddLineInput!) { cartAddLine(input: $input) { id } }',
      variables: { input: line },
    },
  },
}

const add = (door: keyof typeof doors, token: string) => {
  const { path, type, body } = doors[door]
  return fetch(`${shop.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': type },
    body: JSON.stringify(body),
  })
}

const told = ({ status, headers }: Response) => [
  status,
  ...['limit', 'remaining'].map((name) => headers.get(`ratelimit-${name}`)),
]

it('an app at the shop is told how much its person may still ask, at both doors, and one request too many moves nothing', async () => {
  await (await Clerk.of(shop)).change('apiClient', frontend.app.id, { requestsPerMinute: 3 })
  const { access_token: token } = await frontend.tokens()
  const cart = await fetch(`${shop.url}/api/carts/questions/current`, { headers: { authorization: `Bearer ${token}` } })
  expect(told(cart)).toEqual([200, '3', '2'])
  expect(told(await add('graphql', token))).toEqual([200, '3', '1'])
  expect(told(await add('jsonapi', token))).toEqual([200, '3', '0'])
  await still(shop.database, async () => {
    for (const door of ['graphql', 'jsonapi'] as const) {
      const refused = await add(door, token)
      expect([door, ...told(refused).slice(1)]).toEqual([door, '3', '0'])
      expect(await refused.text()).toContain('RATE_LIMITED')
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    }
  })
})
