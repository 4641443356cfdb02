import Fastify from 'fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { setTimeout as sleep } from 'node:timers/promises'
import { CallJournal } from './call-journal.ts'
import { FaultPlan } from './fault-plan.ts'
import type { PlannedFault } from './fault-plan.ts'
import { readForm } from './form-body.ts'

export interface SandboxServerOptions {
  /** The provider's name for messages: 'Stripe', 'FedEx'. */
  name: string
  /** Writes an error of this status in the provider's own envelope: headers on the reply, the body as the result. */
  faultBody: (status: number, request: FastifyRequest, reply: FastifyReply) => unknown
  /** Paths that no fault hits, besides `/_sandbox/`: for instance the browser script. */
  spared?: (path: string) => boolean
}

export interface SandboxServer {
  app: FastifyInstance
  faults: FaultPlan
  journal: CallJournal
}

const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? request.url

/**
 * What every stand-in is built on: an HTTP server that reads JSON and nested forms, writes down the calls it got, and goes wrong
 * when it was asked to (`faults`).
 */
export function createSandboxServer(options: SandboxServerOptions): SandboxServer {
  const app = Fastify({ logger: false, bodyLimit: 1_048_576, forceCloseConnections: true, exposeHeadRoutes: true })
  const faults = new FaultPlan()
  const journal = new CallJournal()
  const spared = (path: string): boolean => path.startsWith('/_sandbox') || (options.spared?.(path) ?? false)

  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, text, done) => {
    done(null, readForm(String(text)))
  })

  // providers refuse a JSON body that is empty; who steers a stand-in may say that it sends JSON, and send nothing
  const asJson = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text === '' && pathOf(request).startsWith('/_sandbox')) done(null, undefined)
    else void asJson(request, String(text), done)
  })

  const before = async (request: FastifyRequest, reply: FastifyReply, body?: unknown): Promise<unknown> => {
    if (request.method === 'OPTIONS' || spared(pathOf(request))) return undefined
    const fault = faults.take(request.method, pathOf(request), 'before', body)
    if (!fault) return undefined
    if (fault.kind === 'slow') await sleep(fault.delayMs)
    else if (fault.kind === 'deed') await fault.run()
    else if (fault.kind === 'reset') breakOff(request, reply)
    else return reply.send(writeStatus(fault, request, reply, options))
    return undefined
  }
  app.addHook('onRequest', (request, reply) => before(request, reply))
  // those that look into what was sent
  app.addHook('preHandler', async (request, reply) => {
    if (faults.list().some(({ bodyHas }) => bodyHas !== undefined)) return before(request, reply, request.body ?? {})
    return undefined
  })

  app.addHook('onSend', async (request, reply, payload) => {
    if (request.method === 'OPTIONS' || spared(pathOf(request))) return payload
    const fault = faults.take(request.method, pathOf(request), 'after', request.body ?? {})
    if (!fault) return payload
    if (fault.kind === 'slow') await sleep(fault.delayMs)
    else if (fault.kind === 'deed') await fault.run()
    else if (fault.kind === 'reset') breakOff(request, reply)
    else {
      const body = JSON.stringify(writeStatus(fault, request, reply, options))
      void reply.header('content-length', Buffer.byteLength(body))
      return body
    }
    return payload
  })

  app.addHook('onResponse', async (request, reply) => {
    if (!spared(pathOf(request))) journal.write(request, reply.statusCode)
  })

  return { app, faults, journal }
}

function breakOff(request: FastifyRequest, reply: FastifyReply): void {
  reply.hijack()
  request.raw.socket.destroy()
}

function writeStatus(
  fault: Extract<PlannedFault, { kind: 'status' }>,
  request: FastifyRequest,
  reply: FastifyReply,
  options: SandboxServerOptions,
): unknown {
  void reply.code(fault.status).type('application/json')
  if (fault.retryAfterSeconds !== undefined) void reply.header('retry-after', String(fault.retryAfterSeconds))
  return options.faultBody(fault.status, request, reply)
}
