import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Grant } from '../engine/records/index.ts'
import { randomIds } from '../kernel/ids.ts'
import { Caller, granted } from '../testing/caller.ts'
import type { ApiClient } from '../testing/client.ts'
import { Clerk } from '../testing/clerk.ts'
import { send, type Sent } from '../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../testing/shop.ts'
import { access, still } from '../testing/stillness.ts'
import { subscriptionsIn } from '../testing/subscriptions.ts'

// Germany, with Munich below it; and Austria beside it. Each looks after a customer, and one customer is nobody's.

const units = ['germany', 'munich', 'austria'] as const
type Unit = (typeof units)[number]

let shop: OpenShop
let clerk: Clerk
let unitIds: Record<Unit, string>
let customerIds: Record<Unit | 'nobody', string>

beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  const { organizationId } = clerk
  const unit = (code: Unit, parentId?: string) =>
    clerk.make('businessUnit', { code, name: code, organizationId, ...(parentId ? { parentId } : {}) })
  const germany = await unit('germany')
  unitIds = { germany, munich: await unit('munich', germany), austria: await unit('austria') }
  const customer = (code: string, businessUnitId?: string) =>
    clerk.make('customer', { code, name: code, organizationId, ...(businessUnitId ? { businessUnitId } : {}) })
  customerIds = {
    germany: await customer('of-germany', unitIds.germany),
    munich: await customer('of-munich', unitIds.munich),
    austria: await customer('of-austria', unitIds.austria),
    nobody: await customer('of-nobody'),
  }
  for (const [code, customerId] of Object.entries(customerIds))
    await clerk.make('ticket', { subject: `of-${code}`, organizationId, customerId })
})
afterAll(() => shop.close())

const quiet = <Result>(attempt: () => Promise<Result>) => still(shop.database, attempt, [...access, 'tickets'])

const rights = (level: Grant['level'], deeds: string[] = ['*'], entities = ['customer', 'ticket']): Grant[] =>
  entities.flatMap((entity) => deeds.map((deed) => ({ entity, deed, level })))

const systemOf = (unit: Unit | undefined, grants: readonly Grant[]) =>
  shop.client(grants, unit ? { businessUnitId: unitIds[unit] } : {})

const graphql = (client: ApiClient) => new Caller(`${shop.url}/admin/graphql`, client.token)
const codes = ({ many }: Sent) => many.map(({ attributes }) => attributes?.['code'] ?? attributes?.['subject']).sort()
const patch = (client: ApiClient, id: string, attributes: object, query = '') =>
  send(client, `/admin/api/customers/${id}${query}`, {
    method: 'PATCH',
    body: { data: { type: 'customers', id, attributes } },
  })

describe('a right to the rows of', () => {
  it.each<[string, Unit | undefined, Grant['level'], string[]]>([
    ['one’s unit', 'germany', 'unit', ['of-germany']],
    ['one’s unit and what is below it', 'germany', 'unitAndBelow', ['of-germany', 'of-munich']],
    ['a unit with nothing below it', 'munich', 'unitAndBelow', ['of-munich']],
    ['a unit, without having one', undefined, 'unitAndBelow', []],
    ['the organization', 'munich', 'organization', ['of-austria', 'of-germany', 'of-munich', 'of-nobody']],
  ])('%s finds them, counts them and no others, at both doors', async (_, unit, level, seen) => {
    const client = await systemOf(unit, rights(level, ['read']))
    for (const plural of ['customers', 'tickets']) {
      const list = await send(client, `/admin/api/${plural}?page[total]=true`)
      expect([codes(list), list.body.meta?.['total']]).toEqual([seen, seen.length])
      const nodes = await granted(
        graphql(client).send<{ totalCount: number; nodes: { id: string }[] }>(
          `{ ${plural}(first: 10) { totalCount nodes { id } } }`,
        ),
      )
      expect([nodes.totalCount, nodes.nodes.length]).toEqual([seen.length, seen.length])
    }
    for (const [code, id] of Object.entries(customerIds))
      expect([code, (await send(client, `/admin/api/customers/${id}`)).status]).toEqual([
        code,
        seen.includes(`of-${code}`) ? 200 : 404,
      ])
  })

  it('a unit shows nothing of others on the way: not in includes, not by filters', async () => {
    const client = await systemOf('germany', [
      ...rights('organization', ['read'], ['ticket']),
      ...rights('unit', ['read'], ['customer']),
    ])
    const list = await send(client, '/admin/api/tickets?include=customer')
    expect(list.many).toHaveLength(4)
    expect(list.body.included?.map(({ id }) => id)).toEqual([customerIds.germany])
    expect(codes(await send(client, '/admin/api/tickets?filter[customer.code]=of-austria'))).toEqual([])
    expect(codes(await send(client, '/admin/api/tickets?filter[customer.code]=of-germany'))).toEqual(['of-germany'])
    const tickets = await granted(
      graphql(client).send<{ nodes: { customer: { id: string } | null }[] }>(
        '{ tickets(first: 10) { nodes { customer { id } } } }',
      ),
    )
    expect(tickets.nodes.filter(({ customer }) => customer)).toEqual([{ customer: { id: customerIds.germany } }])
  })

  it('a unit tells nothing of others by the order of what leads to them: they come last, as if they had no value', async () => {
    const client = await systemOf('germany', [
      ...rights('organization', ['read'], ['ticket']),
      ...rights('unit', ['read'], ['customer']),
    ])
    for (const sign of ['', '-']) {
      const list = await send(client, `/admin/api/tickets?sort=${sign}customer.code,subject&page[size]=1`)
      expect(codes(list)).toEqual(['of-germany'])
      const rest = await send(
        client,
        list.body.links!['next']!.replace(/^https?:\/\/[^/]+/, '').replace(/(size(\]|%5D)=)1/, '$19'),
      )
      expect(rest.many.map(({ attributes }) => attributes?.['subject'])).toEqual([
        'of-austria',
        'of-munich',
        'of-nobody',
      ])
    }
    const all = await send(client, '/admin/api/tickets?sort=-customer.code,subject')
    expect(all.many.map(({ attributes }) => attributes?.['subject'])).toEqual([
      'of-germany',
      'of-austria',
      'of-munich',
      'of-nobody',
    ])
    const blind = await systemOf('germany', rights('organization', ['read'], ['ticket']))
    const refused = await send(blind, '/admin/api/tickets?sort=customer.code&page[size]=1')
    expect([refused.status, refused.errors?.[0]?.code]).toEqual([403, 'FORBIDDEN'])
  })

  it('a unit moves nothing of others, and brings none of its own to them', async () => {
    const client = await systemOf('germany', [...rights('unit'), ...rights('organization', ['read'], ['businessUnit'])])
    await quiet(async () => {
      for (const id of [customerIds.munich, customerIds.austria, customerIds.nobody, randomIds.next()]) {
        const refused = [
          await patch(client, id, { name: 'Mine' }),
          await send(client, `/admin/api/customers/${id}`, { method: 'DELETE' }),
        ]
        expect(refused.map(({ status, errors }) => [status, errors?.[0]?.code])).toEqual([
          [404, 'NOT_FOUND'],
          [404, 'NOT_FOUND'],
        ])
        const update = await graphql(client).send(
          `mutation { customerUpdate(id: "${id}", input: { name: "Mine" }) { __typename } }`,
        )
        expect(update.error?.code).toBe('NOT_FOUND')
      }
      const away = await send(client, `/admin/api/customers/${customerIds.germany}`, {
        method: 'PATCH',
        body: {
          data: {
            type: 'customers',
            id: customerIds.germany,
            relationships: { businessUnit: { data: { type: 'businessUnits', id: unitIds.austria } } },
          },
        },
      })
      expect([away.status, away.errors?.[0]?.code]).toEqual([403, 'FORBIDDEN'])
      const many = await send(client, '/admin/api/customers?filter[code][starts]=of-&dryRun=true', { method: 'DELETE' })
      expect(many.body.meta).toMatchObject({ deleted: 1 })
      // a ticket about somebody else's customer would tell that there is one
      const linked = await graphql(client).send(
        `mutation { ticketCreate(input: { subject: "x", organizationId: "${clerk.organizationId}", customerId: "${customerIds.austria}" }) { __typename } }`,
      )
      expect(linked.error).toMatchObject({ code: 'REFERENCE_NOT_FOUND', path: 'customer' })
    })
    expect((await patch(client, customerIds.germany, { note: 'Ours' })).status).toBe(200)
  })

  it('a unit makes new rows that unit’s, where nothing else is said', async () => {
    const client = await systemOf('munich', rights('unit'))
    const made = await send(client, '/admin/api/customers', {
      method: 'POST',
      body: {
        data: {
          type: 'customers',
          attributes: { code: 'new-in-munich', name: 'New' },
          relationships: { organization: { data: { type: 'organizations', id: clerk.organizationId } } },
        },
      },
    })
    expect(made.status).toBe(201)
    expect(await clerk.read('customer', made.one.id, 'businessUnit.code')).toMatchObject({
      businessUnit: { code: 'munich' },
    })
    await clerk.remove('customer', made.one.id)
  })

  it('a unit is kept in batches: records about others are refused as if they were not there', async () => {
    const client = await systemOf('germany', [
      ...rights('unitAndBelow'),
      ...rights('organization', ['read'], ['job', 'jobProblem']),
    ])
    const rows = Object.keys(customerIds).map((code) => JSON.stringify({ code: `of-${code}`, note: 'by batch' }))
    const sent = await client.fetch('/admin/api/batches?type=customers&mode=update', {
      method: 'POST',
      body: rows.join('\n'),
      headers: { 'content-type': 'application/jsonl' },
    })
    const { data } = (await sent.json()) as { data: { id: string } }
    await shop.drain()
    const problems = (await (await client.fetch(`/admin/api/batches/${data.id}/problems`)).text()).trim().split('\n')
    expect(problems.map((line) => (JSON.parse(line) as { record: number; code: string }).code)).toEqual([
      'NOT_FOUND',
      'NOT_FOUND',
    ])
    const { db } = shop.database
    const changed = await db
      .selectFrom('customers')
      .select('code')
      .where('note', '=', 'by batch')
      .orderBy('code')
      .execute()
    expect(changed.map(({ code }) => code)).toEqual(['of-germany', 'of-munich'])
  })

  it('a unit is kept in what webhooks tell', async () => {
    const webhooks = subscriptionsIn(shop)
    const subscriber = await webhooks.subscriber()
    await webhooks.subscribe(
      { url: `${subscriber.url}/customers`, topics: ['customer.updated'] },
      [...rights('unit', ['read']), ...rights('organization', ['*'], ['webhookSubscription'])],
      { businessUnitId: unitIds.germany },
    )
    await shop.database.db.updateTable('customers').set({ note: 'told' }).execute()
    await shop.drain()
    expect(subscriber.got.map(({ body }) => body.data.id)).toEqual([customerIds.germany])
    await webhooks.clear()
  })
})

describe('business units', () => {
  it('stand in a tree of one organization, in which none is below itself', async () => {
    const other = await clerk.make('organization', { name: 'Elsewhere' })
    const there = await clerk.make('businessUnit', { code: 'elsewhere', name: 'Elsewhere', organizationId: other })
    await quiet(async () => {
      for (const parentId of [unitIds.germany, unitIds.munich, there])
        await expect(clerk.change('businessUnit', unitIds.germany, { parentId })).rejects.toMatchObject({
          code: 'FIELD_INVALID',
        })
    })
  })

  it('are nobody’s to choose for themselves: whoever may change their own account stays where they are', async () => {
    const grants: Grant[] = [{ entity: 'apiClient', deed: 'update', level: 'own' }]
    const client = await systemOf('munich', grants)
    const move = (to: object) =>
      send(client, `/admin/api/apiClients/${client.id}`, {
        method: 'PATCH',
        body: { data: { type: 'apiClients', id: client.id, ...to } },
      })
    const other = await clerk.make('organization', { name: 'Another one' })
    await quiet(async () => {
      for (const relationships of [
        { businessUnit: { data: { type: 'businessUnits', id: unitIds.germany } } },
        { businessUnit: { data: null } },
        { organization: { data: { type: 'organizations', id: other } }, businessUnit: { data: null } },
      ])
        expect((await move({ relationships })).errors?.[0]?.code).toBe('FORBIDDEN')
    })
    expect((await move({ attributes: { name: 'Renamed' } })).status).toBe(200)
  })

  it('bound whom one may put where: into the own unit and below it, and into no other', async () => {
    const boss = await systemOf('germany', [
      ...rights('unitAndBelow', ['*'], ['user']),
      ...rights('organization', ['read'], ['businessUnit', 'organization']),
    ])
    const hire = (businessUnitId: string | null) =>
      graphql(boss).send<{ user: { id: string } }>(
        'mutation ($input: UserCreateInput!) { userCreate(input: $input) { user { id } } }',
        {
          input: {
            email: `${randomIds.next()}@example.com`,
            name: 'New',
            organizationId: clerk.organizationId,
            businessUnitId,
          },
        },
      )
    await granted(hire(unitIds.munich))
    await quiet(async () => {
      for (const unit of [unitIds.austria, null]) expect((await hire(unit)).error?.code).toBe('FORBIDDEN')
    })
  })
})
