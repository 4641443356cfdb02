import cors from '@fastify/cors'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import helmet from 'helmet'
import { IncomingMessage, ServerResponse, type OutgoingHttpHeaders } from 'node:http'
import { Socket } from 'node:net'
import { networkOf } from '../../kernel/addresses.ts'
import { refuse } from '../../kernel/errors.ts'
import { readJson, readText } from '../../kernel/json-body.ts'
import { leaveTheRest } from '../../kernel/leave-the-rest.ts'
import type { Tell } from '../../kernel/quota.ts'
import { tellErrors } from './errors.ts'
import { boundBodies } from './slow-bodies.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Adds a header to the answer, whatever it will be: what a door's caller is told beside it. */
    tell: Tell
  }
}

/** Until a request has come. */
const silent: Tell = () => undefined

export interface Gate {
  /** Origins whose scripts may call; `*` for all. */
  origins: readonly string[]
  /** Whether an origin is one of an app's pages, besides. */
  ofApp: (origin: string) => Promise<boolean>
  /** Requests a minute from one address; 0: no limit. */
  requestsPerMinute: number
  /** How long an ordinary body may take, and how long a long one may come to a halt. */
  bodySeconds: number
}

/** What stands before every door: which origins may call from a browser, how often anybody may call, and headers that keep browsers careful. */
export async function gate(app: FastifyInstance, options: Gate): Promise<void> {
  tellErrors(app)
  readJsonAsUtf8(app)
  const careful = carefulHeaders()
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers(careful)
    request.tell = (name, value) => void reply.header(name, value)
    const packed = request.headers['content-encoding']
    if (packed === undefined || packed === 'identity') done()
    else done(refuse('MEDIA_TYPE_NOT_ACCEPTED', { given: `${packed} (content-encoding)`, accepted: 'none, unpacked' }))
  })
  app.addHook('onSend', ({ raw: request }, reply, payload, done) => {
    if (!request.complete) {
      // Fastify closes the line after a body that it does not take
      void reply.removeHeader('connection')
      leaveTheRest(request, reply.raw)
    }
    done(null, payload)
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
      'ratelimit-limit',
      'ratelimit-remaining',
      'ratelimit-reset',
    ],
    maxAge: 600,
  })
  app.decorateRequest('tell', silent)
  boundBodies(app, options.bodySeconds)
  if (options.requestsPerMinute > 0) {
    await app.register(rateLimit, {
      max: options.requestsPerMinute,
      timeWindow: '1 minute',
      allowList: (request) =>
        request.url === '/healthz' ||
        request.url === '/readyz' ||
        request.url.startsWith('/webhooks/') ||
        request.url.startsWith('/media/'),
      enableDraftSpec: true,
      keyGenerator: (request) => networkOf(request.ip),
      errorResponseBuilder: (_request, { ttl }) => refuse('RATE_LIMITED', { seconds: Math.ceil(ttl / 1000) }),
    })
  }
}

/** RFC 8259, 8.1: JSON is UTF-8. Fastify would put � in the place of what is not. */
function readJsonAsUtf8(app: FastifyInstance): void {
  const json = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, parsed) => {
    try {
      const text = readText(body)
      void json(request, text, (error, value) => parsed(error && text !== '' ? whereBroken(text) : error, value))
    } catch (error) {
      parsed(error as Error)
    }
  })
}

/** The same words as at the other doors, with the place; what is JSON and was refused has a member that would reach into the prototype of what reads it. */
function whereBroken(text: string): Error {
  try {
    readJson(text)
  } catch (error) {
    return error as Error
  }
  return refuse('BODY_INVALID', { problem: 'it has a member "__proto__" or "constructor", which nothing here has' })
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
