import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema, parse, validate } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { repositoryRoot } from '../../kernel/root.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

const contract = (name: string) => readFileSync(join(repositoryRoot(), 'contracts/graphql', name), 'utf8')
const operations = JSON.parse(contract('storefront-operations.json')) as Record<string, string>
const named = (name: string) =>
  Object.entries(operations).find(([, text]) => new RegExp(`query ${name}\\b`).test(text)) ?? ['', '']

let shop: OpenShop
let closed: OpenShop
beforeAll(async () => {
  shop = await openShop({ env: { KEEP_ANSWERS_MS: '10000' } })
  closed = await openShop({ env: { STOREFRONT_OPERATIONS: 'known' } })
})
afterAll(() => Promise.all([shop.close(), closed.close()]))

describe('the operations of our own storefront', () => {
  it('fit the promised schema, each under the SHA-256 of its text', () => {
    const schema = buildSchema(contract('storefront.graphql'))
    expect(Object.keys(operations).length).toBeGreaterThan(20)
    for (const [id, text] of Object.entries(operations)) {
      expect(validate(schema, parse(text))).toEqual([])
      expect(id).toBe(`sha256:${createHash('sha256').update(text).digest('hex')}`)
    }
  })

  it('are answered by their ids, as the draft of GraphQL over HTTP and as Apollo’s clients say them, by POST and by GET', async () => {
    const [id, query] = named('Website')
    const whole = await shop.caller().send(query)
    expect(whole.errors).toEqual([])
    const hash = id.replace('sha256:', '')
    const extensions = { persistedQuery: { version: 1, sha256Hash: hash } }
    for (const body of [{ documentId: id }, { documentId: id, variables: {} }, { extensions }, { query, extensions }])
      expect((await shop.caller().post(JSON.stringify(body))).value).toEqual(whole.value)
    for (const search of [`documentId=${id}`, `extensions=${encodeURIComponent(JSON.stringify(extensions))}`]) {
      const answer = await fetch(`${shop.url}/graphql?${search}`)
      expect(((await answer.json()) as { data: unknown }).data).toEqual(JSON.parse(whole.text).data)
    }
  })

  it('are refused by an id that is none, whoever sends the text along later', async () => {
    const text = '{ websiteCurrent { code } }'
    const sha256Hash = createHash('sha256').update(text).digest('hex')
    const ask = () => shop.caller().post(JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash } } }))
    expect([(await ask()).status, (await ask()).error?.code]).toEqual([404, 'PERSISTED_QUERY_NOT_FOUND'])
    const both = { query: text, extensions: { persistedQuery: { version: 1, sha256Hash } } }
    expect((await shop.caller().post(JSON.stringify(both))).errors).toEqual([])
    expect((await ask()).error?.code).toBe('PERSISTED_QUERY_NOT_FOUND')
  })
})

describe('a storefront that is closed to other frontends', () => {
  it('answers what our own asks, by id or text, and refuses everything else', async () => {
    const [id, query] = named('Website')
    expect((await closed.caller().post(JSON.stringify({ documentId: id }))).errors).toEqual([])
    expect((await closed.caller().send(query)).errors).toEqual([])
    const other = await closed.caller().send('{ websiteCurrent { code } }')
    expect([other.status, other.error?.code]).toEqual([403, 'OPERATION_NOT_ALLOWED'])
    const byGet = await fetch(`${closed.url}/graphql?query={websiteCurrent{code}}`)
    expect(byGet.status).toBe(403)
  })

  it('leaves the back office as it was', async () => {
    const { token } = await closed.client()
    const answer = await fetch(`${closed.url}/admin/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ __typename }' }),
    })
    expect(await answer.json()).toEqual({ data: { __typename: 'Query' } })
  })
})
