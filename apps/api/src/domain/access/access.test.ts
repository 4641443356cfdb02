import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roles } from '../../../../../prisma/seed/data/access.ts'
import type { Grant } from '../../engine/records/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { hashToken, randomIds } from '../../kernel/ids.ts'
import { staff } from '../../testing/back-office.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
beforeAll(async () => void (shop = await openShop()))
afterAll(() => shop.close())

const records = () => shop.built.engine.records
const act = (name: string, input: unknown, ctx: Ctx) => shop.built.engine.act(name, input, ctx, {})
const grant = (entity: string, deed: string, level: Grant['level'] = 'all'): Grant => ({ entity, deed, level })

/** Everything about access as it stands, but for the audit log. */
async function doors(): Promise<unknown> {
  const { db } = shop.database
  return Promise.all([
    db.selectFrom('roles').selectAll().orderBy('id').execute(),
    db.selectFrom('users').selectAll().orderBy('id').execute(),
    db.selectFrom('apiClients').selectAll().orderBy('id').execute(),
    db.selectFrom('userRoles').selectAll().orderBy('id').execute(),
    db.selectFrom('oauthArtifacts').selectAll().orderBy('hash').execute(),
    db.selectFrom('auditEntries').select('id').orderBy('id').execute(),
  ])
}

async function refusedAndStill(code: string, attempt: () => Promise<unknown>): Promise<void> {
  const before = await doors()
  await expect(attempt()).rejects.toMatchObject({ code })
  expect(await doors()).toEqual(before)
}

async function person(ctx: Ctx, grants: readonly Grant[]) {
  const role = await records().create('role', { code: randomIds.next(), name: 'A role', grants }, ctx)
  const organizationId = shop.website.organizationId
  const email = `${randomIds.next()}@example.com`
  const user = await records().create('user', { email, name: 'Bo Person', organizationId }, ctx)
  await records().create('userRole', { userId: user.id, roleId: role.id }, ctx)
  return { id: user.id, roleId: role.id, email }
}

describe('rights that are given on', () => {
  const clerk: readonly Grant[] = [
    grant('role', '*'),
    grant('user', '*'),
    grant('userRole', '*'),
    grant('apiClient', '*'),
    grant('brand', '*', 'organization'),
  ]

  it('are no more than the giver has', async () => {
    const ctx = staff(shop, { grants: clerk })
    const made = await person(ctx, [grant('brand', 'read', 'organization')])
    const role = (grants: readonly Grant[]) => () =>
      records().create('role', { code: randomIds.next(), name: 'More', grants }, ctx)
    await refusedAndStill('FORBIDDEN', role([grant('*', '*')]))
    await refusedAndStill('FORBIDDEN', role([grant('brand', 'read', 'all')]))
    await refusedAndStill('FORBIDDEN', role([grant('ticket', 'read', 'own')]))
    await refusedAndStill('FORBIDDEN', () =>
      records().update('role', made.roleId, { grants: [grant('order', '*')] }, ctx),
    )
  })

  it('name what there is', async () => {
    const role = (given: Grant) => () =>
      records().create('role', { code: randomIds.next(), name: 'Misspelt', grants: [given] }, staff(shop))
    await refusedAndStill('FIELD_INVALID', role(grant('prodcut', 'read')))
    await refusedAndStill('FIELD_INVALID', role(grant('product', 'raed')))
    await refusedAndStill('FIELD_INVALID', role({ ...grant('product', 'read'), hidden: ['kost'] }))
    await refusedAndStill('FIELD_INVALID', role(grant('product', 'read', 'unit')))
    await refusedAndStill('FIELD_INVALID', role(grant('order', 'read', 'own')))
    for (const { grants, ...seeded } of roles)
      await records().create('role', { ...seeded, code: `seed-${seeded.code}`, grants }, staff(shop))
  })

  it('protect whoever has more from whoever has less', async () => {
    const admin = staff(shop)
    const chief = await person(admin, [grant('*', '*')])
    const ctx = staff(shop, { grants: clerk })
    const other = await person(ctx, [])
    await refusedAndStill('FORBIDDEN', () =>
      act('user.setPassword', { id: chief.id, password: 'now it is mine 9' }, ctx),
    )
    await refusedAndStill('FORBIDDEN', () => act('user.issueWsseKey', { id: chief.id }, ctx))
    await refusedAndStill('FORBIDDEN', () => records().update('user', chief.id, { email: 'me@example.com' }, ctx))
    await refusedAndStill('FORBIDDEN', () =>
      records().create('userRole', { userId: other.id, roleId: chief.roleId }, ctx),
    )
    await refusedAndStill('FORBIDDEN', () => records().remove('role', chief.roleId, ctx))
    await act('user.setPassword', { id: other.id, password: 'a wholly new one 7' }, ctx)
  })

  it('reach their own row only where they say so', async () => {
    const admin = staff(shop)
    const [me, you] = [await person(admin, []), await person(admin, [])]
    const ctx = staff(shop, { principalId: me.id, grants: [grant('user', 'setPassword', 'own')] })
    await refusedAndStill('NOT_FOUND', () =>
      act('user.setPassword', { id: you.id, password: 'a wholly new one 7' }, ctx),
    )
    await refusedAndStill('FORBIDDEN', () => act('user.revokeTokens', { id: me.id }, ctx))
    expect(await act('user.setPassword', { id: me.id, password: 'a wholly new one 7' }, ctx)).toEqual({ done: true })
  })
})

describe('an API client', () => {
  it('gets a secret once, and loses with the former one what came by it', async () => {
    const client = await shop.client()
    const made = (await act('apiClient.issueSecret', { id: client.id }, staff(shop))) as { secret: string }
    const row = await shop.database.db
      .selectFrom('apiClients')
      .select('secretHash')
      .where('id', '=', client.id)
      .executeTakeFirstOrThrow()
    expect(row.secretHash).toBe(hashToken(made.secret))
    await expect(
      shop.built.backOfficeContextOf({
        requestId: 'r',
        ip: '',
        log: staff(shop).log,
        authorization: `Bearer ${client.token}`,
      }),
    ).rejects.toMatchObject({ code: 'ACCESS_TOKEN_REVOKED' })
  })

  it('of the house’s own is made, turned elsewhere and switched by those only who have all rights', async () => {
    const organizationId = shop.website.organizationId
    const redirectUris = ['https://house.example/cb']
    const app = (trusted: boolean) => ({
      ...{ clientId: randomIds.next(), name: 'An app', kind: 'app', organizationId, redirectUris, trusted },
    })
    const { id } = await records().create('apiClient', app(true), staff(shop))
    const plain = await records().create('apiClient', app(false), staff(shop))
    const admin = staff(shop, { grants: [grant('apiClient', '*'), grant('*', '*', 'organization')] })
    await refusedAndStill('FORBIDDEN', () => records().create('apiClient', app(true), admin))
    await refusedAndStill('FORBIDDEN', () => records().update('apiClient', plain.id, { trusted: true }, admin))
    for (const given of [
      { redirectUris: [...redirectUris, 'https://thief.example/cb'] },
      { allowedIps: ['0.0.0.0/0'] },
      { active: false },
      { trusted: false },
      { trusted: false, redirectUris: ['https://thief.example/cb'] },
    ])
      await refusedAndStill('FORBIDDEN', () => records().update('apiClient', id, given, admin))
    await records().update('apiClient', id, { name: 'Renamed', redirectUris, trusted: true }, admin)
    await records().update('apiClient', plain.id, { redirectUris: ['https://other.example/cb'] }, admin)
    await records().update('apiClient', id, { redirectUris: ['https://moved.example/cb'] }, staff(shop))
  })

  it('is held to addresses that can be read', async () => {
    const client = await shop.client()
    const change = (given: Record<string, unknown>) => () =>
      records().update('apiClient', client.id, given, staff(shop))
    for (const range of ['10.0.0.0/33', 'example.com', '2001:db8::/129', '10.0.0.1/8/9', '10.0.0.0/x'])
      await refusedAndStill('FIELD_INVALID', change({ allowedIps: ['192.0.2.1', range] }))
    for (const address of ['http://example.com/cb', 'javascript:alert(1)', '/cb', 'https://example.com/#x'])
      await refusedAndStill('FIELD_INVALID', change({ redirectUris: [address] }))
    await change({
      allowedIps: ['10.0.0.0/8', '::1'],
      redirectUris: ['https://a.example/cb', 'http://127.0.0.1:9/cb'],
    })()
  })
})

describe('a verb', () => {
  it('is known to its own audience only', async () => {
    const strangers = shop.stranger()
    await expect(act('user.revokeTokens', { id: randomIds.next() }, strangers)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      params: { what: 'user.revokeTokens' },
    })
    await expect(act('cart.addLine', { sku: 'DRILL-18', quantity: '1' }, staff(shop))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})

describe('the audit log', () => {
  const entries = (requestId: string) =>
    shop.database.db.selectFrom('auditEntries').selectAll().where('requestId', '=', requestId).orderBy('id').execute()

  it('tells of a plain write what was before and what is after, in its transaction', async () => {
    const ctx = staff(shop)
    const made = await records().create('customerGroup', { code: 'audited', name: 'Before' }, ctx)
    await records().update('customerGroup', made.id, { name: 'After' }, ctx)
    await records().remove('customerGroup', made.id, ctx)
    const told = await entries(ctx.requestId)
    expect(told.map(({ deed, before, after }) => ({ deed, before, after }))).toMatchObject([
      { deed: 'create', before: null, after: { code: 'audited', name: 'Before' } },
      { deed: 'update', before: { name: 'Before' }, after: { name: 'After' } },
      { deed: 'delete', before: { code: 'audited', name: 'After' }, after: null },
    ])
    expect(told[0]).toMatchObject({
      at: shop.clock.now(),
      by: 'user',
      principal: 'Clara Clerk',
      ip: '192.0.2.1',
      door: 'test',
      entity: 'customerGroup',
      rowId: made.id,
    })
  })

  it('tells of actions, and of no password', async () => {
    const ctx = staff(shop)
    const { id } = await person(ctx, [])
    await act('user.setPassword', { id, password: 'a wholly new one 7' }, ctx)
    const last = (await entries(ctx.requestId)).at(-1)
    expect(last).toMatchObject({ entity: 'user', rowId: id, deed: 'setPassword', after: { id, password: '…' } })
    expect(JSON.stringify(await entries(ctx.requestId))).not.toContain('argon2')
  })

  it('is read at the doors by who may, and rewritten by nobody', async () => {
    const ctx = staff(shop)
    await records().create('customerGroup', { code: 'audited-too', name: 'Before' }, ctx)
    const { rows } = await records().list(
      'auditEntry',
      {
        filter: { path: 'requestId', op: 'eq', value: ctx.requestId },
        page: { size: 5 },
        wanted: { deed: {}, after: {} },
      },
      staff(shop, { grants: [grant('auditEntry', 'read', 'organization'), grant('customerGroup', 'read')] }),
    )
    expect(rows).toMatchObject([{ deed: 'create', after: { code: 'audited-too' } }])
    await expect(records().remove('auditEntry', rows[0]!.id, ctx)).rejects.toMatchObject({ code: 'METHOD_NOT_ALLOWED' })
    const { db } = shop.database
    await expect(db.updateTable('auditEntries').set({ deed: 'x' }).execute()).rejects.toThrow(/never changed/)
    await expect(db.deleteFrom('auditEntries').execute()).rejects.toThrow(/never changed/)
  })
})
