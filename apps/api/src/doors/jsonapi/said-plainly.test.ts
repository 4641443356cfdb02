import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/client.ts'
import { send, type Sent } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

// Refusals say all that is wrong, where it is, and in words of people.

let shop: OpenShop
let client: ApiClient
beforeAll(async () => {
  shop = await openShop()
  client = await shop.client()
})
afterAll(() => shop.close())

const post = (path: string, body: unknown, by: Pick<ApiClient, 'fetch'> = client): Promise<Sent> =>
  still(shop.database, () => send(by, `/admin/api/${path}`, { method: 'POST', body }))
const said = ({ errors }: Sent) => (errors ?? []).map(({ code, source }) => `${code} ${source?.pointer}`)

describe('a write that is wrong in several places', () => {
  it('is told of all of them', async () => {
    const attributes = { code: '', colour: 'red', slug: 'No slug', name: 'A' }
    const refused = await post('brands', { data: { type: 'brands', attributes } })
    expect(said(refused).sort()).toEqual([
      'FIELD_INVALID /data/attributes/slug',
      'FIELD_REQUIRED /data/attributes/code',
      'FIELD_UNKNOWN /data/attributes/colour',
    ])
  })

  it.each<[string, string, Record<string, unknown>, string]>([
    ['a text in the place of texts', 'attributeFamilies', { code: 'f', label: 'f' }, 'a document of texts by language'],
    ['a number in the place of a text', 'brands', { code: 7, slug: 'a', name: 'A' }, 'a text'],
    ['a text in the place of a list', 'priceLists', { code: 'p', name: 'P', currencies: 'EUR' }, 'a list'],
    [
      'a day that is none',
      'products',
      { sku: 'P', slug: 'p', name: { en: 'P' }, availableFrom: 'soon' },
      'is no day, as',
    ],
    ['an amount without its currency', 'customers', { code: 'c', name: 'C', creditLimit: true }, 'is no amount, as'],
  ])('is told in words of people: %s', async (_what, type, attributes, words) => {
    const { errors } = await post(type, { data: { type, attributes } })
    const detail = errors!.map((error) => error.detail).join('\n')
    expect(detail).toContain(words)
    expect(detail).not.toMatch(/received|Invalid|expected/)
  })
})

it('names the link that is missing, not the whole', async () => {
  const [product] = (await send(client, '/admin/api/products?page[size]=1')).many
  const { id } = product!
  const refused = await still(shop.database, () =>
    send(client, `/admin/api/products/${id}`, {
      method: 'PATCH',
      body: { data: { type: 'products', id, relationships: { primaryUnit: { data: null } } } },
    }),
  )
  expect(said(refused)).toEqual(['FIELD_REQUIRED /data/relationships/primaryUnit/data'])
  expect(refused.errors![0]!.detail).toContain('primaryUnit')
})

it('says of an upsert whose key names what is out of reach that it leads nowhere, at the key', async () => {
  const organization = { data: { type: 'organizations', id: shop.website.organizationId } }
  const list = (name: string) => ({
    data: { type: 'marketingLists', attributes: { code: 'theirs', name }, relationships: { organization } },
    meta: { upsert: true },
  })
  const made = await send(client, '/admin/api/marketingLists', { method: 'POST', body: list('Theirs') })
  expect(made.status).toBe(201)
  const other = await shop.client([{ entity: 'marketingList', deed: '*', level: 'own' }])
  expect(said(await post('marketingLists', list('Mine'), other))).toEqual(['REFERENCE_NOT_FOUND /data/attributes/code'])
})

it('names the header of a legacy sign-in', async () => {
  const response = await fetch(`${shop.url}/admin/api/brands`, {
    headers: {
      accept: 'application/vnd.api+json',
      authorization: 'WSSE profile="UsernameToken"',
      'x-wsse': 'UsernameToken',
    },
  })
  const { errors } = (await response.json()) as { errors: { source?: object }[] }
  expect([response.status, errors[0]!.source]).toEqual([401, { header: 'x-wsse' }])
})
