import type { Entity } from '@portico/schema'
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { tellDeeds } from '../../engine/records/audit.ts'
import { mayReplaceMedia, ownersOfMedia } from '../../engine/records/media-keys.ts'
import type { OnceAsked } from '../../engine/records/once.ts'
import type { Ctx } from '../../kernel/context.ts'
import { transaction } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { lockName } from '../../kernel/locks.ts'
import {
  documentTypes,
  isMediaKey,
  isPicture,
  mediaTypes,
  TooManyPictures,
  UnreadablePicture,
  type DocumentType,
  type MediaStore,
  type MediaType,
  type PictureSizes,
} from '../../kernel/media.ts'
import { readFlag } from './asked.ts'
import { searchOf, type Answer, type Door } from './call.ts'
import { sendThrown } from './errors.ts'
import { checkAccept } from './media-type.ts'
import { readTree } from './query-tree.ts'

export interface MediaParts {
  store: MediaStore
  sizes: Pick<PictureSizes, 'measure'>
  mostBytes: number
  /**
   * Has rows that tell how large a picture is follow what is put in its place; refuses what they cannot show. `size` is none for what is no picture; `dryRun`: nothing
   * is written.
   */
  follow(ctx: Ctx, key: string, size: { width: number; height: number } | undefined, dryRun: boolean): Promise<void>
}

export interface MediaRoutes {
  door: Door
  media: MediaParts
  contextFor: (request: FastifyRequest) => Promise<Ctx>
  send: (reply: FastifyReply, answer: Answer, ctx: Ctx) => FastifyReply
}

/**
 * `PUT /media/{key}`: puts a picture or a document into the media store, as it is, or in the place of what was there. It is for whoever may write a field that holds
 * such keys; in the place of another, for whoever may change all rows that name it. A row that names the key is written apart. `dryRun` keeps nothing.
 */
export function mediaRoutes(scope: FastifyInstance, { door, media, contextFor, send }: MediaRoutes): void {
  const { model } = door.engine
  const owners = ownersOfMedia(model)
  const callers = new WeakMap<FastifyRequest, Ctx>()
  void scope.register((uploads, _options, done) => {
    uploads.removeAllContentTypeParsers()
    uploads.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: media.mostBytes }, (_request, body, parsed) =>
      parsed(null, body),
    )
    uploads.setErrorHandler(sendThrown)
    uploads.put<{ Params: { '*': string } }>(
      '/media/*',
      {
        bodyLimit: media.mostBytes,
        config: { longBody: true },
        // who may not is told before their bytes are taken in
        onRequest: async (request) => {
          checkAccept(request.headers.accept, [])
          const ctx = await contextFor(request)
          admit(ctx, owners)
          keyOf(request.params['*'])
          typeOf(request)
          callers.set(request, ctx)
        },
      },
      async (request, reply) => {
        const ctx = callers.get(request)!
        const answer = await door.once(ctx, repeatable(request), (inside) => put(request, inside))
        return send(reply, answer, ctx)
      },
    )
    done()
  })

  async function put(request: FastifyRequest, ctx: Ctx): Promise<Answer> {
    const key = keyOf((request.params as { '*': string })['*'])
    const mediaType = typeOf(request)
    const dryRun = flagOf(request)
    const bytes = request.body instanceof Buffer ? request.body : Buffer.alloc(0)
    const size = isPicture(mediaType) ? await measured(bytes, mediaType) : undefined
    const more = size ?? asDocument(bytes, mediaType)
    const told = { key, mediaType, bytes: bytes.length, ...more }
    const body = { jsonapi: { version: '1.1' }, links: { related: `/media/${key}` }, meta: told }
    return transaction(ctx, async (inside): Promise<Answer> => {
      // of two who know the same version, the second one finds another
      await lockName(inside, `media ${key}`)
      const known = await media.store.find(key)
      if (known) await mayReplaceMedia(model, key, inside)
      checkVersion(request, known?.version, door.ifMatchRequired)
      if (known) await media.follow(inside, key, size, dryRun)
      const status = known ? 200 : 201
      if (dryRun) return { status, body: { ...body, meta: { dryRun: true, ...told } } }
      await tellDeeds([{ entity: 'media', id: undefined, deed: known ? 'update' : 'create', after: told }], inside)
      await media.store.put(key, mediaType, bytes)
      const kept = await media.store.find(key)
      return { status, body, ...(kept ? { headers: { etag: `"${kept.version}"` } } : {}) }
    })
  }

  async function measured(bytes: Buffer, type: MediaType): Promise<{ width: number; height: number }> {
    const found = await media.sizes.measure(bytes).catch((error: unknown) => {
      if (error instanceof UnreadablePicture) return undefined
      if (error instanceof TooManyPictures) throw refuse('MEDIA_BUSY')
      throw error
    })
    if (!found || found.mediaType !== type) throw refuse('FILE_UNREADABLE', { type }, '^content-type')
    return { width: found.width, height: found.height }
  }
}

/** Sent again under its Idempotency-Key, it is answered as the first time, and what has been put there since stays. */
const repeatable = (request: FastifyRequest): OnceAsked => ({
  key: [request.headers['idempotency-key']].flat()[0],
  request: () => {
    const { method, url, headers, body } = request
    const bytes = body instanceof Buffer ? createHash('sha256').update(body).digest('hex') : ''
    return [method, url, headers['if-match'], headers['content-type'], bytes].join('\n')
  },
  atomic: true,
})

/** The parameters of the address: there is one. */
function flagOf(request: FastifyRequest): boolean {
  const { dryRun, ...others } = readTree(searchOf(request.url)) as Record<string, unknown>
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw refuse('FIELD_UNKNOWN', { field: unknown }, `?${unknown}`)
  return readFlag(dryRun, 'dryRun')
}

/** RFC 9110, 13.1.1: with If-Match, only in the place of what the caller knows. */
function checkVersion(request: FastifyRequest, version: string | undefined, required: boolean): void {
  const given = request.headers['if-match']
  if (given === undefined) {
    if (required && version !== undefined) throw refuse('VERSION_REQUIRED', {}, '^if-match')
    return
  }
  const tags = given.split(',').map((tag) => tag.trim())
  if (version === undefined || !(tags.includes('*') || tags.includes(`"${version}"`)))
    throw refuse('VERSION_OUTDATED', { entity: 'media' }, '^if-match')
}

function admit({ actor }: Ctx, owners: readonly Entity[]): void {
  if (actor.kind !== 'backOffice') throw refuse('SIGN_IN_REQUIRED')
  const { rights } = actor
  const may = owners.some(({ name }) => ['create', 'update'].some((deed) => rights.level(name, deed) !== 'none'))
  if (!may) throw refuse('FORBIDDEN', { what: 'media.put' })
}

function keyOf(key: string): string {
  if (!isMediaKey(key))
    throw refuse(
      'FIELD_INVALID',
      { field: 'key', problem: 'is made of small letters, digits, -, _ and . in parts parted by /, at most 160' },
      '?key',
    )
  return key
}

function typeOf(request: FastifyRequest): MediaType {
  const given = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? 'none'
  const known = mediaTypes.find((type) => type === given)
  if (!known) throw refuse('FILE_TYPE_UNKNOWN', { given, accepted: mediaTypes.join(', ') }, '^content-type')
  return known
}

/** How files of a type begin, where they all do so. */
const beginnings = {
  'application/pdf': '%PDF-',
  'application/zip': 'PK',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'PK',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'PK',
  'text/csv': '',
  'text/plain': '',
} satisfies Record<DocumentType, string>

function asDocument(bytes: Buffer, mediaType: MediaType): object {
  const type = documentTypes.find((one) => one === mediaType)!
  const begins = bytes.subarray(0, 5).toString('latin1').startsWith(beginnings[type])
  if (bytes.length === 0 || !begins) throw refuse('FILE_UNREADABLE', { type }, '^content-type')
  return {}
}
