import { afterAll, beforeAll, expect, it } from 'vitest'
import { build } from './build.ts'
// on Node 20 the library says when it is loaded that it wants a newer one, which must not be in the middle of a test
import './identity/authorization/provider.ts'
import { readEnv } from './kernel/env.ts'
import { passwordMatches } from './kernel/passwords.ts'
import { runCommand } from './testing/command.ts'
import { openTestDatabase, silentLog, type OpenTestDatabase } from './testing/context.ts'
import { createEmptyDatabase } from './testing/database.ts'
import { still } from './testing/stillness.ts'

// The command `npm run access`, as an operator runs it: on the database of a new house.

let house: OpenTestDatabase
beforeAll(async () => {
  house = await openTestDatabase()
})
afterAll(async () => {
  await house.close()
})

const access = (given: readonly string[], url = house.url, npm = false) =>
  runCommand('access', given, { DATABASE_URL: url }, npm)

const told = (said: string, what: string) => new RegExp(`^${what}: (\\S+)$`, 'm').exec(said)?.[1] ?? ''

it('makes the first company, administrator and system of a new house, each once', async () => {
  const early = await still(house, () => access(['client', 'our-erp']))
  expect([early.code, early.said]).toEqual([1, expect.stringContaining('name it by --organization')])
  const made = await access(
    ['administrator', 'ada@house.example', '--organization', 'Our house', '--currency', 'USD'],
    house.url,
    true,
  )
  expect([made.code, made.said]).toEqual([0, expect.stringContaining('made ada@house.example')])
  const system = await access(['client', 'our-erp', '--name', 'Our ERP'])
  expect([system.code, told(system.said, 'secret')]).toEqual([0, expect.stringMatching(/^ps_/)])

  const again = await still(house, () => access(['client', 'our-erp']))
  expect([again.code, again.said]).toEqual([1, expect.stringContaining('Nothing was changed.')])
  const other = await still(house, () => access(['client', 'other-erp', '--organization', 'Elsewhere']))
  expect([other.code, other.said]).toEqual([1, expect.stringContaining('one of: "Our house"')])
  const counted = await Promise.all(
    (['organizations', 'websites', 'roles', 'users', 'apiClients'] as const).map((table) =>
      house.db.selectFrom(table).select('id').execute(),
    ),
  )
  expect(counted.map((rows) => rows.length)).toEqual([1, 1, 1, 1, 1])
}, 120_000)

it('tells the audit log what the operator has made, and no password', async () => {
  const entries = await house.db.selectFrom('auditEntries').selectAll().orderBy('id').execute()
  expect(entries.map(({ entity, deed }) => `${entity}.${deed}`)).toEqual([
    ...['organization.create', 'website.create', 'role.create', 'user.create', 'userRole.create'],
    ...['apiClient.create', 'apiClientRole.create'],
  ])
  const [organization] = await house.db.selectFrom('organizations').select('id').execute()
  for (const { by, door, principal, organizationId } of entries)
    expect([by, door, organizationId, principal]).toEqual(['operator', 'command', organization!.id, expect.any(String)])
  expect(entries[3]!.after).toMatchObject({ email: 'ada@house.example', password: '…' })
  expect(new Set(entries.map(({ requestId }) => requestId)).size).toBe(2)
  expect(JSON.stringify(entries)).not.toMatch(/ps_|argon2/)
})

it('gives an administrator who has lost it a new password, and what was switched off back', async () => {
  const user = () =>
    house.db.selectFrom('users').select(['id', 'passwordHash', 'active', 'name']).executeTakeFirstOrThrow()
  const before = await user()
  await house.db.updateTable('users').set({ active: false }).execute()
  const log = () => house.db.selectFrom('auditEntries').select(['entity', 'deed']).orderBy('id').execute()
  const earlier = await log()
  const { said } = await access(['administrator', 'Ada@house.example'])
  expect((await log()).slice(earlier.length)).toEqual([{ entity: 'user', deed: 'update' }])
  const after = await user()
  expect([after.id, after.active, after.name]).toEqual([before.id, true, 'ada'])
  expect(await passwordMatches(after.passwordHash, told(said, 'password'))).toBe(true)
  expect(await passwordMatches(before.passwordHash, told(said, 'password'))).toBe(false)
}, 120_000)

it('lets the system in: a token is given for its secret, and everything is open to it', async () => {
  const { said } = await access(['client', 'first-erp'])
  const env = readEnv({
    ...{ DATABASE_URL: house.url, SFTP: 'off', STRIPE_SECRET_KEY: 'sk_test_x1234567' },
    ...{ STRIPE_PUBLISHABLE_KEY: 'pk_test_x1234567', STRIPE_WEBHOOK_SECRET: 'whsec_x1234567' },
  })
  const built = await build(env, silentLog)
  const url = await built.app.listen({ port: 0, host: '127.0.0.1' })
  const response = await fetch(`${url}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`first-erp:${told(said, 'secret')}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  const { access_token: token } = (await response.json()) as { access_token: string }
  for (const path of ['apiClients', 'auditEntries', 'webhookSubscriptions', 'websites'])
    expect((await fetch(`${url}/admin/api/${path}`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(
      200,
    )
  await built.close()
}, 60_000)

it.each([
  ['no command', []],
  ['a command that is none', ['king', 'ada@house.example']],
  ['nobody', ['administrator']],
  ['an option that is none', ['administrator', 'ada@house.example', '--power', 'all']],
  ['a currency that is none', ['client', 'our-erp', '--currency', 'euro']],
])('says how it is used when it is given %s', async (_what, given) => {
  const { code, said } = await still(house, () => access(given))
  expect([code, said]).toEqual([2, expect.stringContaining('usage: npm run access')])
})

it('says what is wrong with an address, a client id and a database', async () => {
  const address = await still(house, () => access(['administrator', 'ada']))
  expect([address.code, address.said]).toEqual([1, expect.stringContaining('"ada" is no e-mail address')])
  const id = await still(house, () => access(['client', 'a b']))
  expect([id.code, id.said]).toEqual([1, expect.stringContaining('"a b" is no client id')])
  const empty = await createEmptyDatabase()
  const { code, said } = await access(['client', 'our-erp'], empty.url)
  expect([code, said]).toEqual([1, expect.stringContaining('npm run database -- migrate first')])
  await empty.drop()
}, 120_000)
