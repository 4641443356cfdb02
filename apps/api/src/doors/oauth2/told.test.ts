import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Browser, createApp, createFrontend, pkce, postForm, type AppForPeople } from '../../testing/app-sign-in.ts'
import type { ApiClient } from '../../testing/client.ts'
import { staff } from '../../testing/back-office.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

// The audit log of who came in, who was refused, and what apps and systems were given: read at the doors, as everything else.

let shop: OpenShop
let auditor: ApiClient
let staffs: AppForPeople
let frontend: AppForPeople
beforeAll(async () => {
  shop = await openShop({ env: { WSSE: 'on', SIGN_IN_LIMIT_PER_MINUTE: '10' } })
  auditor = await shop.client([{ entity: 'auditEntry', deed: 'read', level: 'all' }])
  staffs = await createApp(shop)
  frontend = await createFrontend(shop)
})
afterAll(() => shop.close())

const columns = ['by', 'principalId', 'principal', 'ip', 'door', 'entity', 'rowId', 'deed', 'after'] as const

/** What was told while something happened, oldest first. */
async function told(work: () => Promise<unknown>, reader = auditor): Promise<Record<string, unknown>[]> {
  const newest = async () => (await send(reader, '/admin/api/auditEntries?page[size]=50')).many
  const before = new Set((await newest()).map(({ id }) => id))
  await work()
  return (await newest())
    .filter(({ id }) => !before.has(id))
    .reverse()
    .map(({ attributes }) => Object.fromEntries(columns.map((key) => [key, attributes?.[key]])))
}

const attempt = async (app: AppForPeople, email: string, password: string) => {
  const browser = new Browser(shop.url)
  const { address } = await browser.follow(app.authorizeUrl(pkce().challenge))
  return (await browser.submit(address, { step: 'login', email, password })).status
}

const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
})
const take = (id: string, secret: string) =>
  postForm(`${shop.url}/oauth2/token`, { grant_type: 'client_credentials' }, basic(id, secret))

describe('at the sign-in page', () => {
  it.each([
    ['the back office', 'user', () => staffs],
    ['the shop', 'customerUser', () => frontend],
  ] as const)('of %s, whoever signs in, allows an app and renews its token is told of', async (_, entity, appOf) => {
    const app = appOf()
    const { clientId } = app.app
    const entries = await told(async () => {
      const { refresh_token: refresh } = await app.tokens()
      await app.renew(refresh)
    })
    const who = {
      by: entity,
      principalId: app.person.id,
      entity,
      rowId: app.person.id,
      door: 'oauth2',
      ip: '127.0.0.1',
    }
    expect(entries).toMatchObject([
      { ...who, deed: 'signIn', after: { client: clientId } },
      { ...who, deed: 'appAllowed', after: { client: clientId } },
      { ...who, deed: 'tokenGiven', after: { client: clientId, grant: 'authorization_code' } },
      { ...who, deed: 'tokenGiven', after: { client: clientId, grant: 'refresh_token' } },
    ])
    expect(JSON.stringify(entries)).not.toContain(app.person.password)
  })

  it('a wrong password and an unknown address are told of, without the password', async () => {
    const entries = await told(async () => {
      expect(await attempt(staffs, staffs.person.email, 'my other password 1')).toBe(401)
    })
    expect(entries).toMatchObject([
      {
        by: 'user',
        principalId: staffs.person.id,
        deed: 'signInRefused',
        after: { client: 'app-one', code: 'CREDENTIALS_WRONG' },
      },
    ])
    const unknown = await told(async () => {
      expect(await attempt(frontend, 'Nobody@Example.com', 'my other password 1')).toBe(401)
    })
    expect(unknown).toMatchObject([
      {
        by: 'nobody',
        principalId: '',
        principal: 'nobody@example.com',
        rowId: null,
        entity: 'customerUser',
        deed: 'signInRefused',
      },
    ])
    expect(JSON.stringify([entries, unknown])).not.toContain('my other password')
  })

  it('what belongs to nobody is read by who may read all, and not by who may read an organization’s', async () => {
    const ofHouse = await shop.client([{ entity: 'auditEntry', deed: 'read', level: 'organization' }])
    const { many } = await send(ofHouse, '/admin/api/auditEntries?filter[deed]=signInRefused&page[size]=50')
    expect(many.length).toBeGreaterThan(0)
    expect(many.map(({ attributes }) => attributes?.['by'])).not.toContain('nobody')
  })
})

describe('at the token endpoint', () => {
  it('a system that takes a token and gives it back is told of, and one that is refused', async () => {
    const client = await shop.client()
    const who = { by: 'client', principalId: client.id, entity: 'apiClient', rowId: client.id }
    const entries = await told(async () => {
      const { body } = await take(client.clientId, client.secret)
      await postForm(`${shop.url}/oauth2/revoke`, { token: body.access_token }, basic(client.clientId, client.secret))
      await take(client.clientId, 'a wrong secret')
      await take('no-such-client', 'a wrong secret')
    })
    expect(entries).toMatchObject([
      { ...who, deed: 'tokenGiven', after: { client: client.clientId, grant: 'client_credentials' } },
      { ...who, deed: 'tokenRevoked', after: { kind: 'ClientCredentials' } },
      { ...who, deed: 'tokenRefused', after: { error: 'invalid_client' } },
      {
        by: 'nobody',
        principal: 'no-such-client',
        rowId: null,
        deed: 'tokenRefused',
        after: { error: 'invalid_client' },
      },
    ])
    expect(JSON.stringify(entries)).not.toContain('a wrong secret')
    expect(JSON.stringify(entries)).not.toContain(client.secret)
  })
})

describe('at the back office', () => {
  const digestOf = (key: string, nonce: string, created: string) =>
    createHash('sha1')
      .update(Buffer.from(nonce, 'base64'))
      .update(created + key)
      .digest('base64')

  it('a wrong or repeated WSSE header is told of, by the door at which it was shown', async () => {
    const ctx = staff(shop)
    const user = {
      email: 'old-erp@example.com',
      name: 'Old ERP',
      organizationId: shop.website.organizationId,
      wsse: true,
    }
    const { id } = await shop.built.engine.records.create('user', user, ctx)
    const { key } = (await shop.built.engine.act('user.issueWsseKey', { id }, ctx, {})) as { key: string }
    const [nonce, created] = [randomBytes(16).toString('base64'), shop.clock.now().toISOString()]
    const show = (username: string, secret: string) =>
      fetch(`${shop.url}/admin/api/units`, {
        headers: {
          authorization: 'WSSE profile="UsernameToken"',
          'x-wsse': `UsernameToken Username="${username}", PasswordDigest="${digestOf(secret, nonce, created)}", Nonce="${nonce}", Created="${created}"`,
        },
      })
    const entries = await told(async () => {
      for (const [username, secret] of [
        [user.email, 'not the key'],
        [user.email, key],
        [user.email, key],
        ['nobody@example.com', key],
      ] as const)
        await show(username, secret)
    })
    const who = { by: 'user', principalId: id, entity: 'user', door: 'jsonapi', deed: 'signInRefused' }
    expect(entries).toMatchObject([
      { ...who, after: { code: 'WSSE_INVALID' } },
      { ...who, after: { code: 'WSSE_NONCE_USED' } },
      { by: 'nobody', principal: 'nobody@example.com', deed: 'signInRefused', after: { code: 'WSSE_INVALID' } },
    ])
  })

  it('a right token from a wrong address is told of', async () => {
    const client = await shop.client(undefined, { allowedIps: ['203.0.113.0/24'] })
    const entries = await told(() => client.fetch('/admin/api/units'))
    expect(entries).toMatchObject([
      {
        by: 'client',
        principalId: client.id,
        door: 'jsonapi',
        deed: 'signInRefused',
        after: { code: 'ADDRESS_NOT_ALLOWED' },
      },
    ])
  })
})

it('somebody who knocks all day does not fill the log: so many refusals of an address are told a minute', async () => {
  const entries = await told(async () => {
    for (let knock = 0; knock < 40; knock += 1) await take('no-such-client', 'x')
  })
  expect(entries.length).toBeGreaterThan(0)
  expect(entries.length).toBeLessThanOrEqual(20)
  expect(shop.logged()).toContain('too many to be told in the audit log')
})
