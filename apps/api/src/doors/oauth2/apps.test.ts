import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Browser, createApp, pkce, postForm, type AppForPeople } from '../../testing/app-sign-in.ts'
import { silentLog } from '../../testing/context.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
let app: AppForPeople
beforeAll(async () => {
  shop = await openShop()
  app = await createApp(shop)
})
afterAll(() => shop.close())

const post = (path: string, form: Record<string, string>) => postForm(`${shop.url}${path}`, form)

const call = (token: string) =>
  shop.built.backOfficeContextOf({ requestId: 'r', ip: '127.0.0.1', log: silentLog, authorization: `Bearer ${token}` })

describe('an app', () => {
  it('acts for the person who signed in and allowed it, with their rights within its scopes', async () => {
    const { verifier, challenge } = pkce()
    const back = await app.signIn(challenge)
    expect(back.origin + back.pathname).toBe(app.redirect)
    expect(back.searchParams.get('state')).toBe('xyz')
    const { body, status } = await app.exchange(back.searchParams.get('code')!, verifier)
    expect([status, body.expires_in]).toEqual([200, 300])
    expect(body.id_token).toBeTruthy()
    const { actor } = await call(body.access_token)
    expect(actor).toMatchObject({ by: 'user', principalId: app.person.id, name: 'Clara <Clerk>' })
    const rights = actor.kind === 'backOffice' ? actor.rights : undefined
    expect([rights?.level('customerGroup', 'read'), rights?.level('customerGroup', 'update')]).toEqual(['all', 'none'])
    const row = await shop.database.db.selectFrom('users').select('lastSignInAt').execute()
    expect(row[0]?.lastSignInAt).toEqual(shop.clock.now())
  })

  it('has no rights at all where it asked for none', async () => {
    const { verifier, challenge } = pkce()
    const back = await app.signIn(challenge, { scope: 'openid' })
    const { actor } = await call((await app.exchange(back.searchParams.get('code')!, verifier)).body.access_token)
    expect(actor.kind === 'backOffice' && actor.rights.level('customerGroup', 'read')).toBe('none')
  })

  it('renews its token once by each refresh token; a second time ends them all', async () => {
    const { verifier, challenge } = pkce()
    const back = await app.signIn(challenge)
    const first = (await app.exchange(back.searchParams.get('code')!, verifier)).body
    const renew = (token: string) =>
      post('/oauth2/token', { grant_type: 'refresh_token', client_id: app.app.clientId, refresh_token: token })
    const second = await renew(first.refresh_token)
    expect(second.status).toBe(200)
    expect((await call(second.body.access_token)).actor.kind).toBe('backOffice')
    const again = await renew(first.refresh_token)
    expect([again.status, again.body.error]).toEqual([400, 'invalid_grant'])
    await expect(call(second.body.access_token)).rejects.toMatchObject({ code: 'ACCESS_TOKEN_REVOKED' })
    expect((await renew(second.body.refresh_token)).body.error).toBe('invalid_grant')
  })

  it('gets nothing by a code used twice, without the verifier, without PKCE, or by the plain method', async () => {
    const { verifier, challenge } = pkce()
    const back = await app.signIn(challenge)
    const code = back.searchParams.get('code')!
    expect((await app.exchange(code, pkce().verifier)).body.error).toBe('invalid_grant')
    const other = await app.signIn(challenge)
    const twice = await Promise.all([1, 2].map(() => app.exchange(other.searchParams.get('code')!, verifier)))
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 400])
    for (const more of [{ code_challenge: '' }, { code_challenge_method: 'plain' }] as Record<string, string>[]) {
      const refused = await new Browser(shop.url).follow(app.authorizeUrl(challenge, more))
      expect(new URL(refused.address).searchParams.get('error')).toBe('invalid_request')
    }
    const elsewhere = await new Browser(shop.url).follow(
      app.authorizeUrl(challenge, { redirect_uri: 'https://evil.example/cb' }),
    )
    expect(elsewhere.response.status).toBe(400)
  })

  it('is told when the person does not allow it', async () => {
    const browser = new Browser(shop.url)
    const login = await browser.follow(app.authorizeUrl(pkce().challenge))
    const sent = await browser.submit(login.address, {
      step: 'login',
      email: app.person.email,
      password: app.person.password,
    })
    const consent = await browser.follow(sent.headers.get('location')!)
    expect(await consent.response.text()).toContain('<code>customerGroup</code>: reading')
    const denied = await browser.submit(consent.address, { step: 'deny' })
    const back = await browser.follow(denied.headers.get('location')!)
    expect(new URL(back.address).searchParams.get('error')).toBe('access_denied')
  })
})

describe('the sign-in page', () => {
  it('says what is wrong, escapes what it shows, and is no page for frames or scripts', async () => {
    const browser = new Browser(shop.url)
    const { response, address } = await browser.follow(app.authorizeUrl(pkce().challenge))
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(response.headers.get('x-frame-options')).toBe('DENY')
    const wrong = await browser.submit(address, { step: 'login', email: '"><script>', password: 'no' })
    const text = await wrong.text()
    expect(wrong.status).toBe(401)
    expect(text).toContain('E-mail or password is not right.')
    expect(text).not.toContain('<script>')
    const foreign = await browser.submit(
      address,
      { step: 'login', email: app.person.email, password: app.person.password },
      { 'sec-fetch-site': 'cross-site' },
    )
    expect(foreign.status).toBe(410)
  })

  it('is of no use in another browser', async () => {
    const { address } = await new Browser(shop.url).follow(app.authorizeUrl(pkce().challenge))
    const other = new Browser(shop.url)
    expect((await other.go(address)).status).toBe(410)
    const sent = await other.submit(address, { step: 'login', email: app.person.email, password: app.person.password })
    expect(sent.status).toBe(410)
  })

  it('lets nobody in who is switched off or calls from elsewhere', async () => {
    const { db } = shop.database
    const attempt = async () => {
      const browser = new Browser(shop.url)
      const { address } = await browser.follow(app.authorizeUrl(pkce().challenge))
      return (await browser.submit(address, { step: 'login', email: app.person.email, password: app.person.password }))
        .status
    }
    await db
      .updateTable('users')
      .set({ allowedIps: ['10.0.0.0/8'] })
      .where('id', '=', app.person.id)
      .execute()
    expect(await attempt()).toBe(403)
    await db.updateTable('users').set({ allowedIps: [], active: false }).where('id', '=', app.person.id).execute()
    expect(await attempt()).toBe(401)
    await db.updateTable('users').set({ active: true }).where('id', '=', app.person.id).execute()
  })
})
