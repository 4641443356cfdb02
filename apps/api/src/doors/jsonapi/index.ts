import type { Audience } from '@portico/schema'
import { shortVersion } from '@portico/schema/projections/version'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Engine } from '../../engine/index.ts'
import type { Batches } from '../../engine/records/batch/index.ts'
import type { Once, OnceAsked } from '../../engine/records/once.ts'
import type { ContextOf } from '../../identity/request-context.ts'
import type { Ctx } from '../../kernel/context.ts'
import { deepest, isTooDeep } from '../../kernel/depth.ts'
import { refuse } from '../../kernel/errors.ts'
import { readJson, readText } from '../../kernel/json-body.ts'
import { childLater, type Logger } from '../../kernel/log.ts'
import { retiringHeaders } from '../../kernel/retiring.ts'
import { batchRoutes } from './batches.ts'
import { sightOf, type Answer, type Door } from './call.ts'
import { sendErrors, sendThrown } from './errors.ts'
import { mediaRoutes, type MediaParts } from './media.ts'
import { atomic, checkAccept, checkContentType, jsonapi, written } from './media-type.ts'
import { reference } from './reference.ts'
import { Resources } from './resources.ts'
import { routesOf, type Route } from './routes.ts'
import { backOfficeRows, storefrontRows } from './rows.ts'

export interface JsonapiDoor {
  engine: Engine
  /** Writes that a caller may send again. */
  once: Once
  /** Many records at once, applied later; where the door offers it. */
  batches?: Batches
  /** Where pictures and documents are put; where the door offers it. */
  media?: MediaParts
  contextOf: ContextOf
  audience: Audience
  /** Its path: `/admin/api` for the back office, `/api` for the storefront. */
  base: string
  /** Whether PATCH and DELETE of a row must say by `If-Match` which version they are made from. */
  ifMatchRequired?: boolean
  log: Logger
}

const header = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

const hasBody = (request: FastifyRequest) =>
  request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0

/** JSON:API 1.1 over the whole model, for one audience. What it offers follows from the model; see docs/guides/json-api.md. */
export async function jsonapiDoor(app: FastifyInstance, options: JsonapiDoor): Promise<void> {
  const { engine, audience, base } = options
  const door: Door = {
    ...options,
    resources: new Resources(engine.model, audience),
    rows: audience === 'backOffice' ? backOfficeRows(engine) : storefrontRows(engine),
    ifMatchRequired: options.ifMatchRequired ?? false,
  }
  await app.register(
    async (scope) => {
      scope.removeAllContentTypeParsers()
      scope.addContentTypeParser(jsonapi, { parseAs: 'buffer' }, (_request, body: Buffer, parsed) => {
        try {
          const text = readText(body)
          const read: unknown = text === '' ? undefined : readJson(text)
          if (isTooDeep(read)) parsed(refuse('BODY_TOO_DEEP', { maximum: deepest }))
          else parsed(null, read)
        } catch (error) {
          parsed(error as Error)
        }
      })
      scope.setErrorHandler(sendThrown)
      scope.addHook('onSend', (_request, reply, payload, sent) => {
        void reply
          .header('portico-api-version', shortVersion)
          .header('vary', 'accept, authorization, accept-language, origin')
        sent(null, payload)
      })
      const routes = routesOf(audience)
      scope.setNotFoundHandler((request, reply) => tellMissing(routes, base, request, reply))
      for (const route of routes) addRoute(scope, door, route)
      const { batches, media } = options
      const apart = {
        door,
        contextFor: (request: FastifyRequest) => contextFor(door, request),
        send: (reply: FastifyReply, answer: Answer, ctx: Ctx) => send(reply, going(answer, ctx, door), []),
      }
      if (batches) batchRoutes(scope, { ...apart, batches })
      if (media) mediaRoutes(scope, { ...apart, media })
      await reference(scope, door)
    },
    { prefix: base },
  )
}

function addRoute(scope: FastifyInstance, door: Door, route: Route): void {
  const spoken = route.extension ? [atomic] : []
  scope.route({
    method: route.method,
    url: route.url,
    onRequest: (request, _reply, next) => {
      checkAccept(header(request, 'accept'), spoken)
      if (hasBody(request)) checkContentType(header(request, 'content-type'), spoken)
      next()
    },
    handler: async (request, reply) => {
      const ctx = await contextFor(door, request)
      const answer = await door.once(ctx, repeatable(door, route, request), async (inside) => {
        const at = request.params as Record<string, string>
        return going(
          await route.handler({ door, request, ctx: inside, sight: sightOf(door.engine.model, inside), at }),
          inside,
          door,
        )
      })
      return send(reply, withToken(answer, ctx), spoken)
    },
  })
}

/** A write with an Idempotency-Key is done once. What an action does between transactions of its own cannot be part of one. */
const repeatable = ({ engine, resources }: Door, route: Route, request: FastifyRequest): OnceAsked => {
  const { type = '', verb = '' } = request.params as Record<string, string>
  return {
    key: route.method === 'GET' || isReading.test(route.url) ? undefined : header(request, 'idempotency-key'),
    request: () => [request.method, request.url, header(request, 'if-match'), JSON.stringify(request.body)].join('\n'),
    atomic: !isAction.test(route.url) || !engine.isSaga(`${resources.entityOf(type).name}.${verb}`),
  }
}

const isAction = /\/actions\//

const isReading = /\/(search$|questions\/)/

async function contextFor(door: Door, request: FastifyRequest): Promise<Ctx> {
  const ctx = await door.contextOf({
    requestId: request.id,
    log: childLater(door.log, { requestId: request.id }),
    ip: request.ip,
    door: 'jsonapi',
    authorization: header(request, 'authorization'),
    wsse: header(request, 'x-wsse'),
    acceptLanguage: header(request, 'accept-language'),
    currency: header(request, 'portico-currency'),
    website: header(request, 'portico-website'),
    tell: request.tell,
  })
  return door.engine.deprecates ? { ...ctx, retiring: new Set() } : ctx
}

/** Tells the client what of the API it has used is to go, and where that is described. */
function going(answer: Answer, { retiring }: Ctx, { base }: Door): Answer {
  const told = retiringHeaders(retiring ?? [])
  if (Object.keys(told).length === 0) return answer
  const link = `<${base}/docs/>; rel="deprecation"; type="text/html"`
  return { ...answer, headers: { ...answer.headers, ...told, link } }
}

/** Tells the client the token that it must send from now on. */
function withToken(answer: Answer, { granted: { token, expiresAt } }: Ctx): Answer {
  if (!token) return answer
  const body = answer.body as { meta?: object } | undefined
  return {
    ...answer,
    headers: { ...answer.headers, 'portico-token': token },
    body: { ...body, meta: { ...body?.meta, token, tokenExpiresAt: expiresAt } },
  }
}

function send(reply: FastifyReply, { status, headers = {}, body }: Answer, spoken: readonly string[]): FastifyReply {
  void reply.code(status).headers({ 'cache-control': 'no-store', ...headers })
  if (body === undefined) return reply.send()
  // Fastify would add a charset, which JSON:API's media type does not have
  return reply
    .header('content-type', written(spoken))
    .serializer((payload) => payload as string)
    .send(JSON.stringify(body))
}

/** RFC 9110, 15.5.6: what is there and not by this method is told with the methods that are. */
function tellMissing(routes: readonly Route[], base: string, request: FastifyRequest, reply: FastifyReply) {
  const path = request.url.split('?')[0]!.slice(base.length)
  const fitting = routes.filter(({ url }) => new RegExp(`^${url.replaceAll(/:\w+/g, '[^/]+')}$`).test(path))
  // the address with the fewest parameters is the one that was meant
  const least = Math.min(...fitting.map(({ url }) => url.split(':').length))
  const methods = fitting.flatMap(({ method, url }) => (url.split(':').length === least ? [method] : []))
  if (methods.length === 0) return sendErrors([refuse('NOT_FOUND', { what: 'address' })], request, reply)
  void reply.header('allow', [...new Set(methods)].join(', '))
  return sendErrors([refuse('METHOD_NOT_ALLOWED', { method: request.method })], request, reply)
}
