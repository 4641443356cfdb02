import { afterAll, beforeAll, expect, it } from 'vitest'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop({ env: { KEEP_ANSWERS_MS: '10000' } })
})
afterAll(() => shop.close())

const query = '{ websiteCurrent { name } }'

async function ask(headers: Record<string, string> = {}, text = query): Promise<string> {
  const response = await fetch(`${shop.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: text }),
  })
  return response.text()
}

const rename = (name: string) => shop.built.database.db.updateTable('websites').set({ name }).execute()

it('gives strangers who ask the same the same answer again, and everybody else a new one', async () => {
  const before = await ask()
  await rename('Another name')
  expect(await ask()).toBe(before)
  expect(await ask({ 'cache-control': 'no-cache' })).toContain('Another name')
  expect(await ask({ 'accept-language': 'de' })).toContain('Another name')
  expect(await ask({}, `${query} `)).toContain('Another name')
})

it('keeps no answer that is somebody’s, and none that went wrong', async () => {
  const mine = '{ cartCurrent { id } websiteCurrent { name } }'
  await ask({}, mine)
  await rename('Yet another')
  expect(await ask({}, mine)).toContain('Yet another')
  const wrong = '{ productSearch(input: { after: "nonsense" }) { total } }'
  expect(await ask({}, wrong)).toContain('CURSOR_INVALID')
  expect(await ask({}, wrong)).toContain('CURSOR_INVALID')
})
