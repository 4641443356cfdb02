import type { Entity } from '@portico/schema'
import type { Filter, Given, NaturalKey, Written } from '../../engine/records/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { ofOne, type Asked, type Family } from './asked.ts'
import { asked, compound, documentOf, etag, perform, type Answer, type Call, type Handler } from './call.ts'
import { pointInto } from './errors.ts'
import { intoResource, isObject, malformed, readDocument, readResource, type GivenResource } from './given.ts'
import { entityAt } from './reads.ts'

/** Parameters of a write that answers a resource. */
export const ofWrite: readonly Family[] = [...ofOne, 'dryRun']

/** What a document says of its own write. */
export function readMeta(meta: unknown, at = '/meta'): { upsert: boolean; dryRun: boolean } {
  if (meta !== undefined && !isObject(meta)) throw malformed('meta is an object', at)
  const flag = (name: string) => {
    const value = meta?.[name]
    if (value !== undefined && typeof value !== 'boolean') throw malformed(`${name} is true or false`, `${at}/${name}`)
    return value ?? false
  }
  return { upsert: flag('upsert'), dryRun: flag('dryRun') }
}

/** `POST /{type}`; with `meta.upsert` the row of the external reference or of the natural key is changed where there is one. */
export const create: Handler = (call) => {
  const entity = entityAt(call)
  const given = asked(call, entity, ofWrite)
  const document = readDocument(call.request.body)
  const { upsert, dryRun } = readMeta(document.meta)
  pointInto(call.request, intoResource(entity, '/data'))
  const resource = readResource(call.door.resources, entity, document.data, '/data')
  if (resource.id !== undefined) throw refuse('CLIENT_ID_NOT_ALLOWED', {}, '/data/id')
  return perform(call.ctx, given.dryRun || dryRun, async (inside) => {
    const written = await add(call, entity, resource, { upsert, at: '/data', ctx: inside })
    const rehearsed = given.dryRun || dryRun
    return answerWritten(call, entity, given, written, inside, rehearsed)
  })
}

/** Adds a row, or changes the one that its external reference, else its natural key, names. `at`: where the resource stands. */
export function add(
  { door }: Call,
  entity: Entity,
  { external, values }: GivenResource,
  { upsert, at, ctx }: { upsert: boolean; at: string; ctx: Ctx },
): Promise<Written> {
  const { records } = door.engine
  if (!upsert) return records.create(entity.name, values, ctx, external)
  const key = external ? { external } : naturalKey(entity, values, at)
  return records.upsert(entity.name, key, values, ctx)
}

/** The natural key inside what is given. */
function naturalKey(entity: Entity, values: Given, at: string): NaturalKey {
  if (!entity.naturalKey) throw refuse('FIELD_REQUIRED', { field: 'externalReference' }, `${at}/meta/externalReference`)
  return Object.fromEntries(
    entity.naturalKey.map((member) => {
      const value = values[member] ?? (entity.relations[member] ? values[`${member}Id`] : undefined)
      if (value === undefined || value === null) throw refuse('FIELD_REQUIRED', { field: member }, member)
      return [member, value]
    }),
  )
}

/** What is changed is named by its id: a reference beside it would be a second name. */
export function checkNoReference({ external }: GivenResource, at: string): void {
  if (external)
    throw malformed(
      'an external reference names what is added; this resource is named by its id',
      `${at}/meta/externalReference`,
    )
}

/** `PATCH /{type}/{id}`, with `If-Match` only from that version. */
export const update: Handler = (call) => {
  const entity = entityAt(call)
  const given = asked(call, entity, ofWrite)
  const document = readDocument(call.request.body)
  const { dryRun } = readMeta(document.meta)
  const version = ifMatch(call)
  pointInto(call.request, intoResource(entity, '/data'))
  const resource = readResource(call.door.resources, entity, document.data, '/data')
  checkId(resource.id, call.at.id!, '/data/id')
  checkNoReference(resource, '/data')
  const rehearsed = given.dryRun || dryRun
  return perform(call.ctx, rehearsed, async (inside) => {
    const { records } = call.door.engine
    const written = await records.update(entity.name, call.at.id!, resource.values, inside, version)
    return answerWritten(call, entity, given, written, inside, rehearsed)
  })
}

/** The resource of a body is that of the address. */
export function checkId(given: string | undefined, id: string, at: string): void {
  if (given === undefined) throw malformed('id is missing', at)
  if (given !== id) throw refuse('TYPE_CONFLICT', { given, type: id }, at)
}

/** `DELETE /{type}/{id}` */
export const remove: Handler = (call) => {
  const entity = entityAt(call)
  const { dryRun } = asked(call, entity, ['dryRun'])
  const version = ifMatch(call)
  return perform(call.ctx, dryRun, async (inside) => {
    await call.door.engine.records.remove(entity.name, call.at.id!, inside, version)
    return dryRun ? { status: 200, body: { meta: { dryRun, deleted: 1 } } } : { status: 204 }
  })
}

/** `DELETE /{type}?filter[…]`: all or none, and says how many; without a filter it is refused. */
export const removeWhere: Handler = (call) => {
  const entity = entityAt(call)
  const { dryRun, filter } = asked(call, entity, ['filter', 'dryRun'])
  if (!filter || !says(filter)) throw refuse('FILTER_REQUIRED', { entity: entity.name }, '?filter')
  return perform(call.ctx, dryRun, async (inside) => {
    const { count } = await call.door.engine.records.removeWhere(entity.name, filter, inside)
    return { status: 200, body: { meta: { ...(dryRun ? { dryRun } : {}), deleted: count } } }
  })
}

/** Whether a filter has any condition at all. */
function says(filter: Filter): boolean {
  if ('and' in filter) return filter.and.some(says)
  if ('or' in filter) return filter.or.some(says)
  return 'not' in filter ? says(filter.not) : true
}

/** The version of `If-Match`; nothing where any will do. Refuses with VERSION_REQUIRED where the house wants one. */
function ifMatch({ door, request }: Call): string | undefined {
  const header = request.headers['if-match']
  if (header === undefined) {
    if (door.ifMatchRequired) throw refuse('VERSION_REQUIRED', {}, '^if-match')
    return undefined
  }
  if (header.trim() === '*') return undefined
  // RFC 9110, 13.1.1: compared strongly; a weak tag matches nothing
  return /^\s*"([^"]*)"\s*$/.exec(header)?.[1] ?? ''
}

async function answerWritten(
  call: Call,
  entity: Entity,
  given: Asked,
  written: Written,
  ctx: Ctx,
  dryRun: boolean,
): Promise<Answer> {
  const { door } = call
  const resource = door.resources.ofEntity(entity.name)
  const document = compound(call, given)
  const self = `${door.base}/${resource.type}/${written.id}`
  // who may write and not read is told the id, and no more
  const row = call.sight.reads(entity) ? await door.rows.get(entity, written.id, document.wanted(resource), ctx) : null
  const data = row
    ? document.primary(resource, row)
    : { type: resource.type, id: written.id, meta: { version: written.version } }
  const made = written.created && !dryRun
  return {
    status: made ? 201 : 200,
    headers: {
      ...(dryRun ? {} : etag({ ':version': row?.[':version'] ?? written.version })),
      ...(made ? { location: self } : {}),
    },
    body: documentOf(data, document, {
      links: { self },
      ...(dryRun ? { meta: { dryRun, created: written.created } } : {}),
    }),
  }
}
