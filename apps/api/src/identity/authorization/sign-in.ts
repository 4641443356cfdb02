import type { IncomingMessage, ServerResponse } from 'node:http'
import type { InteractionResults, Provider } from 'oidc-provider'
import { isAllowedFrom } from '../../kernel/addresses.ts'
import type { Attempts } from '../../kernel/attempts.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Db } from '../../kernel/db.ts'
import { refuse, type Refusal } from '../../kernel/errors.ts'
import { passwordMatches } from '../../kernel/passwords.ts'
import { storable } from '../../kernel/storable.ts'
import type { Coming, SignInLog } from '../sign-in-log.ts'
import { from } from './caller.ts'
import { appOf, type App, type Person } from './people.ts'
import { endpointsOf } from './realms.ts'
import type { AuthorizationServer } from './server.ts'

export interface SignInParts {
  server: AuthorizationServer
  db: Db
  clock: Clock
  attempts: Attempts
  signIns: SignInLog
}

/** What the page must ask, for which app, and at which shop where it is one’s. */
export type Asked = { app: string; shop: string | undefined; locales: string | undefined } & (
  { step: 'login'; hint: string } | { step: 'consent'; scopes: readonly string[]; person: string }
)

interface Place {
  request: IncomingMessage
  response: ServerResponse
  ip: string
}

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>

const text = (value: unknown, longest: number) => (typeof value === 'string' ? value.slice(0, longest) : '')

/** The steps of a person who signs in for an app. All refuse with SIGN_IN_EXPIRED for an interaction that is not this browser’s, or is over. */
export function createSignIn({ server, db, clock, attempts, signIns }: SignInParts) {
  const { people } = server

  async function begin({ request, response }: Place, uid: string) {
    const provider = await server.now()
    const details = await provider.interactionDetails(request, response).catch(() => undefined)
    const app = details?.uid === uid ? await appOf(db, String(details.params['client_id'])) : undefined
    if (!details || !app) throw refuse('SIGN_IN_EXPIRED')
    return { provider, details, app }
  }

  const next = (provider: Provider, { request, response }: Place, result: InteractionResults) =>
    provider.interactionResult(request, response, result, { mergeWithLastSubmission: true })

  const tell = (deed: Coming['deed'], person: Person | undefined, name: string, about: Coming['about']) =>
    signIns.tell({
      deed,
      who: person ? { by: people.entity, ...person } : { by: 'nobody', name },
      entity: people.entity,
      about,
      from: from(),
    })

  /** Who this is by their password. Refuses with CREDENTIALS_WRONG, RATE_LIMITED, ADDRESS_NOT_ALLOWED; the audit log hears of it. */
  async function proved(given: { email: string; password: string }, app: App, ip: string): Promise<Person> {
    const email = storable(given.email.trim().toLowerCase(), 254)
    await attempts.count(`${server.realm.audience}-app-sign-in`, { who: ip }, { who: email, times: 10 })
    const person = await people.named(email, app)
    const told = async (refusal: Refusal) => {
      await tell('signInRefused', person, email, { client: app.clientId, code: refusal.code })
      return refusal
    }
    const right = await passwordMatches(person?.passwordHash, given.password.slice(0, 200))
    if (!person?.active || !right) throw await told(refuse('CREDENTIALS_WRONG', {}, 'password'))
    if (!isAllowedFrom(ip, person.allowedIps)) throw await told(refuse('ADDRESS_NOT_ALLOWED', { address: ip }))
    return person
  }

  return {
    async asked(place: Place, uid: string): Promise<Asked> {
      const { details, app } = await begin(place, uid)
      const about = { app: app.name, shop: app.website?.name, locales: text(details.params['ui_locales'], 100) }
      if (details.prompt.name === 'login')
        return { ...about, step: 'login', hint: text(details.params['login_hint'], 254) }
      const person = details.session?.accountId ? await people.byId(details.session.accountId) : undefined
      return { ...about, step: 'consent', scopes: asked(details), person: person?.name ?? '' }
    },

    /** Answers where the browser goes next. Refuses with CREDENTIALS_WRONG, RATE_LIMITED, ADDRESS_NOT_ALLOWED. */
    async login(place: Place, uid: string, given: { email: string; password: string }): Promise<string> {
      const { provider, details, app } = await begin(place, uid)
      if (details.prompt.name !== 'login') throw refuse('SIGN_IN_EXPIRED')
      const person = await proved(given, app, place.ip)
      await people.signedIn(person.id, clock.now())
      await tell('signIn', person, person.email, { client: app.clientId })
      return next(provider, place, { login: { accountId: person.id, remember: false, amr: ['pwd'] } })
    },

    /** Answers the address at which somebody else signs in for the same request. */
    async another(place: Place, uid: string): Promise<string> {
      const { details } = await begin(place, uid)
      const given = Object.entries(details.params).filter(
        (pair): pair is [string, string] => typeof pair[1] === 'string',
      )
      const again = new URLSearchParams([...given.filter(([key]) => key !== 'prompt'), ['prompt', 'login']])
      return `${endpointsOf(server.realm).authorization}?${again.toString()}`
    },

    async consent(place: Place, uid: string, allowed: boolean): Promise<string> {
      const { provider, details, app } = await begin(place, uid)
      const accountId = details.session?.accountId
      const person = accountId ? await people.byId(accountId) : undefined
      if (details.prompt.name !== 'consent' || !accountId || !person) throw refuse('SIGN_IN_EXPIRED')
      const { clientId } = app
      await tell(allowed ? 'appAllowed' : 'appDenied', person, person.email, {
        client: clientId,
        scopes: asked(details),
      })
      if (!allowed)
        return next(provider, place, { error: 'access_denied', error_description: 'the person did not allow it' })
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

const asked = ({ params }: Interaction): string[] => [
  ...new Set(text(params['scope'], 4000).split(' ').filter(Boolean)),
]
