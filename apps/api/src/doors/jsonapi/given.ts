import type { Entity } from '@portico/schema'
import type { Resource } from '@portico/schema/projections/jsonapi'
import { externalOf, type External, type Given } from '../../engine/records/index.ts'
import { Refusals, refuse, type Refusal } from '../../kernel/errors.ts'
import type { Pointing } from './errors.ts'
import type { Resources } from './resources.ts'

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const malformed = (problem: string, pointer: string): Refusal =>
  refuse('DOCUMENT_INVALID', { problem }, pointer || '/')

/** A resource object of a request, with its links as a write takes them. */
export interface GivenResource {
  id: string | undefined
  lid: string | undefined
  /** What it is called in a system outside: `meta.externalReference`. */
  external: External | undefined
  /** The version that it was read at: `meta.version`, as answers have it. */
  version: string | undefined
  values: Given
}

/** Finds ids of resources that an atomic request has added before, by their local ids. */
export type LocalIds = (type: string, lid: string, pointer: string) => string

const noLocalIds: LocalIds = (_type, lid, pointer) => {
  throw malformed(`the local id "${lid}" means nothing outside an atomic request`, pointer)
}

const members = {
  document: ['data', 'meta', 'jsonapi', 'links', 'included'],
  resource: ['type', 'id', 'lid', 'attributes', 'relationships', 'links', 'meta'],
  relationship: ['data', 'links', 'meta'],
  identifier: ['type', 'id', 'lid', 'meta'],
  resourceMeta: ['externalReference', 'version'],
}

/** Refuses members that JSON:API does not know: what is ignored silently is missed later. */
function checkMembers(given: Record<string, unknown>, what: keyof typeof members, at: string): void {
  const unknown = Object.keys(given).filter((key) => !members[what].includes(key) && !key.startsWith('@'))
  if (unknown.length > 0)
    throw new Refusals(
      unknown.map((key) => refuse('FIELD_UNKNOWN', { field: key }, `${at}/${key}`)) as [Refusal, ...Refusal[]],
    )
}

/** Refuses a member of a document that means nothing there, as `readDocument` does. */
export function checkDocumentMember(key: string): void {
  checkMembers({ [key]: undefined }, 'document', '')
  if (key === 'included') throw noIncluded()
}

const noIncluded = () =>
  malformed('included is for answers; add several resources at once by atomic operations', '/included')

/** The document of a body: an object with `data` or `meta`. */
export function readDocument(body: unknown): Record<string, unknown> {
  if (!isObject(body)) throw malformed('it is an object with the member data', '')
  checkMembers(body, 'document', '')
  if (isObject(body.included) || (Array.isArray(body.included) && body.included.length > 0)) throw noIncluded()
  return body
}

/** A resource object for a create or an update. Values are judged by the engine. */
export function readResource(
  resources: Resources,
  entity: Entity,
  given: unknown,
  at: string,
  localIds: LocalIds = noLocalIds,
): GivenResource {
  if (!isObject(given)) throw malformed('a resource object is wanted here', at)
  checkMembers(given, 'resource', at)
  const resource = resources.ofEntity(entity.name)
  checkType(given.type, resource.type, `${at}/type`)
  const { id, lid, attributes = {}, relationships = {}, meta } = given
  if (id !== undefined && typeof id !== 'string') throw malformed('id is a text', `${at}/id`)
  if (lid !== undefined && typeof lid !== 'string') throw malformed('lid is a text', `${at}/lid`)
  if (!isObject(attributes)) throw malformed('attributes are an object', `${at}/attributes`)
  if (!isObject(relationships)) throw malformed('relationships are an object', `${at}/relationships`)
  const values: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(attributes)) {
    // it would become the prototype of what is written, and not be missed
    if (key === '__proto__') throw refuse('FIELD_UNKNOWN', { field: key }, `${at}/attributes/${key}`)
    if (Object.hasOwn(resource.relationships, key) || Object.hasOwn(resource.relationships, key.replace(/Id$/, '')))
      throw refuse('FIELD_INVALID', { field: key, problem: 'belongs to relationships' }, `${at}/attributes/${key}`)
    values[key] = value
  }
  for (const [key, value] of Object.entries(relationships))
    Object.assign(values, readLink(resources, resource, key, value, `${at}/relationships/${key}`, localIds))
  return { id, lid, ...readMembersOfMeta(meta, `${at}/meta`), values }
}

function readMembersOfMeta(meta: unknown, at: string): Pick<GivenResource, 'external' | 'version'> {
  if (meta !== undefined && !isObject(meta)) throw malformed('meta is an object', at)
  checkMembers(meta ?? {}, 'resourceMeta', at)
  const { externalReference: external, version } = meta ?? {}
  if (version !== undefined && typeof version !== 'string') throw malformed('version is a text', `${at}/version`)
  return {
    external: external === undefined ? undefined : externalOf({ external }, `${at}/externalReference`),
    version,
  }
}

export function checkType(given: unknown, type: string, at: string): void {
  if (typeof given !== 'string') throw malformed('type is missing', at)
  if (given !== type) throw refuse('TYPE_CONFLICT', { given, type }, at)
}

function readLink(
  resources: Resources,
  resource: Resource,
  key: string,
  value: unknown,
  at: string,
  localIds: LocalIds,
): Given {
  const relationship = Object.hasOwn(resource.relationships, key) ? resource.relationships[key] : undefined
  if (!relationship) throw refuse('FIELD_UNKNOWN', { field: key }, at)
  if (relationship.many || !relationship.link) throw refuse('FIELD_READ_ONLY', { field: key }, at)
  if (!isObject(value) || value.data === undefined) throw malformed('a relationship has the member data', at)
  checkMembers(value, 'relationship', at)
  if (value.data === null) return { [`${key}Id`]: null }
  const { id, key: natural } = readIdentifier(resources, relationship.entity, value.data, `${at}/data`, localIds)
  return natural ? { [key]: natural } : { [`${key}Id`]: id }
}

/**
 * A resource identifier: by `id`, by `lid` inside an atomic request, or by the natural key of the row, as `meta.key`.
 * An id of another form than ours names nothing.
 */
export function readIdentifier(
  resources: Resources,
  entity: string,
  given: unknown,
  at: string,
  localIds: LocalIds = noLocalIds,
): { id?: string; key?: Record<string, unknown> } {
  if (!isObject(given)) throw malformed('a resource identifier is wanted here', at)
  checkMembers(given, 'identifier', at)
  const { type } = resources.ofEntity(entity)
  checkType(given.type, type, `${at}/type`)
  if (typeof given.id === 'string') return { id: given.id }
  if (typeof given.lid === 'string') return { id: localIds(type, given.lid, `${at}/lid`) }
  if (isObject(given.meta) && isObject(given.meta.key)) return { key: given.meta.key }
  throw malformed('an identifier has an id', `${at}/id`)
}

/** Where members that the engine names stand in a resource object. */
export const intoResource =
  (entity: Entity, at: string): Pointing =>
  (path) => {
    const [first = '', ...rest] = path.replace(/^key\./, '').split('.')
    if (first === 'external') return `${at}/meta/externalReference`
    const relation = [first, first.replace(/Id$/, '')].find((key) => Object.hasOwn(entity.relations, key))
    if (relation !== undefined && !Object.hasOwn(entity.fields, first))
      return [`${at}/relationships/${relation}/data`, ...(rest.length > 0 ? ['meta/key', ...rest] : [])].join('/')
    return first === 'id' ? `${at}/id` : [`${at}/attributes`, first, ...rest].join('/')
  }
