import { operatorsOf, type Audience, type FieldKind, type Model } from '../index.ts'
import { saysGoing } from './openapi-deprecation.ts'
import type { Resource } from './jsonapi.ts'
import { refTo, type Schema } from './openapi-kinds.ts'
import { isFollowed } from './withheld.ts'

const nameOf = (kind: FieldKind) => `${kind.charAt(0).toUpperCase()}${kind.slice(1)}Condition`

/** The value that a condition compares a kind with. */
const compared = {
  id: { type: 'string', format: 'uuid' },
  text: { type: 'string' },
  longText: { type: 'string' },
  localized: { type: 'string' },
  textList: { type: 'string' },
  choice: { type: 'string' },
  boolean: { type: 'boolean' },
  integer: { type: 'integer' },
  decimal: { type: 'string' },
  quantity: { type: 'string' },
  money: { type: 'string', description: 'The amount.' },
  date: { type: 'string', format: 'date' },
  instant: { type: 'string', format: 'date-time' },
  json: undefined,
  secret: undefined,
} satisfies Record<FieldKind, Schema | undefined>

/** A condition on each kind of field: a value, which it equals, or operators with their values. */
export function conditionSchemas(used: ReadonlySet<FieldKind>): Record<string, Schema> {
  return Object.fromEntries(
    [...used].sort().map((kind) => {
      const value: Schema | undefined = compared[kind]
      const operators: Schema = {
        type: 'object',
        properties: Object.fromEntries(
          operatorsOf[kind].map((operator): [string, Schema] => [
            operator,
            operator === 'exists'
              ? { type: 'boolean' }
              : operator === 'in'
                ? { type: 'array', items: value ?? {}, minItems: 1, maxItems: 200 }
                : (value ?? {}),
          ]),
        ),
        additionalProperties: false,
      }
      return [nameOf(kind), value ? { anyOf: [value, operators] } : operators]
    }),
  )
}

/** What rows of a type can be filtered by; all members together must hold. Paths over relations are written with dots. */
export function filterSchema(model: Model, audience: Audience, resource: Resource, used: Set<FieldKind>): Schema {
  const name = `${resource.name.charAt(0).toUpperCase()}${resource.name.slice(1)}Filter`
  const { computed } = model.entities.get(resource.name)!
  const fields: [string, Schema][] = Object.entries(resource.attributes).flatMap(([key, type]) => {
    // what is worked out is in no column
    if (!('kind' in type) || Object.hasOwn(computed, key) || operatorsOf[type.kind].length === 0) return []
    used.add(type.kind)
    return [[key, saysGoing(refTo(nameOf(type.kind)), type)]]
  })
  used.add('id')
  const related = Object.entries(resource.relationships).flatMap(
    ([key, { link, doc, deprecated }]): [string, Schema][] =>
      link && isFollowed(model, audience, link)
        ? [
            [
              key,
              saysGoing(
                {
                  type: 'object',
                  description: `${doc ? `${doc} ` : ''}Conditions on its fields.`,
                  additionalProperties: true,
                },
                { deprecated },
              ),
            ],
          ]
        : [],
  )
  return {
    type: 'object',
    description: `Conditions on ${resource.type}. Fields of related rows are reached by dots, as in \`customer.name\`, or by nesting.`,
    properties: {
      and: { type: 'array', items: refTo(name) },
      or: { type: 'array', items: refTo(name) },
      not: refTo(name),
      id: refTo(nameOf('id')),
      ...Object.fromEntries(related),
      ...Object.fromEntries(fields),
    },
    additionalProperties: true,
  }
}
