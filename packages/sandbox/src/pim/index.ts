import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { addAdminRoutes } from '../server/admin-routes.ts'
import type { CallJournal } from '../server/call-journal.ts'
import type { FaultPlan } from '../server/fault-plan.ts'
import { listen } from '../server/listen.ts'
import { createSandboxServer } from '../server/sandbox-server.ts'
import { pimKinds, type PimItems, type PimKind } from './items.ts'
import { CursorBroken, CursorExpired, PimStore } from './store.ts'

export interface PimSandboxOptions {
  /** 0 picks a free port. */
  port?: number
  host?: string
  apiKey?: string
  /** Most items of a page. */
  largestPage?: number
}

export interface PimSandbox {
  url: string
  port: number
  /** What it lets in; another one refuses the old. */
  apiKey: string
  store: PimStore
  /** So many items of the page before are told again at the beginning of the next one. */
  overlap: number
  /** Bytes by the id of a picture. */
  pictures: Map<string, { bytes: Buffer; mediaType: string }>
  /** What shall go wrong next; the same as `POST /_sandbox/faults`. */
  faults: FaultPlan
  /** What was asked so far; the same as `GET /_sandbox/calls`. */
  journal: CallJournal
  close: () => Promise<void>
}

/** The key that the stand-in accepts unless it is told another. It opens nothing anywhere else. */
export const pimSandboxKey = 'pim-sandbox-key'

const said = (code: string, message: string) => ({ error: { code, message } })
const isKind = (kind: string): kind is PimKind => (pimKinds as readonly string[]).includes(kind)

/**
 * A stand-in for a PIM with a REST API: items page by page behind a cursor that is also the one for what changes later, as Microsoft Graph's delta queries and the changes feeds of
 * PIMs have it; 410 for a cursor that is too old. It is asked with a key as `Authorization: Bearer`.
 *
 * `GET /v1/account` · `GET /v1/{products|categories|attributes}?cursor=&limit=` · `GET /v1/pictures/{id}`
 */
export async function startPimSandbox(options: PimSandboxOptions = {}): Promise<PimSandbox> {
  const server = createSandboxServer({
    name: 'PIM',
    faultBody: (status) => said(status === 429 ? 'too_many_requests' : 'out_of_order', `Answered so: ${status}.`),
    spared: (path) => !path.startsWith('/v1/'),
  })
  const { app } = server
  const sandbox = {
    apiKey: options.apiKey ?? pimSandboxKey,
    store: new PimStore(),
    overlap: 0,
    pictures: new Map<string, { bytes: Buffer; mediaType: string }>(),
    faults: server.faults,
    journal: server.journal,
  }
  const largestPage = options.largestPage ?? 100

  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/v1/') || request.headers.authorization === `Bearer ${sandbox.apiKey}`) return
    return reply.code(401).send(said('invalid_key', 'The key is none of ours.'))
  })
  app.setErrorHandler((error: FastifyError | CursorExpired | CursorBroken, _request, reply) => {
    if (error instanceof CursorExpired) return reply.code(410).send(said('cursor_expired', error.message))
    if (error instanceof CursorBroken) return reply.code(400).send(said('cursor_broken', error.message))
    const status = 'statusCode' in error && error.statusCode && error.statusCode < 500 ? error.statusCode : 500
    return reply.code(status).send(said('bad_request', error.message))
  })
  const notThere = (_request: FastifyRequest, reply: FastifyReply) =>
    reply.code(404).send(said('not_found', 'There is no such thing.'))
  app.setNotFoundHandler(notThere)

  app.get('/v1/account', async () => ({
    name: 'PIM of the sandbox',
    locales: ['en_US', 'de_DE'],
    ...sandbox.store.counts(),
  }))
  app.get<{ Params: { kind: string }; Querystring: { cursor?: string; limit?: string } }>(
    '/v1/:kind',
    async (request, reply) => {
      const { kind } = request.params
      if (!isKind(kind)) return notThere(request, reply)
      const limit = Math.min(Math.max(Number(request.query.limit) || largestPage, 1), largestPage)
      return sandbox.store.page(kind, request.query.cursor, limit, sandbox.overlap)
    },
  )
  app.get<{ Params: { id: string } }>('/v1/pictures/:id', async (request, reply) => {
    const picture = sandbox.pictures.get(request.params.id)
    return picture ? reply.type(picture.mediaType).send(picture.bytes) : notThere(request, reply)
  })

  addAdminRoutes(server, { state: () => sandbox.store.counts(), reset: () => sandbox.store.clear() })
  app.post<{ Params: { kind: string } }>('/_sandbox/items/:kind', async (request, reply) => {
    const { kind } = request.params
    if (!isKind(kind)) return notThere(request, reply)
    return { revision: sandbox.store.put(kind, request.body as PimItems[typeof kind]) }
  })
  app.delete<{ Params: { kind: string; code: string } }>('/_sandbox/items/:kind/:code', async (request, reply) => {
    const { kind, code } = request.params
    return isKind(kind) ? { revision: sandbox.store.remove(kind, code) } : notThere(request, reply)
  })
  app.post('/_sandbox/cursors/expire', async () => {
    sandbox.store.forgetHistory()
    return { expired: true }
  })

  const { url, port } = await listen(app, {
    name: 'PIM',
    port: options.port ?? 0,
    host: options.host ?? '127.0.0.1',
    portSetting: 'the port that it is started with',
  })
  return Object.assign(sandbox, { url, port, close: () => app.close() })
}
