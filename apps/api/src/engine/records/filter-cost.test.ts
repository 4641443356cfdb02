import { model } from '@portico/schema'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Caller } from '../../testing/caller.ts'
import type { ApiClient } from '../../testing/client.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { conditionOf } from './filter.ts'

let shop: OpenShop
let erp: ApiClient
let graphql: Caller

/** More rows than the house of these tests lets anybody walk through. */
const rows = 40_000

beforeAll(async () => {
  shop = await openShop({ env: { FILTER_MAX_COST: '600' } })
  erp = await shop.client()
  graphql = new Caller(`${shop.url}/admin/graphql`, erp.token)
  const { db } = shop.built.database
  await sql`
    insert into audit_entries (id, at, by, principal_id, principal, organization_id, door, entity, row_id, deed, request_id, updated_at)
    select gen_random_uuid(), now(), 'client', 'principal ' || n % 7, 'Somebody', ${shop.website.organizationId}, 'test', 'brand', n::text, 'update',
      'request ' || n / 3, now()
    from generate_series(1, ${rows}::int) n`.execute(db)
  await sql`analyze audit_entries`.execute(db)
})
afterAll(() => shop.close())

const ask = (query: string) => send(erp, `/admin/api/${query}`)

/** Statements of a list beyond those that any request of this caller needs. */
async function statementsOf(query: string): Promise<number> {
  const counted = async (path: string) => {
    const before = shop.statements()
    const { errors } = await ask(path)
    expect(errors).toBeUndefined()
    return shop.statements() - before
  }
  await counted(query)
  const alone = await counted('units?page[size]=1')
  return (await counted(query)) - alone
}

describe('a filter that no index serves on a large table', () => {
  it.each([
    ['a search within texts', 'auditEntries?filter[principal][contains]=body'],
    ['a comparison', 'auditEntries?filter[deed]=update'],
    ['an index that leaves nearly everything', 'auditEntries?filter[principalId]=principal 1'],
    ['a field of a related row', 'auditEntries?filter[organization.name][starts]=P'],
    ['one way of several', 'auditEntries?filter[or][0][requestId]=request 1&filter[or][1][deed]=x'],
  ])('is refused with what has an index: %s', async (_what, query) => {
    const { status, errors } = await ask(query)
    expect([status, errors?.[0]?.code, errors?.[0]?.source]).toEqual([
      400,
      'FILTER_TOO_COSTLY',
      { parameter: 'filter' },
    ])
    expect(errors![0]!.detail).toContain('requestId')
  })

  it('is refused at GraphQL as well, and so is an order', async () => {
    const listed = await graphql.send('{ auditEntries(filter: { principal: { contains: "body" } }) { nodes { id } } }')
    expect(listed.error).toMatchObject({ code: 'FILTER_TOO_COSTLY', path: 'filter' })
    const sorted = await graphql.send('{ auditEntries(sort: [{ deed: asc }]) { nodes { id } } }')
    expect(sorted.error).toMatchObject({ code: 'SORT_TOO_COSTLY', path: 'sort' })
  })

  it('is answered where another condition narrows it', async () => {
    const { errors, many } = await ask('auditEntries?filter[principal][contains]=body&filter[requestId]=request 7')
    expect([errors, many.length]).toEqual([undefined, 3])
  })
})

describe('an order that no index gives', () => {
  it('is refused for a large table, and taken once a filter leaves few rows', async () => {
    const refused = await ask('auditEntries?sort=deed,-id')
    expect([refused.status, refused.errors?.[0]?.code]).toEqual([400, 'SORT_TOO_COSTLY'])
    expect((await ask('auditEntries?sort=-rowId&filter[requestId]=request 7')).many).toHaveLength(3)
    expect((await ask('auditEntries?sort=-at&page[size]=5')).many).toHaveLength(5)
  })
})

describe('a list that is asked for often', () => {
  it.each([
    ['by nothing', 'auditEntries?page[size]=5'],
    ['in the order of an index', 'auditEntries?page[size]=5&sort=at'],
    ['by what is unique', 'products?filter[sku]=DRILL-18'],
    ['by an index that leaves few rows', 'auditEntries?filter[requestId]=request 7'],
    ['by several such values', 'auditEntries?filter[requestId][in]=request 7,request 8'],
    ['by a related row that is unique', 'prices?filter[product.sku]=DRILL-18'],
    [
      'by anything in small tables',
      'products?filter[name][contains]=a&filter[brand.name][exists]=false&sort=-updatedAt',
    ],
  ])('sends one statement, and none to find out what it would cost: %s', async (_what, query) => {
    expect(await statementsOf(query)).toBe(0)
  })

  it('asks once where it may be costly, and is not', async () => {
    expect(await statementsOf(`auditEntries?filter[at][gt]=2999-01-01&page[size]=1`)).toBe(1)
  })
})

describe('equal filters', () => {
  it('are equal statements, so that PostgreSQL knows them again', () => {
    const scope = {
      model,
      sight: { audience: 'backOffice', hides: () => false },
      visible: () => () => sql`true`,
      tellsLinks: true,
    } as const
    const text = () =>
      conditionOf(
        {
          and: [
            { path: 'product.brand.code', op: 'eq', value: 'acme' },
            { relation: 'product', where: { path: 'prices.currency', op: 'eq', value: 'EUR' } },
          ],
        },
        model.entities.get('price')!,
        scope,
      )('t0').compile(shop.built.database.db).sql
    expect(text()).toBe(text())
    expect(text()).toContain('"products" as "f1"')
    expect(text()).toContain('"brands" as "f2"')
  })
})
