import { upperFirst, writableLinks, type Audience, type Entity, type Model, type Relation } from '../index.ts'
import type { Resource } from './jsonapi.ts'
import { refTo, type Schema } from './openapi-kinds.ts'
import { answers, parameter, refused, takes } from './openapi-parts.ts'
import { identifier, object } from './openapi-resources.ts'

export type Paths = Record<string, Record<string, Schema>>

interface Operation {
  id: string
  summary: string
  description: string
  parameters?: Schema[]
  body?: Schema
  done: Record<string, Schema>
}

export const operation = (tag: string, { id, summary, description, parameters, body, done }: Operation): Schema => ({
  tags: [tag],
  operationId: id,
  summary,
  description,
  ...(parameters && parameters.length > 0 ? { parameters } : {}),
  ...(body ? { requestBody: body } : {}),
  responses: { ...done, ...refused },
})

const versioned = { ETag: { schema: { type: 'string' }, description: 'The version of the row, for If-Match.' } }

/** `fields[…]` and `include`, as far as they make sense for a resource. */
export function shaping(resource: Resource): Schema[] {
  const known = [...Object.keys(resource.attributes), ...Object.keys(resource.relationships)]
  const related = Object.keys(resource.relationships)
  return [
    {
      name: `fields[${resource.type}]`,
      in: 'query',
      schema: { type: 'string' },
      description: `Only these, separated by commas: ${known.join(', ')}.`,
    },
    ...(related.length > 0
      ? [
          {
            name: 'include',
            in: 'query',
            schema: { type: 'string' },
            description: `Related resources to bring along, separated by commas, at most 4 deep with dots: ${related.join(', ')}.`,
          },
        ]
      : []),
  ]
}

const shared = (audience: Audience): Schema[] =>
  audience === 'storefront' ? [parameter('Language'), parameter('Currency')] : []
const sorting = (resource: Resource): Schema => ({
  name: 'sort',
  in: 'query',
  schema: { type: 'string' },
  description: `Fields to sort by, separated by commas, with a hyphen for descending: sort=-createdAt of ${resource.type}. Newest first unless said.`,
})
const filtering = (name: string): Schema => ({
  name: 'filter',
  in: 'query',
  style: 'deepObject',
  explode: true,
  schema: refTo(`${name}Filter`),
  description: 'Conditions: `filter[sku]=A-1`, `filter[customer.name][contains]=x`, `filter[or][0][sku][eq]=A-1`.',
})
const cursor = [parameter('PageSize'), parameter('PageAfter'), parameter('PageTotal')]

/** Reads of an entity's rows, and of what is related to them. */
export function readPaths(
  entity: Entity,
  resource: Resource,
  audience: Audience,
  targetOf: (entity: string) => Resource,
): Paths {
  const { plural } = entity
  const name = upperFirst(entity.name)
  const full = audience === 'backOffice'
  const offered = full ? (['get', 'list'] as const) : entity.storefront
  const listing = [filtering(name), sorting(resource), parameter('PageNumber')]
  const paths: Paths = {}
  if (offered.includes('list'))
    paths[`/${plural}`] = {
      get: operation(plural, {
        id: `list${upperFirst(plural)}`,
        summary: `A page of ${plural}`,
        description: entity.doc,
        parameters: [...listing, ...cursor, ...shaping(resource), ...shared(audience)],
        done: { 200: answers(refTo(`${name}List`), 'A page.') },
      }),
    }
  if (offered.includes('list')) paths[`/${plural}/search`] = { post: searching(entity, audience) }
  if (!offered.includes('get')) return paths
  paths[`/${plural}/{id}`] = {
    get: operation(plural, {
      id: `get${name}`,
      summary: `One of ${plural}`,
      description: entity.doc,
      parameters: [parameter('Id'), ...shaping(resource), ...shared(audience)],
      done: { 200: answers(refTo(`${name}Document`), 'The resource.', full ? versioned : undefined) },
    }),
  }
  for (const [key, { entity: to, many, link, doc, optional }] of Object.entries(resource.relationships)) {
    const target = targetOf(to)
    const listed = many && link !== undefined
    paths[`/${plural}/{id}/${key}`] = {
      get: operation(plural, {
        id: `get${upperFirst(plural)}${upperFirst(key)}`,
        summary: `The ${key} of one of ${plural}`,
        description: doc ?? `Related ${target.type}.`,
        parameters: [
          parameter('Id'),
          ...(listed ? [filtering(upperFirst(to)), sorting(target), parameter('PageNumber'), ...cursor] : []),
          ...shaping(target),
          ...shared(audience),
        ],
        done: {
          200: answers(
            refTo(`${upperFirst(to)}${many ? 'List' : optional ? 'Optional' : 'Document'}`),
            'What is related.',
          ),
        },
      }),
    }
  }
  return paths
}

const searching = ({ name, plural }: Entity, audience: Audience): Schema =>
  operation(plural, {
    id: `search${upperFirst(plural)}`,
    summary: `A page of ${plural}, asked for in a body`,
    description: 'The parameters of the list as JSON, for filters that are too long for an address.',
    parameters: shared(audience),
    body: takes(refTo(`${upperFirst(name)}Search`)),
    done: { 200: answers(refTo(`${upperFirst(name)}List`), 'A page.') },
  })

const deleted = object({ meta: object({ deleted: { type: 'integer' }, dryRun: { type: 'boolean' } }, ['deleted']) })
const dry = parameter('DryRun')
const once = parameter('IdempotencyKey')

/** Plain writes of an entity's rows. */
export function writePaths(entity: Entity, resource: Resource): Paths {
  const { plural } = entity
  const name = upperFirst(entity.name)
  const one = answers(refTo(`${name}Document`), 'As it is now, or would be.', versioned)
  const list: Record<string, Schema> = {}
  const single: Record<string, Schema> = {}
  if (entity.writes.includes('create'))
    list.post = operation(plural, {
      id: `create${name}`,
      summary: `Adds one to ${plural}`,
      description: `With \`meta.upsert\`, the row of the same \`data.meta.externalReference\`${entity.naturalKey ? ` or of the same ${entity.naturalKey.join(' and ')}` : ''} is changed where there is one; \`If-Match\` is for that alone.`,
      parameters: [
        ...(entity.writes.includes('update') ? [parameter('IfMatch')] : []),
        dry,
        once,
        ...shaping(resource),
      ],
      body: takes(refTo(`${name}Create`)),
      done: { 200: one, 201: answers(refTo(`${name}Document`), 'It was added.', versioned) },
    })
  if (entity.writes.includes('delete')) {
    list.delete = operation(plural, {
      id: `deleteMany${upperFirst(plural)}`,
      summary: `Deletes those of ${plural} that a filter finds`,
      description: 'All of them or none; a filter is required. With `dryRun=true` it says how many they are.',
      parameters: [{ ...filtering(name), required: true }, dry, once],
      done: { 200: answers(deleted, 'How many.') },
    })
    single.delete = operation(plural, {
      id: `delete${name}`,
      summary: `Deletes one of ${plural}`,
      description: entity.doc,
      parameters: [parameter('Id'), parameter('IfMatch'), dry, once],
      done: { 200: answers(deleted, 'It could be deleted (dryRun).'), 204: { description: 'It is deleted.' } },
    })
  }
  if (entity.writes.includes('update'))
    single.patch = operation(plural, {
      id: `update${name}`,
      summary: `Changes one of ${plural}`,
      description: 'What is left out stays as it is.',
      parameters: [parameter('Id'), parameter('IfMatch'), dry, once, ...shaping(resource)],
      body: takes(refTo(`${name}Update`)),
      done: { 200: one },
    })
  return { [`/${plural}`]: list, [`/${plural}/{id}`]: single }
}

/** Whether a plain write may change a relationship: the row that holds the link may be updated, and the link with it. */
function isRelinked(entity: Entity, key: string, link: Relation, target: Entity): boolean {
  const [holder, name] = link.relation === 'one' ? [entity, key] : [target, link.by]
  return holder.writes.includes('update') && name in writableLinks(holder, 'update')
}

/** Relationships of an entity, read and written at their own addresses. */
export function relationshipPaths(
  { entities }: Model,
  entity: Entity,
  resource: Resource,
  targetOf: (entity: string) => Resource,
): Paths {
  return Object.fromEntries(
    Object.entries(resource.relationships).map(([key, { entity: to, many, link, optional }]) => {
      const named = identifier(targetOf(to).type)
      const data: Schema = many
        ? { type: 'array', items: named }
        : optional
          ? { anyOf: [named, { type: 'null' }] }
          : named
      const whole = object({ data, links: refTo('Links'), meta: refTo('Meta') }, ['data'])
      const at = `${upperFirst(entity.plural)}${upperFirst(key)}Relationship`
      const write = (id: string, summary: string): Schema =>
        operation(entity.plural, {
          id: `${id}${at}`,
          summary,
          description: 'Changes links only; the rows themselves stay.',
          parameters: [parameter('Id'), ...(many ? [] : [parameter('IfMatch')]), dry, once],
          body: takes(object({ data, meta: object({ dryRun: { type: 'boolean' } }, []) }, ['data'])),
          done: {
            200: answers(object({ meta: refTo('Meta') }), 'It could be done (dryRun).'),
            204: { description: 'It is done.' },
          },
        })
      const readOnly = !link || !isRelinked(entity, key, link, entities.get(to)!)
      return [
        `/${entity.plural}/{id}/relationships/${key}`,
        {
          get: operation(entity.plural, {
            id: `get${at}`,
            summary: `Identifiers of ${key}`,
            description: `Links of one of ${entity.plural}.`,
            parameters: [parameter('Id'), ...(many && link ? [parameter('PageNumber'), ...cursor] : [])],
            done: { 200: answers(whole, 'The links.') },
          }),
          ...(readOnly ? {} : { patch: write('replace', `Replaces ${key}`) }),
          ...(!readOnly && many
            ? { post: write('add', `Adds to ${key}`), delete: write('remove', `Takes from ${key}`) }
            : {}),
        },
      ]
    }),
  )
}
