import {
  isField,
  sentenceOf,
  topicsOf,
  upperFirst,
  type Entity,
  type Field,
  type FieldKind,
  type Model,
  type TypeRef,
} from '../index.ts'

/** JSON Schema (2020-12), as far as it is needed here. */
type Schema = Readonly<Record<string, unknown>>

const to = (name: string): Schema => ({ $ref: `#/$defs/${name}` })
const decimalText: Schema = { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' }

/** How each kind of value stands in a message; as the back office's other doors show it. */
const kinds = {
  id: () => ({ type: 'string', format: 'uuid' }),
  text: (field) => ({ type: 'string', ...(field.max ? { maxLength: field.max } : {}) }),
  longText: () => ({ type: 'string' }),
  localized: () => ({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'One text per language.',
  }),
  textList: () => ({ type: 'array', items: { type: 'string' } }),
  choice: (field) => ({ type: 'string', enum: field.values ?? [] }),
  boolean: () => ({ type: 'boolean' }),
  integer: () => ({ type: 'integer' }),
  decimal: () => decimalText,
  quantity: () => decimalText,
  money: () => to('Money'),
  date: () => ({ type: 'string', format: 'date' }),
  instant: () => ({ type: 'string', format: 'date-time' }),
  json: (field) => (field.shape ? to(field.shape) : {}),
  secret: () => ({ type: 'string' }),
} satisfies Record<FieldKind, (field: Field) => Schema>

function schemaOf(type: TypeRef): Schema {
  const one = isField(type) ? kinds[type.kind](type) : type.ref === 'shape' ? to(type.name) : to('Reference')
  const value: Schema = type.list ? { type: 'array', items: one } : one
  const words = [type.doc, type.deprecated && sentenceOf(type.deprecated)].filter(Boolean).join(' ')
  const described = {
    ...value,
    ...(words ? { description: words } : {}),
    ...(type.deprecated ? { deprecated: true } : {}),
  }
  return type.optional ? { anyOf: [described, { type: 'null' }] } : described
}

const shown = ({ show }: { show?: readonly string[] }) => show?.includes('backOffice') ?? true

/** The row of a full payload. A subscription may choose fields, and its owner's rights may hide some, so none is required. */
function rowSchema({ doc, fields, relations }: Entity): Schema {
  const properties: Record<string, Schema> = { id: { type: 'string', format: 'uuid' } }
  for (const [key, field] of Object.entries(fields))
    if (field.kind !== 'secret' && shown(field)) properties[key] = schemaOf(field)
  for (const [key, relation] of Object.entries(relations))
    if (shown(relation))
      properties[key] =
        relation.relation === 'one'
          ? relation.optional
            ? { anyOf: [to('Reference'), { type: 'null' }] }
            : to('Reference')
          : { type: 'array', items: to('Reference'), description: 'Where `fields` name it.' }
  const moments = { createdAt: kinds.instant(), updatedAt: kinds.instant() }
  return { type: 'object', description: doc, properties: { ...properties, ...moments }, required: ['id'] }
}

/** The body of a message: type, timestamp and data, as Standard Webhooks recommend. */
function messageSchema(topic: string, doc: string, entity: Entity): Schema {
  return {
    type: 'object',
    description: doc,
    required: ['type', 'timestamp', 'sequence', 'data'],
    properties: {
      type: { const: topic },
      timestamp: { type: 'string', format: 'date-time', description: 'When it happened.' },
      sequence: { type: 'integer', description: 'Grows from message to message about the same row.' },
      data: {
        type: 'object',
        required: ['entity', 'id', 'gone'],
        properties: {
          entity: { const: entity.name },
          id: { type: 'string', format: 'uuid' },
          gone: { type: 'boolean', description: 'The row was not there any more when the news was heard.' },
          row: {
            anyOf: [to(upperFirst(entity.name)), { type: 'null' }],
            description: 'In full payloads: the row as it is when the message is made; null where it is gone.',
          },
        },
      },
    },
  }
}

/** contracts/webhooks/events.json: every topic, with the JSON Schema of its messages. */
export function eventsDocument(model: Model): string {
  const topics = topicsOf(model)
  const told = new Set(topics.map(({ entity }) => entity))
  const document = {
    $comment: 'Derived from packages/schema by `npm run derive`. Do not edit.',
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Messages that Portico posts to webhook subscribers, by topic',
    topics: Object.fromEntries(topics.map(({ topic, doc, entity }) => [topic, messageSchema(topic, doc, entity)])),
    $defs: {
      Money: {
        type: 'object',
        required: ['amount', 'currency'],
        properties: { amount: decimalText, currency: { type: 'string', pattern: '^[A-Z]{3}$' } },
      },
      Reference: { type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uuid' } } },
      ...Object.fromEntries(
        [...model.shapes.values()].map(({ name, doc, fields }) => [
          name,
          {
            type: 'object',
            description: doc,
            properties: Object.fromEntries(Object.entries(fields).map(([key, type]) => [key, schemaOf(type)])),
          },
        ]),
      ),
      ...Object.fromEntries([...told].map((entity) => [upperFirst(entity.name), rowSchema(entity)])),
    },
  }
  return `${JSON.stringify(document, null, 2)}\n`
}
