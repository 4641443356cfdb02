import type { Entity, Model } from '../index.ts'
import type { Schema } from './openapi-kinds.ts'
import { answers, parameter } from './openapi-parts.ts'
import { operation, type Paths } from './openapi-paths.ts'
import { object } from './openapi-resources.ts'
import { writing } from './openapi-security.ts'

const binary: Schema = { description: 'The file as it is.' }

const kept = object({
  jsonapi: object({ version: { type: 'string' } }),
  links: object({
    related: {
      type: 'string',
      description: 'Where a document is fetched; pictures by `/<width>.<avif|webp|png>` behind it.',
    },
  }),
  meta: object(
    {
      key: { type: 'string', description: 'What rows name it by.' },
      mediaType: { type: 'string' },
      bytes: { type: 'integer' },
      width: { type: 'integer', description: 'Of a picture, in pixels.' },
      height: { type: 'integer', description: 'Of a picture, in pixels.' },
    },
    ['key', 'mediaType', 'bytes'],
  ),
})

const namesFiles = ({ fields }: Entity): boolean => Object.values(fields).some(({ format }) => format === 'mediaKey')

/** Bytes that rows name by their keys. */
export const mediaPaths = (model: Model): Paths => ({
  '/media/{key}': {
    put: {
      security: writing([...model.entities.values()].filter(namesFiles)),
      ...operation('operations', {
        id: 'putMedia',
        summary: 'A picture or a document',
        description:
          'Puts a file into the media store, or in the place of what was there under this key; a row that names it (`productImages`, `productFiles`, `imageKey`) is written apart, once it is there: a row of `productImages` has its width and height from it. A new picture is best given a new key: browsers keep pictures for a year. Needs a right to write something that names such files; in the place of another, to change every row that names it.',
        parameters: [
          {
            name: 'key',
            in: 'path',
            required: true,
            schema: { type: 'string', maxLength: 160, examples: ['products/a-1/front'] },
            description: 'Small letters, digits, `-`, `_` and `.` in parts parted by `/`.',
          },
          {
            name: 'dryRun',
            in: 'query',
            schema: { type: 'boolean', default: false },
            description: 'Looks at it, answers as if it were kept, and keeps nothing.',
          },
          {
            name: 'If-Match',
            in: 'header',
            schema: { type: 'string' },
            description: 'The ETag of what it is to replace (412 when that is another one by now).',
          },
          parameter('IdempotencyKey'),
        ],
        body: {
          required: true,
          content: { 'image/*': { schema: binary }, 'application/*': { schema: binary }, 'text/*': { schema: binary } },
        },
        done: {
          200: answers(kept, 'It stands in the place of what was there.'),
          201: answers(kept, 'It is kept.'),
        },
      }),
    },
  },
})
