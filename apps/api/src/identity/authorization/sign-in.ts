import type { IncomingMessage, ServerResponse } from 'node:http'
import type { InteractionResults, Provider } from 'oidc-provider'
import { isAllowedFrom } from '../../kernel/addresses.ts'
import type { Attempts } from '../../kernel/attempts.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Db } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { passwordMatches } from '../../kernel/passwords.ts'
import type { AuthorizationServer } from './server.ts'

export interface SignInParts {
  server: AuthorizationServer
  db: Db
  clock: Clock
  attempts: Attempts
}

/** What the page must ask. */
export type Asked =
  { step: 'login'; app: string } | { step: 'consent'; app: string; scopes: readonly string[]; person: string }

interface Place {
  request: IncomingMessage
  response: ServerResponse
  ip: string
}

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>

/** The steps of a person who signs in for an app. All refuse with SIGN_IN_EXPIRED for an interaction that is not this browser’s, or is over. */
export function createSignIn({ server, db, clock, attempts }: SignInParts) {
  async function begin(
    { request, response }: Place,
    uid: string,
  ): Promise<{ provider: Provider; details: Interaction }> {
    const provider = await server.now()
    const details = await provider.interactionDetails(request, response).catch(() => undefined)
    if (!details || details.uid !== uid) throw refuse('SIGN_IN_EXPIRED')
    return { provider, details }
  }

  async function appOf({ params }: Interaction): Promise<string> {
    const client = await db
      .selectFrom('apiClients')
      .select('name')
      .where('clientId', '=', String(params['client_id']))
      .executeTakeFirst()
    return client?.name ?? String(params['client_id'])
  }

  const next = (provider: Provider, { request, response }: Place, result: InteractionResults) =>
    provider.interactionResult(request, response, result, { mergeWithLastSubmission: true })

  return {
    async asked(place: Place, uid: string): Promise<Asked> {
      const { details } = await begin(place, uid)
      const app = await appOf(details)
      if (details.prompt.name === 'login') return { step: 'login', app }
      const person = await db
        .selectFrom('users')
        .select('name')
        .where('id', '=', details.session?.accountId ?? null)
        .executeTakeFirst()
      return { step: 'consent', app, scopes: missing(details), person: person?.name ?? '' }
    },

    /** Answers where the browser goes next. Refuses with CREDENTIALS_WRONG, RATE_LIMITED, ADDRESS_NOT_ALLOWED. */
    async login(place: Place, uid: string, given: { email: string; password: string }): Promise<string> {
      const { provider, details } = await begin(place, uid)
      if (details.prompt.name !== 'login') throw refuse('SIGN_IN_EXPIRED')
      const email = given.email.trim().toLowerCase().slice(0, 254)
      await attempts.count('back-office-sign-in', { who: place.ip }, { who: email, times: 10 })
      const user = await db
        .selectFrom('users')
        .select(['id', 'passwordHash', 'active', 'allowedIps'])
        .where('email', '=', email)
        .executeTakeFirst()
      const right = await passwordMatches(user?.passwordHash, given.password.slice(0, 200))
      if (!user?.active || !right) throw refuse('CREDENTIALS_WRONG', {}, 'password')
      if (!isAllowedFrom(place.ip, user.allowedIps)) throw refuse('ADDRESS_NOT_ALLOWED', { address: place.ip })
      await db.updateTable('users').set({ lastSignInAt: clock.now() }).where('id', '=', user.id).execute()
      return next(provider, place, { login: { accountId: user.id, remember: false, amr: ['pwd'] } })
    },

    async consent(place: Place, uid: string, allowed: boolean): Promise<string> {
      const { provider, details } = await begin(place, uid)
      const accountId = details.session?.accountId
      if (details.prompt.name !== 'consent' || !accountId) throw refuse('SIGN_IN_EXPIRED')
      if (!allowed)
        return next(provider, place, { error: 'access_denied', error_description: 'the person did not allow it' })
      const clientId = String(details.params['client_id'])
      const known = details.grantId ? await provider.Grant.find(details.grantId) : undefined
      const grant = known ?? new provider.Grant({ accountId, clientId })
      const lacking = details.prompt.details as Lacking
      if (lacking.missingOIDCScope) grant.addOIDCScope(lacking.missingOIDCScope.join(' '))
      if (lacking.missingOIDCClaims) grant.addOIDCClaims(lacking.missingOIDCClaims)
      for (const [resource, scopes] of Object.entries(lacking.missingResourceScopes ?? {}))
        grant.addResourceScope(resource, scopes.join(' '))
      return next(provider, place, { consent: { grantId: await grant.save() } })
    },
  }
}

export type SignIn = ReturnType<typeof createSignIn>

interface Lacking {
  missingOIDCScope?: string[]
  missingOIDCClaims?: string[]
  missingResourceScopes?: Record<string, string[]>
}

function missing({ prompt }: Interaction): string[] {
  const { missingOIDCScope = [], missingResourceScopes = {} } = prompt.details as Lacking
  return [...new Set([...missingOIDCScope, ...Object.values(missingResourceScopes).flat()])]
}
