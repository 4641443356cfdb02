import { isField, type Action, type Entity, type Model, type Question, type TypeRef } from '@portico/schema'
import { sql } from 'kysely'
import type { BackOfficeActor, Ctx } from '../kernel/context.ts'
import { refuse } from '../kernel/errors.ts'
import { admit, visibleTo } from './access.ts'
import { version } from './records/find.ts'
import { reachesTo } from './records/grants.ts'
import { checkWanted, reachable } from './records/reach.ts'
import { checkAnswer } from './records/tree-size.ts'
import { isFrom, type FromVersions } from './records/versions.ts'
import { checkTakenOut } from './taken-out.ts'
import type { Wanted } from './verbs.ts'

type Verb = Action | Question

/** An id among a verb's input, and by which deed its row must be within reach. */
interface Named {
  key: string
  entity: Entity
  deed: string
  ids: readonly string[]
}

/** `order.cancel` → its entity and the right that it takes: `cancel`; of a question, reading. */
function partsOf(model: Model, name: string): { entity: Entity; deed: string } {
  const [of = '', verb = ''] = name.split('.')
  const entity = model.entities.get(of)
  if (!entity) throw new Error(`the model has no entity "${of}"`)
  return { entity, deed: verb in entity.questions ? 'read' : verb }
}

/**
 * Refuses whom a verb is not for, before anything is read. Each audience sees its own verbs only: NOT_FOUND for one of the other’s. At the storefront
 * `caller` decides (SESSION_REQUIRED, SIGN_IN_REQUIRED), at the back office the rights to the verb’s name on its entity (to reading it, where the verb is a question; FORBIDDEN)
 * and to what is wanted of its answer; which must not be too much at once (QUERY_TOO_COSTLY).
 */
export function admitTo(model: Model, name: string, verb: Verb, wanted: Wanted, ctx: Ctx): void {
  const { actor } = ctx
  if (actor.kind === 'system') return
  if (!verb.show.includes(actor.kind === 'backOffice' ? 'backOffice' : 'storefront'))
    throw refuse('NOT_FOUND', { what: name })
  checkAnswer(model, verb.result, wanted)
  const { entity, deed } = partsOf(model, name)
  if (actor.kind !== 'backOffice') {
    admit(entity, name.split('.')[1]!, verb, ctx)
    return checkTakenOut(model, verb.result, wanted, ctx)
  }
  if (actor.rights.level(entity.name, deed) === 'none') throw refuse('FORBIDDEN', { what: name })
  mayRead(model, verb.result, wanted, ctx)
}

/** What is wanted of an answer is judged beforehand: an action must not be done and then refuse to tell. */
function mayRead(model: Model, type: TypeRef, wanted: Wanted, ctx: Ctx): void {
  if (isField(type)) return
  if (type.ref === 'shape') {
    const members = model.shapes.get(type.name)?.fields ?? {}
    for (const [key, inner] of Object.entries(wanted)) if (members[key]) mayRead(model, members[key], inner, ctx)
    return
  }
  const entity = model.entities.get(type.name)
  const asked = type.ref === 'page' ? wanted['items'] : wanted
  if (!entity || !asked || Object.keys(asked).every((key) => key === 'id' || key === '__typename')) return
  checkWanted(model, entity, asked, ctx)
  reachable(model, entity, 'read', ctx)
}

/**
 * Refuses rows out of the caller’s reach as if they were not there (NOT_FOUND): the verb’s own row by the right to the verb, others that the input names by
 * the right to read them. One statement for each that is not within everybody’s reach.
 */
export async function reachRows(model: Model, name: string, verb: Verb, input: unknown, ctx: Ctx): Promise<void> {
  const { entity, deed } = partsOf(model, name)
  if (ctx.actor.kind === 'system') return
  if (ctx.actor.kind !== 'backOffice') return reachAtTheShop(entity, deed, rowOf(model, name, verb, input), ctx)
  const named = namedIn(model, entity, deed, verb, input)
  needsRow(entity, deed, named, ctx.actor)
  for (const { key, entity: of, deed: by, ids } of named) {
    if (ctx.actor.rights.level(of.name, by) === 'all') continue
    const reach = reachable(model, of, by, ctx)
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from ${sql.table(of.table)} as t0
      where t0.id = any(${ids}::uuid[]) and ${reach('t0')}`.execute(ctx.db)
    if (rows[0]?.count !== new Set(ids).size) throw refuse('NOT_FOUND', { what: of.name }, key)
  }
}

/** Locks the row that a verb is called on, and refuses with VERSION_OUTDATED where it is at none of these versions. */
export async function holdVersion(
  model: Model,
  name: string,
  verb: Verb,
  input: unknown,
  versions: FromVersions,
  ctx: Ctx,
): Promise<void> {
  if (versions === undefined) return
  const { entity } = partsOf(model, name)
  const { rows } = await sql<{ version: string }>`
    select ${version('t0')} as version from ${sql.table(entity.table)} as t0
    where t0.id = ${rowOf(model, name, verb, input)} for update`.execute(ctx.db)
  // that there is no such row the verb says itself
  if (rows[0] && !isFrom(versions, rows[0].version)) throw refuse('VERSION_OUTDATED', { entity: entity.name })
}

/** Rows that the shop shows by their id are acted on within the same bounds; others their verbs find for themselves. */
async function reachAtTheShop(entity: Entity, deed: string, id: string | undefined, ctx: Ctx): Promise<void> {
  if (id === undefined || entity.access.storefront !== 'owner' || !entity.storefront.includes('get')) return
  const { rows } = await sql`
    select from ${sql.table(entity.table)} as t0 where t0.id = ${id} and ${visibleTo(entity, ctx, deed)('t0')}`.execute(
    ctx.db,
  )
  if (rows.length === 0) throw refuse('NOT_FOUND', { what: entity.name }, 'id')
}

/** The row that a verb is called on: the first id of its own entity among its input. */
export function rowOf(model: Model, name: string, verb: Verb, input: unknown): string | undefined {
  const { entity, deed } = partsOf(model, name)
  return namedIn(model, entity, deed, verb, input).find(({ entity: of, deed: by }) => of === entity && by === deed)
    ?.ids[0]
}

function namedIn(model: Model, entity: Entity, deed: string, verb: Verb, input: unknown): Named[] {
  const given = (input ?? {}) as Record<string, unknown>
  return Object.entries(verb.input).flatMap(([key, type]): Named[] => {
    const value = given[key]
    if (!isField(type) || type.kind !== 'id' || !type.to || value === null || value === undefined) return []
    const of = model.entities.get(type.to)
    if (!of) return []
    return [
      {
        key,
        entity: of,
        deed: of === entity ? deed : 'read',
        ids: Array.isArray(value) ? (value as string[]) : [value as string],
      },
    ]
  })
}

/** A right to one’s own rows or those of a unit says nothing about a verb that is called on none. */
function needsRow(entity: Entity, deed: string, named: readonly Named[], { rights }: BackOfficeActor): void {
  if (!reachesTo(rights.level(entity.name, deed), 'organization') && !named.some(({ entity: of }) => of === entity))
    throw refuse('FORBIDDEN', { what: `${entity.name}.${deed}` })
}
