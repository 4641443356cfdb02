import type { Entity } from '@portico/schema'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { modes, type Arrived, type Batches, type Mode } from '../../engine/records/batch/index.ts'
import { externalOf } from '../../engine/records/index.ts'
import { refusalsOf, refuse } from '../../kernel/errors.ts'
import type { Ctx } from '../../kernel/context.ts'
import { readFlag } from './asked.ts'
import type { Answer, Door } from './call.ts'
import { sendThrown } from './errors.ts'
import { isObject, readResource } from './given.ts'
import { noIfMatch } from './if-match.ts'
import { readMeta } from './meta.ts'
import { checkNoVersion } from './writes.ts'
import { checkAccept, checkContentType, jsonapi } from './media-type.ts'
import { elementsOf, linesOf, type Besides, type Line } from './record-streams.ts'

export interface BatchRoutes {
  door: Door
  batches: Batches
  contextFor: (request: FastifyRequest) => Promise<Ctx>
  send: (reply: FastifyReply, answer: Answer, ctx: Ctx) => FastifyReply
}

/** JSON lines have no registered media type; these are in use. */
const jsonLines = ['application/jsonl', 'application/x-ndjson'] as const

/**
 * Asynchronous batches: `POST /batches?type=prices&mode=upsert` takes records in as they stream and answers 202 with the job that will apply them;
 * with `dryRun=true` (or `meta.dryRun`), it judges them, and nothing stays. `GET /batches/{id}/problems` gives what was refused as JSON lines. The job is read, cancelled and resumed as any other resource (`jobs`).
 */
export function batchRoutes(scope: FastifyInstance, routes: BatchRoutes): void {
  const { door, batches, contextFor, send } = routes
  void scope.register((streaming, _options, done) => {
    streaming.removeAllContentTypeParsers()
    // the body stays a stream: no limit of its size, and never all of it in memory
    streaming.addContentTypeParser('*', (_request, payload, parsed) => parsed(null, payload))
    streaming.setErrorHandler(sendThrown)
    const onRequest = (request: FastifyRequest, _reply: FastifyReply, next: () => void) => {
      checkAccept(request.headers.accept, [])
      next()
    }
    streaming.post('/batches', { config: { longBody: true }, onRequest }, async (request, reply) => {
      const ctx = await contextFor(request)
      const { entity, mode, dryRun } = readQuery(door, request)
      noIfMatch({ request }, 'a batch')
      door.engine.records.names(entity, {}, ctx)
      const read = readerOf(door, entity, request)
      const body = hashing(request.body instanceof Readable ? request.body : Readable.from([]))
      const answer = await door.once(
        ctx,
        {
          key: [request.headers['idempotency-key']].flat()[0],
          request: async () => `${request.method} ${request.url}\n${await body.digest()}`,
          atomic: false,
        },
        async (inside) => {
          const besides: Besides = {}
          const rehearsed = () => dryRun || readMeta(besides.meta, ['dryRun']).dryRun
          const records = read(body.chunks, besides)
          const id = await batches.receive(entity.name, mode, { records, dryRun: rehearsed }, inside)
          return accepted(door, id, { entity: entity.name, mode, dryRun: rehearsed() })
        },
      )
      return send(reply, answer, ctx)
    })
    streaming.get<{ Params: { id: string } }>('/batches/:id/problems', async (request, reply) => {
      const ctx = await contextFor(request)
      const problems = await batches.problems(request.params.id, ctx)
      return reply
        .header('content-type', jsonLines[0])
        .header('cache-control', 'no-store')
        .send(Readable.from(asLines(problems), { objectMode: false }))
    })
    done()
  })
}

async function* asLines(problems: AsyncIterable<object>): AsyncGenerator<string> {
  for await (const problem of problems) yield `${JSON.stringify(problem)}\n`
}

function readQuery(door: Door, request: FastifyRequest): { entity: Entity; mode: Mode; dryRun: boolean } {
  const { type, mode = 'upsert', dryRun, ...more } = request.query as Record<string, unknown>
  const [unknown] = Object.keys(more)
  if (unknown !== undefined) throw refuse('FIELD_UNKNOWN', { field: unknown }, `?${unknown}`)
  if (typeof type !== 'string') throw refuse('FIELD_REQUIRED', { field: 'type' }, '?type')
  const known = modes.find((one) => one === mode)
  if (!known) throw refuse('FIELD_INVALID', { field: 'mode', problem: `is none of ${modes.join(', ')}` }, '?mode')
  return { entity: door.resources.entityOf(type), mode: known, dryRun: readFlag(dryRun, 'dryRun') }
}

/** How the body's records are read, by its media type: resource objects of a JSON:API document, or plain rows as JSON lines. */
function readerOf(
  door: Door,
  entity: Entity,
  request: FastifyRequest,
): (chunks: AsyncIterable<Uint8Array>, besides: Besides) => AsyncGenerator<Arrived> {
  const given = request.headers['content-type']
  const essence = given?.split(';')[0]?.trim().toLowerCase()
  if (jsonLines.some((one) => one === essence)) return (chunks) => arriving(linesOf(chunks), readRow)
  if (essence !== jsonapi)
    throw refuse(
      'MEDIA_TYPE_NOT_ACCEPTED',
      { given: given ?? 'none', accepted: [jsonapi, ...jsonLines].join(', ') },
      '^content-type',
    )
  checkContentType(given, [])
  return (chunks, besides) => arriving(elementsOf(chunks, besides), (value) => readObject(door, entity, value))
}

async function* arriving(lines: AsyncIterable<Line>, read: (value: unknown) => Arrived): AsyncGenerator<Arrived> {
  for await (const one of lines) {
    const { line } = one
    try {
      if ('problem' in one) throw one.problem
      yield { ...read(one.value), line }
    } catch (error) {
      const refusals = refusalsOf(error)
      if (refusals.length === 0) throw error
      yield { refusals, line }
    }
  }
}

/** A plain row: fields by their names, links by id or key; `id` or `external` where its natural key does not name it. */
function readRow(value: unknown): Arrived {
  if (!isObject(value)) throw refuse('FIELD_INVALID', { field: 'record', problem: 'is no object' })
  if (Object.hasOwn(value, '__proto__')) throw refuse('FIELD_UNKNOWN', { field: '__proto__' }, '__proto__')
  const { id, external, ...given } = value
  if (id !== undefined && typeof id !== 'string')
    throw refuse('FIELD_INVALID', { field: 'id', problem: 'is no text' }, 'id')
  return { id, external: external === undefined ? undefined : externalOf({ external }, 'external'), given }
}

function readObject(door: Door, entity: Entity, value: unknown): Arrived {
  const resource = readResource(door.resources, entity, value, '')
  checkNoVersion(resource, '')
  const { id, external, values } = resource
  return { id, external, given: values }
}

function accepted(door: Door, id: string, about: { entity: string; mode: Mode; dryRun: boolean }): Answer {
  const self = `${door.base}/jobs/${id}`
  const data = {
    type: 'jobs',
    id,
    attributes: { kind: 'batch', state: 'waiting', ...about },
    links: { self, related: `${door.base}/batches/${id}/problems` },
  }
  return {
    status: 202,
    headers: { 'content-location': self },
    body: { jsonapi: { version: '1.1' }, data },
  }
}

/** A body whose hash is known once it has been read; what nobody reads is read for it. */
function hashing(body: Readable): { chunks: AsyncIterable<Uint8Array>; digest: () => Promise<string> } {
  const hash = createHash('sha256')
  async function* read() {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      hash.update(chunk)
      yield chunk
    }
  }
  const chunks = read()
  return {
    chunks,
    digest: async () => {
      for await (const chunk of chunks) void chunk
      return hash.digest('hex')
    },
  }
}
