import type { Entity, Model } from '@portico/schema'
import type { Change, Guard } from '../../../engine/index.ts'
import type { Filter, Records } from '../../../engine/records/index.ts'
import { askedOutside } from '../../../kernel/ask-outside.ts'
import type { BackOfficeActor, Ctx } from '../../../kernel/context.ts'
import { Refusal, refusalsOf, refuse } from '../../../kernel/errors.ts'
import { isFilter } from '../is-filter.ts'
import type { Courier } from '../port.ts'
import { entitiesOf, topicMap } from './topics.ts'
import { wantedOf } from './wanted-fields.ts'

/** A subscription as it is going to be. */
interface Draft {
  url: string
  topics: readonly string[]
  filter: unknown
  fields: readonly string[]
}

/**
 * What a subscription must be before it is written: its target is one of the public internet (WEBHOOK_TARGET_REFUSED), its topics are told of, and its filter and
 * fields are such as its owner may use (FIELD_*, FORBIDDEN). Whoever writes it becomes its owner: a weaker hand that turns its address elsewhere
 * takes the rights away with it.
 */
export const guardSubscription =
  (model: Model, courier: Courier, records: () => Records): Guard =>
  async (change, ctx) => {
    if (change.deed === 'delete') return
    const { actor } = ctx
    if (actor.kind !== 'backOffice') throw refuse('FORBIDDEN', { what: `webhookSubscription.${change.deed}` })
    const draft = await draftOf(change, ctx)
    if (change.given['url'] !== undefined) {
      const problem = await askedOutside(ctx, `where ${draft.url} leads`, () => courier.problemOf(draft.url))
      if (problem) throw refuse('WEBHOOK_TARGET_REFUSED', { url: draft.url, problem }, 'url')
    }
    const entities = entitiesOf(draft.topics, topicMap(model))
    for (const entity of entities) await readable(entity, entities, draft, records(), ctx)
    own(change, actor)
  }

async function draftOf({ deed, id, given }: Change, ctx: Ctx): Promise<Draft> {
  const now =
    deed === 'update'
      ? await ctx.db
          .selectFrom('webhookSubscriptions')
          .select(['url', 'topics', 'filter', 'fields'])
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
      : { url: '', topics: [], filter: null, fields: [] }
  return { ...now, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) }
}

/** Asks as its messages will ask: whoever may not read it so, is refused as at any other door. */
async function readable(
  entity: Entity,
  entities: readonly Entity[],
  { filter, fields }: Draft,
  records: Records,
  ctx: Ctx,
): Promise<void> {
  for (const [field, given] of [
    ['filter', filter ? [filter] : []],
    ['fields', fields],
  ] as const)
    if (given.length > 0 && entities.length > 1)
      throw refuse(
        'FIELD_INVALID',
        {
          field,
          problem: `is about one entity, and the topics are of ${entities.map(({ name }) => name).join(', ')}: make a subscription for each`,
        },
        field,
      )
  const page = { size: 1 }
  const ask = (paths: readonly string[], by: { filter?: Filter }) =>
    records.list(entity.name, { ...by, page, wanted: wantedOf(paths) }, ctx).catch((error: unknown) => {
      // some row has too many below it today; which of them are told is seen when they are
      if (!refusalsOf(error).some(({ code }) => code === 'RELATED_TOO_MANY')) throw error
    })
  const given = filterOf(filter)
  try {
    await ask(fields, given.filter ? { filter: placed(given.filter, 'filter') } : {})
  } catch (error) {
    // what is wrong with a filter says where; which of the fields it was, is found by asking for each
    if (refusalsOf(error).some(({ path }) => path?.startsWith('filter'))) throw error
    for (const [at, path] of fields.entries()) await saying(`fields.${at}`, ask([path], {}))
    throw error
  }
}

/** A filter whose parts say where they stand. */
function placed(filter: Filter, at: string): Filter {
  if ('and' in filter) return { and: filter.and.map((part, index) => placed(part, `${at}.and.${index}`)) }
  if ('or' in filter) return { or: filter.or.map((part, index) => placed(part, `${at}.or.${index}`)) }
  if ('not' in filter) return { not: placed(filter.not, `${at}.not`) }
  if ('relation' in filter) return { ...filter, where: placed(filter.where, `${at}.where`), member: `${at}.relation` }
  return { ...filter, member: `${at}.path` }
}

/** Says where in the subscription something is refused. */
async function saying(path: string, asked: Promise<unknown>): Promise<void> {
  try {
    await asked
  } catch (error) {
    const [refusal] = refusalsOf(error)
    throw refusal ? new Refusal(refusal.code, refusal.params, path) : error
  }
}

/** A document that is none of a filter's shapes would find nothing, or everything. */
function filterOf(filter: unknown): { filter?: Filter } {
  if (filter === null || filter === undefined) return {}
  if (!isFilter(filter))
    throw refuse(
      'FIELD_INVALID',
      {
        field: 'filter',
        problem:
          'is no filter: write {"path": "total", "op": "gte", "value": "100"}, or several under "and", "or", "not"',
      },
      'filter',
    )
  return { filter }
}

function own({ given }: Change, { by, principalId, organizationId, scopes }: BackOfficeActor): void {
  given['clientId'] = by === 'client' ? principalId : null
  given['userId'] = by === 'user' ? principalId : null
  given['organizationId'] = organizationId
  given['tokenScopes'] = scopes ?? ['all']
  // switched on again, it starts with a clean slate
  if (given['active'] === true || given['url'] !== undefined) given['problem'] = null
}
