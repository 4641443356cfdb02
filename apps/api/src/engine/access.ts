import { columnName, model, type Action, type Entity, type Question } from '@portico/schema'
import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '../kernel/context.ts'
import { refuse } from '../kernel/errors.ts'
import { reachesTo } from './records/grants.ts'
import { withBelow } from './tree.ts'

type Condition = RawBuilder<unknown>

/**
 * Refuses callers of the shop that a verb is not for: SESSION_REQUIRED, SIGN_IN_REQUIRED, and FORBIDDEN where the role that people have for their company, or the
 * scopes of their token, do not give it. What everybody may read, they may ask whatever their role is.
 */
export function admit(entity: Entity, deed: string, verb: Action | Question, { actor }: Ctx): void {
  const { caller } = verb
  if (actor.kind === 'customerUser') {
    const asks = deed in entity.questions
    const right = asks ? 'read' : deed
    if (!(asks && entity.access.storefront === 'everyone') && actor.rights.level(entity.name, right) === 'none')
      throw refuse('FORBIDDEN', { what: `${entity.name}.${deed}` })
  }
  if (actor.kind === 'system' || caller === 'anyone') return
  if (caller === 'customerUser' && actor.kind !== 'customerUser') throw refuse('SIGN_IN_REQUIRED')
  if (actor.kind === 'stranger') throw refuse('SESSION_REQUIRED')
}

/**
 * The rows of an entity that a caller of the shop may reach by a deed: as a visitor their own; as a person of a company as far as the role goes, their own, the
 * company's, or those of the companies below it too. Throws FORBIDDEN where the role gives none at all.
 */
export function visibleTo(entity: Entity, ctx: Ctx, deed = 'read'): (table: string) => Condition {
  const { actor } = ctx
  const bounded = entity.access.storefront === 'owner' && actor.kind === 'customerUser'
  if (bounded && actor.rights.level(entity.name, deed) === 'none')
    throw refuse('FORBIDDEN', { what: `${entity.name}.${deed}` })
  return rowsFor(entity, ctx, deed)
}

/**
 * The rows of an entity that a caller of the shop sees on the way from others: what somebody owns, whoever else's row leads there, is seen by those who may read it
 * by itself; undefined where that bounds nothing, because everybody may, or because it hangs on the row that leads there.
 */
export const seenOnTheWay = (entity: Entity, ctx: Ctx): ((table: string) => Condition) | undefined =>
  entity.access.storefront === 'owner' && ctx.actor.kind !== 'system' ? rowsFor(entity, ctx, 'read') : undefined

function rowsFor(entity: Entity, ctx: Ctx, deed: string): (table: string) => Condition {
  if (entity.access.storefront === 'everyone') return () => sql`true`
  const owned = entity.access.storefront === 'owner' ? belongings(entity, ctx, deed) : []
  return (table) =>
    owned.length === 0
      ? sql`false`
      : sql`(${sql.join(
          owned.map(([column, ids]) => sql`${sql.ref(`${table}.${columnName(column)}`)} = ${ids}`),
          sql` or `,
        )})${inStates(entity, table)}`
}

/** Rows that are shown in some of their states only. */
function inStates({ access, states }: Entity, table: string): Condition {
  return access.states && states
    ? sql` and ${sql.ref(`${table}.${columnName(states.field)}`)} = any(${[...access.states]}::text[])`
    : sql``
}

function belongings(entity: Entity, { actor }: Ctx, deed: string): [column: string, ids: Condition][] {
  const { name, owners: { visitor, customerUser, customer } = {} } = entity
  const found: [string, Condition][] = []
  if (actor.kind === 'customerUser') {
    const level = actor.rights.level(name, deed)
    if (level === 'none') return []
    if (customerUser) found.push([customerUser, sql`${actor.customerUserId}`])
    if (customer && reachesTo(level, 'unitAndBelow'))
      found.push([customer, sql`any(${withBelow(companiesOf(entity, customer), actor.customerId)})`])
    else if (customer && reachesTo(level, 'unit')) found.push([customer, sql`${actor.customerId}`])
  }
  if (visitor && (actor.kind === 'visitor' || actor.kind === 'customerUser') && actor.visitorId)
    found.push([visitor, sql`${actor.visitorId}`])
  return found
}

/** The table of what a column names; `id` names the row itself. */
function companiesOf({ table, relations }: Entity, column: string): string {
  const relation = relations[column.replace(/Id$/, '')]
  return (relation && model.entities.get(relation.to)?.table) ?? table
}
