import type { Entity, Model } from '@portico/schema'
import { sql } from 'kysely'
import type { BackOfficeActor, Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import type { Told } from '../read.ts'
import { withBelow } from '../tree.ts'
import type { Wanted } from '../verbs.ts'
import { along, conditionOf, everywhere, type Condition, type Filter, type FilterScope } from './filter.ts'
import { reachesTo, reachOf, type Belonging } from './grants.ts'
import { columnOf, isShown, ownFields, readPath, type Sight } from './paths.ts'

/** For what rows are looked up: to be read, or to be changed by some deed or action. */
type Reach = string

const openEyes: Sight = { audience: 'backOffice', hides: () => false }

/** What the caller knows of the model. */
export function sightOf(ctx: Ctx): Sight {
  const actor = backOfficeOf(ctx)
  return actor ? { audience: 'backOffice', hides: (entity, member) => actor.rights.hides(entity, member) } : openEyes
}

/** Refuses with FIELD_UNKNOWN what the caller does not know of, wherever in the tree it is wanted. */
export function checkWanted(model: Model, entity: Entity, wanted: Wanted, ctx: Ctx, path = ''): void {
  const sight = sightOf(ctx)
  for (const [key, inner] of Object.entries(wanted)) {
    if (key === 'id' || ownFields[key] || key === '__typename' || key === ':version') continue
    const member = entity.fields[key] ?? entity.relations[key] ?? entity.computed[key]
    const secret = member && 'kind' in member && member.kind === 'secret'
    if (!member || secret || !isShown(member, sight.audience) || sight.hides(entity.name, key))
      throw refuse('FIELD_UNKNOWN', { field: path + key }, path + key)
    const target = 'to' in member ? member.to : 'ref' in member && member.ref === 'entity' ? member.name : undefined
    const to = target === undefined ? undefined : model.entities.get(target)
    if (to) checkWanted(model, to, inner, ctx, `${path}${key}.`)
  }
}

/**
 * Of what is told of a row, by the names of its members, what the caller may know: nothing without a right to the organization's rows of that entity (it is not said
 * whose the row was), and no member that is hidden. What is told of no row (a sign-in, a file) is told.
 */
export function toldOf(model: Model, { entity: name, deed, said }: Told, ctx: Ctx): Told['said'] | null {
  const entity = model.entities.get(name)
  const actor = backOfficeOf(ctx)
  // at the shop, to sign in is an action of people; what is told of it is the same at every door
  const ofRow =
    entity &&
    deed !== 'signIn' &&
    (['create', 'update', 'delete'].includes(deed) || Object.hasOwn(entity.actions, deed))
  if (!ofRow || !actor) return said
  if (!reachesTo(actor.rights.level(name, 'read'), 'organization')) return null
  const known = (given: string) => {
    const key = entity.relations[given.replace(/Id$/, '')] ? given.replace(/Id$/, '') : given
    const member = Object.hasOwn(entity.fields, key) ? entity.fields[key] : entity.relations[key]
    return !actor.rights.hides(name, key) && (!member || isShown(member, 'backOffice'))
  }
  return Object.fromEntries(Object.entries(said).filter(([key]) => known(key)))
}

/** The caller as somebody of the back office. Throws SIGN_IN_REQUIRED for anybody else. */
export function backOfficeOf({ actor }: Ctx): BackOfficeActor | undefined {
  if (actor.kind === 'system') return undefined
  if (actor.kind !== 'backOffice') throw refuse('SIGN_IN_REQUIRED')
  return actor
}

/** The rows of an entity that the caller may reach by a deed. Throws FORBIDDEN where that is none at all. */
export function reachable(model: Model, entity: Entity, deed: Reach, ctx: Ctx): Condition {
  const actor = backOfficeOf(ctx)
  const reach = actor ? reachOf(entity, deed, actor) : true
  if (reach === true) return everywhere
  const ways = reach.map((way) => belonging(model, entity, way))
  return (table) =>
    ways.length === 0
      ? sql`false`
      : sql`(${sql.join(
          ways.map((way) => way(table)),
          sql` or `,
        )})`
}

/** Whom a row belongs to is asked of the tables, not of what the caller may see. */
function belonging(model: Model, entity: Entity, { path: given, id, below }: Belonging): Condition {
  const path = readPath(model, entity, given, given, openEyes)
  const end = path.entity.relations[path.key]?.to ?? path.entity.name
  const { table: tree } = model.entities.get(end)!
  const wanted = below ? sql`any(${withBelow(tree, id)})` : sql`${id}`
  return along(path.steps, (table) => sql`${sql.ref(`${table}.${columnOf(path)}`)} = ${wanted}`, {
    visible: () => everywhere,
  })
}

/** What the caller knows of the model, and of related rows: the same for filters and for orders. */
export const scopeOf = (model: Model, ctx: Ctx): FilterScope => ({
  model,
  sight: sightOf(ctx),
  visible: (related) => reachable(model, related, 'read', ctx),
  tellsLinks: true,
})

/** Rows that a filter is about: those that fulfil it, and the entities that it leads to. */
interface Matching {
  matching: Condition
  touched: ReadonlySet<Entity>
}

/** Of these rows, those that fulfil a filter. */
export function conditionWithin(
  entity: Entity,
  filter: Filter | undefined,
  scope: FilterScope,
  rows: Condition,
): Matching {
  const touched = new Set<Entity>()
  if (!filter) return { matching: rows, touched }
  const wanted = conditionOf(filter, entity, {
    ...scope,
    visible: (related) => {
      touched.add(related)
      return scope.visible(related)
    },
  })
  return { matching: (table) => sql`${rows(table)} and ${wanted(table)}`, touched }
}

/** Rows that fulfil a filter and that a caller of the back office may reach. */
export function conditionFor(
  model: Model,
  entity: Entity,
  filter: Filter | undefined,
  ctx: Ctx,
  deed: Reach,
): Matching {
  const reach = reachable(model, entity, deed, ctx)
  const scope = scopeOf(model, ctx)
  if (!filter || deed === 'read') return conditionWithin(entity, filter, scope, reach)
  // what a filter finds is told, by a count at least: of rows that may be changed and not read it would tell what is in them
  const readable = scope.visible(entity)
  return conditionWithin(entity, filter, scope, (table) => sql`${reach(table)} and ${readable(table)}`)
}
