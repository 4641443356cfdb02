import { sql } from 'kysely'
import type { Grant } from '../engine/records/index.ts'
import type { Database } from '../kernel/db.ts'
import { hashToken, randomIds } from '../kernel/ids.ts'

export interface ApiClientOptions {
  name?: string
  allowedIps?: string[]
  requestsPerMinute?: number
  /** For which unit it works. */
  businessUnitId?: string
  /** Scopes of the token, with spaces; left out: none asked for. */
  scope?: string
}

/** A system that calls the back office, with a token in hand. */
export interface ApiClient {
  id: string
  clientId: string
  secret: string
  token: string
  roleId: string
  /** Calls the API at a path with the token. */
  fetch(path: string, init?: RequestInit): Promise<Response>
}

export const everything: readonly Grant[] = [{ entity: '*', deed: '*', level: 'all' }]

/** An API client with a role of these grants, and an access token of an hour. */
export async function createClient(
  { db }: Pick<Database, 'db'>,
  place: { url: string; organizationId: string; now: Date },
  grants: readonly Grant[] = everything,
  options: ApiClientOptions = {},
): Promise<ApiClient> {
  const [id, roleId] = [randomIds.next(), randomIds.next()]
  const clientId = `client-${id}`
  const [secret, token] = [randomIds.token(), randomIds.token()]
  await db
    .insertInto('roles')
    .values({ id: roleId, code: `role-${roleId}`, name: 'Of a test', grants: sql`${JSON.stringify(grants)}::jsonb` })
    .execute()
  await db
    .insertInto('apiClients')
    .values({
      id,
      clientId,
      name: options.name ?? 'Test client',
      secretHash: hashToken(secret),
      allowedIps: options.allowedIps ?? [],
      requestsPerMinute: options.requestsPerMinute ?? 0,
      organizationId: place.organizationId,
      businessUnitId: options.businessUnitId ?? null,
    })
    .execute()
  await db.insertInto('apiClientRoles').values({ id: randomIds.next(), clientId: id, roleId }).execute()
  await db
    .insertInto('oauthArtifacts')
    .values({
      kind: 'ClientCredentials',
      hash: hashToken(token),
      payload: JSON.stringify(options.scope ? { scope: options.scope } : {}),
      clientId,
      createdAt: place.now,
      expiresAt: new Date(place.now.getTime() + 3_600_000),
    })
    .execute()
  return {
    id,
    clientId,
    secret,
    token,
    roleId,
    fetch: (path, init = {}) =>
      fetch(`${place.url}${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } }),
  }
}
