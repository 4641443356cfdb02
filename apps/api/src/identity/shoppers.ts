import type { CustomerUserTable } from '../kernel/contract.ts'
import { rightsOfPerson, type Grant } from '../engine/records/index.ts'
import { isAllowedFrom } from '../kernel/addresses.ts'
import { minutesAfter } from '../kernel/clock.ts'
import type { Actor } from '../kernel/context.ts'
import { sql, type Db, type Selectable } from '../kernel/db.ts'
import { refuse } from '../kernel/errors.ts'
import { hashToken } from '../kernel/ids.ts'
import type { Quota, Tell } from '../kernel/quota.ts'
import { isForBackOffice } from './access-tokens.ts'
import { withinScopes } from './scopes.ts'
import type { SessionLifetimes } from './sessions.ts'

interface Asking {
  token: string
  websiteId: string
  ip: string
  tell: Tell
}

export interface ShopParts {
  lifetimes: SessionLifetimes
  quota: Quota
}

/** Who calls the shop. */
interface Shopper {
  actor: Actor
  sessionId?: string
  appGrant?: string
}

/**
 * Who sends this token: of a session that the shop opened itself (one statement), or of an app in which somebody signed in at our page (two). Refuses SESSION_INVALID for
 * a token that we never gave or took back, whose owner was switched off, or that is another website's; SESSION_EXPIRED for one that is too old;
 * TOKEN_FOR_BACK_OFFICE for one of the other audience; ADDRESS_NOT_ALLOWED and RATE_LIMITED as the app's client says.
 */
export async function authenticate(
  db: Db,
  asking: Asking,
  now: Date,
  { lifetimes, quota }: ShopParts,
): Promise<Shopper> {
  const known = (await bySession(db, asking, now, lifetimes)) ?? (await byApp(db, asking, now, quota))
  if (known) return known
  if (await isForBackOffice(db, asking.token)) throw refuse('TOKEN_FOR_BACK_OFFICE', {}, 'authorization')
  throw refuse('SESSION_INVALID')
}

/** What is read of a person of a customer. */
interface Person {
  customerUserId: string | null
  customerId: string | null
  role: Selectable<CustomerUserTable>['role'] | null
  grants: Grant[] | null
  userActive: boolean | null
  customerActive: boolean | null
}

const personColumns = sql`
  u.id as "customerUserId", u.customer_id as "customerId", u.role, r.grants, u.active as "userActive", k.active as "customerActive"`
const personTables = (id: string) => sql`
  left join customer_users u on u.id = ${sql.ref(id)}
  left join customers k on k.id = u.customer_id
  left join customer_roles r on r.id = u.customer_role_id`

interface SessionRow extends Person {
  id: string
  kind: 'visitor' | 'customerUser'
  visitorId: string | null
  expiresAt: Date
  lastUsedAt: Date
  revokedAt: Date | null
}

/** A session in use lives on (written once an hour). */
async function bySession(
  db: Db,
  { token, websiteId }: Asking,
  now: Date,
  lifetimes: SessionLifetimes,
): Promise<Shopper | undefined> {
  const { rows } = await sql<SessionRow>`
    select s.id, s.kind, s.visitor_id as "visitorId", s.expires_at as "expiresAt", s.last_used_at as "lastUsedAt", s.revoked_at as "revokedAt",
      ${personColumns}
    from sessions s ${personTables('s.customer_user_id')}
    where s.token_hash = ${hashToken(token)}
      -- people and carts belong to one website
      and s.website_id = ${websiteId}`.execute(db)
  const [session] = rows
  if (!session) return undefined
  if (session.revokedAt) throw refuse('SESSION_INVALID')
  if (session.expiresAt <= now) throw refuse('SESSION_EXPIRED')
  if (now.getTime() - session.lastUsedAt.getTime() > 3_600_000) {
    const hours = session.kind === 'visitor' ? lifetimes.visitorDays * 24 : lifetimes.sessionHours
    await db
      .updateTable('sessions')
      .set({ lastUsedAt: now, expiresAt: minutesAfter(now, hours * 60) })
      .where('id', '=', session.id)
      .execute()
  }
  const { id: sessionId, kind, visitorId } = session
  if (kind === 'visitor' && visitorId) return { sessionId, actor: { kind: 'visitor', visitorId } }
  return { sessionId, actor: { ...personOf(session), ...(visitorId ? { visitorId } : {}) } }
}

interface TokenRow extends Person {
  clientId: string
  clientActive: boolean | null
  websiteId: string | null
  allowedIps: string[] | null
  requestsPerMinute: number | null
  scope: string | null
  grantHash: string | null
  expiresAt: Date
  revokedAt: Date | null
}

async function byApp(
  db: Db,
  { token, websiteId, ip, tell }: Asking,
  now: Date,
  quota: Quota,
): Promise<Shopper | undefined> {
  const { rows } = await sql<TokenRow>`
    select c.id as "clientId", c.active as "clientActive", c.website_id as "websiteId", c.allowed_ips as "allowedIps",
      c.requests_per_minute as "requestsPerMinute", a.payload->>'scope' as scope, a.grant_hash as "grantHash",
      a.expires_at as "expiresAt", a.revoked_at as "revokedAt", ${personColumns}
    from oauth_artifacts a left join api_clients c on c.client_id = a.client_id ${personTables('a.customer_user_id')}
    where a.kind = 'AccessToken' and a.hash = ${hashToken(token)} and a.customer_user_id is not null`.execute(db)
  const [row] = rows
  if (!row) return undefined
  if (row.revokedAt || !row.clientActive || row.websiteId !== websiteId) throw refuse('SESSION_INVALID')
  if (row.expiresAt <= now) throw refuse('SESSION_EXPIRED')
  const actor = personOf(row, row.scope?.split(' ').filter(Boolean) ?? [])
  if (!isAllowedFrom(ip, row.allowedIps ?? [])) throw refuse('ADDRESS_NOT_ALLOWED', { address: ip })
  if (row.requestsPerMinute)
    await quota.consume(`client:${row.clientId}/${row.customerUserId}`, row.requestsPerMinute, tell)
  return { actor, ...(row.grantHash ? { appGrant: row.grantHash } : {}) }
}

function personOf(person: Person, scopes?: readonly string[]): Extract<Actor, { kind: 'customerUser' }> {
  const { customerUserId, customerId, role, grants, userActive, customerActive } = person
  if (!customerUserId || !customerId || !role || !userActive || !customerActive) throw refuse('SESSION_INVALID')
  return {
    kind: 'customerUser',
    customerUserId,
    customerId,
    rights: rightsOfPerson({ role, grants }, withinScopes(scopes)),
  }
}
