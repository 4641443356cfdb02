import type { StatementCounter } from '../kernel/context.ts'
import { sql, type Database, type Db } from '../kernel/db.ts'
import { refuse } from '../kernel/errors.ts'
import { hashToken } from '../kernel/ids.ts'
import { createReader } from '../kernel/replica.ts'
import { clientColumns, userColumns, type Principal } from './principals.ts'

/** Who calls the back office, and within what bounds. */
export interface BackOfficeCaller {
  principal: Principal
  /** Of the token; undefined: all that they may. */
  scopes: readonly string[] | undefined
  /** Lists of addresses that the call must come from, each of them. */
  allowedIps: readonly (readonly string[])[]
  /** Whose requests are counted together. */
  quotaKey: string
  /** 0: as many as the house allows by configuration. */
  requestsPerMinute: number
}

/** The kinds of oidc-provider's artifacts that are access tokens. */
const accessTokens = ['AccessToken', 'ClientCredentials']

interface Row {
  expiresAt: Date
  revokedAt: Date | null
  scope: string | null
  ofUser: boolean
  ofShopper: boolean
  client: Principal | null
  user: Principal | null
  requestsPerMinute: number | null
}

/**
 * Whose access token it is, and for which scopes. One statement, which every call asks first: it is planned once a connection, and asked of the database itself, which
 * knows at once what was revoked. Refuses with ACCESS_TOKEN_INVALID, ACCESS_TOKEN_EXPIRED, ACCESS_TOKEN_REVOKED (also where its owner was switched off),
 * TOKEN_FOR_STOREFRONT.
 */
export async function readAccessToken(
  { pool, db }: Pick<Database, 'pool' | 'db'>,
  statements: StatementCounter,
  token: string,
  now: Date,
): Promise<BackOfficeCaller> {
  const asked = sql`
    select a.expires_at as "expiresAt", a.revoked_at as "revokedAt", a.payload->>'scope' as scope,
      a.user_id is not null as "ofUser", a.customer_user_id is not null as "ofShopper",
      ${clientColumns} as client, ${userColumns} as "user", c.requests_per_minute as "requestsPerMinute"
    from oauth_artifacts a
      left join api_clients c on c.client_id = a.client_id
      left join users u on u.id = a.user_id
    where a.kind = any(${accessTokens}) and a.hash = ${hashToken(token)}`.compile(db)
  const rows = await createReader(pool, undefined, statements).rows<Row>('access-token', asked.sql, asked.parameters)
  const [row] = rows
  if (row?.ofShopper || (!row && (await isForStorefront(db, token))))
    throw refuse('TOKEN_FOR_STOREFRONT', {}, 'authorization')
  if (!row) throw refuse('ACCESS_TOKEN_INVALID', {}, 'authorization')
  const { client, user, ofUser, scope } = row
  const principal = ofUser ? user : client
  if (row.revokedAt || !client?.active || !principal?.active) throw refuse('ACCESS_TOKEN_REVOKED', {}, 'authorization')
  if (row.expiresAt <= now) throw refuse('ACCESS_TOKEN_EXPIRED', {}, 'authorization')
  return {
    principal,
    // an integration that asked for no scope has what its roles give; an app has what the person allowed
    scopes: scope?.split(' ').filter(Boolean) ?? (ofUser ? [] : undefined),
    allowedIps: ofUser ? [client.allowedIps, principal.allowedIps] : [client.allowedIps],
    quotaKey: `client:${client.id}${ofUser ? `/${principal.id}` : ''}`,
    requestsPerMinute: row.requestsPerMinute ?? 0,
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
    .where('customerUserId', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}
