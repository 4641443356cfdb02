import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Browser, createFrontend, pkce, type AppForPeople } from '../../testing/app-sign-in.ts'
import { Clerk } from '../../testing/clerk.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { access, still } from '../../testing/stillness.ts'

const page = 'https://frontend.example'
const redirectUris = [`${page}/callback`, 'http://127.0.0.1/callback', 'com.example.shop:/callback']

let shop: OpenShop
let clerk: Clerk
let frontend: AppForPeople
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  frontend = await createFrontend(shop, { redirectUris })
})
afterAll(() => shop.close())

const quiet = <Result>(attempt: () => Promise<Result>) => still(shop.database, attempt, access)

/** Where the browser is sent when somebody signs in with this address of the app’s. */
const begin = async (redirect: string) => {
  const { response, address } = await new Browser(shop.url).follow(
    frontend.authorizeUrl(pkce().challenge, { redirect_uri: redirect }),
  )
  return { status: response.status, address, text: await response.text() }
}

describe('an app is called back', () => {
  it('at the addresses that it said before, at any port of the person’s own machine, and nowhere else', async () => {
    for (const redirect of [`${page}/callback`, 'http://127.0.0.1:51234/callback', 'com.example.shop:/callback'])
      expect([redirect, (await begin(redirect)).status]).toEqual([redirect, 200])
    for (const redirect of [
      `${page}/callback/`,
      `${page}/callback?next=1`,
      `${page}.evil.example/callback`,
      `http://frontend.example/callback`,
      'https://127.0.0.1/callback',
      'http://127.0.0.1:51234/elsewhere',
      'com.example.other:/callback',
    ]) {
      const refused = await begin(redirect)
      expect([redirect, refused.status, refused.text]).toEqual([redirect, 400, expect.stringContaining('redirect_uri')])
    }
  })

  it('only at addresses that can be trusted', async () => {
    const change = (address: string) => clerk.change('apiClient', frontend.app.id, { redirectUris: [address] })
    await quiet(async () => {
      for (const address of [
        'http://frontend.example/callback',
        'https://localhost/callback',
        'https://*.example.com/callback',
        'https://user:pass@frontend.example/callback',
        `${page}/callback#here`,
        'shop:/callback',
        'javascript:alert(1)',
        'data:text/html,x',
        '/callback',
      ])
        await expect(change(address), address).rejects.toMatchObject({ code: 'FIELD_INVALID' })
    })
  })

  it('belongs to the shop whose customers sign in, and to it alone', async () => {
    const make = (given: Record<string, unknown>) =>
      clerk.make('apiClient', { clientId: 'another', name: 'Another', organizationId: clerk.organizationId, ...given })
    await quiet(async () => {
      for (const given of [
        { kind: 'app', audience: 'storefront' },
        { kind: 'integration', audience: 'storefront', websiteId: shop.website.id },
        { kind: 'app', websiteId: shop.website.id },
      ])
        await expect(make(given)).rejects.toMatchObject({ code: 'FIELD_INVALID' })
      await expect(clerk.change('apiClient', frontend.app.id, { audience: 'backOffice' })).rejects.toMatchObject({
        refusals: [{ code: 'FIELD_READ_ONLY' }],
      })
      await expect(clerk.act('apiClient.issueSecret', { id: frontend.app.id })).rejects.toMatchObject({
        code: 'CLIENT_HAS_NO_SECRET',
      })
    })
  })
})

describe('a script in a browser', () => {
  const preflight = (path: string, origin: string, asked: Record<string, string>) =>
    fetch(`${shop.url}${path}`, { method: 'OPTIONS', headers: { origin, ...asked } })
  const allowed = ({ headers }: Response) => headers.get('access-control-allow-origin')
  const exchange = (origin: string) =>
    fetch(`${shop.url}/shop/oauth2/token`, {
      method: 'POST',
      headers: { origin },
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: frontend.app.clientId,
        refresh_token: 'none',
      }),
    })

  it('calls from a page of an app, and from no other', async () => {
    const asked = {
      'access-control-request-method': 'PATCH',
      'access-control-request-headers': 'authorization,content-type,if-match,idempotency-key',
    }
    for (const path of ['/graphql', '/api/orders']) {
      const ours = await preflight(path, page, asked)
      expect([ours.status, allowed(ours)]).toEqual([204, page])
      expect(ours.headers.get('access-control-allow-methods')).toContain('PATCH')
      for (const header of ['authorization', 'if-match', 'idempotency-key'])
        expect(ours.headers.get('access-control-allow-headers')).toContain(header)
      expect(ours.headers.get('access-control-allow-credentials')).toBeNull()
      expect(allowed(await preflight(path, 'https://evil.example', asked))).toBeNull()
    }
    const answer = await fetch(`${shop.url}/api/products`, { headers: { origin: page } })
    expect([allowed(answer), answer.headers.get('vary')]).toEqual([page, expect.stringContaining('origin')])
  })

  it('exchanges codes from its own page; everybody may read the discovery document and the keys', async () => {
    const ours = await exchange(page)
    expect([ours.status, allowed(ours), (await ours.json()) as object]).toMatchObject([
      400,
      page,
      { error: 'invalid_grant' },
    ])
    const theirs = await exchange('https://evil.example')
    expect([theirs.status, allowed(theirs), await theirs.text()]).toEqual([
      400,
      null,
      expect.stringContaining('not allowed for client'),
    ])
    for (const path of ['/shop/.well-known/openid-configuration', '/shop/oauth2/jwks'])
      expect(allowed(await fetch(`${shop.url}${path}`, { headers: { origin: 'https://any.example' } }))).toBe(
        'https://any.example',
      )
  })
})
