import type { Entity } from '@portico/schema'
import type { Relationship } from '@portico/schema/projections/jsonapi'
import { refuse } from '../../kernel/errors.ts'
import { ofMany, ofOne, readAsked, type Asked } from './asked.ts'
import { asked, compound, documentOf, etag, searchOf, type Call, type Handler } from './call.ts'
import type { Row } from './document.ts'
import { isObject, malformed, readDocument } from './given.ts'
import { pageLinks } from './page-links.ts'
import type { Rows } from './rows.ts'

export const entityAt = ({ door, at }: Call): Entity => door.resources.entityOf(at.type!)

export const missing = (entity: Entity) => refuse('NOT_FOUND', { what: entity.name })

/** The entity of an address by which its rows are read. Throws NOT_FOUND where the door has no such read of it. */
function readAt(call: Call, read: 'get' | 'list'): Entity {
  const entity = entityAt(call)
  if (!call.door.rows.offers(entity, read)) throw refuse('NOT_FOUND', { what: 'address' })
  return entity
}

/** `GET /{type}` */
export const list: Handler = (call) => {
  const entity = readAt(call, 'list')
  return answerList(call, entity, asked(call, entity, ofMany), searchOf(call.request.url))
}

/** `POST /{type}/search`: the parameters of a list as JSON, for those that do not fit into an address. */
export const search: Handler = (call) => {
  const entity = readAt(call, 'list')
  const { meta } = readDocument(call.request.body)
  if (!isObject(meta)) throw malformed('meta holds filter, sort, page, include and fields', '/meta')
  const given = readAsked(meta, {
    resources: call.door.resources,
    resource: call.door.resources.ofEntity(entity.name),
    entity,
    families: ofMany,
    sight: call.sight,
    largest: call.door.engine.largestPage,
  })
  return answerList(call, entity, given, undefined)
}

/** `query`: as it was asked, for the links; a question that came in a body has none. */
async function answerList(call: Call, entity: Entity, given: Asked, query: string | undefined) {
  const document = compound(call, given)
  const resource = call.door.resources.ofEntity(entity.name)
  const found = await call.door.rows.list(entity, given, document.wanted(resource), call.ctx)
  const data = found.rows.map((row) => document.primary(resource, row))
  return { status: 200, body: documentOf(data, document, around(call, given, found, query)) }
}

/** The links and numbers of a page. */
export function around(call: Call, given: Asked, found: Rows, query: string | undefined) {
  const path = call.request.url.split('?')[0]!
  return {
    ...(query === undefined ? {} : { links: pageLinks(path, query, given.page, found) }),
    meta: {
      page: { size: given.page.size, after: found.next },
      ...(found.total === undefined ? {} : { total: found.total }),
    },
  }
}

/** `GET /{type}/{id}` */
export const get: Handler = async (call) => {
  const entity = readAt(call, 'get')
  const given = asked(call, entity)
  const document = compound(call, given)
  const resource = call.door.resources.ofEntity(entity.name)
  const row = await call.door.rows.get(entity, call.at.id!, document.wanted(resource), call.ctx)
  if (!row) throw missing(entity)
  return {
    status: 200,
    headers: etag(row),
    body: documentOf(document.primary(resource, row), document, { links: { self: call.request.url } }),
  }
}

/** A relationship with the entities at its ends. */
export type RelationshipAt = Relationship & { from: Entity; key: string; to: Entity }

/** The relationship that an address names. */
export function relationshipAt(call: Call): RelationshipAt {
  const entity = entityAt(call)
  const key = call.at.relationship!
  const { relationships, name } = call.door.resources.ofEntity(entity.name)
  const relationship = Object.hasOwn(relationships, key) ? relationships[key] : undefined
  if (!relationship || call.sight.hides(name, key)) throw refuse('NOT_FOUND', { what: `relationship ${key}` })
  call.door.engine.records.names(entity, { [key]: {} }, call.ctx)
  return { ...relationship, from: entity, key, to: call.door.engine.model.entities.get(relationship.entity)! }
}

/** `GET /{type}/{id}/{relationship}`: the related resources themselves; those of a relation to many are a list like any other. */
export const related: Handler = async (call) => {
  readAt(call, 'get')
  const { from: entity, key, to, many, link } = relationshipAt(call)
  const { door, ctx, at } = call
  const target = door.resources.ofEntity(to.name)
  const listed = many && link?.relation === 'many'
  const given = asked(call, to, listed ? ofMany : ofOne, { size: many ? 20 : 1 })
  const document = compound(call, given)
  if (listed) {
    const found = await door.rows.related({ entity, id: at.id!, key, to, link }, given, document.wanted(target), ctx)
    if (!found) throw missing(entity)
    const data = found.rows.map((row) => document.primary(target, row))
    return { status: 200, body: documentOf(data, document, around(call, given, found, searchOf(call.request.url))) }
  }
  const row = await door.rows.get(entity, at.id!, { [key]: document.wanted(target) }, ctx)
  if (!row) throw missing(entity)
  const value = (row[key] ?? null) as Row[] | Row | null
  const data = Array.isArray(value)
    ? value.map((one) => document.primary(target, one))
    : value && document.primary(target, value)
  return { status: 200, body: documentOf(data, document, { links: { self: call.request.url } }) }
}
