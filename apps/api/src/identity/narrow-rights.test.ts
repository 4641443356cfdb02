import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Rights, type Grant } from '../engine/records/index.ts'
import { Caller, granted } from '../testing/caller.ts'
import type { ApiClient } from '../testing/client.ts'
import { Clerk } from '../testing/clerk.ts'
import { send } from '../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../testing/shop.ts'
import { still } from '../testing/stillness.ts'

// Who may do a little learns no more by it than they may read, and does no more by it than they may do.

let shop: OpenShop
let clerk: Clerk
let groupId: string
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  groupId = await clerk.make('customerGroup', { code: 'gold', name: 'Gold' })
  const { organizationId } = clerk
  const customerId = await clerk.make('customer', {
    ...{ code: 'rich', name: 'Rich', organizationId, vatNumber: 'DE811907980', groupId },
  })
  await clerk.make('customerAddress', {
    ...{
      customerId,
      firstName: 'A',
      lastName: 'B',
      street: 'Weg 1',
      city: 'Ulm',
      postalCode: '89073',
      countryCode: 'DE',
    },
  })
})
afterAll(() => shop.close())

const grant = (entity: string, deed: string, level: Grant['level'] = 'all', more: Partial<Grant> = {}): Grant => ({
  ...{ entity, deed, level },
  ...more,
})
const graphql = (client: ApiClient) => new Caller(`${shop.url}/admin/graphql`, client.token)
const quiet = <Result>(attempt: () => Promise<Result>) =>
  still(shop.database, attempt, ['customer_groups', 'price_lists'])
const told = ({ status, errors }: { status: number; errors: { code: string }[] | undefined }) => [
  status,
  errors?.[0]?.code,
]

describe('a right to delete without one to read', () => {
  it('counts nothing by filters, not even in a rehearsal', async () => {
    const blind = await shop.client([grant('customer', 'delete')])
    const near = await shop.client([grant('customer', 'delete'), grant('customer', 'read', 'own')])
    await quiet(async () => {
      for (const client of [blind, near])
        for (const query of ['filter[vatNumber][starts]=DE&dryRun=true', 'filter[vatNumber][starts]=XX'])
          expect(told(await send(client, `/admin/api/customers?${query}`, { method: 'DELETE' }))).toEqual([
            403,
            'FORBIDDEN',
          ])
    })
    const all = await shop.client([
      grant('customer', 'delete'),
      grant('customer', 'read'),
      grant('customerAddress', 'delete'),
    ])
    const rehearsed = await send(all, '/admin/api/customers?filter[code]=rich&dryRun=true', { method: 'DELETE' })
    expect(rehearsed.body.meta).toMatchObject({ deleted: 1 })
  })
})

describe('rows that go with another', () => {
  it('go by a right to delete them, and are told one by one', async () => {
    const few = await shop.client([grant('customer', '*')])
    const { id } = (await send(few, '/admin/api/customers?filter[code]=rich')).many[0]!
    const path = `/admin/api/customers/${id}`
    await quiet(async () => {
      expect(told(await send(few, path, { method: 'DELETE' }))).toEqual([403, 'FORBIDDEN'])
      const many = await send(few, '/admin/api/customers?filter[code]=rich', { method: 'DELETE' })
      expect(told(many)).toEqual([403, 'FORBIDDEN'])
    })
    const customerId = await clerk.make('customer', {
      code: 'going',
      name: 'Going',
      organizationId: clerk.organizationId,
    })
    const address = {
      firstName: 'A',
      lastName: 'B',
      street: 'Weg 1',
      city: 'Ulm',
      postalCode: '89073',
      countryCode: 'DE',
    }
    const addressId = await clerk.make('customerAddress', { ...address, customerId })
    const enough = await shop.client([grant('customer', '*'), grant('customerAddress', 'delete')])
    expect((await send(enough, `/admin/api/customers/${customerId}`, { method: 'DELETE' })).status).toBe(204)
    const entries = await shop.database.db
      .selectFrom('auditEntries')
      .select(['entity', 'deed', 'before'])
      .where('rowId', 'in', [customerId, addressId])
      .where('deed', '=', 'delete')
      .execute()
    expect(entries.map(({ entity }) => entity).sort()).toEqual(['customer', 'customerAddress'])
    expect(entries.find(({ entity }) => entity === 'customerAddress')!.before).toMatchObject({
      city: 'Ulm',
      customerId,
    })
  })
})

describe('a right to write without seeing all', () => {
  it('writes nothing into what is hidden: it is not there for whoever may not read it', async () => {
    const narrow = await shop.client([
      grant('customer', 'read', 'all', { hidden: ['vatNumber', 'group'] }),
      grant('customer', '*', 'all', { frozen: ['creditLimit'] }),
    ])
    const blind = await shop.client([
      grant('customer', 'read', 'all', { hidden: ['vatNumber', 'group'] }),
      grant('customer', 'update', 'all', { frozen: ['creditLimit'] }),
    ])
    const { id } = (await send(await shop.client(), '/admin/api/customers?filter[code]=rich')).many[0]!
    const change = (client: ApiClient, attributes: object, relationships?: object) =>
      send(client, `/admin/api/customers/${id}`, {
        method: 'PATCH',
        body: { data: { type: 'customers', id, attributes, ...(relationships ? { relationships } : {}) } },
      })
    await quiet(async () => {
      expect(told(await change(blind, { vatNumber: 'X' }))).toEqual([400, 'FIELD_UNKNOWN'])
      expect(told(await change(blind, {}, { group: { data: null } }))).toEqual([400, 'FIELD_UNKNOWN'])
      expect(told(await change(blind, { creditLimit: null }))).toEqual([400, 'FIELD_READ_ONLY'])
    })
    // another right to read shows it
    expect((await change(narrow, { vatNumber: 'DE811907980' })).status).toBe(200)
  })
})

describe('a right of the level none', () => {
  it('neither shows what the others hide, nor thaws what they freeze', () => {
    const rights = new Rights([
      grant('customer', '*', 'all', { hidden: ['vatNumber'], frozen: ['creditLimit'] }),
      grant('customer', 'read', 'none'),
      grant('*', '*', 'none'),
    ])
    expect([rights.hides('customer', 'vatNumber'), rights.freezes('customer', 'creditLimit', 'update')]).toEqual([
      true,
      true,
    ])
    expect(rights.level('customer', 'read')).toBe('all')
  })
})

describe('the audit log', () => {
  it('tells its reader of rows and fields that they may read', async () => {
    const { id } = (await send(await shop.client(), '/admin/api/customers?filter[code]=rich')).many[0]!
    await clerk.change('customer', id, { vatNumber: 'DE136695976', name: 'Richer' })
    const path = `/admin/api/auditEntries?filter[rowId]=${id}&filter[deed]=update`
    const log = grant('auditEntry', 'read')
    const read = async (...more: Grant[]) => (await send(await shop.client([log, ...more]), path)).many[0]!.attributes!
    expect(await read(grant('customer', 'read'))).toMatchObject({
      before: { vatNumber: 'DE811907980', name: 'Rich' },
      after: { vatNumber: 'DE136695976', name: 'Richer' },
    })
    const partly = await read(grant('customer', 'read', 'all', { hidden: ['vatNumber'] }))
    expect([partly['before'], partly['after']]).toEqual([{ name: 'Rich' }, { name: 'Richer' }])
    for (const nothing of [await read(), await read(grant('customer', 'read', 'unit'))])
      expect([nothing['deed'], nothing['before'], nothing['after']]).toEqual(['update', null, null])
    const client = await shop.client([log])
    const { nodes } = await granted(
      graphql(client).send<{ nodes: { before: unknown; after: unknown }[] }>(
        `{ auditEntries(first: 1, filter: { rowId: { eq: "${id}" }, deed: { eq: "update" } }) { nodes { before after } } }`,
      ),
    )
    expect(nodes).toEqual([{ before: null, after: null }])
  })

  it('hears of what people of customers do to what is theirs, and of no password, however deep', async () => {
    const caller = shop.caller()
    const password = 'a fine password 1'
    const account = { email: 'log@example.com', password, firstName: 'Lo', lastName: 'G' }
    await granted(caller.act('customerUserRegister', account, 'token'))
    await granted(caller.act('customerUserUpdateProfile', { firstName: 'Low' }, 'id'))
    await granted(
      caller.act('customerUserChangePassword', { current: password, password: 'a finer password 2' }, 'done'),
    )
    await granted(caller.act('cartAddLine', { sku: 'DRILL-18', quantity: '1' }, 'id'))
    const entries = await shop.database.db
      .selectFrom('auditEntries')
      .select(['by', 'principal', 'entity', 'deed', 'after'])
      .where('by', '=', 'customerUser')
      .where('principal', '=', 'log@example.com')
      .where('deed', 'in', ['updateProfile', 'changePassword', 'addLine'])
      .orderBy('id')
      .execute()
    expect(entries.map(({ entity, deed }) => `${entity}.${deed}`)).toEqual([
      'customerUser.updateProfile',
      'customerUser.changePassword',
    ])
    expect(entries[0]!.after).toMatchObject({ firstName: 'Low' })
    expect(JSON.stringify(entries)).not.toMatch(/password [12]/)
  })

  it('tells of an action what was before it', async () => {
    const { organizationId } = clerk
    const ticketId = await clerk.make('ticket', { subject: 'x', organizationId })
    await clerk.act('ticket.waitForAnswer', { id: ticketId })
    const [entry] = await shop.database.db
      .selectFrom('auditEntries')
      .select(['deed', 'before', 'after'])
      .where('rowId', '=', ticketId)
      .where('deed', '!=', 'create')
      .execute()
    expect(entry!.before).toHaveProperty('state')
    expect((entry!.after as { state: string }).state).not.toBe((entry!.before as { state: string }).state)
  })
})

describe('a name', () => {
  const make = (client: ApiClient, group: unknown) =>
    graphql(client).send(
      'mutation ($input: CustomerCreateInput!) { customerCreate(input: $input) { customer { id } } }',
      { input: { code: crypto.randomUUID(), name: 'New', organizationId: clerk.organizationId, group } },
    )

  it('leads to no row that its speaker may not read: nobody learns whether there is one', async () => {
    const blind = await shop.client([grant('customer', '*')])
    await quiet(async () => {
      for (const code of ['gold', 'copper']) {
        const answer = await make(blind, { code })
        expect([code, answer.error?.code]).toEqual([code, 'FORBIDDEN'])
      }
    })
    const sees = await shop.client([grant('customer', '*'), grant('customerGroup', 'read')])
    expect((await make(sees, { code: 'copper' })).error?.code).toBe('REFERENCE_NOT_FOUND')
    await granted(make(sees, { code: 'gold' }))
    const hidden = await shop.client([
      grant('customer', '*'),
      grant('customerGroup', 'read', 'all', { hidden: ['code'] }),
    ])
    expect((await make(hidden, { code: 'gold' })).error?.code).toBe('FIELD_UNKNOWN')
  })

  it('leads no batch there either', async () => {
    const blind = await shop.client([grant('customer', '*'), grant('job', 'read'), grant('jobProblem', 'read')])
    const rows = ['gold', 'copper'].map((code) =>
      JSON.stringify({ code: `batch-${code}`, name: 'B', group: { code }, organizationId: clerk.organizationId }),
    )
    const sent = await blind.fetch('/admin/api/batches?type=customers&mode=create', {
      method: 'POST',
      body: rows.join('\n'),
      headers: { 'content-type': 'application/jsonl' },
    })
    const { data } = (await sent.json()) as { data: { id: string } }
    await shop.drain()
    const problems = (await (await blind.fetch(`/admin/api/batches/${data.id}/problems`)).text()).trim().split('\n')
    expect(problems.map((line) => (JSON.parse(line) as { code: string }).code)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
  })
})

describe('an answer that was kept', () => {
  it('is given again to the same rights only, and nothing is done twice', async () => {
    const client = await shop.client([grant('customerGroup', '*')])
    const ask = () =>
      send(client, '/admin/api/customerGroups', {
        method: 'POST',
        headers: { 'idempotency-key': 'once' },
        body: { data: { type: 'customerGroups', attributes: { code: 'kept', name: 'Kept' } } },
      })
    expect((await ask()).status).toBe(201)
    expect((await ask()).headers.get('idempotent-replayed')).toBe('true')
    const { db } = shop.database
    await db
      .updateTable('roles')
      .set({
        grants: JSON.stringify([
          grant('customerGroup', 'create'),
          grant('customerGroup', 'read', 'all', { hidden: ['name'] }),
        ]),
      })
      .where('id', 'in', db.selectFrom('apiClientRoles').select('roleId').where('clientId', '=', client.id))
      .execute()
    await quiet(async () => expect(told(await ask())).toEqual([409, 'IDEMPOTENCY_KEY_REUSED']))
  })
})
