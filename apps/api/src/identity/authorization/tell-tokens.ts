import type { KoaContextWithOIDC } from 'oidc-provider'
import type { Db } from '../../kernel/db.ts'
import { storable } from '../../kernel/storable.ts'
import type { Comer, SignInLog } from '../sign-in-log.ts'
import { from } from './caller.ts'
import { appOf, type People } from './people.ts'

export interface TellingParts {
  db: Db
  people: People
  signIns: SignInLog
}

/** Tells the audit log what became of a request for tokens, of one that takes them back, and of one that ends a session, before it is answered. */
export async function tellTokens(ctx: KoaContextWithOIDC, { db, people, signIns }: TellingParts): Promise<void> {
  const { oidc } = ctx
  const asked = { ...oidc?.params } as Record<string, unknown>
  const told = async (
    deed: 'tokenGiven' | 'tokenRefused' | 'tokenRevoked' | 'signOut',
    about: object,
    accountId?: string,
  ) => {
    const { who, entity } = await comer(accountId)
    await signIns.tell({ deed, who, entity, about: { client: clientId(), ...about }, from: from() })
  }
  const clientId = () => oidc.client?.clientId ?? namedBy(ctx) ?? null

  async function comer(accountId: string | undefined): Promise<{ who: Comer; entity: 'apiClient' | People['entity'] }> {
    const person = accountId ? await people.byId(accountId) : undefined
    const { entity } = people
    if (person) return { who: { by: entity, ...person }, entity }
    const app = oidc.client && (await appOf(db, oidc.client.clientId))
    if (app) return { who: { by: 'client', ...app }, entity: 'apiClient' }
    return { who: { by: 'nobody', name: namedBy(ctx) ?? '' }, entity: 'apiClient' }
  }

  switch (oidc?.route) {
    case 'token': {
      const grant = asked['grant_type'] ?? null
      const person =
        oidc.account?.accountId ?? oidc.entities.RefreshToken?.accountId ?? oidc.entities.AuthorizationCode?.accountId
      if (ctx.status === 200) return told('tokenGiven', { grant, scope: scopeOf(ctx.body) }, person)
      return told('tokenRefused', { grant, ...errorOf(ctx.body) }, person)
    }
    case 'revocation': {
      const token = oidc.entities.AccessToken ?? oidc.entities.RefreshToken ?? oidc.entities.ClientCredentials
      if (ctx.status !== 200 || !token) return
      return told('tokenRevoked', { kind: token.kind }, 'accountId' in token ? token.accountId : undefined)
    }
    case 'end_session_confirm': {
      const person = oidc.session?.accountId
      if (ctx.status === 303 && person) return told('signOut', {}, person)
    }
  }
}

const errorOf = (body: unknown) => {
  const { error, error_description: description } = (body ?? {}) as { error?: string; error_description?: string }
  return { error: error ?? null, description: description ?? null }
}

const scopeOf = (body: unknown) => (body as { scope?: string } | null)?.scope ?? null

/** As which client somebody comes who is none: in the body, or by HTTP Basic. */
function namedBy(ctx: KoaContextWithOIDC): string | undefined {
  const asked = ctx.oidc.body?.['client_id'] ?? ctx.oidc.params?.['client_id']
  if (typeof asked === 'string') return storable(asked, 160)
  const [, basic] = /^basic\s+(\S+)$/i.exec(ctx.get('authorization')) ?? []
  return basic && storable(Buffer.from(basic, 'base64').toString('utf8').split(':')[0]!, 160)
}
