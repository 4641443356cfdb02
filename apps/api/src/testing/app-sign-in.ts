import { createHash, randomBytes } from 'node:crypto'
import { staff } from './back-office.ts'
import { granted } from './caller.ts'
import type { OpenShop } from './shop.ts'

/** Where the apps of tests take their codes. */
const callback = 'http://127.0.0.1:9999/callback'

/** A browser: keeps cookies, follows nothing by itself. */
export class Browser {
  readonly #cookies = new Map<string, string>()

  constructor(private readonly url: string) {}

  /** The same browser, whose next requests come to another process. */
  to(url: string): Browser {
    const moved = new Browser(url)
    for (const [name, value] of this.#cookies) moved.#cookies.set(name, value)
    return moved
  }

  async go(address: string, init: RequestInit = {}): Promise<Response> {
    const { pathname, search } = new URL(address, this.url)
    const response = await fetch(`${this.url}${pathname}${search}`, {
      redirect: 'manual',
      ...init,
      headers: { cookie: [...this.#cookies].map((pair) => pair.join('=')).join('; '), ...init.headers },
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)]
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    return response
  }

  submit(address: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    return this.go(address, { method: 'POST', body: new URLSearchParams(form), headers })
  }

  /** Goes on as long as the answer leads somewhere else on this site; answers the last one, with where it was. */
  async follow(address: string): Promise<{ response: Response; address: string }> {
    let here = address
    for (;;) {
      const response = await this.go(here)
      const next = response.headers.get('location')
      if (!next || response.status < 300 || response.status >= 400) return { response, address: here }
      const target = new URL(next, new URL(here, this.url))
      if (!/^(\/shop)?\/oauth2\//.test(target.pathname) || target.host === new URL(callback).host)
        return { response, address: target.href }
      here = target.href
    }
  }
}

/** A code verifier and its S256 challenge (RFC 7636). */
export function pkce(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString('base64url')
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
}

/** An app to which people sign in, and one of those people. */
export interface AppForPeople {
  app: { id: string; clientId: string }
  person: { id: string; email: string; password: string }
  redirect: string
  authorizeUrl(challenge: string, more?: Record<string, string>): string
  /** Signs in and allows it, as a person does; answers where the app is called back. */
  signIn(challenge: string, more?: Record<string, string>): Promise<URL>
  /** The code for tokens. */
  exchange(code: string, verifier: string, more?: Record<string, string>): Promise<TokenAnswer>
  /** A new token by the one that renews. */
  renew(refreshToken: string): Promise<TokenAnswer>
  /** All the way from the sign-in page to tokens. */
  tokens(more?: Record<string, string>): Promise<TokenAnswer['body']>
}

export interface TokenAnswer {
  status: number
  headers: Headers
  body: {
    access_token: string
    refresh_token: string
    id_token?: string
    expires_in: number
    scope?: string
    token_type: string
    error?: string
    error_description?: string
  }
}

/** Posts a form, as clients do to the endpoints of OAuth. */
export async function postForm(
  address: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<TokenAnswer> {
  const response = await fetch(address, { method: 'POST', body: new URLSearchParams(form), headers })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: (text ? JSON.parse(text) : {}) as TokenAnswer['body'],
  }
}

/** What an app and its people do at the endpoints of a realm: `/oauth2`, or `/shop/oauth2`. */
export function appAt(
  shop: OpenShop,
  base: '/oauth2' | '/shop/oauth2',
  { app, person, scope }: Pick<AppForPeople, 'app' | 'person'> & { scope: string },
): AppForPeople {
  const { clientId } = app
  const redirect = callback
  const post = (form: Record<string, string>) =>
    postForm(`${shop.url}${base}/token`, { client_id: clientId, redirect_uri: redirect, ...form })
  const made: AppForPeople = {
    app,
    person,
    redirect,
    authorizeUrl: (challenge, more = {}) =>
      `${base}/authorize?${new URLSearchParams({
        client_id: clientId,
        response_type: 'code',
        redirect_uri: redirect,
        code_challenge: challenge,
        code_challenge_method: 'S256',
        state: 'xyz',
        scope,
        ...more,
      }).toString()}`,
    async signIn(challenge, more) {
      const browser = new Browser(shop.url)
      const login = await browser.follow(made.authorizeUrl(challenge, more))
      const sent = await browser.submit(login.address, { step: 'login', ...person })
      const consent = await browser.follow(sent.headers.get('location')!)
      const allowed = await browser.submit(consent.address, { step: 'allow' })
      return new URL((await browser.follow(allowed.headers.get('location')!)).address)
    },
    exchange: (code, verifier, more = {}) =>
      post({ grant_type: 'authorization_code', code, code_verifier: verifier, ...more }),
    renew: (refreshToken) => post({ grant_type: 'refresh_token', refresh_token: refreshToken }),
    async tokens(more) {
      const { verifier, challenge } = pkce()
      const back = await made.signIn(challenge, more)
      const { status, body } = await made.exchange(back.searchParams.get('code') ?? '', verifier)
      if (status !== 200) throw new Error(`no tokens: ${JSON.stringify(body)}`)
      return body
    },
  }
  return made
}

/** An app of the back office, and a clerk who may do everything with customer groups. */
export async function createApp(shop: OpenShop): Promise<AppForPeople> {
  const { records } = shop.built.engine
  const ctx = staff(shop)
  const organizationId = shop.website.organizationId
  const person = { email: 'clara@example.com', password: 'correct horse battery 9' }
  const grants = [{ entity: 'customerGroup', deed: '*', level: 'all' }]
  const role = await records.create('role', { code: 'clerk', name: 'Clerk', grants }, ctx)
  const user = await records.create('user', { email: person.email, name: 'Clara <Clerk>', organizationId }, ctx)
  await records.create('userRole', { userId: user.id, roleId: role.id }, ctx)
  await shop.built.engine.act('user.setPassword', { id: user.id, password: person.password }, ctx, {})
  const clientId = 'app-one'
  const made = await records.create(
    'apiClient',
    { clientId, name: 'App one', kind: 'app', redirectUris: [callback], organizationId, tokenMinutes: 5 },
    ctx,
  )
  const app = { id: made.id, clientId }
  return appAt(shop, '/oauth2', { app, person: { id: user.id, ...person }, scope: 'openid customerGroup:read' })
}

/** A frontend of somebody else's, and a customer who has an account at the shop. */
export async function createFrontend(shop: OpenShop, given: Record<string, unknown> = {}): Promise<AppForPeople> {
  const ctx = staff(shop)
  const person = { email: 'lea@example.com', password: 'a door of oak and brass' }
  const account = { ...person, firstName: 'Lea', lastName: 'Lind' }
  const { customerUser } = await granted(
    shop.caller().act<{ customerUser: { id: string } }>('customerUserRegister', account, 'customerUser { id }'),
  )
  const clientId = 'frontend-one'
  const made = await shop.built.engine.records.create(
    'apiClient',
    {
      clientId,
      name: 'Frontend one',
      kind: 'app',
      audience: 'storefront',
      redirectUris: [callback],
      organizationId: shop.website.organizationId,
      websiteId: shop.website.id,
      tokenMinutes: 5,
      ...given,
    },
    ctx,
  )
  const app = { id: made.id, clientId }
  return appAt(shop, '/shop/oauth2', { app, person: { id: customerUser.id, ...person }, scope: 'openid all' })
}
