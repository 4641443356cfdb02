import cors from '@fastify/cors'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import helmet from 'helmet'
import { IncomingMessage, ServerResponse, type OutgoingHttpHeaders } from 'node:http'
import { Socket } from 'node:net'
import { answerHeaders } from '../../kernel/answer-headers.ts'
import { refuse } from '../../kernel/errors.ts'
import { tellErrors } from './errors.ts'

export interface Gate {
  /** Origins whose scripts may call; `*` for all. */
  origins: readonly string[]
  /** Whether an origin is one of an app's pages, besides. */
  ofApp: (origin: string) => Promise<boolean>
  /** Requests a minute from one address; 0: no limit. */
  requestsPerMinute: number
}

/** What stands before every door: which origins may call from a browser, how often anybody may call, and headers that keep browsers careful. */
export async function gate(app: FastifyInstance, options: Gate): Promise<void> {
  tellErrors(app)
  const careful = carefulHeaders()
  app.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(careful)
    done()
  })
  await app.register(cors, {
    origin: options.origins.includes('*')
      ? '*'
      : async (origin?: string) => (origin && (await options.ofApp(origin)) ? origin : [...options.origins]),
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    allowedHeaders: [
      'content-type',
      'authorization',
      'if-match',
      'idempotency-key',
      'accept-language',
      'portico-currency',
      'portico-website',
      'x-request-id',
      'apollo-require-preflight',
      'idempotency-key',
    ],
    exposedHeaders: [
      'portico-token',
      'etag',
      'location',
      'content-location',
      'www-authenticate',
      'x-request-id',
      'retry-after',
      'idempotent-replayed',
      'portico-api-version',
      'deprecation',
      'sunset',
      'link',
      'x-ratelimit-limit',
      'x-ratelimit-remaining',
      'x-ratelimit-reset',
      'ratelimit-limit',
      'ratelimit-remaining',
      'ratelimit-reset',
    ],
    maxAge: 600,
  })
  carryHeaders(app)
  if (options.requestsPerMinute > 0) {
    await app.register(rateLimit, {
      max: options.requestsPerMinute,
      timeWindow: '1 minute',
      allowList: (request) =>
        request.url === '/healthz' ||
        request.url === '/readyz' ||
        request.url.startsWith('/webhooks/') ||
        request.url.startsWith('/media/'),
      keyGenerator: (request) => request.ip,
      errorResponseBuilder: (_request, { ttl }) => refuse('RATE_LIMITED', { seconds: Math.ceil(ttl / 1000) }),
    })
  }
}

/** What Helmet puts onto an answer: the same on every one, so it is asked once. */
function carefulHeaders(): OutgoingHttpHeaders {
  const request = new IncomingMessage(new Socket())
  const response = new ServerResponse(request)
  const put = helmet({ contentSecurityPolicy: false, crossOriginResourcePolicy: { policy: 'cross-origin' } })
  put(request, response, (error) => {
    if (error instanceof Error) throw error
  })
  return response.getHeaders()
}

/** Puts onto every answer what was said to `answerWith` on the way. Opened once the body is read: its events belong to no request. */
function carryHeaders(app: FastifyInstance): void {
  const told = new WeakMap<object, Map<string, string>>()
  app.addHook('preValidation', (request, _reply, done) => {
    // shoppers' answers carry none; and once the context of a request is followed, Node 20 follows it through every promise of the process
    if (!/^\/(admin|oauth2)\//.test(request.url)) return done()
    const headers = new Map<string, string>()
    told.set(request, headers)
    answerHeaders.run(headers, done)
  })
  app.addHook('onSend', (request, reply, payload, done) => {
    for (const [name, value] of told.get(request) ?? []) void reply.header(name, value)
    done(null, payload)
  })
}
