import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  lexicographicSortSchema,
  printSchema,
  type IntrospectionQuery,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomIds } from '../../../kernel/ids.ts'
import { repositoryRoot } from '../../../kernel/root.ts'
import { Caller, granted } from '../../../testing/caller.ts'
import { skus } from '../../../testing/fixtures/furniture.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'
import { still } from '../../../testing/stillness.ts'

let shop: OpenShop
let erp: Caller
beforeAll(async () => {
  shop = await openShop()
  erp = await callerOf()
})
afterAll(() => shop.close())

const callerOf = async (...grants: Parameters<OpenShop['client']>) =>
  new Caller(`${shop.url}/admin/graphql`, (await shop.client(...grants)).token)

/** Sends something that must be refused, and holds it to having moved nothing. */
const refused = async (query: string, variables?: Record<string, unknown>, caller = erp) =>
  (await still(shop.database, () => caller.send(query, variables))).error

interface Found {
  totalCount: number
  nodes: Record<string, unknown>[]
}

describe('the back office’s schema', () => {
  it('is served as it was promised in contracts/', async () => {
    const { data } = JSON.parse(
      (await erp.send(getIntrospectionQuery({ schemaDescription: true, inputValueDeprecation: true }))).text,
    ) as { data: IntrospectionQuery }
    const promised = readFileSync(join(repositoryRoot(), 'contracts/graphql/back-office.graphql'), 'utf8')
    const plain = (text: string) => printSchema(lexicographicSortSchema(buildSchema(text)))
    expect(plain(printSchema(buildClientSchema(data)))).toBe(plain(promised))
  })

  it('is for callers with an access token of the back office alone; a browser gets the explorer', async () => {
    const stranger = await new Caller(`${shop.url}/admin/graphql`).send('{ __typename }')
    expect([stranger.status, stranger.error?.code]).toEqual([401, 'ACCESS_TOKEN_REQUIRED'])
    const wrong = await new Caller(`${shop.url}/admin/graphql`, 'pt_somebody').send('{ __typename }')
    expect(wrong.status).toBe(401)
    const page = await fetch(`${shop.url}/admin/graphql`, { headers: { accept: 'text/html' } })
    expect([page.status, (await page.text()).includes('/admin/graphql')]).toEqual([200, true])
  })
})

describe('a list', () => {
  it('is read in one statement however deep it is, and one for its total', async () => {
    const counted = async (query: string) => {
      await erp.send(query)
      const before = shop.statements()
      const { errors } = await erp.send(query)
      expect(errors).toEqual([])
      return shop.statements() - before
    }
    const alone = await counted('{ __typename }')
    const flat = await counted('{ products { nodes { sku } } }')
    const deep = await counted(
      '{ products { nodes { sku brand { code } prices { amount { amount } unit { code } priceList { code assignments { priority website { code } } } } } } }',
    )
    expect([flat - alone, deep - alone]).toEqual([1, 1])
    const two = await counted(
      '{ products { nodes { sku } } prices { nodes { product { sku units { unit { code } } } } } }',
    )
    expect(two - alone).toBe(2)
    const whole = await counted('{ products(filter: { sku: { exists: true } }) { totalCount nodes { sku } } }')
    expect(whole - alone).toBe(2)
  })

  it('may be of a hundred rows with all their fields and relations, however `first` is said', async () => {
    const fields = Array.from({ length: 45 }, (_, at) => `f${at}: code`).join(' ')
    const relations = Array.from({ length: 4 }, (_, at) => `r${at}: brand { ${fields} }`).join(' ')
    const query = (first: string) => `products(first: ${first}) { nodes { ${relations} } }`
    expect((await erp.send(`{ ${query('100')} }`)).errors).toEqual([])
    expect((await erp.send(`query ($first: Int!) { ${query('$first')} }`, { first: 100 })).errors).toEqual([])
    const twice = `{ ${query('100')} again: ${query('100')} more: ${query('100')} }`
    expect(await refused(twice)).toMatchObject({ code: 'QUERY_TOO_COSTLY' })
  })

  it('that would fan out into more rows than can be answered is refused before it is read', async () => {
    const asked = (first: number, inner: string) =>
      refused(`{ products(first: ${first}) { nodes { prices { product { prices { product { ${inner} } } } } } } }`)
    const prices = 'prices { id }'
    expect(await asked(100, prices)).toMatchObject({ code: 'QUERY_TOO_COSTLY' })
    expect(await asked(2, prices)).toBeUndefined()
    const before = shop.statements()
    await asked(100, prices)
    const alone = shop.statements() - before
    // an action must not be done and then refuse to tell
    const answer = 'lines { product { prices { product { prices { product { prices { id } } } } } } }'
    const verb = await refused(`mutation { orderCancel(input: { id: "${randomIds.next()}" }) { ${answer} } }`)
    expect(verb).toMatchObject({ code: 'QUERY_TOO_COSTLY' })
    expect(alone).toBeLessThan(5)
  })

  it('is not filtered by what every text holds, or by nothing', async () => {
    for (const condition of ['contains', 'starts', 'ends', 'neq', 'eq'])
      expect(
        await refused(`mutation { priceDeleteWhere(filter: { currency: { ${condition}: "" } }) { count } }`),
      ).toMatchObject({ code: 'FIELD_INVALID', path: `filter.currency.${condition}` })
    expect(await refused('{ prices(filter: { or: [] }) { nodes { id } } }')).toMatchObject({ code: 'FIELD_INVALID' })
  })

  it('is filtered by what one and the same related row fulfils, nested in and, or and not', async () => {
    const skusOf = async (filter: object) => {
      const { nodes } = await granted(
        erp.send<Found>('query ($filter: ProductFilter) { products(filter: $filter, first: 100) { nodes { sku } } }', {
          filter,
        }),
      )
      return nodes.map(({ sku }) => sku)
    }
    const drill = { sku: { eq: skus.drill } }
    expect(await skusOf({ ...drill, prices: { currency: { eq: 'EUR' }, amount: { gt: '100' } } })).toEqual([skus.drill])
    expect(await skusOf({ ...drill, prices: { currency: { eq: 'USD' }, amount: { gt: '100000' } } })).toEqual([])
    expect(await skusOf({ and: [drill, { not: { or: [{ sku: { starts: 'DRILL' } }] } }] })).toEqual([])
    expect(await skusOf({ or: [drill, { sku: { eq: skus.cable } }] })).toHaveLength(2)
    expect(await skusOf({ name: { contains: 'Produkt DRILL' }, ...drill })).toEqual([skus.drill])
  })

  it('is sorted over relations, and goes on after a cursor of the same order alone', async () => {
    const sorted = await granted(
      erp.send<Found & { edges: { cursor: string }[] }>(
        '{ prices(sort: [{ product: { sku: desc } }, { quantity: asc }], first: 1) { edges { cursor } nodes { id } } }',
      ),
    )
    const other = await refused(`{ prices(after: "${sorted.edges[0]!.cursor}") { nodes { id } } }`)
    expect(other).toMatchObject({ code: 'CURSOR_INVALID' })
    expect(await refused('{ prices(sort: [{ quantity: asc, currency: asc }]) { nodes { id } } }')).toMatchObject({
      code: 'FIELD_INVALID',
      path: 'sort.0',
    })
    expect(await refused('{ prices(page: 2, after: "x") { nodes { id } } }')).toMatchObject({ code: 'FIELD_INVALID' })
    expect(await refused('{ prices(first: 0) { nodes { id } } }')).toMatchObject({ code: 'PAGE_SIZE_INVALID' })
    expect(await refused('{ prices(filter: { product: { sku: {} } }) { nodes { id } } }')).toMatchObject({
      code: 'FIELD_INVALID',
      path: 'filter.product.sku',
    })
  })
})

describe('rows that are not the caller’s to read', () => {
  it('are refused, not found or null, and hidden fields are unknown, wherever they are asked for', async () => {
    const clerk = await callerOf([{ entity: 'brand', deed: '*', level: 'all', hidden: ['slug'] }])
    expect(await refused('{ products { nodes { sku } } }', {}, clerk)).toMatchObject({ code: 'FORBIDDEN' })
    expect(await refused('{ brands { nodes { slug } } }', {}, clerk)).toMatchObject({ code: 'FIELD_UNKNOWN' })
    expect(await refused('{ brands(filter: { slug: { eq: "a" } }) { nodes { id } } }', {}, clerk)).toMatchObject({
      code: 'FIELD_UNKNOWN',
    })
    expect(
      await refused('mutation { unitDeleteWhere(filter: { code: { eq: "x" } }) { count } }', {}, clerk),
    ).toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('writes', () => {
  const brand = { code: 'acme', slug: 'acme', name: 'Acme' }

  it('name what they link to by its key, and answer what has become of the row', async () => {
    const { brand: made, version } = await granted(
      erp.act<{ version: string; brand: object }>('brandCreate', brand, 'version brand { code version }'),
    )
    expect(made).toEqual({ code: 'acme', version })
    const linked = await granted(
      erp.send<{ product: object }>(
        'mutation { productUpsert(key: { sku: "DRILL-18" }, input: { brand: { code: "acme" } }) { created product { brand { name } } } }',
      ),
    )
    expect(linked).toEqual({ created: false, product: { brand: { name: 'Acme' } } })
    expect(
      await refused('mutation { productUpsert(key: { sku: "DRILL-18" }, input: { brand: { code: "none" } }) { id } }'),
    ).toMatchObject({ code: 'REFERENCE_NOT_FOUND', path: 'brand' })
    expect(await refused(`mutation { brandDeleteWhere(filter: { code: { eq: "acme" } }) { count } }`)).toMatchObject({
      code: expect.stringMatching(/^(STILL_REFERENCED|CONFLICT)$/) as string,
    })
  })

  it('are done one by one: what was done is told, beside what was refused', async () => {
    const { text } = await erp.send(
      'mutation { a: brandCreate(input: { code: "twin", name: "One", slug: "twin" }) { id } b: brandCreate(input: { code: "twin", name: "Two", slug: "twin" }) { id } }',
    )
    const { data, errors } = JSON.parse(text) as { data: { a: { id: string }; b: null }; errors: { path: string[] }[] }
    expect(data).toEqual({ a: { id: expect.any(String) as string }, b: null })
    expect(errors.map(({ path }) => path)).toEqual([['b']])
  })

  it('of many rows want a filter that says something', async () => {
    for (const filter of [{}, { and: [] }, { code: null }, { code: {} }, { not: {} }, { or: [{}] }])
      expect(
        await refused('mutation ($filter: BrandFilter!) { brandDeleteWhere(filter: $filter) { count } }', { filter }),
      ).toMatchObject({ code: 'FIELD_INVALID' })
    expect((await erp.send('mutation { brandDeleteWhere { count } }')).error?.code).toBe('QUERY_INVALID')
    const none = await erp.send<{ count: number }>(
      'mutation { brandDeleteWhere(filter: { code: { starts: "nobody" } }, dryRun: true) { count } }',
    )
    expect(none.value).toEqual({ count: 0 })
  })

  it('tell everything that is wrong together, each with its field', async () => {
    const error = await refused('mutation ($input: BrandCreateInput!) { brandCreate(input: $input) { id } }', {
      input: { code: 'b'.repeat(300), slug: 'No slug', name: 'Long' },
    })
    expect(error?.refusals?.map(({ path }) => path).sort()).toEqual(['code', 'slug'])
  })
})

describe('a batch', () => {
  const send = (operations: object[], dryRun = false) =>
    erp.send<{ operation: string; id: string; created: boolean; count: number }[]>(
      'mutation ($operations: [BatchOperation!]!, $dryRun: Boolean!) { batch(operations: $operations, dryRun: $dryRun) { operation local id created count } }',
      { operations, dryRun },
    )
  const create = (code: string) => ({ brandCreate: { input: { code, slug: code, name: code } } })
  const brands = async () =>
    (await granted(erp.send<Found>('{ brands(filter: { code: { starts: "batch" } }) { totalCount } }'))).totalCount

  it('writes all in their order, later ones by the local names of earlier ones', async () => {
    const done = await granted(
      send([
        { local: 'b', ...create('batch-1') },
        { brandUpdate: { id: 'local:b', input: { name: 'Renamed' } } },
        { productUpsert: { key: { sku: skus.cable }, input: { brandId: 'local:b' } } },
        create('batch-2'),
        { brandDeleteWhere: { filter: { code: { eq: 'batch-2' } } } },
      ]),
    )
    expect(done.map(({ operation, created, count }) => [operation, created, count])).toEqual([
      ['brandCreate', true, 1],
      ['brandUpdate', false, 1],
      ['productUpsert', false, 1],
      ['brandCreate', true, 1],
      ['brandDeleteWhere', false, 1],
    ])
    const product = await erp.send<object>(`{ productByKey(key: { sku: "${skus.cable}" }) { brand { code name } } }`)
    expect(product.value).toEqual({ brand: { code: 'batch-1', name: 'Renamed' } })
  })

  it('does nothing where one is refused, and says which', async () => {
    const before = await brands()
    const { error } = await send([create('batch-3'), create('batch-4'), create('batch-3')])
    expect(error).toMatchObject({
      code: 'ALREADY_EXISTS',
      path: expect.stringMatching(/^operations\.2\.brandCreate/) as string,
    })
    expect((await send([create('batch-5'), { brandUpdate: { id: 'local:nobody', input: {} } }])).error?.code).toBe(
      'REFERENCE_NOT_FOUND',
    )
    expect((await send([])).error?.code).toBe('FIELD_INVALID')
    expect((await send([{ ...create('batch-6'), brandDelete: { id: 'x' } }])).error).toMatchObject({
      code: 'FIELD_INVALID',
      path: 'operations.0',
    })
    expect(await brands()).toBe(before)
  })

  it('is rehearsed', async () => {
    const before = await brands()
    expect((await granted(send([create('batch-7')], true)))[0]).toMatchObject({ created: true })
    expect(await brands()).toBe(before)
  })
})
