import { model } from '@portico/schema'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sql } from '../../kernel/db.ts'
import { randomIds } from '../../kernel/ids.ts'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import type { ApiClient } from '../../testing/client.ts'
import { each, everything } from '../../testing/everybody.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

interface Operation {
  operationId: string
  /** Each alternative names the scopes that are needed together. */
  security?: { oauth?: string[] }[]
}
interface Asked {
  method: string
  path: string
  operation: Operation
}

let shop: OpenShop
/** Every operation of the document that names scopes. */
let operations: Asked[]
/** One row of each resource type, where the shop has one. */
const rows = new Map<string, string>()
/** What clients are made of: they are made here as they are needed. */
const callers = ['apiClient', 'apiClientRole', 'role']
const clients = new Map<string, Promise<ApiClient>>()

beforeAll(async () => {
  shop = await openShop()
  const buyer = new Buyer(shop)
  await buyer.pays(await buyer.atTheTill())
  await granted(buyer.complete())
  const document = (await (await fetch(`${shop.url}/admin/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, Operation>>
  }
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) =>
      operation.security?.some(({ oauth = [] }) => oauth.length > 0)
        ? [{ method: method.toUpperCase(), path, operation }]
        : [],
    ),
  )
  for (const { table, plural } of model.entities.values()) {
    const found = await sql<{ id: string }>`select id from ${sql.table(table)} order by id limit 1`.execute(
      shop.database.db,
    )
    if (found.rows[0]) rows.set(plural, found.rows[0].id)
  }
})
afterAll(() => shop.close())

/** A client that may do everything, by a token that was asked for with these scopes only. */
function withScopes(scope: string): Promise<ApiClient> {
  const known = clients.get(scope) ?? shop.client(undefined, { scope })
  clients.set(scope, known)
  return known
}

/** Asks in rehearsal: with a body of the right form that says nothing, about a row that is there, or about none. */
async function ask(scope: string, asked: Asked, there: boolean) {
  const { method, path } = asked
  const own = inItsOwnWay(asked)
  if (own) {
    const answer = await (await withScopes(scope)).fetch(`/admin/api${own.address}`, { method, ...own })
    const { errors } = (await answer.json()) as { errors?: { code: string }[] }
    return { status: answer.status, code: errors?.[0]?.code }
  }
  const [, plural = '', ...rest] = path.split('/')
  const id = (there ? rows.get(plural) : undefined) ?? randomIds.next()
  const address = `/admin/api${path.replace('{id}', id)}${method === 'GET' || rest[0] === 'search' ? '' : '?dryRun=true'}`
  const filter = method === 'DELETE' && rest.length === 0 ? `&filter[id]=${id}` : ''
  const data = rest[1] === 'relationships' ? [] : { type: plural, attributes: {} }
  const body = method === 'GET' || (method === 'DELETE' && rest[1] !== 'relationships') ? undefined : { data, meta: {} }
  const { status, errors } = await send(await withScopes(scope), address + filter, {
    method,
    ...(body ? { body } : {}),
  })
  return { status, code: errors?.[0]?.code }
}

interface OwnWay {
  address: string
  headers: Record<string, string>
  body: string
}

/** Operations that are no entity's: each is asked to write rows of the entity that the first of its scopes names. */
function inItsOwnWay(asked: Asked): OwnWay | undefined {
  const { plural } = model.entities.get(least(asked).split(':')[0]!)!
  const ways: Record<string, OwnWay> = {
    '/operations': {
      address: '/operations?dryRun=true',
      headers: { 'content-type': 'application/vnd.api+json; ext="https://jsonapi.org/ext/atomic"' },
      body: JSON.stringify({ 'atomic:operations': [{ op: 'add', data: { type: plural, attributes: {} } }] }),
    },
    '/batches': {
      address: `/batches?type=${plural}&mode=create&dryRun=true`,
      headers: { 'content-type': 'application/jsonl' },
      body: '{}',
    },
    '/media/{key}': { address: '/media/scopes?dryRun=true', headers: { 'content-type': 'text/plain' }, body: 'x' },
  }
  return ways[asked.path]
}

const needsOf = ({ operation }: Asked) => operation.security!.map(({ oauth = [] }) => oauth.join(' '))
const least = (asked: Asked) => needsOf(asked)[0]!

it('names the scopes of every operation on an entity', () => {
  expect(operations.length).toBeGreaterThan(1_500)
  expect(operations.filter((asked) => !/^\w+:(read|write)/.test(least(asked)))).toEqual([])
})

it('lets in who has exactly the scopes that an operation names, the least and all others', async () => {
  // a batch is a job, also one that is rehearsed
  const besides = [...callers, 'job']
  const before = await everything(shop, besides)
  const wrong = await each(operations, async (asked) => {
    const reads = asked.method === 'GET'
    // by all alternatives at one of each kind of address; the least of them everywhere
    const scopes = /^\/(brands|orders)(\/|$)/.test(asked.path) ? needsOf(asked) : [least(asked)]
    for (const scope of scopes) {
      const { status, code } = await ask(scope, asked, reads)
      // a question may want to know more than none was told
      const asks = asked.path.includes('/questions/') && code === 'FIELD_REQUIRED'
      const through = !reads || status === 200 || asks || (status === 404 && !rows.has(asked.path.split('/')[1]!))
      if (!through || status >= 500 || status === 401 || code === 'FORBIDDEN')
        return `${asked.method} ${asked.path} by ${scope}: ${status} ${code}`
    }
    return undefined
  })
  expect(wrong).toEqual([])
  expect(await everything(shop, besides)).toEqual(before)
}, 240_000)

it('refuses who lacks them with 403, and nothing moves', async () => {
  const before = await everything(shop, callers)
  const wrong = await each(operations, async (asked) => {
    // who may write may read too: whoever may do everything with another entity, and only read what an operation writes
    const others =
      /^\/(brands|media)/.test(asked.path) || least(asked).includes('brand:') ? 'unit:write' : 'brand:write'
    const scope = least(asked).includes(':write') ? `${least(asked).replaceAll(':write', ':read')} ${others}` : others
    const { status, code } = await ask(scope, asked, true)
    return status === 403 && code === 'FORBIDDEN'
      ? undefined
      : `${asked.method} ${asked.path} by ${scope}: ${status} ${code}`
  })
  expect(wrong).toEqual([])
  expect(await everything(shop, callers)).toEqual(before)
}, 240_000)
