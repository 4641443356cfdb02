import { Rights, type Grant } from '../engine/records/index.ts'
import type { BackOfficeActor } from '../kernel/context.ts'
import { sql, type Db } from '../kernel/db.ts'
import { grantsOfClient, grantsOfUser } from './access-tokens.ts'
import { withinScopes } from './scopes.ts'

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
  const { rows } = await sql<{ name: string; organizationId: string; grants: Grant[] }>`${
    by === 'client'
      ? sql`select c.name, c.organization_id as "organizationId", ${grantsOfClient} as grants from api_clients c where c.id = ${id} and c.active`
      : sql`select u.name, u.organization_id as "organizationId", ${grantsOfUser} as grants from users u where u.id = ${id} and u.active`
  }`.execute(db)
  const [row] = rows
  if (!row) return undefined
  const { name, organizationId, grants } = row
  return {
    kind: 'backOffice',
    by,
    principalId: id,
    name,
    organizationId,
    rights: new Rights(grants, withinScopes(scopes)),
  }
}
