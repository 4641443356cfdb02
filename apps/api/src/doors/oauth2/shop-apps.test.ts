import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Browser, createApp, createFrontend, pkce, postForm, type AppForPeople } from '../../testing/app-sign-in.ts'
import { Buyer, cartFields } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { Clerk } from '../../testing/clerk.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let clerk: Clerk
let frontend: AppForPeople
let staffs: AppForPeople
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  frontend = await createFrontend(shop)
  staffs = await createApp(shop)
})
afterAll(() => shop.close())
beforeEach(() => clerk.change('customerUser', frontend.person.id, { active: true }))

const post = (path: string, form: Record<string, string>, headers?: Record<string, string>) =>
  postForm(`${shop.url}/shop/oauth2${path}`, { client_id: frontend.app.clientId, ...form }, headers)

const who = (token: string) => shop.caller(token).ask<{ email: string } | null>('customerUserCurrent', null, 'email')
const jsonapi = (path: string, token: string) =>
  fetch(`${shop.url}${path}`, { headers: { authorization: `Bearer ${token}` } })
const codeAt = async (path: string, token: string) => {
  const answer = await jsonapi(path, token)
  const { errors } = (await answer.json()) as { errors?: { code: string }[] }
  return [answer.status, errors?.[0]?.code]
}

it('the shop is an issuer of its own, with its own discovery documents and scopes', async () => {
  for (const path of ['/shop/.well-known/openid-configuration', '/.well-known/oauth-authorization-server/shop']) {
    const document = (await (await fetch(`${shop.url}${path}`)).json()) as Record<string, unknown>
    expect(document).toMatchObject({
      issuer: 'http://localhost:4000/shop',
      authorization_endpoint: 'http://localhost:4000/shop/oauth2/authorize',
      token_endpoint: 'http://localhost:4000/shop/oauth2/token',
      revocation_endpoint: 'http://localhost:4000/shop/oauth2/revoke',
      introspection_endpoint: 'http://localhost:4000/shop/oauth2/introspect',
      end_session_endpoint: 'http://localhost:4000/shop/oauth2/sign-out',
      code_challenge_methods_supported: ['S256'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_methods_supported: ['none'],
    })
    expect(document['scopes_supported']).toEqual(expect.arrayContaining(['all', 'read', 'order:read', 'cart:write']))
    expect(document['scopes_supported']).not.toContain('product:write')
  }
})

describe('a customer who signs in to a frontend at our page', () => {
  it('is known by its token at both doors of the shop, and by its id token', async () => {
    const { access_token: token, id_token: idToken, expires_in: seconds } = await frontend.tokens()
    expect(seconds).toBe(300)
    expect(await granted(who(token))).toEqual({ email: 'lea@example.com' })
    const me = await jsonapi(`/api/customerUsers/${frontend.person.id}`, token)
    expect(me.status).toBe(200)
    const keys = createRemoteJWKSet(new URL(`${shop.url}/shop/oauth2/jwks`))
    const { payload } = await jwtVerify(idToken!, keys, {
      issuer: 'http://localhost:4000/shop',
      audience: frontend.app.clientId,
      currentDate: shop.clock.now(),
    })
    expect(payload.sub).toBe(frontend.person.id)
    const row = await shop.database.db
      .selectFrom('customerUsers')
      .select('lastSignInAt')
      .where('id', '=', frontend.person.id)
      .executeTakeFirst()
    expect(row?.lastSignInAt).toEqual(shop.clock.now())
  })

  it('buys by it, as by a sign-in of the shop', async () => {
    const buyer = new Buyer(shop, shop.caller((await frontend.tokens()).access_token))
    await buyer.pays(await buyer.atTheTill())
    const { order } = await granted(buyer.complete())
    const mine = await granted(
      shop
        .caller((await frontend.tokens()).access_token)
        .send<{ items: { number: string }[] }>('{ orders { items { number } } }'),
    )
    expect(mine.items).toEqual([{ number: order!.number }])
  })

  it('brings along the cart that they had as a visitor', async () => {
    const visitor = new Buyer(shop)
    await granted(visitor.add(skus.cable, '3'))
    const { verifier, challenge } = pkce()
    const back = await frontend.signIn(challenge)
    const { body } = await frontend.exchange(back.searchParams.get('code')!, verifier, {
      visitor_token: visitor.caller.token!,
    })
    expect(body).toMatchObject({ visitor_taken_along: true })
    const cart = await granted(
      shop
        .caller(body.access_token)
        .send<{ lines: { product: { sku: string } }[] }>(`{ cartCurrent { ${cartFields} } }`),
    )
    expect(cart.lines.map(({ product }) => product.sku)).toContain(skus.cable)
    expect((await visitor.caller.send('{ cartCurrent { id } }')).error?.code).toBe('SESSION_INVALID')
    const again = await frontend.signIn(challenge)
    const wrong = await frontend.exchange(again.searchParams.get('code')!, verifier, { visitor_token: 'pt_nonsense' })
    expect([wrong.status, wrong.body]).toMatchObject([200, { visitor_taken_along: false }])
  })

  it('gives the frontend no more than they allowed', async () => {
    const { access_token: token, scope } = await frontend.tokens({ scope: 'openid order:read' })
    expect(scope).toBe('order:read')
    await still(shop.database, async () => {
      for (const refused of [
        await who(token),
        await shop.caller(token).act('cartAddLine', { sku: skus.drill, quantity: '1' }, 'id'),
        await shop.caller(token).send('{ quotes { total } }'),
      ])
        expect(refused.error).toMatchObject({ code: 'FORBIDDEN', status: 403 })
      expect(await codeAt('/api/quotes', token)).toEqual([403, 'FORBIDDEN'])
    })
    await granted(shop.caller(token).send('{ orders { total } }'))
    await granted(shop.caller(token).ask('productSearch', { first: 1 }, 'total'))
    const reading = (await frontend.tokens({ scope: 'read' })).access_token
    await granted(who(reading))
    await still(shop.database, async () => {
      const refused = await shop.caller(reading).act('cartAddLine', { sku: skus.drill, quantity: '1' }, 'id')
      expect(refused.error?.code).toBe('FORBIDDEN')
    })
    const back = new URL(
      (await new Browser(shop.url).follow(frontend.authorizeUrl(pkce().challenge, { scope: 'product:write' }))).address,
    )
    expect(back.searchParams.get('error')).toBe('invalid_scope')
  })
})

describe('tokens of one side', () => {
  it('open nothing on the other, at any door, and nothing moves', async () => {
    const shoppers = (await frontend.tokens()).access_token
    const clerks = (await staffs.tokens()).access_token
    await still(shop.database, async () => {
      expect(await codeAt('/admin/api/customerGroups', shoppers)).toEqual([401, 'TOKEN_FOR_STOREFRONT'])
      const admin = await fetch(`${shop.url}/admin/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${shoppers}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ customerGroups(first: 1) { totalCount } }' }),
      })
      expect([admin.status, await admin.text()]).toMatchObject([401, expect.stringContaining('TOKEN_FOR_STOREFRONT')])
      expect(await codeAt('/api/orders', clerks)).toEqual([401, 'TOKEN_FOR_BACK_OFFICE'])
      expect((await who(clerks)).error).toMatchObject({ code: 'TOKEN_FOR_BACK_OFFICE', status: 401 })
    })
    expect(await codeAt('/admin/api/customerGroups', clerks)).toEqual([200, undefined])
    expect((await granted(who(shoppers)))?.email).toBe('lea@example.com')
  })

  it('cannot be had, renewed, asked about or taken back at the other’s endpoints', async () => {
    const ours = await frontend.tokens()
    const theirs = await staffs.tokens()
    const elsewhere = (path: string, clientId: string, form: Record<string, string>) =>
      postForm(`${shop.url}${path}`, { client_id: clientId, ...form })
    for (const [base, clientId, tokens] of [
      ['/oauth2', frontend.app.clientId, ours],
      ['/shop/oauth2', staffs.app.clientId, theirs],
    ] as const) {
      const authorize = await fetch(`${shop.url}${base}/authorize?client_id=${clientId}&response_type=code`, {
        redirect: 'manual',
      })
      expect([authorize.status, await authorize.text()]).toEqual([400, expect.stringContaining('invalid_client')])
      const renewed = await elsewhere(`${base}/token`, clientId, {
        grant_type: 'refresh_token',
        refresh_token: tokens.refresh_token,
      })
      expect(renewed.body.error).toBe('invalid_client')
      expect((await elsewhere(`${base}/introspect`, clientId, { token: tokens.access_token })).body.error).toBe(
        'invalid_client',
      )
      expect((await elsewhere(`${base}/revoke`, clientId, { token: tokens.access_token })).body.error).toBe(
        'invalid_client',
      )
    }
    expect(
      (
        await elsewhere('/shop/oauth2/token', frontend.app.clientId, {
          grant_type: 'refresh_token',
          refresh_token: theirs.refresh_token,
        })
      ).body.error,
    ).toBe('invalid_grant')
    expect((await granted(who(ours.access_token)))?.email).toBe('lea@example.com')
  })

  it('are not asked for by somebody who signed in on the other side in the same browser', async () => {
    const browser = new Browser(shop.url)
    const login = await browser.follow(staffs.authorizeUrl(pkce().challenge))
    const sent = await browser.submit(login.address, { step: 'login', ...staffs.person })
    await browser.follow(sent.headers.get('location')!)
    const { response, address } = await browser.follow(frontend.authorizeUrl(pkce().challenge))
    expect(await response.text()).toContain('type="password"')
    expect((await browser.submit(address, { step: 'login', ...staffs.person })).status).toBe(401)
  })
})

describe('what was given to a frontend ends', () => {
  it('when it is renewed twice by one token: all that came of the sign-in', async () => {
    const first = await frontend.tokens()
    const second = await frontend.renew(first.refresh_token)
    expect(second.status).toBe(200)
    expect((await granted(who(second.body.access_token)))?.email).toBe('lea@example.com')
    expect((await frontend.renew(first.refresh_token)).body.error).toBe('invalid_grant')
    expect((await who(second.body.access_token)).error?.code).toBe('SESSION_INVALID')
    expect((await frontend.renew(second.body.refresh_token)).body.error).toBe('invalid_grant')
  })

  it('when it is taken back, and introspection says so', async () => {
    const { access_token: token } = await frontend.tokens()
    const asked = async () =>
      (await post('/introspect', { token })).body as unknown as { active: boolean; sub?: string }
    expect(await asked()).toMatchObject({ active: true, sub: frontend.person.id, aud: 'urn:portico:storefront' })
    await post('/revoke', { token })
    expect(await asked()).toEqual({ active: false })
    expect((await who(token)).error?.code).toBe('SESSION_INVALID')
  })

  it('when its time is over', async () => {
    const { access_token: token } = await frontend.tokens()
    shop.clock.advance({ minutes: 6 })
    expect((await who(token)).error?.code).toBe('SESSION_EXPIRED')
    expect(await codeAt('/api/orders', token)).toEqual([401, 'SESSION_EXPIRED'])
  })

  it('when the person is switched off, or their company, or the frontend', async () => {
    const { db } = shop.database
    const { access_token: token, refresh_token: refresh } = await frontend.tokens()
    const { customerId } = await db
      .selectFrom('customerUsers')
      .select('customerId')
      .where('id', '=', frontend.person.id)
      .executeTakeFirstOrThrow()
    for (const [entity, id] of [
      ['customerUser', frontend.person.id],
      ['customer', customerId],
      ['apiClient', frontend.app.id],
    ] as const) {
      await clerk.change(entity, id, { active: false })
      expect([entity, (await who(token)).error?.code]).toEqual([entity, 'SESSION_INVALID'])
      expect([entity, (await frontend.renew(refresh)).status]).toEqual([entity, entity === 'apiClient' ? 401 : 400])
      await clerk.change(entity, id, { active: true })
    }
    expect((await granted(who(token)))?.email).toBe('lea@example.com')
  })

  it('when the person signs out by it, changes the password, or gets another one', async () => {
    const [one, other] = [await frontend.tokens(), await frontend.tokens()]
    await granted(shop.caller(one.access_token).act('customerUserSignOut', null, 'done'))
    expect((await who(one.access_token)).error?.code).toBe('SESSION_INVALID')
    expect((await frontend.renew(one.refresh_token)).body.error).toBe('invalid_grant')
    expect((await granted(who(other.access_token)))?.email).toBe('lea@example.com')
    const third = await frontend.tokens()
    const change = { current: frontend.person.password, password: 'a door of ash and iron' }
    await granted(shop.caller(third.access_token).act('customerUserChangePassword', change, 'done'))
    expect((await who(other.access_token)).error?.code).toBe('SESSION_INVALID')
    expect((await granted(who(third.access_token)))?.email).toBe('lea@example.com')
    await clerk.act('customerUser.setPassword', { id: frontend.person.id, password: frontend.person.password })
    expect((await who(third.access_token)).error?.code).toBe('SESSION_INVALID')
  })

  it('when the person signs out at our page, which asks first', async () => {
    const { verifier, challenge } = pkce()
    const browser = new Browser(shop.url)
    const login = await browser.follow(frontend.authorizeUrl(challenge))
    const sent = await browser.submit(login.address, { step: 'login', ...frontend.person })
    const consent = await browser.follow(sent.headers.get('location')!)
    const allowed = await browser.submit(consent.address, { step: 'allow' })
    const back = new URL((await browser.follow(allowed.headers.get('location')!)).address)
    const { body } = await frontend.exchange(back.searchParams.get('code')!, verifier)
    const ask = await browser.go(
      `/shop/oauth2/sign-out?id_token_hint=${body.id_token}&post_logout_redirect_uri=${encodeURIComponent(frontend.redirect)}`,
    )
    const page = await ask.text()
    expect(page).toContain('Sign out')
    expect((await granted(who(body.access_token)))?.email).toBe('lea@example.com')
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)![1]!
    const done = await browser.submit('/shop/oauth2/sign-out/confirm', { xsrf, logout: 'yes' })
    expect(done.headers.get('location')).toBe(frontend.redirect)
    expect((await who(body.access_token)).error?.code).toBe('SESSION_INVALID')
    expect(await (await browser.follow(frontend.authorizeUrl(challenge))).response.text()).toContain('type="password"')
  })
})
