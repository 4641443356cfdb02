import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { setTimeout as sleep } from 'node:timers/promises'
import { readForm } from '../server/form-body.ts'
import { readCaller, requireSecret } from './caller.ts'
import type { Caller, Keys } from './caller.ts'
import { API_VERSION } from './events.ts'
import { IdempotencyDesk, fingerprintOf } from './idempotency.ts'
import { expand } from './lists.ts'
import { Parameters } from './parameters.ts'
import { StripeProblem, faultError } from './problem.ts'
import { newId } from './store.ts'
import type { Store } from './store.ts'

export interface Endpoint {
  method: 'GET' | 'POST'
  path: string
  /** Parameters that it has; others are refused. Null: not checked. */
  known: readonly string[] | null
  /** Whether a shopper's browser may call it with the publishable key. */
  browser?: boolean
  run: (call: { caller: Caller; parameters: Parameters; id: string; query: Parameters }) => unknown
}

const queryOf = (request: FastifyRequest): Parameters => new Parameters(readForm(request.url.split('?', 2)[1] ?? ''))
const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? ''

/** What a key remembers of a fault that came in between. */
export type KeepFault = (request: FastifyRequest, reply: FastifyReply, status: number, body: unknown) => void

/** Everything that surrounds an endpoint of Stripe's API: headers, CORS, keys, idempotency, expansion, the error envelope. */
export function openApiDoor(
  app: FastifyInstance,
  options: { store: Store; keys: Keys; latencyMs: number; endpoints: readonly Endpoint[] },
): { keepFault: KeepFault } {
  const desk = new IdempotencyDesk(options.store)

  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/v1/')) return
    void reply.headers({
      'request-id': newId('req_', 14),
      'stripe-version': request.headers['stripe-version']?.toString() ?? API_VERSION,
      'access-control-allow-origin': '*',
      'access-control-expose-headers':
        'Request-Id, Stripe-Manage-Version, Stripe-Should-Retry, X-Stripe-External-Auth-Required',
      'cache-control': 'no-cache, no-store',
      vary: 'Origin',
    })
  })

  app.options('/v1/*', async (request, reply) =>
    reply
      .headers({
        'access-control-allow-methods': 'GET, HEAD, PUT, PATCH, POST, DELETE',
        'access-control-allow-headers':
          request.headers['access-control-request-headers']?.toString() ??
          'authorization, content-type, stripe-version',
        'access-control-max-age': '300',
      })
      .code(200)
      .send(),
  )

  for (const endpoint of options.endpoints)
    app.route({
      method: endpoint.method,
      url: endpoint.path,
      handler: async (request, reply) => {
        if (options.latencyMs > 0) await sleep(options.latencyMs)
        const caller = readCaller(request, options.keys, String(reply.getHeader('request-id')))
        if (!endpoint.browser) requireSecret(caller)
        if (caller.idempotencyKey && request.method === 'POST')
          return once(endpoint, request, reply, caller, caller.idempotencyKey)
        return run(endpoint, request, caller)
      },
    })

  function run(endpoint: Endpoint, request: FastifyRequest, caller: Caller): unknown {
    const query = queryOf(request)
    const parameters = request.method === 'GET' ? query : new Parameters(request.body)
    if (endpoint.known)
      parameters.only(caller.browser ? [...endpoint.known, 'client_secret'] : endpoint.known, caller.apiVersion)
    const { id = '' } = request.params as { id?: string }
    const answer = endpoint.run({ caller, parameters, id, query })
    return structuredClone(expand(options.store, answer, parameters.list('expand')))
  }

  function once(
    endpoint: Endpoint,
    request: FastifyRequest,
    reply: FastifyReply,
    caller: Caller,
    key: string,
  ): unknown {
    const fingerprint = fingerprintOf(request.method, pathOf(request), request.body)
    const saved = desk.begin(key, fingerprint)
    void reply.header('idempotency-key', key)
    if (saved) {
      void reply.headers({ 'idempotent-replayed': 'true', 'original-request': saved.requestId }).code(saved.status)
      return saved.body
    }
    // The key stays in use until the answer has left, or the line is broken.
    reply.raw.once('close', () => desk.done(key))
    const requestId = String(reply.getHeader('request-id'))
    void reply.header('original-request', requestId)
    try {
      const body = run(endpoint, request, caller)
      desk.save(key, { fingerprint, requestId, status: 200, body })
      return body
    } catch (error) {
      if (error instanceof StripeProblem && error.executed)
        desk.save(key, { fingerprint, requestId, status: error.status, body: { error: error.body } })
      throw error
    }
  }

  app.setErrorHandler(async (error, request, reply) => {
    if (error instanceof StripeProblem) return reply.code(error.status).send({ error: error.body })
    const status = (error as { statusCode?: number }).statusCode
    if (status && status < 500)
      return reply.code(status).send({ error: { type: 'invalid_request_error', message: (error as Error).message } })
    process.stderr.write(`Stripe sandbox failed at ${request.method} ${pathOf(request)}: ${(error as Error).stack}\n`)
    return reply.code(500).send({ error: faultError(500) })
  })

  app.setNotFoundHandler(async (request, reply) =>
    reply.code(404).send({
      error: {
        type: 'invalid_request_error',
        message: `Unrecognized request URL (${request.method}: ${pathOf(request)}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
      },
    }),
  )

  return {
    // "we save the resulting status code and body of the first request for any given idempotency key, regardless of whether it succeeds or fails"
    keepFault: (request, reply, status, body) => {
      const key = request.headers['idempotency-key']?.toString()
      const began = reply.hasHeader('original-request') && !reply.hasHeader('idempotent-replayed')
      if (status < 500 || !key || !began) return
      const fingerprint = fingerprintOf(request.method, pathOf(request), request.body)
      desk.save(key, { fingerprint, requestId: String(reply.getHeader('request-id')), status, body })
    },
  }
}
