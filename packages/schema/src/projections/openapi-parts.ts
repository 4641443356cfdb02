import type { Audience } from '../index.ts'
import { refTo, type Schema } from './openapi-kinds.ts'

export const mediaType = 'application/vnd.api+json'
export const atomicType = 'application/vnd.api+json; ext="https://jsonapi.org/ext/atomic"'

export const parameter = (name: string): Schema => ({ $ref: `#/components/parameters/${name}` })
export const answers = (schema: Schema, description: string, headers?: Schema): Schema => ({
  description,
  ...(headers ? { headers } : {}),
  content: { [mediaType]: { schema } },
})
export const takes = (schema: Schema, required = true): Schema => ({ required, content: { [mediaType]: { schema } } })

const query = (name: string, schema: Schema, description: string) => ({ name, in: 'query', schema, description })
const header = (name: string, description: string) => ({ name, in: 'header', schema: { type: 'string' }, description })

export const parameters: Record<string, Schema> = {
  Id: {
    name: 'id',
    in: 'path',
    required: true,
    schema: { type: 'string', format: 'uuid' },
    description: 'The id of the row.',
  },
  PageSize: query('page[size]', { type: 'integer', minimum: 1, default: 20 }, 'Rows of a page.'),
  PageNumber: query('page[number]', { type: 'integer', minimum: 1 }, 'A numbered page, within the first 10,000 rows.'),
  PageAfter: query('page[after]', { type: 'string' }, 'The cursor that the page before gave as `meta.page.after`.'),
  PageTotal: query('page[total]', { type: 'boolean', default: false }, 'Whether `meta.total` counts all rows.'),
  DryRun: query('dryRun', { type: 'boolean', default: false }, 'Does it, answers as if it were so, and undoes it.'),
  IfMatch: header('If-Match', 'The ETag of the version that the change is made from; 412 if it is outdated.'),
  IdempotencyKey: header(
    'Idempotency-Key',
    'A fresh key for each write (a UUID, for instance): sent again within 24 hours, the first answer is given again; another request under it is refused (409). Strangers, who have no token yet, cannot use one.',
  ),
  Language: header('Accept-Language', 'The languages of the reader, by preference (RFC 9110).'),
  Currency: header('Portico-Currency', 'The currency to show prices in (ISO 4217).'),
}

/** What a refusal may be; which codes a verb answers with stands in its description. */
const statuses = [
  '400: the request is not understood',
  '401: nobody is named, or the token is not valid',
  '403: the caller may not do this',
  '404: there is no such thing for the caller',
  '405: not by this method; `Allow` names those that there are',
  '406: the client takes no media type that is spoken here',
  '409: it contradicts what is there',
  '412: the row was changed since it was read',
  '413: the body is too large',
  '415: the body is not JSON:API',
  '422: it is understood and cannot be done',
  '428: `If-Match` is missing',
  '429: too many requests; `Retry-After` says how long to wait',
]

const example = (status: string, code: string, detail: string, advice: string, source: Schema): Schema => ({
  value: {
    errors: [
      {
        status,
        code,
        title: `${code.charAt(0)}${code.slice(1).toLowerCase().replaceAll('_', ' ')}`,
        detail,
        source,
        meta: { advice, requestId: '018f4e9c-7b1a-7c3e-9d2b-5a6f7e8d9c0b' },
      },
    ],
  },
})

export const responses: Record<string, Schema> = {
  Refused: {
    description: `Refused; each error names what is wrong, where, and what to do. ${statuses.join('; ')}.`,
    content: {
      [mediaType]: {
        schema: refTo('ErrorDocument'),
        examples: {
          field: example('400', 'FIELD_REQUIRED', 'name is missing.', 'Send the field that is named.', {
            pointer: '/data/attributes/name',
          }),
          parameter: example('400', 'FIELD_UNKNOWN', 'There is no field colour here.', 'Check its spelling.', {
            parameter: 'filter[colour]',
          }),
          version: example('412', 'VERSION_OUTDATED', 'This was changed since you read it.', 'Read it again.', {
            header: 'If-Match',
          }),
        },
      },
    },
  },
  Failed: {
    description: 'Something went wrong on our side; the request id helps to find it.',
    content: { [mediaType]: { schema: refTo('ErrorDocument') } },
  },
}

export const refused: Record<string, Schema> = {
  '4XX': { $ref: '#/components/responses/Refused' },
  '5XX': { $ref: '#/components/responses/Failed' },
}

/** Schemas that every document has. */
export const commonSchemas = (audience: Audience): Record<string, Schema> => ({
  Money: {
    type: 'object',
    description: 'An exact amount of money.',
    properties: {
      amount: { type: 'string', pattern: String.raw`^-?\d+(\.\d+)?$`, examples: ['19.99'] },
      currency: { type: 'string', pattern: '^[A-Z]{3}$', description: 'ISO 4217.', examples: ['EUR'] },
    },
    required: ['amount', 'currency'],
    additionalProperties: false,
  },
  Links: {
    type: 'object',
    description: 'Addresses, relative to the host.',
    additionalProperties: { type: ['string', 'null'] },
  },
  Meta: { type: 'object', additionalProperties: true },
  AnyResource: {
    type: 'object',
    description: 'A related resource of any type.',
    properties: {
      type: { type: 'string' },
      id: { type: 'string' },
      attributes: { type: 'object', additionalProperties: true },
      relationships: { type: 'object', additionalProperties: true },
      links: refTo('Links'),
      meta: refTo('Meta'),
    },
    required: ['type', 'id'],
  },
  ErrorDocument: {
    type: 'object',
    properties: {
      errors: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            status: { type: 'string', description: 'The HTTP status.' },
            code: { type: 'string', description: 'A stable code; all of them are told in docs/refusals.md.' },
            title: { type: 'string' },
            detail: { type: 'string' },
            source: {
              type: 'object',
              properties: {
                pointer: { type: 'string', description: 'Into the body (RFC 6901).' },
                parameter: { type: 'string' },
                header: { type: 'string' },
              },
            },
            meta: {
              type: 'object',
              properties: {
                advice: { type: 'string', description: 'What to do about it.' },
                requestId: { type: 'string' },
                params: { type: 'object', additionalProperties: true },
              },
              required: ['advice', 'requestId'],
            },
          },
          required: ['status', 'code', 'title', 'detail', 'meta'],
        },
      },
    },
    required: ['errors'],
  },
  ...(audience === 'backOffice' ? backOfficeSchemas : {}),
})

const backOfficeSchemas: Record<string, Schema> = {
  ExternalReferenceKey: {
    type: 'object',
    description: 'What a row is called in a system outside.',
    properties: {
      system: { type: 'string', minLength: 1, maxLength: 60, examples: ['sap'] },
      id: { type: 'string', minLength: 1, maxLength: 200, examples: ['4711'] },
    },
    required: ['system', 'id'],
    additionalProperties: false,
  },
  AtomicRequest: {
    type: 'object',
    description: 'https://jsonapi.org/ext/atomic/',
    properties: {
      'atomic:operations': {
        type: 'array',
        minItems: 1,
        maxItems: 1000,
        items: {
          type: 'object',
          properties: {
            op: { type: 'string', enum: ['add', 'update', 'remove'] },
            ref: {
              type: 'object',
              properties: {
                type: { type: 'string' },
                id: { type: 'string' },
                lid: { type: 'string' },
                relationship: { type: 'string' },
              },
              required: ['type'],
            },
            href: { type: 'string' },
            data: { description: 'A resource object, or identifiers where a relationship is named.' },
            meta: {
              type: 'object',
              properties: {
                upsert: {
                  type: 'boolean',
                  description: 'add: changes the row of the external reference, or of the natural key.',
                },
              },
            },
          },
          required: ['op'],
        },
      },
      meta: { type: 'object', properties: { dryRun: { type: 'boolean' } } },
    },
    required: ['atomic:operations'],
  },
  AtomicAnswer: {
    type: 'object',
    properties: {
      'atomic:results': {
        type: 'array',
        items: { type: 'object', properties: { data: refTo('AnyResource') } },
      },
      meta: refTo('Meta'),
    },
    required: ['atomic:results'],
  },
}
