import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { caller } from '../../identity/authorization/caller.ts'
import { discoveryOf, endpointsOf } from '../../identity/authorization/realms.ts'
import type { AuthorizationServer } from '../../identity/authorization/server.ts'
import type { SignIn } from '../../identity/authorization/sign-in.ts'
import { refusalsOf, refuse } from '../../kernel/errors.ts'
import { leaveTheRest } from '../../kernel/leave-the-rest.ts'
import { askingPage, problemPage, type ShopLinks } from './pages.ts'
import { pageHeaders } from './style.ts'
import { languageOf } from './texts.ts'

export { signOutPages } from './pages.ts'

export interface Oauth2Door {
  server: AuthorizationServer
  signIn: SignIn
  /** The public address of the API. */
  apiUrl: string
  links: ShopLinks
}

/** Sign-in forms are small. */
const bodyLimit = 16_384

/** OAuth 2.1 of a realm: the protocol by the library, the page on which people sign in by ourselves. */
export async function oauth2Door(app: FastifyInstance, door: Oauth2Door): Promise<void> {
  const { realm } = door.server
  const endpoints = endpointsOf(realm)
  const protocolPaths = [
    ['GET', endpoints.jwks],
    ['GET', endpoints.authorization],
    ['GET', `${endpoints.authorization}/:uid`],
    ['POST', endpoints.token],
    ['POST', endpoints.introspection],
    ['POST', endpoints.revocation],
    ['GET', endpoints.signOut],
    ['POST', `${endpoints.signOut}/confirm`],
    ['GET', `${endpoints.signOut}/success`],
  ] as const
  await app.register((scope, _options, done) => {
    // the library reads bodies itself
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _body, parsed) => parsed(null))
    for (const [method, url] of protocolPaths) scope.route({ method, url, handler: protocol(door) })
    for (const [rooted, url] of Object.entries(discoveryOf(realm)))
      scope.route({ method: 'GET', url, handler: protocol(door, rooted) })
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

/** Hands a request to the library, with the headers that the gate has put onto the answer so far. `at`: the path by which the library knows it. */
function protocol({ server, apiUrl }: Oauth2Door, at?: string) {
  const { host, protocol: scheme } = new URL(apiUrl)
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const provider = await server.now()
    // scripts of which pages may ask is a matter of the client here, and the library knows it
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined && !name.startsWith('access-control-')) reply.raw.setHeader(name, value)
    reply.raw.setHeader('x-request-id', request.id)
    // what this server is called does not depend on how somebody addresses it
    Object.assign(request.raw.headers, { 'x-forwarded-host': host, 'x-forwarded-proto': scheme.slice(0, -1) })
    if (at) request.raw.url = at
    else withScope(request, endpointsOf(server.realm).authorization)
    reply.hijack()
    // the library stops reading a body that is too long, and never lets go of the line
    leaveTheRest(request.raw, reply.raw)
    await caller.run({ ip: request.ip, requestId: request.id }, () => provider.callback()(request.raw, reply.raw))
  }
}

/** RFC 6749, 3.3: whoever asks for no scope asks for `all`, whatever their roles give. */
function withScope({ raw, url, method }: FastifyRequest, authorization: string): void {
  const [path = '', query = ''] = url.split('?')
  const asked = new URLSearchParams(query)
  if (method !== 'GET' || path !== authorization || asked.has('scope')) return
  asked.set('scope', 'all')
  raw.url = `${path}?${asked.toString()}`
}

interface Form {
  Params: { uid: string }
  Body: Record<string, string> | undefined
}

function signInPages(scope: FastifyInstance, { server, signIn, apiUrl, links }: Oauth2Door): void {
  const { host, protocol: scheme } = new URL(apiUrl)
  const url = `${endpointsOf(server.realm).signIn}/:uid`
  const place = (request: FastifyRequest, reply: FastifyReply) => {
    Object.assign(request.raw.headers, { 'x-forwarded-host': host, 'x-forwarded-proto': scheme.slice(0, -1) })
    return { request: request.raw, response: reply.raw, ip: request.ip }
  }
  const inside = <Result>(request: FastifyRequest, work: () => Promise<Result>) =>
    caller.run({ ip: request.ip, requestId: request.id }, work)

  /** The page of a step, or of what went wrong with it. */
  async function ask(request: FastifyRequest<Form>, reply: FastifyReply, error?: unknown) {
    const [problem] = refusalsOf(error)
    if (error && !problem) throw asError(error)
    const spoken = request.headers['accept-language']
    void reply.headers(pageHeaders)
    try {
      if (problem?.code === 'SIGN_IN_EXPIRED') throw problem
      const asked = await signIn.asked(place(request, reply), request.params.uid)
      const language = languageOf(asked.locales, spoken)
      const email = request.body?.['email']
      return await reply.code(problem?.status ?? 200).send(
        askingPage({
          asked,
          language,
          address: request.url,
          links,
          ...(problem ? { problem } : {}),
          ...(email ? { email } : {}),
        }),
      )
    } catch (thrown) {
      const [refusal] = refusalsOf(thrown)
      if (!refusal) throw thrown
      return reply.code(refusal.status).send(problemPage(refusal, languageOf(undefined, spoken)))
    }
  }

  scope.get<Form>(url, (request, reply) => inside(request, () => ask(request, reply)))

  scope.post<Form>(url, (request, reply) =>
    inside(request, async () => {
      const { uid } = request.params
      const { step = '', email = '', password = '' } = request.body ?? {}
      const here = place(request, reply)
      try {
        // the cookie is not sent along by other sites' forms (SameSite); browsers say besides where a form stood
        if (request.headers['sec-fetch-site'] === 'cross-site') throw refuse('SIGN_IN_EXPIRED')
        const take = {
          login: () => signIn.login(here, uid, { email, password }),
          another: () => signIn.another(here, uid),
          allow: () => signIn.consent(here, uid, true),
        }[step]
        const next = await (take ?? (() => signIn.consent(here, uid, false)))()
        return await reply.headers(pageHeaders).redirect(next, 303)
      } catch (error) {
        return ask(request, reply, error)
      }
    }),
  )
}

const asError = (thrown: unknown) => (thrown instanceof Error ? thrown : new Error(String(thrown)))
