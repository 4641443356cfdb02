import { isField, type Action, type Entity, type Question, type TypeRef } from '@portico/schema'
import { ownInput, verbType } from '@portico/schema/projections/jsonapi'
import { refuse } from '../../kernel/errors.ts'
import { ofOne, readAsked, type Asked, type Family } from './asked.ts'
import { compound, documentOf, etag, perform, searchOf, type Answer, type Call, type Handler } from './call.ts'
import type { Compound, Row } from './document.ts'
import { pointInto } from './errors.ts'
import { checkType, isObject, malformed, readDocument } from './given.ts'
import { inputFrom } from './inputs.ts'
import { readTree } from './query-tree.ts'
import { entityAt } from './reads.ts'
import { ifMatch, noIfMatch } from './if-match.ts'
import { readMeta, type WriteMeta } from './meta.ts'
import { admit } from './sight.ts'

interface VerbAt<Verb> {
  entity: Entity
  name: string
  /** `order.cancel` */
  dotted: string
  verb: Verb
  /** The input that the address gives. */
  own: Readonly<Record<string, string>>
}

function verbAt<Verb extends Question>(
  call: Call,
  verbs: (entity: Entity) => Readonly<Record<string, Verb>>,
): VerbAt<Verb> {
  const entity = entityAt(call)
  const name = call.at.verb!
  const found = verbs(entity)
  const verb = Object.hasOwn(found, name) ? found[name] : undefined
  const key = verb && ownInput(entity, verb)
  const { id } = call.at
  if (!verb?.show.includes(call.door.resources.audience) || (id !== undefined && key === undefined))
    throw refuse('NOT_FOUND', { what: 'address' })
  return { entity, name, dotted: `${entity.name}.${name}`, verb, own: id === undefined ? {} : { [key!]: id } }
}

/** `POST /{type}/actions/{action}`, or `POST /{type}/{id}/actions/{action}` where the action is of one row. */
export const act: Handler = (call) => {
  const { entity, name, dotted, verb, own } = verbAt<Action>(call, ({ actions }) => actions)
  admit(call.ctx, entity, name)
  const backOffice = call.door.resources.audience === 'backOffice'
  const given = parameters(call, verb.result, entity, ['dryRun']).asked
  const { input, meta } = readInput(call, entity, name, own, ['dryRun'])
  const dryRun = given.dryRun || meta.dryRun
  // rows of the storefront have no versions to be seen
  if (!backOffice) noIfMatch(call, dotted)
  const ifVersion = ifMatch(call, false)
  if (dryRun && call.door.engine.isSaga(dotted)) throw refuse('DRY_RUN_NOT_POSSIBLE', { action: dotted }, '?dryRun')
  const document = compound(call, given)
  return perform(call.ctx, dryRun, async (ctx) => {
    const wanted = document.wantedOf(verb.result)
    const answer = await call.door.engine.act(dotted, input, ctx, wanted, { ifVersion })
    return answerOf(call, verb.result, answer, document, dryRun ? { dryRun } : {})
  })
}

/** `GET /{type}/questions/{question}?filter[…]`, or by POST with the input as attributes. */
export const ask: Handler = async (call) => {
  const { entity, name, dotted, verb, own } = verbAt<Question>(call, ({ questions }) => questions)
  admit(call.ctx, entity, 'read')
  const byGet = call.request.method === 'GET'
  const paged = 'first' in verb.input
  const read = parameters(call, verb.result, entity, byGet ? ['filter', ...(paged ? (['page'] as const) : [])] : [])
  let input: Record<string, unknown>
  if (byGet) {
    const { filter, page } = read.tree
    if (filter !== undefined && !isObject(filter))
      throw refuse('FIELD_INVALID', { field: 'filter', problem: 'wants filter[name]=value' }, '?filter')
    input = {
      ...inputFrom(call.door.engine.model, verb.input, filter ?? {}),
      ...(paged && isObject(page) && page.size !== undefined ? { first: read.asked.page.size } : {}),
      ...(read.asked.page.after === undefined ? {} : { after: read.asked.page.after }),
      ...own,
    }
  } else input = readInput(call, entity, name, own, []).input
  const document = compound(call, read.asked)
  const answer = await call.door.engine.ask(dotted, input, call.ctx, document.wantedOf(verb.result))
  return answerOf(call, verb.result, answer, document)
}

/** What the address says of the answer. Filters of a question are its input, and are not read as a filter. */
function parameters(
  call: Call,
  result: TypeRef,
  entity: Entity,
  more: readonly Family[],
): { tree: Record<string, unknown>; asked: Asked } {
  const { resources } = call.door
  const tree = readTree(searchOf(call.request.url))
  const resource = isField(result)
    ? resources.ofEntity(entity.name)
    : result.ref === 'shape'
      ? resources.ofShape(result.name)
      : resources.ofEntity(result.name)
  const asked = readAsked(tree, {
    resources,
    resource,
    families: [...ofOne, ...more],
    sight: call.sight,
    size: 20,
    largest: call.door.engine.largestPage,
  })
  return { tree, asked }
}

function readInput(
  call: Call,
  entity: Entity,
  name: string,
  own: Readonly<Record<string, string>>,
  known: readonly (keyof WriteMeta)[],
) {
  const { body } = call.request
  pointInto(call.request, (path) => `/data/attributes/${path.replaceAll('.', '/')}`)
  if (body === undefined || body === null) return { input: { ...own }, meta: readMeta(undefined, known) }
  const { data, meta } = readDocument(body)
  if (data === undefined) return { input: { ...own }, meta: readMeta(meta, known) }
  if (!isObject(data)) throw malformed('data is an object with type and attributes', '/data')
  checkType(data.type, verbType(entity, name), '/data/type')
  const { attributes = {}, type: _type, ...rest } = data
  const [unknown] = Object.keys(rest)
  if (unknown !== undefined) throw refuse('FIELD_UNKNOWN', { field: unknown }, `/data/${unknown}`)
  if (!isObject(attributes)) throw malformed('attributes are an object', '/data/attributes')
  for (const [key, id] of Object.entries(own))
    if (attributes[key] !== undefined && attributes[key] !== id)
      throw refuse('TYPE_CONFLICT', { given: String(attributes[key] as string), type: id }, `/data/attributes/${key}`)
  return { input: { ...attributes, ...own }, meta: readMeta(meta, known) }
}

/** The answer of a verb: an entity is a resource; a shape is one that lives for this answer; a bare value stands in `meta`. */
function answerOf(call: Call, type: TypeRef, value: unknown, document: Compound, meta: object = {}): Answer {
  const { resources } = call.door
  const more = Object.keys(meta).length > 0 ? { meta } : {}
  if (isField(type))
    return { status: 200, body: { jsonapi: { version: '1.1' }, meta: { ...meta, result: value ?? null } } }
  if (value === null || value === undefined) return { status: 200, body: documentOf(null, document, more) }
  const resource = type.ref === 'shape' ? resources.ofShape(type.name) : resources.ofEntity(type.name)
  if (type.ref === 'page') {
    const { items, total, pageInfo } = value as {
      items: Row[]
      total?: number
      pageInfo?: { endCursor?: string | null }
    }
    const data = items.map((row) => document.primary(resource, row))
    const page = { meta: { ...meta, total, page: { after: pageInfo?.endCursor ?? null } } }
    return { status: 200, body: documentOf(data, document, page) }
  }
  const rowOf = (one: unknown, at: string): Row =>
    type.ref === 'shape' ? { ...(one as object), id: `${call.request.id}${at}` } : (one as Row)
  if (Array.isArray(value)) {
    const data = value.map((one, at) => document.primary(resource, rowOf(one, `-${at}`)))
    return { status: 200, body: documentOf(data, document, more) }
  }
  const row = rowOf(value, '')
  return { status: 200, headers: etag(row), body: documentOf(document.primary(resource, row), document, more) }
}
