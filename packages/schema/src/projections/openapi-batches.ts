import type { Model } from '../index.ts'
import { refTo, type Schema } from './openapi-kinds.ts'
import { answers, atomicType, mediaType, parameter } from './openapi-parts.ts'
import { operation, type Paths } from './openapi-paths.ts'
import { object } from './openapi-resources.ts'
import { writing } from './openapi-security.ts'

const lines = 'application/jsonl'

const rows: Schema = {
  type: 'string',
  description:
    'A row a line: fields by their names; links by id (`productId`), or by natural key or external reference (`"product": {"sku": "A-1"}`); `id` or `external` where its natural key does not name it.',
  examples: [
    '{"sku": "A-1", "name": {"en": "Drill"}}\n{"external": {"system": "sap", "id": "4711"}, "sku": "A-2", "name": {"en": "Saw"}}\n',
  ],
}

const problem: Schema = {
  type: 'string',
  description:
    'A JSON object a line: `record` (counted from 1), `line` (of JSON lines, empty ones counted), `key` (what names the record), `code`, `detail`, `source`.',
  examples: [
    '{"record":6544,"line":6545,"key":{"sku":"A-1"},"code":"FIELD_INVALID","detail":"slug: is no slug.","source":"slug"}\n',
  ],
}

/** Several writes in one request: together and at once, or as a job that goes on by itself. */
export function batchPaths(model: Model): Paths {
  const written = [...model.entities.values()].filter(({ writes }) => writes.length > 0)
  const types = written.map(({ plural }) => plural)
  const security = writing(written)
  return {
    '/operations': {
      post: {
        security,
        ...operation('operations', {
          id: 'operate',
          summary: 'Several writes, all or none',
          description:
            'At most 1,000 atomic operations with local ids, in their order: https://jsonapi.org/ext/atomic/. Each needs the scope that it would need by itself.',
          parameters: [parameter('DryRun'), parameter('IdempotencyKey')],
          body: { required: true, content: { [atomicType]: { schema: refTo('AtomicRequest') } } },
          done: {
            200: {
              description: 'What came of each operation, in their order.',
              content: { [atomicType]: { schema: refTo('AtomicAnswer') } },
            },
          },
        }),
      },
    },
    '/batches': {
      post: {
        security,
        ...operation('operations', {
          id: 'sendBatch',
          summary: 'Up to 1,000,000 records, applied by a job',
          description:
            'Records are taken in as they stream, whatever they come to, and applied in their order once all have arrived; each wholly, or refused. With `dryRun=true` each is judged and nothing stays: the job counts what would be done, and has the problems. The job is watched at `/jobs/{id}` (state, done, refused, perSecond, secondsLeft), stopped by `/jobs/{id}/actions/cancel`, and goes on by `/jobs/{id}/actions/resume`. Needs the scope that writing the type needs.',
          parameters: [
            {
              name: 'type',
              in: 'query',
              required: true,
              schema: { type: 'string', enum: types },
              description: 'What the records are.',
            },
            {
              name: 'mode',
              in: 'query',
              schema: { type: 'string', enum: ['upsert', 'create', 'update', 'delete'], default: 'upsert' },
              description: 'What is done with them.',
            },
            parameter('DryRun'),
            parameter('IdempotencyKey'),
          ],
          body: {
            required: true,
            content: {
              [lines]: { schema: rows },
              'application/x-ndjson': { schema: rows },
              [mediaType]: { schema: refTo('BatchDocument') },
            },
          },
          done: {
            202: answers(refTo('JobDocument'), 'All records have arrived; the job will apply them.', {
              'Content-Location': { schema: { type: 'string' }, description: 'The address of the job.' },
            }),
          },
        }),
      },
    },
    '/batches/{id}/problems': {
      get: {
        ...operation('operations', {
          id: 'getBatchProblems',
          summary: 'What a batch refused',
          description: 'All records that were refused so far, in their order, as JSON lines.',
          parameters: [parameter('Id')],
          done: { 200: { description: 'A line for each.', content: { [lines]: { schema: problem } } } },
        }),
        security: [{ oauth: ['job:read', 'jobProblem:read'] }, { oauth: ['read'] }, { oauth: ['all'] }],
      },
    },
  }
}

/** A batch as a JSON:API document. */
export const batchDocument: Schema = {
  ...object(
    {
      data: {
        type: 'array',
        minItems: 1,
        items: object(
          {
            type: { type: 'string' },
            id: { type: 'string' },
            attributes: { type: 'object', additionalProperties: true },
            relationships: { type: 'object', additionalProperties: true },
            meta: object({ externalReference: refTo('ExternalReferenceKey') }, []),
          },
          ['type'],
        ),
      },
      meta: object({ dryRun: { type: 'boolean' } }, []),
    },
    ['data'],
  ),
  description: 'Resource objects as a POST or PATCH of the type takes them.',
}
