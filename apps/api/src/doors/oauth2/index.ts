import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { caller } from '../../identity/authorization/caller.ts'
import { endpoints } from '../../identity/authorization/endpoints.ts'
import type { AuthorizationServer } from '../../identity/authorization/server.ts'
import type { SignIn } from '../../identity/authorization/sign-in.ts'
import { refusalsOf, refuse, type Refusal } from '../../kernel/errors.ts'
import { askingPage, pageHeaders, problemPage } from './pages.ts'

export interface Oauth2Door {
  server: AuthorizationServer
  signIn: SignIn
  /** The public address of the API. */
  apiUrl: string
}

/** Sign-in forms are small. */
const bodyLimit = 16_384

const protocolPaths = [
  ['GET', '/.well-known/oauth-authorization-server'],
  ['GET', '/.well-known/openid-configuration'],
  ['GET', endpoints.jwks],
  ['GET', endpoints.authorization],
  ['GET', `${endpoints.authorization}/:uid`],
  ['POST', endpoints.token],
  ['POST', endpoints.introspection],
  ['POST', endpoints.revocation],
] as const

/** OAuth 2.1 for the back office: the protocol by the library, the page on which people sign in by ourselves. */
export async function oauth2Door(app: FastifyInstance, door: Oauth2Door): Promise<void> {
  await app.register((scope, _options, done) => {
    // the library reads bodies itself
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _body, parsed) => parsed(null))
    for (const [method, url] of protocolPaths) scope.route({ method, url, handler: protocol(door) })
    done()
  })
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit },
      (_request, body, parsed) => parsed(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    signInPages(scope, door)
    done()
  })
}

/** Hands a request to the library, with the headers that the gate has put onto the answer so far. */
function protocol({ server, apiUrl }: Oauth2Door) {
  const { host, protocol: scheme } = new URL(apiUrl)
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const provider = await server.now()
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value)
    reply.raw.setHeader('x-request-id', request.id)
    // what this server is called does not depend on how somebody addresses it
    Object.assign(request.raw.headers, { 'x-forwarded-host': host, 'x-forwarded-proto': scheme.slice(0, -1) })
    withScope(request)
    reply.hijack()
    await caller.run({ ip: request.ip }, () => provider.callback()(request.raw, reply.raw))
  }
}

/** RFC 6749, 3.3: whoever asks for no scope asks for `all`, whatever their roles give. */
function withScope({ raw, url, method }: FastifyRequest): void {
  const [path = '', query = ''] = url.split('?')
  const asked = new URLSearchParams(query)
  if (method !== 'GET' || path !== endpoints.authorization || asked.has('scope')) return
  asked.set('scope', 'all')
  raw.url = `${path}?${asked.toString()}`
}

function signInPages(scope: FastifyInstance, door: Oauth2Door): void {
  const { host, protocol: scheme } = new URL(door.apiUrl)
  const place = (request: FastifyRequest, reply: FastifyReply) => {
    Object.assign(request.raw.headers, { 'x-forwarded-host': host, 'x-forwarded-proto': scheme.slice(0, -1) })
    return { request: request.raw, response: reply.raw, ip: request.ip }
  }
  const url = `${endpoints.signIn}/:uid`

  scope.get<{ Params: { uid: string } }>(url, async (request, reply) => {
    void reply.headers(pageHeaders)
    try {
      return await reply.send(
        askingPage(await door.signIn.asked(place(request, reply), request.params.uid), request.url),
      )
    } catch (error) {
      return tell(reply, error)
    }
  })

  scope.post<{ Params: { uid: string }; Body: Record<string, string> | undefined }>(url, async (request, reply) => {
    const { uid } = request.params
    const { step = '', email = '', password = '' } = request.body ?? {}
    const here = place(request, reply)
    void reply.headers(pageHeaders)
    try {
      // the cookie is not sent along by other sites' forms (SameSite); browsers say besides where a form stood
      if (request.headers['sec-fetch-site'] === 'cross-site') throw refuse('SIGN_IN_EXPIRED')
      const next =
        step === 'login'
          ? await door.signIn.login(here, uid, { email, password })
          : await door.signIn.consent(here, uid, step === 'allow')
      return await reply.redirect(next, 303)
    } catch (error) {
      const [refusal] = refusalsOf(error)
      if (!refusal || refusal.code === 'SIGN_IN_EXPIRED') return tell(reply, error)
      const asked = await door.signIn.asked(here, uid)
      return reply.code(refusal.status).send(askingPage(asked, request.url, refusal.message, email))
    }
  })
}

function tell(reply: FastifyReply, error: unknown) {
  const [refusal]: readonly Refusal[] = refusalsOf(error)
  if (!refusal) throw error
  return reply.code(refusal.status).send(problemPage(refusal.message, refusal.advice))
}
