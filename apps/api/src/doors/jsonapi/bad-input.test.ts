import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/client.ts'
import { send, type Sent } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let client: ApiClient
beforeAll(async () => {
  shop = await openShop()
  client = await shop.client()
})
afterAll(() => shop.close())

const jsonapi = 'application/vnd.api+json'
const ask = (path: string, init?: Parameters<typeof send>[2]): Promise<Sent> =>
  still(shop.database, () => send(client, `/admin/api${path}`, init))
const brands = async () =>
  (await send(client, '/admin/api/brands?page[size]=1&page[total]=true')).body.meta!.total as number

describe('what cannot be understood is refused, with the place, and nothing moves', () => {
  it.each<[string, string, string, object]>([
    ['a parameter that has no meaning', '/brands?colour=red', 'PARAMETER_UNKNOWN', { parameter: 'colour' }],
    ['a family that has no meaning', '/brands?page[offset]=3', 'PARAMETER_UNKNOWN', { parameter: 'page[offset]' }],
    ['brackets that do not close', '/brands?page[size=3', 'FIELD_INVALID', { parameter: 'page[size' }],
    [
      'a page that is too large, whatever it includes',
      '/orders?page[size]=100000&include=lines.product',
      'PAGE_SIZE_INVALID',
      { parameter: 'page[size]' },
    ],
    ['a page that is too large', '/brands?page[size]=100000', 'PAGE_SIZE_INVALID', { parameter: 'page[size]' }],
    ['a page that is no number', '/brands?page[size]=many', 'FIELD_INVALID', { parameter: 'page[size]' }],
    ['a page that is too deep', '/brands?page[number]=90000', 'FIELD_INVALID', { parameter: 'page[number]' }],
    ['a cursor that is none', '/brands?page[after]=x', 'CURSOR_INVALID', { parameter: 'page[after]' }],
    ['a sort by nothing', '/brands?sort=colour', 'FIELD_UNKNOWN', { parameter: 'sort' }],
    ['a sparse field that is none', '/brands?fields[brands]=colour', 'FIELD_UNKNOWN', { parameter: 'fields[brands]' }],
    ['fields of a type that is none', '/brands?fields[cats]=a', 'FIELD_INVALID', { parameter: 'fields[cats]' }],
    ['a filter by nothing', '/brands?filter[colour]=red', 'FIELD_UNKNOWN', { parameter: 'filter[colour]' }],
    [
      'a text that every text holds',
      '/brands?filter[code][contains]=',
      'FIELD_INVALID',
      { parameter: 'filter[code][contains]' },
    ],
    ['a condition said twice', '/brands?filter[code]=a&filter[code]=b', 'FIELD_INVALID', { parameter: 'filter[code]' }],
    ['an operator that is none', '/brands?filter[code][like]=x', 'FIELD_INVALID', { parameter: 'filter[code][like]' }],
    ['a value of another kind', '/brands?filter[id]=7', 'FIELD_INVALID', { parameter: 'filter[id]' }],
    [
      'a secret, as if it were not there',
      '/customerUsers?filter[passwordHash][starts]=a',
      'FIELD_UNKNOWN',
      { parameter: 'filter[passwordHash][starts]' },
    ],
    ['an include that is none', '/brands?include=colour', 'FIELD_UNKNOWN', { parameter: 'include' }],
    ['an include that is cyclic', '/orders?include=lines.order', 'FIELD_INVALID', { parameter: 'include' }],
    [
      'an include that is too deep',
      '/categories?include=parent.parent.parent.parent.parent',
      'FIELD_INVALID',
      { parameter: 'include' },
    ],
    [
      'an include that would bring half the house',
      '/categories?page[size]=100&include=children.children.children.children',
      'QUERY_TOO_COSTLY',
      { parameter: 'include' },
    ],
  ])('%s', async (_what, path, code, source) => {
    const { status, errors, headers } = await ask(path)
    expect([errors?.[0]?.code, errors?.[0]?.source, status]).toEqual([code, source, 400])
    expect(headers.get('content-type')).toBe(jsonapi)
    expect(errors![0]!.meta).toMatchObject({
      requestId: headers.get('x-request-id'),
      advice: expect.any(String) as string,
    })
  })

  it.each<[string, unknown, string, number, object | undefined]>([
    ['broken JSON', '{"data":', 'BODY_INVALID', 400, undefined],
    ['nothing', undefined, 'DOCUMENT_INVALID', 400, { pointer: '/' }],
    ['a list', [], 'DOCUMENT_INVALID', 400, { pointer: '/' }],
    ['no data', {}, 'DOCUMENT_INVALID', 400, { pointer: '/data' }],
    ['members that JSON:API does not know', { data: {}, surprise: 1 }, 'FIELD_UNKNOWN', 400, { pointer: '/surprise' }],
    ['another type', { data: { type: 'cats' } }, 'TYPE_CONFLICT', 409, { pointer: '/data/type' }],
    [
      'an id of the client’s own',
      { data: { type: 'brands', id: 'b', attributes: { code: 'x' } } },
      'CLIENT_ID_NOT_ALLOWED',
      403,
      { pointer: '/data/id' },
    ],
    [
      'attributes that are none',
      { data: { type: 'brands', attributes: { code: 'x', name: 'X', slug: 'x', colour: 'red' } } },
      'FIELD_UNKNOWN',
      400,
      { pointer: '/data/attributes/colour' },
    ],
    [
      'prototypes instead of members',
      '{"data":{"type":"brands","relationships":{"constructor":{"data":null}}}}',
      'FIELD_UNKNOWN',
      400,
      { pointer: '/data/relationships/constructor' },
    ],
    [
      'a prototype instead of an attribute',
      '{"data":{"type":"brands","attributes":{"code":"x","name":"X","slug":"x","__proto__":{"code":"y"}}}}',
      'FIELD_UNKNOWN',
      400,
      { pointer: '/data/attributes/__proto__' },
    ],
    [
      'meta of another kind',
      { data: { type: 'brands' }, meta: { upsert: 'yes' } },
      'DOCUMENT_INVALID',
      400,
      { pointer: '/meta/upsert' },
    ],
  ])('a body of %s', async (_what, body, code, status, source) => {
    const before = await brands()
    const refused = await ask('/brands', { method: 'POST', body })
    expect([refused.errors?.[0]?.code, refused.status, refused.errors?.[0]?.source]).toEqual([code, status, source])
    expect(await brands()).toBe(before)
  })

  it('a search names members of its body', async () => {
    const refused = await ask('/brands/search', {
      method: 'POST',
      body: { meta: { filter: { or: [{ colour: 'red' }] } } },
    })
    expect(refused.errors![0]!.source).toEqual({ pointer: '/meta/filter/or/0/colour' })
  })
})

describe('media types', () => {
  const body = { data: { type: 'brands', attributes: { code: 'm', name: 'M', slug: 'm' } } }
  it.each(['application/json', 'text/plain', `${jsonapi}; charset=utf-8`, `${jsonapi}; ext="https://example.test/x"`])(
    'a body of %s is refused',
    async (type) => {
      const before = await brands()
      const refused = await ask('/brands', { method: 'POST', body, headers: { 'content-type': type } })
      expect([refused.status, refused.errors![0]!.source]).toEqual([415, { header: 'content-type' }])
      expect(await brands()).toBe(before)
    },
  )

  it.each([
    ['text/html', 406],
    [`${jsonapi}; charset=utf-8`, 406],
    [`${jsonapi}; ext="https://example.test/x"`, 406],
    [`${jsonapi}; charset=utf-8, ${jsonapi}`, 200],
    [`${jsonapi}; profile="https://example.test/p"`, 200],
    ['*/*', 200],
  ])('an answer as %s: %i', async (accept, status) => {
    expect((await ask('/brands', { headers: { accept } })).status).toBe(status)
  })

  it('atomic operations want their extension', async () => {
    expect((await ask('/operations', { method: 'POST', body: { 'atomic:operations': [] } })).status).toBe(415)
  })
})

describe('what is too much', () => {
  it('a body beyond the limit is 413, however it comes', async () => {
    const body = `{"data":"${'x'.repeat(3_000_000)}"}`
    const refused = await ask('/brands', { method: 'POST', body })
    expect([refused.status, refused.errors![0]!.code]).toEqual([413, 'REQUEST_TOO_LARGE'])
  })

  it('a filter of too many conditions, or nested too deep', async () => {
    const many = { or: Array.from({ length: 60 }, (_, at) => ({ code: String(at) })) }
    const deep = JSON.parse(`${'{"not":'.repeat(12)}{"code":"x"}${'}'.repeat(12)}`) as object
    for (const filter of [many, deep])
      expect((await ask('/brands/search', { method: 'POST', body: { meta: { filter } } })).status).toBe(400)
  })
})

describe('who may come in', () => {
  it('nobody without a token of the back office', async () => {
    const shopper = shop.caller()
    await shopper.act('cartClear', {}, 'id').catch(() => undefined)
    for (const authorization of [undefined, 'Bearer nonsense', `Bearer ${shopper.token ?? 'pt_x'}`]) {
      const response = await fetch(`${shop.url}/admin/api/brands`, { headers: authorization ? { authorization } : {} })
      expect(response.status).toBe(401)
      expect(response.headers.get('content-type')).toBe(jsonapi)
    }
  })

  it('what a role hides is as if it were not there, and what it does not give is refused', async () => {
    const clerk = await shop.client([{ entity: 'customer', deed: 'read', level: 'all', hidden: ['vatNumber'] }])
    const [customer] = (await send(clerk, '/admin/api/customers?page[size]=1')).many
    if (customer) expect(Object.keys(customer.attributes!)).not.toContain('vatNumber')
    const blind = await send(clerk, '/admin/api/customers?fields[customers]=vatNumber')
    expect([blind.status, blind.errors![0]!.code]).toEqual([400, 'FIELD_UNKNOWN'])
    expect((await send(clerk, '/admin/api/brands')).errors![0]!.code).toBe('FORBIDDEN')
    expect((await send(clerk, '/admin/api/customers?filter[code]=x', { method: 'DELETE' })).status).toBe(403)
  })
})

describe('where the house wants every change to say its version', () => {
  it('a change without If-Match is refused, and one with it is done', async () => {
    const strict = await openShop({ env: { REQUIRE_IF_MATCH: 'on' } })
    try {
      const caller = await strict.client()
      const [unit] = (await send(caller, '/admin/api/units?page[size]=1')).many
      const path = `/admin/api/units/${unit!.id}`
      const body = { data: { type: 'units', id: unit!.id, attributes: {} } }
      const refused = await send(caller, path, { method: 'PATCH', body })
      expect([refused.status, refused.errors![0]!.source]).toEqual([428, { header: 'if-match' }])
      const headers = { 'if-match': `"${String(unit!.meta!.version)}"` }
      expect((await send(caller, path, { method: 'PATCH', body, headers })).status).toBe(200)
    } finally {
      await strict.close()
    }
  })
})

describe('text that is none', () => {
  const post = (path: string, type: string, body: string | Buffer) =>
    still(shop.database, async () => {
      const response = await client.fetch(path, { method: 'POST', headers: { 'content-type': type }, body })
      return [response.status, /"(BODY_INVALID|FIELD_INVALID|QUERY_INVALID)"/.exec(await response.text())?.[1]]
    })
  const latin = (text: string) => Buffer.from(text, 'latin1')
  const brand = (name: string) => JSON.stringify({ data: { type: 'brands', attributes: { code: 'kaese', name } } })

  it('is refused where it is no UTF-8, at every door, and nothing of it is kept', async () => {
    expect(await post('/admin/api/brands', jsonapi, latin(brand('Käse')))).toEqual([400, 'BODY_INVALID'])
    const query = JSON.stringify({ query: 'mutation { brandCreate(input: { code: "kaese", name: "Käse" }) { id } }' })
    expect(await post('/admin/graphql', 'application/json', latin(query))).toEqual([400, 'BODY_INVALID'])
  })

  it('is refused where half of a character is missing', async () => {
    const half = brand('x').replace('"x"', '"\\ud800x"')
    expect(await post('/admin/api/brands', jsonapi, half)).toEqual([400, 'FIELD_INVALID'])
  })
})
