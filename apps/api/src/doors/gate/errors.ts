import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refusalsOf, refuse, secondsToWait, type Refusal } from '../../kernel/errors.ts'

/** How Fastify's own refusals are said in the catalogue's words. */
function refusalOf(error: FastifyError, request: FastifyRequest): Refusal | undefined {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return refuse('REQUEST_TOO_LARGE', { maximum: request.routeOptions.bodyLimit ?? 0 })
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_ERR_CTP_EMPTY_TYPE':
      return refuse('MEDIA_TYPE_NOT_ACCEPTED', {
        given: request.headers['content-type'] ?? 'none',
        accepted: 'application/json',
      })
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return refuse('BODY_INVALID', { problem: 'it is empty' })
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return refuse('BODY_INVALID', { problem: 'it is not as long as its content-length says' })
    default:
      return error.statusCode === 400 ? refuse('BODY_INVALID', { problem: error.message }) : undefined
  }
}

function send(reply: FastifyReply, refusals: readonly Refusal[]) {
  const seconds = refusals[0] && secondsToWait(refusals[0])
  if (seconds !== undefined) void reply.header('retry-after', seconds)
  return reply
    .code(refusals[0]?.status ?? 500)
    .type('application/json; charset=utf-8')
    .send({
      errors: refusals.map(({ message, code, status, params, path, advice }) => ({
        message,
        extensions: { code, status, params, ...(path ? { path } : {}), advice, requestId: reply.request.id },
      })),
    })
}

/** What goes wrong before a door can answer for itself: told in the catalogue's words, and never with a stack. */
export function tellErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const refusals = refusalsOf(error)
    if (refusals.length > 0) return send(reply, refusals)
    const refusal = refusalOf(error, request)
    if (refusal) return send(reply, [refusal])
    request.log.error({ err: error }, 'a request failed')
    return send(reply, [refuse('INTERNAL')])
  })
  const routes = routesOf(app)
  app.setNotFoundHandler((request, reply) => {
    const methods = routes(request.url.split('?')[0] ?? '')
    if (methods.length === 0) return send(reply, [refuse('NOT_FOUND', { what: 'address' })])
    // RFC 9110, 15.5.6: the answer must say which methods there are
    void reply.header('allow', methods.join(', '))
    return send(reply, [refuse('METHOD_NOT_ALLOWED', { method: request.method })])
  })
}

/** Which methods an address has, by the routes that are added from now on; none where there is no such address. */
function routesOf(app: FastifyInstance): (path: string) => string[] {
  const routes: { pattern: RegExp; methods: readonly string[] }[] = []
  app.addHook('onRoute', ({ url, method }) => {
    const methods = [method].flat().filter((one) => one !== 'OPTIONS')
    const pattern = url
      .replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
      .replaceAll(/:\w+/g, '[^/]+')
      .replaceAll('*', '.*')
    if (methods.length > 0) routes.push({ pattern: new RegExp(`^${pattern}$`), methods })
  })
  return (path) => [...new Set(routes.flatMap(({ pattern, methods }) => (pattern.test(path) ? methods : [])))].sort()
}
