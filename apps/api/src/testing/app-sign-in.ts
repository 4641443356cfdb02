import { createHash, randomBytes } from 'node:crypto'
import { staff } from './back-office.ts'
import type { OpenShop } from './shop.ts'

/** A browser: keeps cookies, follows nothing by itself. */
export class Browser {
  readonly #cookies = new Map<string, string>()

  constructor(private readonly url: string) {}

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
      if (!target.pathname.startsWith('/oauth2/')) return { response, address: target.href }
      here = target.href
    }
  }
}

/** A code verifier and its S256 challenge (RFC 7636). */
export function pkce(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString('base64url')
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
}

/** An app of which people sign in, and one of those people, who may do everything with customer groups. */
export interface AppForPeople {
  app: { id: string; clientId: string }
  person: { id: string; email: string; password: string }
  redirect: string
  authorizeUrl(challenge: string, more?: Record<string, string>): string
  /** Signs in and allows it, as a person does; answers where the app is called back. */
  signIn(challenge: string, more?: Record<string, string>): Promise<URL>
  /** The code for tokens. */
  exchange(code: string, verifier: string): Promise<TokenAnswer>
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

export async function createApp(shop: OpenShop): Promise<AppForPeople> {
  const { records } = shop.built.engine
  const ctx = staff(shop)
  const organizationId = shop.website.organizationId
  const redirect = 'http://127.0.0.1:9999/callback'
  const person = { email: 'clara@example.com', password: 'correct horse battery 9' }
  const grants = [{ entity: 'customerGroup', deed: '*', level: 'all' }]
  const role = await records.create('role', { code: 'clerk', name: 'Clerk', grants }, ctx)
  const user = await records.create('user', { email: person.email, name: 'Clara <Clerk>', organizationId }, ctx)
  await records.create('userRole', { userId: user.id, roleId: role.id }, ctx)
  await shop.built.engine.act('user.setPassword', { id: user.id, password: person.password }, ctx, {})
  const clientId = 'app-one'
  const made = await records.create(
    'apiClient',
    { clientId, name: 'App one', kind: 'app', redirectUris: [redirect], organizationId, tokenMinutes: 5 },
    ctx,
  )
  const authorizeUrl = (challenge: string, more: Record<string, string> = {}) =>
    `/oauth2/authorize?${new URLSearchParams({
      client_id: clientId,
      response_type: 'code',
      redirect_uri: redirect,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      state: 'xyz',
      scope: 'openid customerGroup:read',
      ...more,
    }).toString()}`
  return {
    app: { id: made.id, clientId },
    person: { id: user.id, ...person },
    redirect,
    authorizeUrl,
    async signIn(challenge, more) {
      const browser = new Browser(shop.url)
      const login = await browser.follow(authorizeUrl(challenge, more))
      const sent = await browser.submit(login.address, { step: 'login', ...person })
      const consent = await browser.follow(sent.headers.get('location')!)
      const allowed = await browser.submit(consent.address, { step: 'allow' })
      return new URL((await browser.follow(allowed.headers.get('location')!)).address)
    },
    exchange: (code, verifier) =>
      postForm(`${shop.url}/oauth2/token`, {
        grant_type: 'authorization_code',
        client_id: clientId,
        code,
        code_verifier: verifier,
        redirect_uri: redirect,
      }),
  }
}
