import type { Entity } from '@portico/schema'
import {
  together,
  type Filter,
  type FromVersions,
  type Given,
  type NaturalKey,
  type Written,
} from '../../engine/records/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { ofOne, type Asked, type Family } from './asked.ts'
import { asked, compound, documentOf, etag, perform, type Answer, type Call, type Handler } from './call.ts'
import { pointInto } from './errors.ts'
import { intoResource, malformed, readDocument, readResource, type GivenResource } from './given.ts'
import { ifMatch, noIfMatch } from './if-match.ts'
import { readMeta, rehearsedByBody } from './meta.ts'
import { entityAt } from './reads.ts'
import { admit } from './sight.ts'

/** Parameters of a write that answers a resource. */
export const ofWrite: readonly Family[] = [...ofOne, 'dryRun']

/** `POST /{type}`; with `meta.upsert` the row of the external reference or of the natural key is changed where there is one. */
export const create: Handler = (call) => {
  const entity = entityAt(call)
  admit(call.ctx, entity, 'create', 'update')
  const given = asked(call, entity, ofWrite)
  const document = readDocument(call.request.body)
  const { upsert, dryRun } = readMeta(document.meta, ['upsert', 'dryRun'])
  if (!upsert) noIfMatch(call, `a new ${entity.name}`)
  const from = { ifVersion: ifMatch(call, false), versionRequired: call.door.ifMatchRequired }
  pointInto(call.request, intoResource(entity, '/data'))
  const resource = readResource(call.door.resources, entity, document.data, '/data')
  if (resource.id !== undefined) throw refuse('CLIENT_ID_NOT_ALLOWED', {}, '/data/id')
  checkNoVersion(resource, '/data')
  return together(call.ctx, given.dryRun || dryRun, async (inside) => {
    const written = await add(call, entity, resource, { upsert, from, at: '/data', ctx: inside })
    const rehearsed = given.dryRun || dryRun
    return answerWritten(call, entity, given, written, inside, rehearsed)
  })
}

/** From which versions a row that is there may be changed. */
interface From {
  ifVersion: FromVersions
  versionRequired: boolean
}

/** Adds a row, or changes the one that its external reference, else its natural key, names. `at`: where the resource stands. */
export function add(
  { door }: Call,
  entity: Entity,
  { external, values }: GivenResource,
  { upsert, from, at, ctx }: { upsert: boolean; from: From; at: string; ctx: Ctx },
): Promise<Written> {
  const { records } = door.engine
  if (!upsert) return records.create(entity.name, values, ctx, external)
  const key = external ? { external } : naturalKey(entity, values, at)
  return records.upsert(entity.name, key, values, ctx, from)
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

/** What is added has no version yet; what an upsert finds is said by If-Match. */
export function checkNoVersion({ version }: GivenResource, at: string): void {
  if (version !== undefined) throw refuse('FIELD_UNKNOWN', { field: 'version' }, `${at}/meta/version`)
}

/** `PATCH /{type}/{id}`, with `If-Match` (else the `meta.version` of what was read) only from that version. */
export const update: Handler = (call) => {
  const entity = entityAt(call)
  admit(call.ctx, entity, 'update')
  const given = asked(call, entity, ofWrite)
  const document = readDocument(call.request.body)
  const { dryRun } = readMeta(document.meta, ['dryRun'])
  pointInto(call.request, intoResource(entity, '/data'))
  const resource = readResource(call.door.resources, entity, document.data, '/data')
  checkId(resource.id, call.at.id!, '/data/id')
  checkNoReference(resource, '/data')
  const version = ifMatch(call, call.door.ifMatchRequired && resource.version === undefined) ?? readFrom(call, resource)
  const rehearsed = given.dryRun || dryRun
  return together(call.ctx, rehearsed, async (inside) => {
    const { records } = call.door.engine
    const written = await records.update(entity.name, call.at.id!, resource.values, inside, version)
    return answerWritten(call, entity, given, written, inside, rehearsed)
  })
}

/** The version of which a resource says that it was read; not where the header says that any will do. */
const readFrom = ({ request }: Call, { version }: GivenResource): string | undefined =>
  request.headers['if-match'] === undefined ? version : undefined

/** The resource of a body is that of the address. */
export function checkId(given: string | undefined, id: string, at: string): void {
  if (given === undefined) throw malformed('id is missing', at)
  if (given !== id) throw refuse('TYPE_CONFLICT', { given, type: id }, at)
}

/** `DELETE /{type}/{id}` */
export const remove: Handler = (call) => {
  const entity = entityAt(call)
  admit(call.ctx, entity, 'delete')
  const dryRun = asked(call, entity, ['dryRun']).dryRun || rehearsedByBody(call.request.body)
  const version = ifMatch(call)
  return perform(call.ctx, dryRun, async (inside) => {
    await call.door.engine.records.remove(entity.name, call.at.id!, inside, version)
    return dryRun ? { status: 200, body: { meta: { dryRun, deleted: 1 } } } : { status: 204 }
  })
}

/** `DELETE /{type}?filter[…]`: all or none, and says how many; without a filter it is refused. */
export const removeWhere: Handler = (call) => {
  const entity = entityAt(call)
  admit(call.ctx, entity, 'delete')
  const { filter, ...given } = asked(call, entity, ['filter', 'dryRun'])
  const dryRun = given.dryRun || rehearsedByBody(call.request.body)
  noIfMatch(call, 'a delete by a filter')
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
