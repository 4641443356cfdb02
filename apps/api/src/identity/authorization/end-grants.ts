import type { KoaContextWithOIDC } from 'oidc-provider'
import type { Clock } from '../../kernel/clock.ts'
import { sql, type Db } from '../../kernel/db.ts'
import { hashToken } from '../../kernel/ids.ts'

/**
 * Whoever signs out at our page ends what the apps that they opened from there were given, but for those that may go on while the person is away (`offline_access`,
 * OpenID Connect Core, 11). The library would let all of them go on, because refresh tokens outlive the page's session.
 */
export async function endGrants({ oidc }: KoaContextWithOIDC, db: Db, clock: Clock): Promise<void> {
  if (oidc?.route !== 'end_session_confirm' || !oidc.params?.['logout']) return
  const grants = Object.values(oidc.session?.authorizations ?? {}).flatMap(({ grantId }) =>
    grantId ? [hashToken(grantId)] : [],
  )
  if (grants.length === 0) return
  await sql`
    update oauth_artifacts a set revoked_at = ${clock.now()}
    from oauth_artifacts g
    where g.kind = 'Grant' and g.hash = any(${grants})
      and not ' ' || coalesce(g.payload->'openid'->>'scope', '') || ' ' like '% offline_access %'
      and (a.grant_hash = g.hash or (a.kind = 'Grant' and a.hash = g.hash)) and a.revoked_at is null`.execute(db)
}
