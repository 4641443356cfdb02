import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../../testing/client.ts'
import { send } from '../../../testing/jsonapi.ts'
import { createPartner, linesModule, type Partner } from '../../../testing/partner.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'
import { access, still } from '../../../testing/stillness.ts'

// By a file nobody may do what they may not do at the doors.

let shop: OpenShop
let partner: Partner
let weak: ApiClient
beforeAll(async () => {
  shop = await openShop({ modules: [linesModule] })
  partner = await createPartner(shop)
  const own = ['integration', 'connector', 'fileProfile', 'fileAccount', 'organization', 'brand']
  weak = await shop.client(own.map((entity) => ({ entity, deed: '*', level: 'all' })))
})
afterAll(() => shop.close())

const quiet = <Result>(attempt: () => Promise<Result>) =>
  still(shop.database, attempt, ['connectors', 'file_profiles', 'products', 'brands'])

it('a connector whose messages may be about anything is for those who may do everything', async () => {
  await quiet(async () => {
    expect(await partner.refused({ entity: null }, weak)).toMatchObject([{ code: 'FORBIDDEN' }])
    expect(await partner.refused({ entity: 'product' }, weak)).toMatchObject([{ code: 'FORBIDDEN' }])
  })
  expect(await partner.connector({ entity: null })).toBeTypeOf('string')
  expect(await partner.refused({ entity: 'brand' }, weak)).toBeUndefined()
})

it('what a column means is changed by those only who may do what the connectors of its profile do', async () => {
  const columns = [{ field: 'sku', column: 'sku' }]
  const profile = await partner.profile({ code: 'used', name: 'Used', columns })
  await partner.connector({ entity: 'product', profile, mode: 'update' })
  const change = (attributes: object) =>
    send(weak, `/admin/api/fileProfiles/${profile}`, {
      method: 'PATCH',
      body: { data: { type: 'fileProfiles', id: profile, attributes } },
    })
  await quiet(async () => {
    for (const attributes of [
      { columns: [{ field: 'sku', column: 'other' }] },
      { decimalSign: 'comma', groupSign: 'point' },
    ])
      expect((await change(attributes)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  })
  const free = await partner.profile({ code: 'unused', name: 'Unused', columns })
  const freed = await send(weak, `/admin/api/fileProfiles/${free}`, {
    method: 'PATCH',
    body: { data: { type: 'fileProfiles', id: free, attributes: { columns: [{ field: 'code', column: 'x' }] } } },
  })
  expect(freed.status).toBe(200)
})

it('what the settings of an integration mean is said by those only who may do what its connectors do', async () => {
  const of = await createPartner(shop)
  const set = (client: ApiClient, settings: object) =>
    send(client, `/admin/api/integrations/${of.integrationId}`, {
      method: 'PATCH',
      body: { data: { type: 'integrations', id: of.integrationId, attributes: { settings } } },
    })
  // nobody does anything by them yet
  expect((await set(weak, { website: 'web' })).status).toBe(200)
  await of.connector({ entity: 'product' })
  const { errors } = await still(shop.database, () => set(weak, { website: 'other' }), ['integrations'])
  expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect((await set(await shop.client(), { website: 'other' })).status).toBe(200)
})

describe('whoever wrote a connector', () => {
  const right = (entity: string, deed = '*') => ({ entity, deed, level: 'all' as const })
  const setsUp = ['integration', 'connector', 'fileProfile', 'fileAccount', 'organization'].map((one) => right(one))
  const house = (type: string, id: string) => ({ data: { type, id } })
  const post = (client: ApiClient, of: Partner, members: object) =>
    send(client, '/admin/api/connectors', {
      method: 'POST',
      body: {
        data: {
          type: 'connectors',
          attributes: { name: 'Of a test', direction: 'in', format: 'jsonl', waitMinutes: 0, ...members },
          relationships: {
            integration: house('integrations', of.integrationId),
            account: house('fileAccounts', of.accountId),
          },
        },
      },
    })
  const grant = (client: ApiClient, grants: readonly object[]) =>
    shop.database.db
      .updateTable('roles')
      .set({ grants: JSON.stringify(grants) })
      .where('id', '=', client.roleId)
      .execute()
  const patch = (client: ApiClient, id: string, attributes: object) =>
    send(client, `/admin/api/connectors/${id}`, {
      method: 'PATCH',
      body: { data: { type: 'connectors', id, attributes } },
    })

  it('has files write nobody’s access, whatever their rights are', async () => {
    const of = await createPartner(shop, { module: 'files' })
    const administrator = await shop.client()
    await still(
      shop.database,
      async () => {
        for (const entity of ['userRole', 'role', 'user', 'apiClient', 'apiClientRole']) {
          const { errors } = await post(administrator, of, { code: 'a', entity, mode: 'create', fileMask: 'x' })
          expect([entity, errors?.[0]?.code]).toEqual([entity, 'FIELD_INVALID'])
        }
      },
      ['connectors', ...access],
    )
    const client = await shop.client([...setsUp, right('brand')])
    const own = await createPartner(shop)
    const made = await post(client, own, { code: 'b', entity: 'brand', format: 'lines', fileMask: 'deeds*' })
    expect(made.status).toBe(201)
    const role = { entity: 'role', mode: 'create', given: { code: 'all', name: 'All', grants: [right('*')] } }
    const run = await still(
      shop.database,
      async () => {
        await own.put('inbound/deeds.jsonl', [{ $deeds: [role] }])
        await shop.drain()
        return (await own.runs(made.one.id)).at(-1)!
      },
      access,
    )
    expect(run).toMatchObject({ state: 'done', refused: 1, created: 0 })
    expect(await own.problems(run.id)).toMatchObject([{ code: 'FORBIDDEN' }])
  })

  it('may do nothing by it that they may not do themselves: not to rows along with others, not by a word of the file', async () => {
    const of = await createPartner(shop, { module: 'files' })
    const client = await shop.client([...setsUp, right('product', 'create'), right('product', 'update')])
    const made = await post(client, of, { code: 'p', entity: 'product', fileMask: 'p*' })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    expect((await patch(client, made.one.id, { deletes: true })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
    const { rows } = await shop.built.database.pool.query<{ sku: string; list: string; unit: string }>(
      `select p.sku, l.code as list, u.code as unit from products p join prices r on r.product_id = p.id
       join price_lists l on l.id = r.price_list_id join units u on u.id = r.unit_id limit 1`,
    )
    const { sku, list, unit } = rows[0]!
    const price = { priceList: { code: list }, unit: { code: unit }, currency: 'EUR', amount: '0.01', quantity: '77' }
    const run = await still(
      shop.database,
      async () => {
        await of.put('inbound/p1.jsonl', [{ sku, prices: [price] }])
        await shop.drain()
        return (await of.runs(made.one.id)).at(-1)!
      },
      ['prices', 'products'],
    )
    expect(run).toMatchObject({ state: 'done', refused: 1 })
    expect(await of.problems(run.id)).toMatchObject([{ code: 'FORBIDDEN', detail: expect.stringContaining('price.') }])
    await grant(client, [...setsUp, right('product'), right('price')])
    await of.put('inbound/p2.jsonl', [{ sku, prices: [{ ...price, quantity: '78' }] }])
    await shop.drain()
    expect((await of.runs(made.one.id)).at(-1)).toMatchObject({ state: 'done', refused: 0, created: 1 })
  })

  it('and lost the right to it since has its files wait, and the house told; somebody else who writes it answers for it', async () => {
    const of = await createPartner(shop, { integration: { alertEmail: 'it@rights.test' } })
    const client = await shop.client([...setsUp, right('brand')], { name: 'Middleware' })
    const made = await post(client, of, { code: 'shrunk', entity: 'brand', format: 'lines', fileMask: 'shrunk*' })
    await grant(client, setsUp)
    const bring = async (name: string) => {
      await of.put(`inbound/${name}.jsonl`, [{ code: name, name, slug: name }])
      await shop.drain()
      return (await of.runs(made.one.id)).at(-1)!
    }
    const failed = await still(shop.database, () => bring('shrunk1'), ['brands'])
    expect(failed).toMatchObject({ state: 'failed', read: 0 })
    expect(failed.problem).toContain('Middleware, who wrote the connector shrunk, may not do brand.create any more')
    expect(shop.mails().filter(({ to }) => to.includes('it@rights.test'))).toMatchObject([
      { subject: expect.stringContaining('is paused') },
    ])
    expect((await patch(client, made.one.id, { name: 'Mine' })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
    // who has the right writes it once more
    expect((await patch(await shop.client(), made.one.id, { name: 'Ours' })).status).toBe(200)
    await of.act('integrations', of.integrationId, 'resume')
    await of.act('exchangeRuns', failed.id, 'resume')
    await shop.drain()
    expect(await of.run(failed.id)).toMatchObject({ state: 'done', created: 1 })
  })

  it('and is switched off has nothing more done in their name', async () => {
    const of = await createPartner(shop)
    const client = await shop.client()
    const made = await post(client, of, { code: 'off', entity: 'brand', format: 'lines', fileMask: 'off*' })
    await shop.database.db.updateTable('apiClients').set({ active: false }).where('id', '=', client.id).execute()
    await of.put('inbound/off.jsonl', [{ code: 'off', name: 'Off', slug: 'off' }])
    await still(shop.database, () => shop.drain(), ['brands'])
    expect((await of.runs(made.one.id)).at(-1)).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('is gone or switched off'),
    })
  })

  it('sees in files that go out no more than at the doors', async () => {
    const of = await createPartner(shop)
    const client = await shop.client([...setsUp, right('order', 'read')])
    const out = (members: object) => post(client, of, { direction: 'out', format: 'lines', ...members })
    expect((await out({ code: 'users', entity: 'user' })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
    const columns = [
      { field: 'sku', column: 'sku' },
      { field: 'prices[web|piece|EUR].amount', column: 'price' },
    ]
    const profile = await of.profile({ code: 'with-prices', name: 'With prices', columns })
    const reads = await shop.client([...setsUp, right('product', 'read')])
    const named = (by: ApiClient) =>
      of.refused({ direction: 'out', entity: 'product', format: 'csv', profile, account: null }, by)
    expect(await named(reads)).toMatchObject([{ code: 'FORBIDDEN' }])
    expect(
      await named(await shop.client([...setsUp, right('product', 'read'), right('price', 'read')])),
    ).toBeUndefined()
  })

  it('by a file stands for nobody stronger than who has it read', async () => {
    const of = await createPartner(shop, { module: 'files' })
    const client = await shop.client([...setsUp, right('brand')])
    const made = await post(client, of, { code: 'own', entity: 'connector', mode: 'create', fileMask: 'own*' })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    const line = (entity: string) => ({
      code: `by-file-${entity}`,
      name: 'By a file',
      direction: 'in',
      entity,
      format: 'jsonl',
      fileMask: 'never*',
      integrationId: of.integrationId,
    })
    await of.put('inbound/own.jsonl', [line('product'), line('brand')])
    await shop.drain()
    const run = (await of.runs(made.one.id)).at(-1)!
    expect(run).toMatchObject({ state: 'done', created: 1, refused: 1 })
    expect(await of.problems(run.id)).toMatchObject([{ record: 1, code: 'FORBIDDEN' }])
  })

  it('lets nobody come in as the partner who may not do what its files do', async () => {
    const of = await createPartner(shop)
    await of.connector({ entity: 'product', fileMask: 'never*' })
    const client = await shop.client([...setsUp, right('brand')])
    const set = (by: ApiClient) =>
      send(by, `/admin/api/fileAccounts/${of.accountId}/actions/setPassword`, {
        method: 'POST',
        body: { data: { type: 'fileAccountSetPassword', attributes: { password: 'quite-long-and-secret-7' } } },
      })
    await still(shop.database, async () => expect((await set(client)).errors).toMatchObject([{ code: 'FORBIDDEN' }]), [
      'file_accounts',
    ])
    expect((await set(await shop.client())).status).toBe(200)
  })
})
