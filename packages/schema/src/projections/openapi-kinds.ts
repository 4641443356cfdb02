import { saysGoing } from './openapi-deprecation.ts'
import { isField, type Audience, type Field, type FieldKind, type Model, type TypeRef } from '../index.ts'

/** A JSON Schema (2020-12, as OpenAPI 3.1 has it). */
export interface Schema {
  [keyword: string]: unknown
}

export const refTo = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })

const decimalText: Schema = { type: 'string', pattern: String.raw`^-?\d+(\.\d+)?$`, examples: ['19.99'] }
const bounded = ({ min, max }: Field): Schema => ({
  ...(min === undefined ? {} : { minLength: min }),
  ...(max === undefined ? {} : { maxLength: max }),
})
const formats: Record<NonNullable<Field['format']>, Schema> = {
  email: { format: 'email', examples: ['ada@example.com'] },
  url: { format: 'uri', examples: ['https://example.com/a'] },
  slug: { pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', examples: ['cordless-drill'] },
  currency: { pattern: '^[A-Z]{3}$', examples: ['EUR'] },
  country: { pattern: '^[A-Z]{2}$', examples: ['DE'] },
  locale: { pattern: '^[a-z]{2}(-[A-Z]{2})?$', examples: ['en'] },
  mediaKey: { examples: ['products/a-1/front'] },
}
const text = (field: Field): Schema => ({
  type: 'string',
  ...bounded(field),
  ...(field.format ? formats[field.format] : {}),
  ...(field.pattern ? { pattern: field.pattern } : {}),
})

/** How each kind looks in JSON. */
const kinds = {
  id: () => ({ type: 'string', format: 'uuid', examples: ['018f4e9c-7b1a-7c3e-9d2b-5a6f7e8d9c0b'] }),
  text,
  longText: text,
  localized: (field, audience) =>
    audience === 'storefront'
      ? { type: 'string', ...bounded(field) }
      : {
          type: 'object',
          description: 'A text for people, by language.',
          additionalProperties: { type: 'string', ...bounded(field) },
          examples: [{ en: 'Drill', de: 'Bohrer' }],
        },
  textList: (field) => ({ type: 'array', items: text(field) }),
  choice: (field) => ({ type: 'string', enum: [...(field.values ?? [])] }),
  boolean: () => ({ type: 'boolean' }),
  integer: ({ min, max }) => ({
    type: 'integer',
    format: 'int32',
    ...(min === undefined ? {} : { minimum: min }),
    ...(max === undefined ? {} : { maximum: max }),
  }),
  decimal: () => decimalText,
  quantity: () => ({ ...decimalText, examples: ['2.5'] }),
  money: () => refTo('Money'),
  date: () => ({ type: 'string', format: 'date', examples: ['2026-11-23'] }),
  instant: () => ({ type: 'string', format: 'date-time', examples: ['2026-11-23T09:30:00.000Z'] }),
  json: (field) => (field.shape ? refTo(field.shape) : { description: 'A document.' }),
  secret: () => ({ type: 'string', writeOnly: true }),
} satisfies Record<FieldKind, (field: Field, audience: Audience) => Schema>

/** A value that may be null besides. */
export const nullable = (schema: Schema): Schema =>
  typeof schema.type === 'string' && !('enum' in schema)
    ? { ...schema, type: [schema.type, 'null'] }
    : 'description' in schema && Object.keys(schema).length === 1
      ? schema
      : { anyOf: [schema, { type: 'null' }] }

/** Writes the types of the model as schemas, and remembers which shapes it needed. */
export class Schemas {
  readonly shapes = new Map<string, Set<'read' | 'write'>>()

  constructor(
    readonly model: Model,
    readonly audience: Audience,
  ) {}

  /** A value of this type; entities inside a value stand as resource objects. */
  of(type: TypeRef, way: 'read' | 'write' = 'read'): Schema {
    let schema: Schema
    if (isField(type)) {
      schema = (kinds[type.kind] as (field: Field, audience: Audience) => Schema)(type, this.audience)
      if (type.kind === 'json' && type.shape) schema = this.#shape(type.shape, way)
      if (type.list) schema = { type: 'array', items: schema }
    } else {
      schema =
        type.ref === 'shape'
          ? this.#shape(type.name, way)
          : refTo(type.name.charAt(0).toUpperCase() + type.name.slice(1))
      if (type.list) schema = { type: 'array', items: schema }
    }
    if (type.optional) schema = nullable(schema)
    const described = type.doc ? { ...schema, description: type.doc } : schema
    return saysGoing(
      isField(type) && type.default !== undefined && way === 'write' && type.kind !== 'json'
        ? {
            ...described,
            default: typeof type.default === 'number' && isText(type) ? String(type.default) : type.default,
          }
        : described,
      type,
    )
  }

  #shape(name: string, way: 'read' | 'write'): Schema {
    this.shapes.set(name, (this.shapes.get(name) ?? new Set()).add(way))
    return refTo(way === 'write' ? `${name}Input` : name)
  }

  /** An object of these members. */
  object(members: Readonly<Record<string, TypeRef>>, way: 'read' | 'write'): Schema {
    const required = Object.entries(members).flatMap(([key, type]) =>
      (way === 'read' && !type.optional) || (!type.optional && !(isField(type) && type.default !== undefined))
        ? [key]
        : [],
    )
    return {
      type: 'object',
      properties: Object.fromEntries(Object.entries(members).map(([key, type]) => [key, this.of(type, way)])),
      ...(required.length > 0 ? { required } : {}),
      ...(way === 'write' ? { additionalProperties: false } : {}),
    }
  }

  /** The shapes that were needed, and those that they need. */
  written(): Record<string, Schema> {
    const found: Record<string, Schema> = {}
    for (let before = -1; before !== Object.keys(found).length;) {
      before = Object.keys(found).length
      for (const [name, ways] of [...this.shapes])
        for (const way of [...ways]) {
          const shape = this.model.shapes.get(name)
          const key = way === 'write' ? `${name}Input` : name
          if (shape && !found[key]) found[key] = { description: shape.doc, ...this.object(shape.fields, way) }
        }
    }
    return found
  }
}

const isText = ({ kind }: Field) => kind === 'decimal' || kind === 'quantity'
