import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { Caller, granted } from '../../testing/caller.ts'
import { clientAt, send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

// What is related to a row is a list as any other, at both sides.

const lines = 27
let shop: OpenShop
let buyer: Buyer
let orderId: string

beforeAll(async () => {
  shop = await openShop()
  buyer = new Buyer(shop)
  await buyer.pays(await buyer.atTheTill())
  orderId = (await granted(buyer.complete())).order!.id
  await shop.database.pool.query(
    `insert into order_lines select (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid(), 'position', n))).*
     from order_lines l, generate_series(2, ${lines}) n where order_id = $1`,
    [orderId],
  )
})
afterAll(() => shop.close())

const positions = (many: { attributes?: Record<string, unknown> }[]) =>
  many.map(({ attributes }) => attributes!['position'])
const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at)

describe.each([
  ['/api', () => Promise.resolve(clientAt(shop.url, buyer.caller.token))],
  ['/admin/api', () => shop.client()],
])('at %s', (base, clientOf) => {
  it('what is related comes in pages, in the order of the relation, and is counted, filtered and sorted', async () => {
    const client = await clientOf()
    const path = `${base}/orders/${orderId}/lines`
    const first = await send(client, `${path}?page[total]=true`)
    expect([positions(first.many), first.body.meta]).toEqual([
      upTo(1, 20),
      { page: { size: 20, after: expect.any(String) as string }, total: lines },
    ])
    const second = await send(client, first.body.links!['next']!)
    expect([positions(second.many), second.body.links!['next']]).toEqual([upTo(21, lines), null])
    const found = await send(client, `${path}?filter[position][gt]=24&sort=-position`)
    expect(positions(found.many)).toEqual([27, 26, 25])
    const numbered = await send(client, `${path}?page[size]=10&page[number]=3`)
    expect(positions(numbered.many)).toEqual(upTo(21, lines))
    for (const [query, code] of [
      ['page[size]=101', 'PAGE_SIZE_INVALID'],
      ['page[after]=nonsense', 'CURSOR_INVALID'],
      ['filter[colour]=red', 'FIELD_UNKNOWN'],
    ])
      expect([query, (await send(client, `${path}?${query}`)).errors?.[0]?.code]).toEqual([query, code])
  })
})

it('is nothing to whom the row is not theirs, and is not found by what the shop does not show', async () => {
  const stranger = new Buyer(shop)
  await granted(stranger.add())
  const other = await send(clientAt(shop.url, stranger.caller.token), `/api/orders/${orderId}/lines`)
  expect([other.status, other.errors?.[0]?.code]).toEqual([404, 'NOT_FOUND'])
  const own = clientAt(shop.url, buyer.caller.token)
  const secret = await send(own, `/api/orders/${orderId}/lines?filter[order.internalNote]=x`)
  expect([secret.status, secret.errors?.[0]?.code]).toEqual([400, 'FIELD_UNKNOWN'])
  expect((await send(own, `/api/orders/${orderId}/payments`)).many).toHaveLength(1)
})

it('mutations of the shop are done one by one: what was done is told, beside what was refused', async () => {
  const { text } = await new Caller(`${shop.url}/graphql`, buyer.caller.token).send(
    'mutation { a: cartAddLine(input: { sku: "DRILL-18", quantity: "1" }) { itemCount } b: cartAddLine(input: { sku: "NOTHING", quantity: "1" }) { id } }',
  )
  const { data, errors } = JSON.parse(text) as { data: unknown; errors: { path: string[] }[] }
  expect(data).toEqual({ a: { itemCount: expect.anything() as unknown }, b: null })
  expect(errors.map(({ path }) => path)).toEqual([['b']])
})
