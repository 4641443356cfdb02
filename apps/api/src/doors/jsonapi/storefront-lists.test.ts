import { isSortable, model, operatorsOf, type Entity } from '@portico/schema'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFrontend } from '../../testing/app-sign-in.ts'
import { Buyer } from '../../testing/buyer.ts'
import { granted, type Caller } from '../../testing/caller.ts'
import { Clerk } from '../../testing/clerk.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { clientAt, send, type Sent } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

// Lists of the shop are filtered, sorted and paged as those of the back office, over what is shown there and is the caller's.

const password = 'a fine password 1'
let shop: OpenShop
let clerk: Clerk
let companyId: string
let ada: Caller
let carl: Caller
let eve: Caller
let mo: Caller

async function person(name: string, customerId: string): Promise<Caller> {
  const email = `${name}@example.com`
  const id = await clerk.make('customerUser', {
    ...{ email, role: 'buyer', customerId, websiteId: shop.website.id, firstName: name, lastName: 'Tester' },
  })
  await clerk.act('customerUser.setPassword', { id, password })
  const caller = shop.caller()
  await granted(caller.act('customerUserSignIn', { email, password }, 'token'))
  return caller
}

interface Filed {
  id: string
  number: string
}
const file = (caller: Caller, poNumber: string, sku: string, quantity: string, neededBy?: string) =>
  granted(caller.act<Filed>('rfqSubmit', { lines: [{ sku, quantity }], poNumber, neededBy }, 'id number'))

/** An order of somebody, and an invoice of it to their company. */
async function bought(caller: Caller, email: string, customerId: string): Promise<{ order: Filed; invoiceId: string }> {
  const buyer = new Buyer(shop, caller)
  await buyer.pays(await buyer.atTheTill({ email }))
  const { id: orderId } = (await granted(buyer.complete())).order!
  const amounts = { currency: 'EUR', subtotal: '100.00', taxTotal: '19.00', total: '119.00' }
  const { organizationId } = clerk
  const invoiceId = await clerk.make('invoice', { organizationId, customerId, orderId, ...amounts })
  await clerk.make('invoiceLine', {
    ...{ invoiceId, position: 1, sku: 'DRILL-18', name: 'Drill', unitCode: 'piece', quantity: '1', currency: 'EUR' },
    ...{ unitPrice: '100', rowTotal: '100.00', taxRate: '0.19', taxAmount: '19' },
  })
  await clerk.act('invoice.issue', { id: invoiceId })
  const { number } = await clerk.read('order', orderId, 'number')
  return { order: { id: orderId, number: number as string }, invoiceId }
}

/** A company with more requests than this house lets anybody walk through. */
async function many(organizationId: string): Promise<string> {
  const { pool } = shop.database
  const id = await clerk.make('customer', { code: 'many', name: 'Many', organizationId })
  await pool.query(
    `insert into rfqs (id, number, email, first_name, last_name, customer_id, website_id, note, updated_at)
     select gen_random_uuid(), 'MANY-' || n, 'mo@example.com', 'Mo', 'Tester', $1, $2, 'note ' || n, now() from generate_series(1, 40000) n`,
    [id, shop.website.id],
  )
  await pool.query('analyze rfqs')
  return id
}

beforeAll(async () => {
  shop = await openShop({ env: { FILTER_MAX_COST: '600' } })
  clerk = await Clerk.of(shop)
  const { organizationId } = clerk
  companyId = await clerk.make('customer', { code: 'one', name: 'One', organizationId })
  ada = await person('ada', companyId)
  carl = await person('carl', companyId)
  eve = await person('eve', await clerk.make('customer', { code: 'two', name: 'Two', organizationId }))
  mo = await person('mo', await many(organizationId))
  await file(ada, 'A-1', skus.drill, '10', '2099-01-01')
  await file(ada, 'A-2', skus.drill, '200', '2099-03-01')
  await file(ada, 'A-3', skus.cable, '5')
  await file(carl, 'A-4', skus.cable, '2.5', '2099-02-01')
  await file(eve, 'E-1', skus.drill, '10', '2099-01-01')
})
afterAll(() => shop.close())

const clientOf = ({ token }: Caller) => clientAt(shop.url, token)
const list = (caller: Caller, query: string): Promise<Sent> => send(clientOf(caller), `/api/${query}`)
const search = (caller: Caller, type: string, meta: object): Promise<Sent> =>
  send(clientOf(caller), `/api/${type}/search`, { method: 'POST', body: { meta } })
const rowsOf = ({ many, errors }: Sent) => {
  expect(errors).toBeUndefined()
  return many
}
const numbersOf = (sent: Sent): unknown[] => rowsOf(sent).map(({ attributes }) => attributes!.poNumber)

describe('a list of the shop', () => {
  it.each([
    ['filter[poNumber]=A-2', ['A-2']],
    ['filter[poNumber][in]=A-1,A-3,E-1&sort=poNumber', ['A-1', 'A-3']],
    ['filter[neededBy][gte]=2099-02-01&sort=neededBy', ['A-4', 'A-2']],
    ['filter[lines.sku]=CABLE&sort=-poNumber'.replace('CABLE', skus.cable), ['A-4', 'A-3']],
    ['filter[lines.requests.quantity][gte]=10&sort=poNumber', ['A-1', 'A-2']],
    ['filter[or][0][poNumber]=A-1&filter[or][1][not][neededBy][exists]=true&sort=poNumber', ['A-1', 'A-3']],
    ['sort=neededBy', ['A-1', 'A-4', 'A-2', 'A-3']],
    ['sort=customer.name,-poNumber', ['A-4', 'A-3', 'A-2', 'A-1']],
    ['', ['A-4', 'A-3', 'A-2', 'A-1']],
  ])('is what is asked for, of the caller’s own: %s', async (query, expected) => {
    expect(numbersOf(await list(ada, `rfqs?${query}`))).toEqual(expected)
    const others = numbersOf(await list(eve, `rfqs?${query}`))
    expect(others.filter((number) => number !== 'E-1')).toEqual([])
    const visitor = new Buyer(shop)
    await granted(visitor.add())
    expect(numbersOf(await list(visitor.caller, `rfqs?${query}`))).toEqual([])
    expect(numbersOf(await list(shop.caller(), `rfqs?${query}`))).toEqual([])
  })

  it('goes page by page, by the cursor and by number, and counts when asked to', async () => {
    const first = await list(ada, 'rfqs?sort=-neededBy&page[size]=3&page[total]=true')
    expect([numbersOf(first), first.body.meta!.total]).toEqual([['A-2', 'A-4', 'A-1'], 4])
    const next = await send(clientOf(ada), first.body.links!.next!)
    expect([numbersOf(next), next.body.links!.next]).toEqual([['A-3'], null])
    const second = await list(ada, 'rfqs?sort=poNumber&page[size]=2&page[number]=2&page[total]=true')
    expect([numbersOf(second), second.body.links!.last]).toEqual([
      ['A-3', 'A-4'],
      expect.stringContaining('page[number]=2') as string,
    ])
    const hers = await list(eve, 'rfqs?page[total]=true')
    expect(hers.body.meta!.total).toBe(1)
  })

  it('is asked for in a body, nested as deep as may be', async () => {
    const filter = {
      and: [{ lines: { sku: skus.drill } }, { not: { or: [{ poNumber: { starts: 'B' } }, { poNumber: 'A-1' }] } }],
    }
    const found = await search(ada, 'rfqs', { filter, sort: ['poNumber'], include: 'lines.requests' })
    expect(numbersOf(found)).toEqual(['A-2'])
    expect(found.body.included!.map(({ type }) => type).sort()).toEqual(['rfqLines', 'rfqRequests'])
    const wrong = await search(ada, 'rfqs', { filter: { or: [{ internalNote: 'x' }] } })
    expect(wrong.errors![0]).toMatchObject({
      code: 'FIELD_UNKNOWN',
      source: { pointer: '/meta/filter/or/0/internalNote' },
    })
  })

  it('is the same by GraphQL', async () => {
    const found = await granted(
      ada.send<{ items: { poNumber: string }[]; total: number; pageInfo: { endCursor: string; hasNextPage: boolean } }>(
        `query ($filter: RfqFilter) { rfqs(filter: $filter, sort: [{ neededBy: desc }], first: 1) { items { poNumber } total pageInfo { endCursor hasNextPage } } }`,
        { filter: { lines: { sku: { eq: skus.drill } } } },
      ),
    )
    expect([found.items, found.total, found.pageInfo.hasNextPage]).toEqual([[{ poNumber: 'A-2' }], 2, true])
    const rest = `{ rfqs(filter: { lines: { sku: { eq: "${skus.drill}" } } }, sort: [{ neededBy: desc }], first: 1, after: "${found.pageInfo.endCursor}") { items { poNumber } pageInfo { hasNextPage } } }`
    expect(await granted(ada.send(rest))).toEqual({ items: [{ poNumber: 'A-1' }], pageInfo: { hasNextPage: false } })
    expect(
      await granted(ada.send('{ rfqs(sort: [{ poNumber: asc }], first: 2, page: 2) { items { poNumber } } }')),
    ).toEqual({ items: [{ poNumber: 'A-3' }, { poNumber: 'A-4' }] })
    const hidden = await ada.send('{ rfqs(filter: { internalNote: { eq: "x" } }) { total } }')
    expect(hidden.error?.code).toBe('QUERY_INVALID')
  })
})

const listed = [...model.entities.values()].filter(({ storefront }) => storefront.includes('list'))
const shown = ({ show }: { show?: readonly string[] }) => show?.includes('storefront') ?? false
/** What an order and a filter may be about, of the entity itself. */
const fieldsOf = ({ fields }: Entity) => Object.entries(fields).filter(([, { kind }]) => operatorsOf[kind].length > 0)

describe.each(listed.map((entity) => [entity.plural, entity] as const))('of %s', (plural, entity) => {
  it('every field that is shown can be filtered by, and none that is not', async () => {
    const told = async (query: string) => (await list(ada, `${plural}?${query}`)).errors?.[0]?.code ?? 'in'
    for (const [key, field] of fieldsOf(entity)) {
      const should = shown(field) ? 'in' : 'FIELD_UNKNOWN'
      expect([key, await told(`filter[${key}][exists]=true`)]).toEqual([key, should])
      if (isSortable(field.kind)) expect([key, await told(`sort=-${key}`)]).toEqual([key, should])
    }
    for (const key of ['createdAt', 'updatedAt', 'constructor', 'colour']) {
      expect([key, await told(`filter[${key}][exists]=true`)]).toEqual([key, 'FIELD_UNKNOWN'])
      expect([key, await told(`sort=${key}`)]).toEqual([key, 'FIELD_UNKNOWN'])
    }
  })

  it('a filter leads to related rows that are shown, and to none that are not', async () => {
    for (const [key, relation] of Object.entries(entity.relations)) {
      const to = model.entities.get(relation.to)!
      const open = shown(relation) && !to.access.byArea
      const { errors, many } = await list(ada, `${plural}?filter[${key}.id][exists]=false`)
      expect([key, errors?.[0]?.code, many]).toEqual([key, open ? undefined : 'FIELD_UNKNOWN', []])
      for (const [field] of fieldsOf(to).filter(([, one]) => !shown(one))) {
        const path = `${key}.${field}`
        const refused = await list(ada, `${plural}?filter[${path}][exists]=true`)
        expect([path, refused.errors?.[0]?.code]).toEqual([path, 'FIELD_UNKNOWN'])
        const nested = await list(ada, `${plural}?filter[${key}][${field}][exists]=true`)
        expect([path, nested.status]).toEqual([path, 400])
      }
    }
  })
})

describe('what is not the caller’s to see', () => {
  let own: Awaited<ReturnType<typeof bought>>
  let colleagues: Awaited<ReturnType<typeof bought>>
  beforeAll(async () => {
    own = await bought(ada, 'ada@example.com', companyId)
    colleagues = await bought(carl, 'carl@example.com', companyId)
  })
  const idsOf = async (query: string) => rowsOf(await list(ada, query)).map(({ id }) => id)

  it('finds no row by way of it: a colleague’s order from an invoice', async () => {
    expect((await idsOf('invoices')).sort()).toEqual([own.invoiceId, colleagues.invoiceId].sort())
    expect(await idsOf('orders')).toEqual([own.order.id])
    expect(await idsOf(`invoices?filter[order.number]=${own.order.number}`)).toEqual([own.invoiceId])
    expect(await idsOf(`invoices?filter[order]=${own.order.id}`)).toEqual([own.invoiceId])
    for (const query of [
      `filter[order.number]=${colleagues.order.number}`,
      `filter[order][number][starts]=${colleagues.order.number}`,
      `filter[order]=${colleagues.order.id}`,
      `filter[order][in]=${colleagues.order.id}`,
      `filter[order.id]=${colleagues.order.id}`,
      `filter[order.lines.sku][exists]=true&filter[order.email]=carl@example.com`,
    ])
      expect([query, await idsOf(`invoices?${query}`)]).toEqual([query, []])
    // it is as if that invoice were of no order
    expect(await idsOf('invoices?filter[order][exists]=false')).toEqual([colleagues.invoiceId])
    expect(await idsOf('invoices?filter[order][exists]=true')).toEqual([own.invoiceId])
    const not = await search(ada, 'invoices', { filter: { not: { order: colleagues.order.id } } })
    expect(not.many.map(({ id }) => id).sort()).toEqual([own.invoiceId, colleagues.invoiceId].sort())
  })

  it('puts no row before another by way of it, and stands in no cursor', async () => {
    const last = [own.invoiceId, colleagues.invoiceId]
    expect(await idsOf('invoices?sort=order.number')).toEqual(last)
    expect(await idsOf('invoices?sort=-order.number')).toEqual(last)
    const { body } = await list(ada, 'invoices?sort=order.number&page[size]=1')
    const cursor = (body.meta!.page as { after: string }).after
    const inside = Buffer.from(Buffer.from(cursor, 'base64url').toString(), 'base64url').toString()
    for (const text of [cursor, Buffer.from(cursor, 'base64url').toString(), inside])
      expect(text).not.toContain(own.order.number)
    for (const [who, query] of [
      [ada, `rfqs?sort=number&page[after]=${cursor}`],
      [ada, `invoices?page[after]=${cursor}`],
      [ada, 'invoices?page[after]=bm9uc2Vuc2U'],
    ] as const)
      expect((await list(who, query)).errors![0]).toMatchObject({
        code: 'CURSOR_INVALID',
        source: { parameter: 'page[after]' },
      })
    // somebody else’s cursor leads through their own rows only
    expect((await list(eve, `invoices?sort=order.number&page[after]=${cursor}`)).many).toEqual([])
  })

  it('is unknown to an app whose token is not for it', async () => {
    const frontend = await createFrontend(shop)
    const { access_token: token } = await frontend.tokens({ scope: 'openid invoice:read' })
    const app = shop.caller(token)
    expect((await list(app, 'invoices?filter[number][exists]=true&sort=number')).errors).toBeUndefined()
    for (const query of ['filter[order.number][exists]=false', 'filter[order][exists]=false', 'sort=customer.name'])
      expect((await list(app, `invoices?${query}`)).errors![0]!.code).toBe('FIELD_UNKNOWN')
    expect((await list(app, 'orders?filter[number]=x')).errors![0]!.code).toBe('FORBIDDEN')
  })
})

describe('a list is bounded', () => {
  it.each([
    ['rfqs?page[size]=101', 'PAGE_SIZE_INVALID'],
    ['rfqs?page[number]=101&page[size]=100', 'FIELD_INVALID'],
    ['rfqs?page[number]=0', 'FIELD_INVALID'],
    ['rfqs?filter[state]=sold', 'FIELD_INVALID'],
    ['rfqs?filter[neededBy]=2026-02-30', 'FIELD_INVALID'],
    ['rfqs?filter[number][like]=x', 'FIELD_INVALID'],
    ['rfqs?sort=lines.sku', 'FIELD_INVALID'],
    ['brands?filter[code]=x', 'NOT_FOUND'],
    ['products?sort=sku', 'NOT_FOUND'],
    ['rfqLines', 'NOT_FOUND'],
  ])('%s is refused with %s', async (query, code) => {
    expect((await list(ada, query)).errors![0]!.code).toBe(code)
    if (code === 'NOT_FOUND') expect((await search(ada, query.split('?')[0]!, {})).status).toBe(404)
  })

  it('in what it costs, and the refusal names nothing that is hidden', async () => {
    const refused = await list(mo, 'rfqs?filter[note][contains]=9')
    expect(refused.errors![0]).toMatchObject({ code: 'FILTER_TOO_COSTLY', source: { parameter: 'filter' } })
    expect(refused.errors![0]!.detail).toContain('number')
    expect(refused.errors![0]!.detail).not.toMatch(/assignee|website/)
    expect((await list(mo, 'rfqs?sort=note')).errors![0]!.code).toBe('SORT_TOO_COSTLY')
    expect((await list(mo, 'rfqs?filter[number]=MANY-77')).many).toHaveLength(1)
    expect((await list(mo, 'rfqs?page[size]=2')).many).toHaveLength(2)
  })
})
