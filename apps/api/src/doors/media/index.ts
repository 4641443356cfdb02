import { pictureWidths } from '@portico/schema'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { refuse, refusalsOf } from '../../kernel/errors.ts'
import {
  endings,
  isPicture,
  pictureFormats,
  TooManyPictures,
  UnreadablePicture,
  type MediaStore,
  type Original,
  type PictureFormat,
  type PictureSizes,
} from '../../kernel/media.ts'

export interface Media {
  store: MediaStore
  sizes: PictureSizes
}

/** A new picture gets a new key, so what was fetched once is good for a year. */
const forever = 'public, max-age=31536000, immutable'

/** A document may be replaced under its key; who has it asks again whether it is still the same. */
const aWhile = 'public, max-age=3600'

/**
 * `GET /media/<key>/<width>.<avif|webp|png>`: the picture `width` pixels wide, made when it is first asked for, with an ETag. 400 for another
 * width or format, 404 for an unknown key, 422 for a damaged original, 503 when too many wait. `GET /media/<key>`: a document as it came.
 */
export async function mediaDoor(app: FastifyInstance, { store, sizes }: Media): Promise<void> {
  await app.register((scope, _options, done) => {
    scope.get<{ Params: { '*': string } }>('/media/*', async (request, reply) => {
      try {
        return await send(reply, request.params['*'], request.headers['if-none-match'])
      } catch (error) {
        const [refusal] = refusalsOf(asRefusal(error))
        if (!refusal) throw error
        if (refusal.status === 503) void reply.header('retry-after', '2')
        if (error instanceof UnreadablePicture) request.log.warn({ err: error }, 'a picture is damaged')
        const { code, message, params, advice } = refusal
        return reply
          .code(refusal.status)
          .header('cache-control', 'no-store')
          .send({ code, message, params, advice, requestId: request.id })
      }
    })
    done()
  })

  async function send(reply: FastifyReply, path: string, known: string | undefined): Promise<FastifyReply> {
    const asked = readPath(path)
    if (!asked) {
      const document = await store.find(path)
      if (document && !isPicture(document.mediaType)) return sendDocument(reply, document, known)
      throw refuse('MEDIA_SIZE_UNKNOWN', { widths: pictureWidths, formats: pictureFormats })
    }
    const { key, width, format } = asked
    const original = await store.find(key)
    if (!original || !isPicture(original.mediaType)) throw refuse('MEDIA_NOT_FOUND', { key })
    const tag = `"${original.version}.${width}.${format}"`
    void reply.header('cache-control', forever).header('etag', tag).header('vary', 'Origin')
    if (known && matches(known, tag)) return reply.code(304).send()
    const bytes = await sizes.resize(original, width, format)
    return reply.type(`image/${format}`).send(bytes)
  }
}

/** To be saved, and never run as a page of ours. */
async function sendDocument(reply: FastifyReply, document: Original, known: string | undefined): Promise<FastifyReply> {
  const { key, mediaType, version } = document
  const tag = `"${version}"`
  void reply.header('cache-control', aWhile).header('etag', tag).header('vary', 'Origin')
  if (known && matches(known, tag)) return reply.code(304).send()
  const name = key.slice(key.lastIndexOf('/') + 1)
  return reply
    .type(mediaType)
    .header('content-disposition', `attachment; filename="${name}.${endings[mediaType]}"`)
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('x-content-type-options', 'nosniff')
    .send(await document.read())
}

/** `p-hammer/640.webp`, or with folders in the key; undefined for anything else. */
function readPath(path: string): { key: string; width: number; format: PictureFormat } | undefined {
  const slash = path.lastIndexOf('/')
  const [width = '', format = '', ...more] = path.slice(slash + 1).split('.')
  const wide = pictureWidths.find((one) => String(one) === width)
  const known = pictureFormats.find((one) => one === format)
  if (slash < 1 || wide === undefined || known === undefined || more.length > 0) return undefined
  return { key: path.slice(0, slash), width: wide, format: known }
}

/** Whether If-None-Match names the tag (weak comparison, RFC 9110 section 13.1.2). */
function matches(header: string, tag: string): boolean {
  return header.split(',').some((entry) => entry.trim() === '*' || entry.trim().replace(/^W\//, '') === tag)
}

function asRefusal(error: unknown): unknown {
  if (error instanceof TooManyPictures) return refuse('MEDIA_BUSY')
  if (error instanceof UnreadablePicture) return refuse('MEDIA_UNREADABLE')
  return error
}
