import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { skus } from '../../testing/fixtures/furniture.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { MediaTypes, readStraight } from './straight.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop({ env: { KEEP_ANSWERS_MS: '0' } })
})
afterAll(() => shop.close())

const id = 'straight-test'

async function ask(body: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${shop.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-request-id': id, ...headers },
    body: JSON.stringify(body),
  })
  const told = new Map(response.headers)
  for (const name of ['date', 'keep-alive', 'connection']) told.delete(name)
  return { status: response.status, headers: Object.fromEntries(told), text: await response.text() }
}

/** A document that no other test sends. */
const fresh = (query: string) => `${query} # ${Math.random()}`

describe('an operation that was asked before', () => {
  const find = 'query Find($sku: String!) { productFind(input: { sku: $sku }) { name } }'
  const two = 'query A { websiteCurrent { name } } query B { websiteCurrent { code } }'

  it.each<[string, object]>([
    ['went well', { query: '{ websiteCurrent { name } }' }],
    ['found nothing', { query: find, variables: { sku: 'none' } }],
    ['asks for what must be there', { query: find, variables: { sku: 'none' }, operationName: 'Find' }],
    ['is refused', { query: '{ productSearch(input: { after: "nonsense" }) { total } }' }],
    ['is refused in a part', { query: '{ websiteCurrent { name } productSearch(input: { first: 9999 }) { total } }' }],
    ['lacks a variable', { query: find }],
    ['has a variable of another kind', { query: find, variables: { sku: 5 } }],
    ['is one of two', { query: two, operationName: 'B' }],
    ['is one of two, and nobody says which', { query: two }],
    ['is none of the document', { query: two, operationName: 'C' }],
    ['is not the only one of the document', { query: find, variables: { sku: 'none' }, operationName: 'Other' }],
  ])('and %s is answered as the first time', async (_what, body) => {
    const accepting: Record<string, string>[] = [{}, { accept: 'application/graphql-response+json, application/json' }]
    for (const headers of accepting) {
      const given = { ...body, query: fresh((body as { query: string }).query) }
      const first = await ask(given, headers)
      expect(await ask(given, headers)).toEqual(first)
      expect(await ask(given, headers)).toEqual(first)
    }
  })

  it('is refused as the first time where the caller is not known', async () => {
    const query = fresh('{ websiteCurrent { name } }')
    await ask({ query })
    const bad = await ask({ query }, { authorization: 'Bearer nonsense' })
    expect(bad).toMatchObject({ status: 401, headers: { 'content-type': 'application/json; charset=utf-8' } })
    expect(JSON.parse(bad.text)).toMatchObject({ errors: [{ extensions: { code: 'SESSION_INVALID', requestId: id } }] })
  })

  it('hands over the token that the caller must keep, by the header and in the body', async () => {
    const query = fresh(`mutation { cartAddLine(input: { sku: "${skus.drill}", quantity: "1" }) { id } }`)
    const answers = [await ask({ query }), await ask({ query }), await ask({ query })]
    const tokens = answers.map(({ headers }) => headers['portico-token'])
    expect(new Set(tokens).size).toBe(3)
    expect(answers.map(({ text }) => (JSON.parse(text) as { extensions: { token: string } }).extensions.token)).toEqual(
      tokens,
    )
  })

  it('is told in a media type that the client takes, or not at all', async () => {
    const query = fresh('{ websiteCurrent { name } }')
    for (const [accept, status, type] of [
      ['*/*', 200, 'application/json; charset=utf-8'],
      ['application/graphql-response+json', 200, 'application/graphql-response+json; charset=utf-8'],
      ['text/csv', 406, 'application/json; charset=utf-8'],
    ] as const)
      for (let time = 1; time <= 2; time += 1) {
        const answer = await ask({ query }, { accept })
        expect([accept, answer.status, answer.headers['content-type']]).toEqual([accept, status, type])
      }
  })
})

describe('a plain call', () => {
  const read = (body: unknown, method = 'POST') => readStraight({ method, body })

  it('is a POST of a query, perhaps with a name and variables', () => {
    expect(read({ query: '{ a }' })).toEqual({ query: '{ a }' })
    expect(read({ query: '{ a }', variables: null, operationName: null })).toEqual({
      query: '{ a }',
      variables: null,
      operationName: null,
    })
  })

  it('is none that says more, or something else', () => {
    for (const body of [
      null,
      'text',
      {},
      { query: 5 },
      { query: '{ a }', extensions: {} },
      { query: '{ a }', variables: [] },
      { query: '{ a }', variables: 'text' },
      { query: '{ a }', operationName: 5 },
    ])
      expect([body, read(body)]).toEqual([body, undefined])
    expect(read({ query: '{ a }' }, 'GET')).toBeUndefined()
  })
})

it('remembers no media type for a header that is there to fill memory', () => {
  const types = new MediaTypes()
  types.tell('x'.repeat(201), 'application/json')
  types.tell(undefined, 'application/json')
  expect([types.get('x'.repeat(201)), types.get(undefined), types.get('')]).toEqual([
    undefined,
    'application/json',
    'application/json',
  ])
})
