import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { refusalsOf, refuse, secondsToWait, type Refusal } from '../../kernel/errors.ts'
import { jsonapi } from './media-type.ts'

/** Where in a request something is wrong: https://jsonapi.org/format/1.1/#error-objects */
export type Source = { pointer: string } | { parameter: string } | { header: string }

/** How the paths of the engine's refusals are said in the terms of one request's body. */
export type Pointing = (path: string) => string

const pointings = new WeakMap<FastifyRequest, Pointing>()

/** From now on, paths of this request's refusals are members of its body. */
export const pointInto = (request: FastifyRequest, pointing: Pointing): void => void pointings.set(request, pointing)

/** Queries that come as JSON name their parameters as members: `filter[or][0][sku]` is `/meta/filter/or/0/sku`. */
const asPointer = (parameter: string) =>
  `/meta/${parameter
    .replaceAll(']', '')
    .split('[')
    .map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1'))
    .join('/')}`

/** Paths of the engine's refusals that are headers of the request. */
const headers: readonly string[] = ['authorization', 'portico-currency', 'portico-website', 'idempotency-key', 'x-wsse']

/** What the door itself refuses says where: `?parameter`, `^header`, `/pointer`; what the engine refuses names members. */
function sourceOf(path: string | undefined, request: FastifyRequest): { source?: Source } {
  if (!path) return {}
  const pointing = pointings.get(request)
  if (path.startsWith('^')) return { source: { header: path.slice(1) } }
  if (path.startsWith('/')) return { source: { pointer: path } }
  if (path.startsWith('?'))
    return { source: isSearch(request) ? { pointer: asPointer(path.slice(1)) } : { parameter: path.slice(1) } }
  if (headers.includes(path)) return { source: { header: path } }
  if (pointing) return { source: { pointer: pointing(path) } }
  const [first, ...rest] = path.split('.')
  const parameter = first === 'page' ? `page[${rest.join('.')}]` : path
  return { source: isSearch(request) ? { pointer: asPointer(parameter) } : { parameter } }
}

const isSearch = (request: FastifyRequest) => request.method === 'POST' && request.routeOptions.url?.endsWith('/search')

const titleOf = (code: string) => code.charAt(0) + code.slice(1).toLowerCase().replaceAll('_', ' ')

/** Refusals as an error document; the first one gives the status. */
export function sendErrors(refusals: readonly Refusal[], request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const [first] = refusals
  const status = first?.status ?? 500
  const seconds = first && secondsToWait(first)
  if (seconds !== undefined) void reply.header('retry-after', seconds)
  return reply
    .code(status)
    .header('content-type', jsonapi)
    .serializer(JSON.stringify)
    .send({
      errors: refusals.map((refusal) => ({
        status: String(refusal.status),
        code: refusal.code,
        title: titleOf(refusal.code),
        detail: refusal.message,
        ...sourceOf(refusal.path, request),
        meta: {
          advice: refusal.advice,
          requestId: request.id,
          ...(Object.keys(refusal.params).length > 0 ? { params: refusal.params } : {}),
        },
      })),
    })
}

/** Fastify's own refusals in the catalogue's words. */
function translated(error: FastifyError, request: FastifyRequest): Refusal {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return refuse('REQUEST_TOO_LARGE', { maximum: request.routeOptions.bodyLimit ?? 0 })
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_ERR_CTP_EMPTY_TYPE':
      return refuse(
        'MEDIA_TYPE_NOT_ACCEPTED',
        { given: request.headers['content-type'] ?? 'none', accepted: jsonapi },
        '^content-type',
      )
    default:
      if (error.statusCode !== undefined && error.statusCode < 500)
        return refuse('BODY_INVALID', { problem: error.message })
      request.log.error({ err: error }, 'a request failed')
      return refuse('INTERNAL')
  }
}

/** Whatever was thrown, as an error document; faults go to the log and are told as INTERNAL. */
export function sendThrown(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusals = refusalsOf(error)
  return sendErrors(refusals.length > 0 ? refusals : [translated(error, request)], request, reply)
}
