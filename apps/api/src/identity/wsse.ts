import { createHash, timingSafeEqual } from 'node:crypto'
import { sql, type Db } from '../kernel/db.ts'
import { refuse } from '../kernel/errors.ts'
import { hashToken } from '../kernel/ids.ts'
import type { Seal } from '../kernel/seal.ts'
import type { BackOfficeCaller } from './access-tokens.ts'
import { userColumns, type Principal } from './principals.ts'

/** Seconds that the clocks of caller and house may differ. */
export const skewSeconds = 60

interface Token {
  username: string
  digest: string
  nonce: Buffer
  created: string
}

const longestHeader = 1_000

/**
 * Reads `UsernameToken Username="…", PasswordDigest="…", Nonce="…", Created="…"`, in any order: https://www.xml.com/pub/a/2003/12/17/dive.html
 * Refuses with WSSE_INVALID.
 */
function readHeader(header: string): Token {
  const [, body] = /^UsernameToken\s+(.+)$/i.exec(header.slice(0, longestHeader)) ?? []
  const values = new Map(
    [...(body ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key.toLowerCase(), value]),
  )
  const [username, digest, nonce, created] = ['username', 'passworddigest', 'nonce', 'created'].map(
    (key) => values.get(key) ?? '',
  )
  if (!username || !digest || !nonce || !created || header.length > longestHeader)
    throw refuse('WSSE_INVALID', {}, 'x-wsse')
  const bytes = Buffer.from(nonce, 'base64')
  // one nonce has one spelling (RFC 4648, 3.5): another one of the same bytes would have the same digest, and not be known again
  if (bytes.toString('base64') !== nonce) throw refuse('WSSE_INVALID', {}, 'x-wsse')
  return { username, digest, nonce: bytes, created }
}

const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:?\d{2})$/

/** sha1(nonce + created + key), the nonce decoded: the profile knows no other hash. */
const digestOf = ({ nonce, created }: Token, key: string): Buffer =>
  createHash('sha1').update(nonce).update(created).update(key).digest()

interface Row {
  principal: Principal
  key: string
}

/** Who was refused, or would have been that one; the audit log hears of it. */
export interface WsseRefusal {
  user: Principal | undefined
  name: string
  code: 'WSSE_INVALID' | 'WSSE_NONCE_USED'
}

/**
 * Who calls by a WSSE UsernameToken. A nonce is taken once for a person, whichever process it comes to; only a right digest uses it up, so that nobody can spoil
 * those of others. Takes the same time where there is no such person. `told` hears of refusals before they are thrown.
 * Refuses with WSSE_INVALID, WSSE_TOO_OLD, WSSE_NONCE_USED.
 */
export async function readUsernameToken(
  db: Db,
  seal: Seal,
  header: string,
  now: Date,
  told: (refused: WsseRefusal) => Promise<void>,
): Promise<BackOfficeCaller> {
  const token = readHeader(header)
  const created = isoInstant.test(token.created) ? new Date(token.created).getTime() : Number.NaN
  if (Number.isNaN(created)) throw refuse('WSSE_INVALID', {}, 'x-wsse')
  if (Math.abs(now.getTime() - created) > skewSeconds * 1000)
    throw refuse('WSSE_TOO_OLD', { seconds: skewSeconds }, 'x-wsse')
  const { rows } = await sql<Row>`
    select ${userColumns} as principal, u.wsse_key as key from users u
    where u.email = ${token.username.toLowerCase()} and u.active and u.wsse and u.wsse_key is not null`.execute(db)
  const user = rows[0]?.principal
  const key = seal.open(
    rows[0]?.key ?? seal.close('nobody has this key', 'wsse/nobody'),
    `wsse/${user?.id ?? 'nobody'}`,
  )
  const [right, given] = [digestOf(token, key), Buffer.from(token.digest, 'base64')]
  const matches = timingSafeEqual(right, given.length === right.length ? given : Buffer.alloc(right.length))
  if (!user || !matches) {
    await told({ user, name: token.username, code: 'WSSE_INVALID' })
    throw refuse('WSSE_INVALID', {}, 'x-wsse')
  }
  if (!(await useUp(db, user.id, token.nonce, new Date(created + 2 * skewSeconds * 1000), now))) {
    await told({ user, name: token.username, code: 'WSSE_NONCE_USED' })
    throw refuse('WSSE_NONCE_USED', {}, 'x-wsse')
  }
  return {
    principal: user,
    scopes: undefined,
    allowedIps: [user.allowedIps],
    quotaKey: `user:${user.id}`,
    requestsPerMinute: 0,
  }
}

/** Two that come at once with one nonce: the database takes one of them. */
async function useUp(db: Db, userId: string, nonce: Buffer, until: Date, now: Date): Promise<boolean> {
  const { rows } = await sql`
    with old as (delete from wsse_nonces where user_id = ${userId} and expires_at < ${now})
    insert into wsse_nonces (user_id, nonce_hash, expires_at) values (${userId}, ${hashToken(nonce)}, ${until})
    on conflict do nothing returning 1`.execute(db)
  return rows.length > 0
}
