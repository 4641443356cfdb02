import { columnName, type Caller, type Entity } from '@portico/schema'
import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '../kernel/context.ts'
import { refuse } from '../kernel/errors.ts'

interface Admitting {
  caller: Caller
  roles?: readonly string[]
}

/** Those who see what all people of their company have. */
const seeing = ['administrator', 'approver']

/** Refuses callers that a verb is not for: SESSION_REQUIRED, SIGN_IN_REQUIRED, and FORBIDDEN where their company gave them another role. */
export function admit(name: string, { caller, roles }: Admitting, ctx: Ctx): void {
  const { actor } = ctx
  if (roles && actor.kind === 'customerUser' && actor.role && !roles.includes(actor.role))
    throw refuse('FORBIDDEN', { what: name })
  if (ctx.actor.kind === 'system' || caller === 'anyone') return
  if (caller === 'customerUser' && ctx.actor.kind !== 'customerUser') throw refuse('SIGN_IN_REQUIRED')
  if (ctx.actor.kind === 'stranger') throw refuse('SESSION_REQUIRED')
}

/** The rows of an entity that a storefront caller may read by get and list. */
export function visibleTo(entity: Entity, ctx: Ctx): (table: string) => RawBuilder<unknown> {
  if (entity.access.storefront === 'everyone') return () => sql`true`
  const owners = entity.access.storefront === 'owner' ? ownerIds(entity, ctx) : []
  return (table) =>
    owners.length === 0
      ? sql`false`
      : sql`(${sql.join(
          owners.map(([column, id]) => sql`${sql.ref(`${table}.${columnName(column)}`)} = ${id}`),
          sql` or `,
        )})${inStates(entity, table)}`
}

/** Rows that are shown in some of their states only. */
function inStates({ access, states }: Entity, table: string): RawBuilder<unknown> {
  return access.states && states
    ? sql` and ${sql.ref(`${table}.${columnName(states.field)}`)} = any(${[...access.states]}::text[])`
    : sql``
}

function ownerIds(entity: Entity, { actor }: Ctx): [column: string, id: string][] {
  const { visitor, customerUser, customer, company } = entity.owners ?? {}
  const found: [string, string][] = []
  if (actor.kind === 'customerUser') {
    if (customerUser) found.push([customerUser, actor.customerUserId])
    if (customer) found.push([customer, actor.customerId])
    if (company && seeing.includes(actor.role ?? '')) found.push([company, actor.customerId])
  }
  if (visitor && (actor.kind === 'visitor' || actor.kind === 'customerUser') && actor.visitorId)
    found.push([visitor, actor.visitorId])
  return found
}
