import { sql, type Db } from '../kernel/db.ts'
import type { Grant } from '../engine/records/index.ts'
import { refuse } from '../kernel/errors.ts'
import { hashToken } from '../kernel/ids.ts'

/** Somebody whom the back office knows, with what their roles give. */
export interface Principal {
  by: 'client' | 'user'
  id: string
  name: string
  organizationId: string
  grants: readonly Grant[]
  /** Lists of addresses that the call must come from, each of them. */
  allowedIps: readonly (readonly string[])[]
  /** Whose requests are counted together. */
  quotaKey: string
  /** 0: as many as the house allows by configuration. */
  requestsPerMinute: number
}

/** The kinds of oidc-provider's artifacts that are access tokens. */
const accessTokens = ['AccessToken', 'ClientCredentials']

/** Rights of all roles that somebody has; roles of another organization give nothing. */
const grantsOf = (links: 'user_roles' | 'api_client_roles', by: 'user_id' | 'client_id', principal: 'u' | 'c') => sql`
  (select coalesce(jsonb_agg(g.value), '[]') from ${sql.table(links)} l join roles r on r.id = l.role_id
   cross join lateral jsonb_array_elements(r.grants) g
   where l.${sql.ref(by)} = ${sql.ref(`${principal}.id`)}
     and (r.organization_id is null or r.organization_id = ${sql.ref(`${principal}.organization_id`)}))`

/** The rights of a person of the house. */
export const grantsOfUser = grantsOf('user_roles', 'user_id', 'u')
/** The rights of a system. */
export const grantsOfClient = grantsOf('api_client_roles', 'client_id', 'c')

interface Row {
  expiresAt: Date
  revokedAt: Date | null
  scope: string | null
  clientId: string | null
  clientName: string | null
  clientActive: boolean | null
  clientIps: string[] | null
  clientOrganizationId: string | null
  requestsPerMinute: number | null
  clientGrants: Grant[] | null
  ofUser: boolean
  userId: string | null
  userName: string | null
  userActive: boolean | null
  userIps: string[] | null
  userOrganizationId: string | null
  userGrants: Grant[] | null
}

/**
 * Whose access token it is, and for which scopes (undefined: all that they may). One statement.
 * Refuses with ACCESS_TOKEN_INVALID, ACCESS_TOKEN_EXPIRED, ACCESS_TOKEN_REVOKED (also where its owner was switched off), TOKEN_FOR_STOREFRONT.
 */
export async function readAccessToken(
  db: Db,
  token: string,
  now: Date,
): Promise<{ principal: Principal; scopes: readonly string[] | undefined }> {
  const { rows } = await sql<Row>`
    select a.expires_at as "expiresAt", a.revoked_at as "revokedAt", a.payload->>'scope' as scope, a.user_id is not null as "ofUser",
      c.id as "clientId", c.name as "clientName", c.active as "clientActive", c.allowed_ips as "clientIps",
      c.organization_id as "clientOrganizationId", c.requests_per_minute as "requestsPerMinute",
      case when a.user_id is null then ${grantsOfClient} end as "clientGrants",
      u.id as "userId", u.name as "userName", u.active as "userActive", u.allowed_ips as "userIps",
      u.organization_id as "userOrganizationId", case when a.user_id is not null then ${grantsOfUser} end as "userGrants"
    from oauth_artifacts a
      left join api_clients c on c.client_id = a.client_id
      left join users u on u.id = a.user_id
    where a.kind = any(${accessTokens}) and a.hash = ${hashToken(token)}`.execute(db)
  const [row] = rows
  if (!row) {
    if (await isForStorefront(db, token)) throw refuse('TOKEN_FOR_STOREFRONT', {}, 'authorization')
    throw refuse('ACCESS_TOKEN_INVALID', {}, 'authorization')
  }
  if (row.revokedAt || !row.clientActive || (row.ofUser && !row.userActive))
    throw refuse('ACCESS_TOKEN_REVOKED', {}, 'authorization')
  if (row.expiresAt <= now) throw refuse('ACCESS_TOKEN_EXPIRED', {}, 'authorization')
  // an integration that asked for no scope has what its roles give; an app has what the person allowed
  const scopes = row.scope?.split(' ').filter(Boolean) ?? (row.ofUser ? [] : undefined)
  return { principal: principalOf(row), scopes }
}

function principalOf(row: Row): Principal {
  const shared = {
    allowedIps: [row.clientIps ?? [], row.userIps ?? []],
    quotaKey: `client:${row.clientId}${row.userId ? `/${row.userId}` : ''}`,
    requestsPerMinute: row.requestsPerMinute ?? 0,
  }
  return row.ofUser
    ? {
        by: 'user',
        id: row.userId!,
        name: row.userName!,
        organizationId: row.userOrganizationId!,
        grants: row.userGrants ?? [],
        ...shared,
      }
    : {
        by: 'client',
        id: row.clientId!,
        name: row.clientName!,
        organizationId: row.clientOrganizationId!,
        grants: row.clientGrants ?? [],
        ...shared,
      }
}

async function isForStorefront(db: Db, token: string): Promise<boolean> {
  const row = await db.selectFrom('sessions').select('id').where('tokenHash', '=', hashToken(token)).executeTakeFirst()
  return row !== undefined
}

/** Whether a token that the storefront does not know is one of the back office’s. */
export async function isForBackOffice(db: Db, token: string): Promise<boolean> {
  const row = await db
    .selectFrom('oauthArtifacts')
    .select('kind')
    .where('kind', 'in', [...accessTokens, 'RefreshToken'])
    .where('hash', '=', hashToken(token))
    .executeTakeFirst()
  return row !== undefined
}
