import { Rights, type Grant } from '../engine/records/index.ts'
import type { BackOfficeActor } from '../kernel/context.ts'
import { sql, type Db } from '../kernel/db.ts'
import { withinScopes } from './scopes.ts'

/** Somebody whom the back office knows, with what their roles give: a person of the house, or a system. */
export interface Principal {
  by: 'client' | 'user'
  id: string
  name: string
  organizationId: string
  businessUnitId: string | null
  /** Switched off, nothing that was given to them opens any door. */
  active: boolean
  /** Addresses and ranges that they may call from; none: any. */
  allowedIps: readonly string[]
  grants: readonly Grant[]
}

const kinds = {
  user: { links: 'user_roles', link: 'user_id' },
  client: { links: 'api_client_roles', link: 'client_id' },
} as const

/**
 * A principal as a value of a select, of the row of `users` or `api_clients` that is called so; null where there is none. Roles of another organization give
 * nothing.
 */
function columnsOf(by: Principal['by'], row: string) {
  const { links, link } = kinds[by]
  const column = (name: string) => sql.ref(`${row}.${name}`)
  return sql<Principal | null>`case when ${column('id')} is not null then jsonb_build_object(
    'by', ${by}::text, 'id', ${column('id')}, 'name', ${column('name')}, 'organizationId', ${column('organization_id')},
    'businessUnitId', ${column('business_unit_id')}, 'active', ${column('active')}, 'allowedIps', to_jsonb(${column('allowed_ips')}),
    'grants', (
      select coalesce(jsonb_agg(g.value), '[]') from ${sql.table(links)} l join roles r on r.id = l.role_id
      cross join lateral jsonb_array_elements(r.grants) g
      where l.${sql.ref(link)} = ${column('id')} and (r.organization_id is null or r.organization_id = ${column('organization_id')}))) end`
}

export const userColumns = columnsOf('user', 'u')
export const clientColumns = columnsOf('client', 'c')

/** Who asks, with no more than the scopes leave; undefined: all that they may. */
export const actorOf = (
  { by, id, name, organizationId, businessUnitId, grants }: Principal,
  scopes: readonly string[] | undefined,
): BackOfficeActor => ({
  kind: 'backOffice',
  by,
  principalId: id,
  name,
  organizationId,
  businessUnitId,
  rights: new Rights(grants, withinScopes(scopes)),
  scopes,
})

/** Somebody of the back office, by whom work was left behind that goes on without them. */
export interface PrincipalLike {
  by: 'client' | 'user'
  id: string
  /** Of the token by which they left it; not told: all that they may. */
  scopes?: readonly string[] | undefined
}

/** Who they are now, with the rights that they have now, within the scopes that they had; undefined: gone, or switched off. One statement. */
export async function actorOfPrincipal(
  db: Db,
  { by, id, scopes }: PrincipalLike,
): Promise<BackOfficeActor | undefined> {
  const { rows } = await sql<{ principal: Principal }>`
    select ${by === 'client' ? sql`${clientColumns} as principal from api_clients c where c.id = ${id}` : sql`${userColumns} as principal from users u where u.id = ${id}`}`.execute(
    db,
  )
  const principal = rows[0]?.principal
  return principal?.active ? actorOf(principal, scopes) : undefined
}
