import type { Audience, Model } from '@portico/schema'
import type { Attempts } from '../../kernel/attempts.ts'
import { scopesOf } from '../scopes.ts'
import { realms } from './realms.ts'
import { createAuthorizationServer, type AuthorizationParts, type AuthorizationServer } from './server.ts'
import { createSignIn, type SignIn } from './sign-in.ts'
import { takeVisitorsAlong, type VisitorParts } from './visitors.ts'

/** Who lets the people of a realm in. */
export interface Authorization {
  server: AuthorizationServer
  signIn: SignIn
}

type Parts = Omit<AuthorizationParts, 'realm' | 'scopes' | 'beforeTokens'> &
  Pick<VisitorParts, 'contextOf' | 'bring'> & { model: Model; attempts: Attempts }

/** The authorization servers of both sides of the house. */
export function createAuthorization(parts: Parts): Record<Audience, Authorization> {
  const realm = (audience: Audience): Authorization => {
    const server = createAuthorizationServer({
      ...parts,
      realm: realms[audience],
      scopes: scopesOf(parts.model, audience),
      ...(audience === 'storefront' ? { beforeTokens: takeVisitorsAlong(parts) } : {}),
    })
    return { server, signIn: createSignIn({ ...parts, server }) }
  }
  return { backOffice: realm('backOffice'), storefront: realm('storefront') }
}
