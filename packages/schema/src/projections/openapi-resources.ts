import { upperFirst, writableFields, writableLinks, type Entity, type TypeRef, type Write } from '../index.ts'
import type { Resource } from './jsonapi.ts'
import { saysGoing } from './openapi-deprecation.ts'
import { nullable, refTo, type Schema, type Schemas } from './openapi-kinds.ts'

const object = (properties: Record<string, Schema>, required: readonly string[] = Object.keys(properties)): Schema => ({
  type: 'object',
  properties,
  ...(required.length > 0 ? { required: [...required] } : {}),
})

const identifier = (type: string): Schema => object({ type: { const: type, type: 'string' }, id: { type: 'string' } })

/** A resource object as it is answered. Sparse fieldsets leave attributes out, so none of them is required. */
export function resourceSchema(schemas: Schemas, resource: Resource, typeOf: (entity: string) => string): Schema {
  const attributes = Object.entries(resource.attributes).map(([key, type]): [string, Schema] => [key, schemas.of(type)])
  const relationships = Object.entries(resource.relationships).map(
    ([key, { entity, many, optional, doc, deprecated }]) => {
      const one = identifier(typeOf(entity))
      const data = many ? { type: 'array', items: one } : optional ? nullable(one) : one
      const schema = { ...object({ data, links: refTo('Links') }, []), ...(doc ? { description: doc } : {}) }
      return [key, saysGoing(schema, { deprecated })] as const
    },
  )
  return {
    ...object(
      {
        type: { const: resource.type, type: 'string' },
        id: { type: 'string' },
        ...(attributes.length > 0 ? { attributes: object(Object.fromEntries(attributes), []) } : {}),
        ...(relationships.length > 0 ? { relationships: object(Object.fromEntries(relationships), []) } : {}),
        links: refTo('Links'),
        meta: refTo('Meta'),
      },
      ['type', 'id', ...(attributes.length > 0 ? ['attributes'] : [])],
    ),
    description: resource.doc,
  }
}

/** Documents that hold one resource of a schema, and a page of them. */
export const documents = (name: string, optional = false): { one: Schema; many: Schema } => {
  const around = {
    included: { type: 'array', items: refTo('AnyResource') },
    links: refTo('Links'),
    meta: refTo('Meta'),
  }
  return {
    one: object({ data: optional ? nullable(refTo(name)) : refTo(name), ...around }, ['data']),
    many: object({ data: { type: 'array', items: refTo(name) }, ...around }, ['data']),
  }
}

/** What a plain write takes. */
export function writeSchema(
  schemas: Schemas,
  entity: Entity,
  write: Write,
  typeOf: (entity: string) => string,
): Schema {
  const fields = Object.entries(writableFields(entity, write)).filter(([, field]) => field.show?.length !== 0)
  const given = Object.fromEntries(
    fields.map(([key, field]): [string, TypeRef] => [
      key,
      // what has a default may be left out, but is not emptied
      entity.fields[key]?.default !== undefined && !entity.fields[key].optional ? { ...field, optional: false } : field,
    ]),
  )
  const needed = fields.filter(([, field]) => !field.optional).map(([key]) => key)
  const links = Object.entries(writableLinks(entity, write))
  const neededLinks = links.filter(([, { optional }]) => !optional).map(([key]) => key)
  const { required: _all, ...attributes } = schemas.object(given, 'write')
  const keyed = object(
    {
      type: { type: 'string' },
      meta: object({
        key: {
          type: 'object',
          additionalProperties: true,
          description: 'Its natural key, or `{ external: { system, id } }`.',
        },
      }),
    },
    ['type', 'meta'],
  )
  const creates = write === 'create'
  return object(
    {
      data: {
        ...object(
          {
            type: { const: entity.plural, type: 'string' },
            ...(creates ? {} : { id: { type: 'string' } }),
            ...(fields.length > 0
              ? { attributes: { ...attributes, ...(creates && needed.length > 0 ? { required: needed } : {}) } }
              : {}),
            ...(links.length > 0
              ? {
                  relationships: {
                    ...object(
                      Object.fromEntries(
                        links.map(([key, link]) => {
                          const named: Schema = { anyOf: [identifier(typeOf(link.to)), keyed] }
                          const data = link.optional
                            ? { anyOf: [...(named.anyOf as Schema[]), { type: 'null' }] }
                            : named
                          return [
                            key,
                            saysGoing({ ...object({ data }), ...(link.doc ? { description: link.doc } : {}) }, link),
                          ]
                        }),
                      ),
                      creates ? neededLinks : [],
                    ),
                    additionalProperties: false,
                  },
                }
              : {}),
            ...(creates ? { meta: object({ externalReference: refTo('ExternalReferenceKey') }, []) } : {}),
          },
          [
            'type',
            ...(creates ? [] : ['id']),
            ...(creates && needed.length > 0 ? ['attributes'] : []),
            ...(creates && neededLinks.length > 0 ? ['relationships'] : []),
          ],
        ),
        additionalProperties: false,
      },
      meta: object(
        {
          dryRun: { type: 'boolean' },
          ...(creates
            ? {
                upsert: {
                  type: 'boolean',
                  description: `Changes the row of this ${entity.naturalKey ? `external reference, else of this ${entity.naturalKey.join(' and ')}` : 'external reference'}, if there is one.`,
                },
              }
            : {}),
        },
        [],
      ),
    },
    ['data'],
  )
}

export { identifier, object }
export const schemaName = (name: string): string => upperFirst(name)
