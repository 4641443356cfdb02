import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { repositoryRoot } from '../../kernel/root.ts'
import type { ApiClient } from '../../testing/client.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
let operator: ApiClient
beforeAll(async () => {
  shop = await openShop()
  operator = await shop.client()
})
afterAll(() => shop.close())

/** The second column of the guide's table. */
const asked = readFileSync(join(repositoryRoot(), 'docs/guides/orders.md'), 'utf8')
  .split('\n## ')
  .filter((section) => section.startsWith('What waits for somebody'))
  .flatMap((section) => section.split('\n').filter((line) => line.startsWith('| ')))
  .flatMap((row) => [...(row.split('|')[2] ?? '').matchAll(/`([a-zA-Z]+)?\??(filter[^`]+)`/g)])

it('is found as the guide to orders says', async () => {
  expect(asked.length).toBeGreaterThan(9)
  let type = ''
  for (const [, named, query] of asked) {
    type = named ?? type
    const { status, errors } = await send(operator, `/admin/api/${type}?${query}`)
    expect([type, query, status, errors]).toEqual([type, query, 200, undefined])
  }
})
