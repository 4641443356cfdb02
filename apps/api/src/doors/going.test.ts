import { graphqlSchema } from '@portico/schema/projections/graphql'
import { openapiDocument } from '@portico/schema/projections/openapi'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Caller, type Answer } from '../testing/caller.ts'
import type { ApiClient } from '../testing/client.ts'
import { going, modelInWhichGo } from '../testing/going-model.ts'
import { send, type Sent } from '../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../testing/shop.ts'

const model = modelInWhichGo(
  'brand.description',
  'product.brand',
  'customerGroup',
  'inventoryLevel.adjust',
  'cart.current',
  'Availability.status',
  'website.url',
)
/** 2026-11-01 and 2028-05-01, at midnight in Greenwich. */
const told = { deprecation: '@1793491200', sunset: 'Mon, 01 May 2028 00:00:00 GMT' }

let shop: OpenShop
let erp: ApiClient
let graphql: Caller
beforeAll(async () => {
  shop = await openShop({ model, env: { KEEP_ANSWERS_MS: '10000' } })
  erp = await shop.client()
  graphql = new Caller(`${shop.url}/admin/graphql`, erp.token)
})
afterAll(() => shop.close())

const headersOf = ({ headers }: Sent | Answer<unknown>) => ({
  deprecation: headers.get('deprecation'),
  sunset: headers.get('sunset'),
})
const nothing = { deprecation: null, sunset: null }
const ask = (path: string, init?: Parameters<typeof send>[2]) => send(erp, `/admin/api/${path}`, init)

describe('an answer of JSON:API tells what was used and is to go', () => {
  it.each<[string, string]>([
    ['a field that is answered', 'brands?page[size]=1'],
    ['a field that is chosen', 'brands?fields[brands]=description'],
    ['a field that is filtered by', 'brands?filter[description][exists]=true&fields[brands]=code'],
    [
      'a field of a related row, in a nested filter',
      'products?filter[not][brand.description][exists]=true&fields[products]=sku',
    ],
    ['a relation that is sorted over', 'products?sort=brand.code&fields[products]=sku'],
    ['a relation that is included', 'products?include=brand&fields[products]=sku&fields[brands]=code'],
    ['an entity', 'customerGroups?fields[customerGroups]=code'],
    ['a link to an entity', 'customers?fields[customers]=group'],
  ])('%s', async (_what, path) => {
    const answer = await ask(path)
    expect([answer.errors, headersOf(answer)]).toEqual([undefined, told])
    expect(answer.headers.get('link')).toBe('</admin/api/docs/>; rel="deprecation"; type="text/html"')
  })

  it.each([
    'brands?fields[brands]=code,name',
    'products?fields[products]=sku&sort=sku',
    'customers?fields[customers]=code',
    'openapi.json',
  ])('and nothing where nothing of it was used: %s', async (path) => {
    const answer = await ask(path)
    expect([answer.status, headersOf(answer)]).toEqual([200, nothing])
  })

  it('of a write: what is given, relationships at their own address, an action, a batch', async () => {
    const brand = (attributes: object) => ({
      method: 'POST',
      body: { data: { type: 'brands', attributes: { code: 'b', slug: 'b', name: 'B', ...attributes } } },
    })
    const fields = 'fields[brands]=code'
    expect(headersOf(await ask(`brands?${fields}&dryRun=true`, brand({})))).toEqual(nothing)
    expect(headersOf(await ask(`brands?${fields}&dryRun=true`, brand({ description: { en: 'B' } })))).toEqual(told)
    const [product] = (await ask('products?page[size]=1&fields[products]=sku')).many
    for (const path of [`products/${product!.id}/relationships/brand`, `products/${product!.id}/brand`])
      expect(headersOf(await ask(path))).toEqual(told)
    const [level] = (await ask('inventoryLevels?page[size]=1')).many
    const adjusted = await ask(`inventoryLevels/${level!.id}/actions/adjust?fields[inventoryLevels]=onHand`, {
      method: 'POST',
      body: { data: { type: 'inventoryLevelAdjust', attributes: { change: '1', reason: 'received' } } },
      headers: { 'idempotency-key': 'going-1' },
    })
    expect([adjusted.errors, headersOf(adjusted)]).toEqual([undefined, told])
    const batch = await erp.fetch('/admin/api/batches?type=customerGroups&mode=upsert', {
      method: 'POST',
      body: '{"code":"x","name":"X"}\n',
      headers: { 'content-type': 'application/jsonl' },
    })
    expect([batch.status, batch.headers.get('sunset')]).toEqual([202, told.sunset])
  })
})

describe('an answer of GraphQL tells what was used and is to go', () => {
  it.each([
    ['{ brands { nodes { description } } }', told],
    ['{ products(filter: { brand: { code: { eq: "x" } } }) { nodes { sku } } }', told],
    ['{ products(sort: [{ brand: { code: asc } }]) { nodes { sku } } }', told],
    ['{ customerGroups { totalCount } }', told],
    ['{ customers { nodes { group { id } } } }', told],
    [
      'mutation { brandUpsert(key: { code: "g" }, input: { slug: "g", name: "G", description: {en: "g"} }, dryRun: true) { id } }',
      told,
    ],
    ['mutation { customerGroupDeleteWhere(filter: { code: { eq: "none" } }) { count } }', told],
    ['{ brands { nodes { code } } }', nothing],
    ['{ products(sort: [{ sku: asc }]) { nodes { sku name } } }', nothing],
  ])('%s', async (query, expected) => {
    const answer = await graphql.send(query)
    expect([answer.errors, headersOf(answer)]).toEqual([[], expected])
  })

  it('at the storefront as well, also where an answer is kept for a moment', async () => {
    for (const expected of [told, told]) {
      const answer = await shop.caller().send('{ websiteCurrent { url } }')
      expect([answer.errors, headersOf(answer)]).toEqual([[], expected])
    }
    expect(headersOf(await shop.caller().send('{ websiteCurrent { code } }'))).toEqual(nothing)
    expect(headersOf(await shop.caller().send('{ cartCurrent { id } }'))).toEqual(told)
    const listing = (of: string) => shop.caller().send(`{ productSearch(input: { first: 1 }) { items { ${of} } } }`)
    expect(headersOf(await listing('sku availability { status }'))).toEqual(told)
    expect(headersOf(await listing('sku availability { text }'))).toEqual(nothing)
    const searched = await send(
      { fetch: (path, init) => fetch(shop.url + path, init) },
      '/api/websites/questions/current',
    )
    expect(headersOf(searched)).toEqual(told)
  })
})

describe('what is promised says what is to go', () => {
  it('in both GraphQL schemas, by @deprecated with the day and what takes its place', () => {
    const reason =
      '@deprecated(reason: "Deprecated since 2026-11-01, may be gone from 2028-05-01 on: use what is newer.")'
    const lines = (audience: 'storefront' | 'backOffice') =>
      graphqlSchema(model, audience)
        .split('\n')
        .flatMap((line) => (line.includes(reason) ? [line.replace(reason, '').trim()] : []))
    expect(lines('backOffice')).toEqual(
      expect.arrayContaining([
        'description: LocalizedText',
        'description: LocalizedTextFilter',
        'brand: Brand',
        'brandId: ID',
        'brand: BrandKey',
        'brand: BrandFilter',
        'brandId: IdFilter',
        'brand: BrandSort',
        'group: CustomerGroup',
        'inventoryLevelAdjust(input: InventoryLevelAdjustInput!, ifVersion: String, dryRun: Boolean! = false): InventoryLevel',
        'customerGroup(id: ID!): CustomerGroup',
        'customerGroupDelete(id: ID!, ifVersion: String, dryRun: Boolean! = false): Deletion',
        'customerGroupCreate: CustomerGroupCreateOperation',
      ]),
    )
    expect(lines('storefront')).toEqual(
      expect.arrayContaining(['url: String', 'cartCurrent: Cart', 'status: AvailabilityStatus!']),
    )
  })

  it('in OpenAPI, with the day as x-sunset, wherever it stands', () => {
    const document = openapiDocument(model, 'backOffice') as {
      paths: Record<string, Record<string, Record<string, unknown>>>
      components: { schemas: Record<string, Record<string, unknown>> }
    }
    const isGoing = {
      deprecated: true,
      'x-sunset': going.sunset,
      description: expect.stringContaining('use what is newer') as string,
    }
    const at = (...path: string[]) =>
      path.reduce<Record<string, unknown>>(
        (here, key) => here[key] as Record<string, unknown>,
        document.components.schemas,
      )
    expect(at('Brand', 'properties', 'attributes', 'properties', 'description')).toMatchObject(isGoing)
    const written = ['properties', 'data', 'properties', 'attributes', 'properties', 'description']
    expect(at('BrandCreate', ...written)).toMatchObject(isGoing)
    expect(at('BrandFilter', 'properties', 'description')).toMatchObject(isGoing)
    expect(at('Product', 'properties', 'relationships', 'properties', 'brand')).toMatchObject(isGoing)
    for (const [path, method] of [
      ['/customerGroups', 'get'],
      ['/customerGroups/{id}', 'patch'],
      ['/inventoryLevels/{id}/actions/adjust', 'post'],
      ['/products/{id}/brand', 'get'],
      ['/products/{id}/relationships/brand', 'patch'],
    ] as const)
      expect([path, document.paths[path]![method]]).toMatchObject([path, isGoing])
    expect(document.paths['/products']!['get']).not.toHaveProperty('deprecated')
  })
})

describe('every answer', () => {
  it.each([
    '/admin/api/brands',
    '/api/openapi.json',
    '/graphql?query={__typename}',
    '/admin/graphql',
    '/admin/api/nowhere',
  ])('tells the version of what is promised: %s', async (path) => {
    expect((await erp.fetch(path)).headers.get('portico-api-version')).toBe('1.0')
  })
})
