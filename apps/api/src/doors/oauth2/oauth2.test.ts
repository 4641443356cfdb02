import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resealAll } from '../../identity/authorization/reseal.ts'
import { loadKeys, rotateKeys } from '../../identity/authorization/signing-keys.ts'
import { hashToken } from '../../kernel/ids.ts'
import { createSeal } from '../../kernel/seal.ts'
import { postForm } from '../../testing/app-sign-in.ts'
import { silentLog } from '../../testing/context.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

const sealKey = Buffer.alloc(32, 7).toString('base64')

let shop: OpenShop
beforeAll(async () => void (shop = await openShop({ env: { PORTICO_SECRET_KEY: sealKey } })))
afterAll(() => shop.close())

const post = (path: string, form: Record<string, string>, headers?: Record<string, string>) =>
  postForm(`${shop.url}${path}`, form, headers)

const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
})

const call = (token: string) =>
  shop.built.backOfficeContextOf({ requestId: 'r', ip: '127.0.0.1', log: silentLog, authorization: `Bearer ${token}` })

describe('the discovery document', () => {
  it('names the endpoints, at both addresses', async () => {
    for (const name of ['oauth-authorization-server', 'openid-configuration']) {
      const document = (await (await fetch(`${shop.url}/.well-known/${name}`)).json()) as Record<string, unknown>
      expect(document).toMatchObject({
        issuer: 'http://localhost:4000',
        token_endpoint: 'http://localhost:4000/oauth2/token',
        authorization_endpoint: 'http://localhost:4000/oauth2/authorize',
        introspection_endpoint: 'http://localhost:4000/oauth2/introspect',
        revocation_endpoint: 'http://localhost:4000/oauth2/revoke',
        code_challenge_methods_supported: ['S256'],
        response_types_supported: ['code'],
      })
      // what is offered is there
      for (const [name, address] of Object.entries(document).filter(([key]) => /_(endpoint|uri)$/.test(key))) {
        const { status } = await fetch(`${shop.url}${new URL(address as string).pathname}`, { redirect: 'manual' })
        const posted = await fetch(`${shop.url}${new URL(address as string).pathname}`, { method: 'POST' })
        expect([name, Math.min(status, posted.status)]).not.toEqual([name, 404])
      }
      expect(document.grant_types_supported).toEqual(
        expect.arrayContaining(['authorization_code', 'client_credentials', 'refresh_token']),
      )
      expect(document.scopes_supported).toEqual(expect.arrayContaining(['all', 'read', 'product:write']))
    }
  })
})

describe('an integration', () => {
  it('takes a token by its secret, in a header or in the body, and calls with it', async () => {
    const client = await shop.client([{ entity: 'brand', deed: 'read', level: 'all' }])
    const grant = { grant_type: 'client_credentials' }
    const byHeader = await post('/oauth2/token', grant, basic(client.clientId, client.secret))
    const byBody = await post('/oauth2/token', {
      ...grant,
      client_id: client.clientId,
      client_secret: client.secret,
      scope: 'brand:read',
    })
    expect(byHeader.body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 })
    expect(byHeader.headers.get('cache-control')).toContain('no-store')
    expect(byHeader.headers.get('x-request-id')).toBeTruthy()
    expect(byBody.body).toMatchObject({ scope: 'brand:read' })
    expect((await call(byHeader.body.access_token)).actor).toMatchObject({ by: 'client', principalId: client.id })
    const kept = await shop.database.db.selectFrom('oauthArtifacts').selectAll().execute()
    expect(JSON.stringify(kept)).not.toContain(byHeader.body.access_token)
    expect(kept.map(({ hash }) => hash)).toContain(hashToken(byHeader.body.access_token))
  })

  it('gets none by a wrong secret, from elsewhere, for an unknown scope, or once it is switched off', async () => {
    const client = await shop.client()
    const grant = { grant_type: 'client_credentials' }
    const before = await shop.database.db.selectFrom('oauthArtifacts').selectAll().orderBy('hash').execute()
    const wrong = await post('/oauth2/token', grant, basic(client.clientId, 'pt_wrong'))
    expect([wrong.status, wrong.body.error]).toEqual([401, 'invalid_client'])
    for (const scope of ['nonsense', 'brand:read nonsense', 'openid']) {
      const refused = await post('/oauth2/token', { ...grant, scope }, basic(client.clientId, client.secret))
      expect([refused.status, refused.body.error]).toEqual([400, 'invalid_scope'])
    }
    const { db } = shop.database
    await db
      .updateTable('apiClients')
      .set({ allowedIps: ['10.0.0.0/8'] })
      .where('id', '=', client.id)
      .execute()
    const elsewhere = await post('/oauth2/token', grant, basic(client.clientId, client.secret))
    expect(elsewhere.body).toMatchObject({ error: 'access_denied' })
    expect(elsewhere.body.error_description).toContain('ADDRESS_NOT_ALLOWED')
    const forged = await post('/oauth2/token', grant, {
      ...basic(client.clientId, client.secret),
      'x-forwarded-for': '10.0.0.1',
    })
    expect(forged.body.error).toBe('access_denied')
    await db.updateTable('apiClients').set({ active: false, allowedIps: [] }).where('id', '=', client.id).execute()
    const off = await post('/oauth2/token', grant, basic(client.clientId, client.secret))
    expect([off.status, off.body.error]).toEqual([401, 'invalid_client'])
    expect(await db.selectFrom('oauthArtifacts').selectAll().orderBy('hash').execute()).toEqual(before)
  })

  it('asks about its own tokens and takes them back', async () => {
    const [client, other] = [await shop.client(), await shop.client()]
    const { body } = await post(
      '/oauth2/token',
      { grant_type: 'client_credentials' },
      basic(client.clientId, client.secret),
    )
    const introspect = async (by: typeof client) =>
      (await post('/oauth2/introspect', { token: body.access_token }, basic(by.clientId, by.secret))).body
    expect(await introspect(client)).toMatchObject({
      active: true,
      client_id: client.clientId,
      aud: 'urn:portico:back-office',
    })
    expect(await introspect(other)).toEqual({ active: false })
    await post('/oauth2/revoke', { token: body.access_token }, basic(other.clientId, other.secret))
    expect((await call(body.access_token)).actor.kind).toBe('backOffice')
    const revoked = await post('/oauth2/revoke', { token: body.access_token }, basic(client.clientId, client.secret))
    expect(revoked.status).toBe(200)
    expect(await introspect(client)).toEqual({ active: false })
    await expect(call(body.access_token)).rejects.toMatchObject({ code: 'ACCESS_TOKEN_REVOKED' })
  })
})

describe('signing keys', () => {
  it('are kept sealed, and rotate while what they signed is still proved', async () => {
    const { db } = shop.database
    const published = async () =>
      ((await (await fetch(`${shop.url}/oauth2/jwks`)).json()) as { keys: { kid: string; d?: string }[] }).keys
    const [former] = await published()
    expect(former?.d).toBeUndefined()
    const rows = await db.selectFrom('signingKeys').selectAll().execute()
    expect(rows.map(({ sealed }) => sealed.split('.')[0])).toEqual(['v1', 'v1'])
    await rotateKeys(db, createSeal([sealKey]), shop.clock)
    const fresh = await openSecond()
    try {
      const keys = ((await (await fetch(`${fresh.url}/oauth2/jwks`)).json()) as { keys: { kid: string }[] }).keys
      expect(keys).toHaveLength(2)
      expect(keys[0]?.kid).not.toBe(former?.kid)
      expect(keys[1]?.kid).toBe(former?.kid)
    } finally {
      await fresh.close()
    }
  })
})

it('secrets are sealed anew by another key, and the former one opens none of them', async () => {
  const { db } = shop.database
  const next = Buffer.alloc(32, 8).toString('base64')
  expect(await resealAll(db, createSeal([next, sealKey]))).toBeGreaterThanOrEqual(4)
  expect((await loadKeys(db, createSeal([next]), shop.clock)).jwks.keys).toHaveLength(2)
  await expect(loadKeys(db, createSeal([sealKey]), shop.clock)).rejects.toThrow('not in PORTICO_SECRET_KEY')
  await resealAll(db, createSeal([sealKey, next]))
})

/** Another process on the same database. */
async function openSecond(): Promise<{ url: string; close: () => Promise<void> }> {
  const { build } = await import('../../build.ts')
  const { readEnv } = await import('../../kernel/env.ts')
  const env = readEnv({
    DATABASE_URL: shop.databaseUrl,
    STRIPE_SECRET_KEY: 'sk_test_x1234567',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_x1234567',
    STRIPE_WEBHOOK_SECRET: 'whsec_x1234567',
    PORTICO_SECRET_KEY: sealKey,
  })
  const built = await build(env, silentLog, { clock: shop.clock })
  const address = await built.app.listen({ port: 0, host: '127.0.0.1' })
  return { url: address, close: () => built.close() }
}

it('a seal opens with any of its keys, for its own purpose only', () => {
  const [one, two] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)].map((key) => key.toString('base64')) as [string, string]
  const sealed = createSeal([one]).close('a secret', 'this')
  expect(createSeal([two, one]).open(sealed, 'this')).toBe('a secret')
  expect(() => createSeal([two]).open(sealed, 'this')).toThrow('sealed by a key that is not in PORTICO_SECRET_KEY')
  expect(() => createSeal([one]).open(sealed, 'that')).toThrow()
})
