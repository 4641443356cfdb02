import { upperFirst, type Audience, type Entity, type FieldKind, type Model } from '../index.ts'
import { entityResource, shapeResource, type Resource } from './jsonapi.ts'
import { batchDocument, batchPaths } from './openapi-batches.ts'
import { withGoing } from './openapi-deprecation.ts'
import { conditionSchemas, filterSchema } from './openapi-filters.ts'
import { refTo, Schemas, type Schema } from './openapi-kinds.ts'
import { mediaPaths } from './openapi-media.ts'
import { commonSchemas, parameters, responses } from './openapi-parts.ts'
import { readPaths, relationshipPaths, writePaths, type Paths } from './openapi-paths.ts'
import { documents, object, resourceSchema, writeSchema } from './openapi-resources.ts'
import { security, securitySchemes, withScopes, withSessions } from './openapi-security.ts'
import { verbPaths } from './openapi-verbs.ts'
import { version } from './version.ts'

const about = {
  backOffice: {
    title: 'Portico back office',
    base: '/admin/api',
    description:
      'Every entity and action of the house for ERP, PIM, WMS, CRM and middleware, by JSON:API 1.1. The same model is spoken by GraphQL at `/admin/graphql`.',
  },
  storefront: {
    title: 'Portico storefront',
    base: '/api',
    description:
      'What a shop or an app needs to list, search and buy, by JSON:API 1.1. The same model is spoken by GraphQL at `/graphql`.',
  },
} satisfies Record<Audience, { title: string; base: string; description: string }>

/** The OpenAPI 3.1 document of one audience's JSON:API. */
export function openapiDocument(model: Model, audience: Audience): Schema {
  const schemas = new Schemas(model, audience)
  const resources = new Map(
    [...model.entities.values()].map((entity) => [entity.name, entityResource(model, entity, audience)]),
  )
  const resourceOf = (name: string): Resource => resources.get(name)!
  const typeOf = (name: string) => resourceOf(name).type
  const shapes = new Set<string>()
  const kinds = new Set<FieldKind>()
  const paths: Paths = {}
  for (const entity of model.entities.values()) {
    const resource = resourceOf(entity.name)
    const full = audience === 'backOffice'
    const own: Paths = {}
    merge(own, readPaths(entity, resource, audience, resourceOf))
    if (full) merge(own, writePaths(entity, resource))
    if (full) merge(own, relationshipPaths(model, entity, resource, resourceOf))
    merge(own, verbPaths(schemas, entity, audience, resourceOf, shapes))
    merge(paths, withGoing(full ? withScopes(own, resource, entity) : withSessions(own, entity), entity))
  }
  if (audience === 'backOffice') merge(paths, { ...batchPaths(model), ...mediaPaths(model) })
  const used = Object.fromEntries(Object.entries(paths).filter(([, methods]) => Object.keys(methods).length > 0))
  const tagged = new Set(
    Object.values(used).flatMap((methods) => Object.values(methods).flatMap(({ tags }) => tags as string[])),
  )
  const all: Record<string, Schema> = {
    ...commonSchemas(audience),
    ...(audience === 'backOffice' ? { BatchDocument: batchDocument } : {}),
    ...(Object.assign({}, ...[...model.entities.values()].map((entity) => entitySchemas(entity))) as Record<
      string,
      Schema
    >),
    ...Object.fromEntries(
      [...shapes].map((name) => [`${name}Answer`, resourceSchema(schemas, shapeResource(model, name), typeOf)]),
    ),
  }
  function entitySchemas(entity: Entity): Record<string, Schema> {
    const name = upperFirst(entity.name)
    const { one, many } = documents(name)
    return {
      [name]: resourceSchema(schemas, resourceOf(entity.name), typeOf),
      [`${name}Document`]: one,
      [`${name}Optional`]: documents(name, true).one,
      [`${name}List`]: many,
      ...searchSchemas(model, audience, entity, resourceOf(entity.name), kinds),
      ...(audience === 'backOffice' ? writeSchemas(schemas, entity, typeOf) : {}),
    }
  }
  Object.assign(all, schemas.written(), conditionSchemas(kinds))
  const { title, base, description } = about[audience]
  return {
    openapi: '3.1.0',
    info: {
      title,
      version,
      description,
      license: { name: 'MIT', identifier: 'MIT' },
      contact: { name: 'Whoever runs this shop' },
    },
    servers: [{ url: base }],
    security: security[audience],
    tags: [
      ...[...model.entities.values()]
        .filter(({ plural }) => tagged.has(plural))
        .map(({ plural, doc }) => ({ name: plural, description: doc })),
      ...(tagged.has('operations')
        ? [{ name: 'operations', description: 'Several writes at once, together or as a job; and files.' }]
        : []),
    ],
    paths: used,
    components: reachable(used, {
      schemas: all,
      parameters,
      responses,
      securitySchemes: securitySchemes(model, audience),
    }),
  }
}

function writeSchemas(schemas: Schemas, entity: Entity, typeOf: (entity: string) => string): Record<string, Schema> {
  const name = upperFirst(entity.name)
  return {
    [`${name}Create`]: writeSchema(schemas, entity, 'create', typeOf),
    [`${name}Update`]: writeSchema(schemas, entity, 'update', typeOf),
  }
}

/** What a list is asked for by, where rows of an entity are listed. */
function searchSchemas(
  model: Model,
  audience: Audience,
  entity: Entity,
  resource: Resource,
  used: Set<FieldKind>,
): Record<string, Schema> {
  const name = upperFirst(entity.name)
  const names: Schema = { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] }
  return {
    [`${name}Filter`]: filterSchema(model, audience, resource, used),
    [`${name}Search`]: object({
      meta: object(
        {
          filter: refTo(`${name}Filter`),
          sort: names,
          include: names,
          fields: { type: 'object', additionalProperties: names },
          page: object(
            {
              size: { type: 'integer' },
              number: { type: 'integer' },
              after: { type: 'string' },
              total: { type: 'boolean' },
            },
            [],
          ),
        },
        [],
      ),
    }),
  }
}

function merge(into: Paths, more: Paths): void {
  for (const [path, methods] of Object.entries(more)) into[path] = { ...into[path], ...methods }
}

/** Only the components that something refers to. */
function reachable(paths: Paths, components: Record<string, Record<string, Schema>>): Schema {
  const found = new Set<string>()
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      if (key === '$ref' && typeof inner === 'string' && !found.has(inner)) {
        found.add(inner)
        const [, , kind, name] = inner.split('/')
        visit(components[kind!]?.[name!])
      } else visit(inner)
    }
  }
  visit(paths)
  return Object.fromEntries(
    Object.entries(components).map(([kind, members]) => [
      kind,
      kind === 'securitySchemes'
        ? members
        : Object.fromEntries(
            Object.entries(members)
              .filter(([name]) => found.has(`#/components/${kind}/${name}`))
              .sort(([a], [b]) => (a < b ? -1 : 1)),
          ),
    ]),
  )
}

/** As JSON with a line for each operation and each component, so that a diff shows what changed. */
function written(value: unknown, depth: number, indent = ''): string {
  if (depth === 0 || typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value)
  const members = Object.entries(value).map(
    ([key, inner]) => `${indent} ${JSON.stringify(key)}: ${written(inner, depth - 1, `${indent} `)}`,
  )
  return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n${indent}}`
}

/** contracts/openapi/*.json */
export const openapiText = (model: Model, audience: Audience): string =>
  `${written({ 'x-derived': 'From packages/schema by `npm run derive`. Do not edit.', ...openapiDocument(model, audience) }, 3)}\n`
