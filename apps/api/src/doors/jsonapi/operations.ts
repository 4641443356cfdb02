import type { Entity } from '@portico/schema'
import type { Ctx } from '../../kernel/context.ts'
import { transaction } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { asked, compound, perform, type Call, type Handler } from './call.ts'
import type { Asked } from './asked.ts'
import type { ResourceObject } from './document.ts'
import { pointInto } from './errors.ts'
import { intoResource, isObject, malformed, readResource, type LocalIds } from './given.ts'
import { relink, type Exchange } from './relationships.ts'
import { relationshipAt } from './reads.ts'
import { noIfMatch } from './if-match.ts'
import { readMeta } from './meta.ts'
import { add, checkId, checkNoReference, checkNoVersion } from './writes.ts'

/** Operations of one request; for more there is the asynchronous batch. */
const most = 1_000

interface Operation {
  op: Exchange | 'add' | 'update' | 'remove'
  ref: Ref | undefined
  data: unknown
  upsert: boolean
  ifVersion: string | undefined
  at: string
}
interface Ref {
  type: string
  id?: string
  lid?: string
  relationship?: string
}

const nothing: Asked = {
  fields: new Map(),
  include: {},
  sort: [],
  page: { size: 1 },
  total: false,
  filter: undefined,
  dryRun: false,
}

/** `POST /operations`: several writes in their order, all or none, with local ids. https://jsonapi.org/ext/atomic/ */
export const operate: Handler = (call) => {
  const { door, request } = call
  const [someEntity] = door.engine.model.entities.values()
  const { dryRun } = asked(call, someEntity!, ['dryRun'])
  noIfMatch(call, 'a list of operations')
  const { body } = request
  if (!isObject(body) || !Array.isArray(body['atomic:operations']))
    throw malformed('it has the member atomic:operations, a list', '/atomic:operations')
  const [unknown] = Object.keys(body).filter((key) => !['atomic:operations', 'jsonapi', 'meta', 'links'].includes(key))
  if (unknown !== undefined) throw refuse('FIELD_UNKNOWN', { field: unknown }, `/${unknown}`)
  const given = body['atomic:operations'] as unknown[]
  if (given.length === 0 || given.length > most)
    throw malformed(`atomic:operations are 1 to ${most}`, '/atomic:operations')
  const rehearsed = dryRun || readMeta(body.meta, ['dryRun']).dryRun
  return perform(call.ctx, rehearsed, async (ctx) => {
    const results = await transaction(ctx, async (inside) => {
      const ids = new Map<string, string>()
      const done: { data?: ResourceObject }[] = []
      for (const [index, operation] of given.entries())
        done.push(await run(call, readOperation(door.base, operation, `/atomic:operations/${index}`), ids, inside))
      return done
    })
    return {
      status: 200,
      body: {
        jsonapi: { version: '1.1' },
        ...(rehearsed ? { meta: { dryRun: true } } : {}),
        'atomic:results': results,
      },
    }
  })
}

function readOperation(base: string, given: unknown, at: string): Operation {
  if (!isObject(given)) throw malformed('an operation is an object', at)
  const [unknown] = Object.keys(given).filter((key) => !['op', 'ref', 'href', 'data', 'meta'].includes(key))
  if (unknown !== undefined) throw refuse('FIELD_UNKNOWN', { field: unknown }, `${at}/${unknown}`)
  const { op, ref, href, data, meta } = given
  if (op !== 'add' && op !== 'update' && op !== 'remove') throw malformed('op is add, update or remove', `${at}/op`)
  if (ref !== undefined && href !== undefined) throw malformed('ref and href exclude each other', `${at}/href`)
  const { upsert, ifVersion } = readMeta(meta, op === 'add' ? ['upsert', 'ifVersion'] : ['ifVersion'], `${at}/meta`)
  if (op === 'add' && !upsert && ifVersion !== undefined)
    throw refuse('FIELD_UNKNOWN', { field: 'ifVersion' }, `${at}/meta/ifVersion`)
  return {
    op,
    ref: href === undefined ? readRef(ref, `${at}/ref`) : fromHref(base, href, `${at}/href`),
    data,
    upsert,
    ifVersion,
    at,
  }
}

function readRef(given: unknown, at: string): Ref | undefined {
  if (given === undefined) return undefined
  if (!isObject(given) || typeof given.type !== 'string') throw malformed('ref has a type', at)
  for (const key of ['id', 'lid', 'relationship'])
    if (given[key] !== undefined && typeof given[key] !== 'string') throw malformed(`${key} is a text`, `${at}/${key}`)
  return given as unknown as Ref
}

function fromHref(base: string, given: unknown, at: string): Ref {
  const path = typeof given === 'string' ? given.replace(base, '') : ''
  const match = /^\/(\w+)(?:\/([\w-]+)(?:\/relationships\/(\w+))?)?$/.exec(path)
  if (!match) throw malformed('href names no resource of this API', at)
  const [, type, id, relationship] = match
  return { type: type!, ...(id ? { id } : {}), ...(relationship ? { relationship } : {}) }
}

const keyOf = (type: string, lid: string) => `${type} ${lid}`

async function run(
  call: Call,
  { op, ref, data, upsert, ifVersion, at }: Operation,
  ids: Map<string, string>,
  ctx: Ctx,
): Promise<{ data?: ResourceObject }> {
  const { door, request } = call
  const { records } = door.engine
  const into = `${at}/data`
  const localIds: LocalIds = (type, lid, pointer) => {
    const id = ids.get(keyOf(type, lid))
    if (id === undefined)
      throw malformed(`no operation before this one has added ${type} with the lid "${lid}"`, pointer)
    return id
  }
  const type = ref?.type ?? (isObject(data) ? data.type : undefined)
  if (typeof type !== 'string') throw malformed('neither ref nor data names a type', at)
  const entity = entityOf(call, type, ref ? `${at}/ref/type` : `${into}/type`)
  pointInto(request, intoResource(entity, into))
  const idOf = (): string => {
    const target: unknown = ref ?? data
    const place = ref ? `${at}/ref` : into
    if (!isObject(target)) throw malformed('a ref or data is missing', at)
    if (typeof target.id === 'string') return target.id
    if (typeof target.lid === 'string') return localIds(type, target.lid, `${place}/lid`)
    throw malformed('id is missing', `${place}/id`)
  }
  const needsVersion = (said: string | undefined) => {
    if (door.ifMatchRequired && said === undefined) throw refuse('VERSION_REQUIRED', {}, `${at}/meta/ifVersion`)
  }
  if (ref?.relationship !== undefined) {
    const id = idOf()
    const relationship = relationshipAt({ ...call, at: { type, relationship: ref.relationship } })
    if (relationship.many && ifVersion !== undefined)
      throw refuse('VERSION_NOT_POSSIBLE', { what: `the relationship ${relationship.key}` }, `${at}/meta/ifVersion`)
    if (!relationship.many) needsVersion(ifVersion)
    pointInto(request, () => into)
    await relink(call, relationship, id, op === 'update' ? 'replace' : op, data, {
      ...{ ctx, at: into, localIds, ifVersion },
    })
    return {}
  }
  if (op === 'remove') {
    pointInto(request, () => `${at}/ref`)
    needsVersion(ifVersion)
    await records.remove(entity.name, idOf(), ctx, ifVersion)
    return {}
  }
  const given = readResource(door.resources, entity, data, into, localIds)
  if (op === 'add') {
    if (given.id !== undefined) throw refuse('CLIENT_ID_NOT_ALLOWED', {}, `${into}/id`)
    checkNoVersion(given, into)
    const from = { ifVersion, versionRequired: door.ifMatchRequired }
    const { id } = await add(call, entity, given, { upsert, from, at: into, ctx })
    if (given.lid !== undefined) ids.set(keyOf(type, given.lid), id)
    return { data: await readBack(call, entity, id, ctx) }
  }
  const id = idOf()
  if (given.id !== undefined) checkId(given.id, id, `${into}/id`)
  checkNoReference(given, into)
  const version = ifVersion ?? given.version
  needsVersion(version)
  await records.update(entity.name, id, given.values, ctx, version)
  return { data: await readBack(call, entity, id, ctx) }
}

function entityOf({ door }: Call, type: string, at: string): Entity {
  if (!door.resources.named(type) || door.engine.model.shapes.has(door.resources.named(type)!.name))
    throw refuse('FIELD_INVALID', { field: 'type', problem: `there is no type "${type}"` }, at)
  return door.resources.entityOf(type)
}

async function readBack(call: Call, entity: Entity, id: string, ctx: Ctx): Promise<ResourceObject> {
  const resource = call.door.resources.ofEntity(entity.name)
  const document = compound(call, nothing)
  const row = call.sight.reads(entity) ? await call.door.rows.get(entity, id, document.wanted(resource), ctx) : null
  return row ? document.primary(resource, row) : { type: resource.type, id }
}
