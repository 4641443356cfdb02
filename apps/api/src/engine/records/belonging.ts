import type { Entity, Model, One } from '@portico/schema'
import { sql } from 'kysely'
import type { BackOfficeActor, Ctx } from '../../kernel/context.ts'
import { isAbout, reachesTo, reachOf } from './grants.ts'
import { backOfficeOf, reachable } from './reach.ts'
import { leadsNowhere } from './references.ts'
import type { Given } from './write-values.ts'

/** A new row of whoever may add only their own or their unit’s is theirs, where they do not say whose it is. */
export function ownedBy(entity: Entity, given: Given, actor: BackOfficeActor | undefined): Given {
  if (!actor || reachesTo(actor.rights.level(entity.name, 'create'), 'organization')) return given
  const own = [entity.scopes.own ?? []].flat()
  const unit = [entity.scopes.unit ?? []].flat()
  const owner = actor.by === 'user' ? 'user' : 'apiClient'
  return {
    ...filled(entity, own, owner, actor.principalId, given),
    ...filled(entity, unit, 'businessUnit', actor.businessUnitId, given),
    ...given,
  }
}

/** The first relation of the row itself that leads to this kind of owner and may be written. */
function filled(entity: Entity, paths: readonly string[], to: string, id: string | null, given: Given): Given {
  const relation = paths.find((path) => {
    const one = entity.relations[path] as One | undefined
    return one?.relation === 'one' && one.to === to && !one.readOnly
  })
  return relation && id && given[relation] === undefined ? { [`${relation}Id`]: id } : {}
}

/** Relations to rows that the caller may read, and not all of them. What they have no right to read they know by its id only, and may name it. */
function bounded(model: Model, entity: Entity, actor: BackOfficeActor): { key: string; target: Entity }[] {
  return Object.entries(entity.relations).flatMap(([key, { relation, to }]) => {
    const target = model.entities.get(to)!
    const readable = relation === 'one' && isAbout(target, actor.rights.level(to, 'read'))
    return readable && reachOf(target, 'read', actor) !== true ? [{ key, target }] : []
  })
}

/** Whether the caller may link rows of an entity to others without each having to be looked at. */
export const linksFreely = (model: Model, entity: Entity, actor: BackOfficeActor): boolean =>
  bounded(model, entity, actor).length === 0

/** Refuses links to rows beyond what the caller may read, as if they were not there: REFERENCE_NOT_FOUND. One statement. */
export async function linksWithinReach(model: Model, entity: Entity, given: Given, ctx: Ctx): Promise<void> {
  const actor = backOfficeOf(ctx)
  const links = actor ? bounded(model, entity, actor).filter(({ key }) => typeof given[`${key}Id`] === 'string') : []
  if (links.length === 0) return
  const found = links.map(({ key, target }) => {
    const id = given[`${key}Id`] as string
    return sql`exists (
      select from ${sql.table(target.table)} as l where l.id = ${id}::uuid and ${reachable(model, target, 'read', ctx)('l')})`
  })
  const { rows } = await sql<{ found: boolean[] }>`select array[${sql.join(found)}] as found`.execute(ctx.db)
  const beyond = links[rows[0]!.found.indexOf(false)]
  if (beyond) throw leadsNowhere(beyond.key, beyond.target.name, given[`${beyond.key}Id`])
}
