import { errors, type Configuration, type KoaContextWithOIDC } from 'oidc-provider'
import type { Clock } from '../../kernel/clock.ts'
import type { Db } from '../../kernel/db.ts'
import { isUuid } from '../../kernel/ids.ts'
import { artifactsIn } from './artifacts.ts'
import { clientsIn, originsOf, signing, type OwnMetadata } from './clients.ts'
import type { People } from './people.ts'
import { endpointsOf, type Realm } from './realms.ts'
import type { SigningKeys } from './signing-keys.ts'

/** Who signs out where, and in which languages they read. */
export interface SigningOut {
  audience: Realm['audience']
  app: string | undefined
  /** What the app asks for (`ui_locales`), and what the browser says. */
  locales: string | undefined
  spoken: string | undefined
}

/** What is shown where somebody signs out. `form`: the library's, which says so. */
export interface SignOutPages {
  ask(about: SigningOut, form: string): string
  done(about: SigningOut): string
  headers: Readonly<Record<string, string>>
}

export interface ConfigurationParts {
  db: Db
  clock: Clock
  realm: Realm
  people: People
  /** The scopes that tokens can be asked for, besides those of OpenID Connect. */
  scopes: readonly string[]
  keys: SigningKeys
  pages: SignOutPages
}

/** What OpenID Connect knows of people. */
const identityScopes = ['openid', 'offline_access', 'email', 'profile']

const minute = 60
const hour = 60 * minute
const month = 30 * 24 * hour

const own = (client: object) => client as OwnMetadata

/** How oidc-provider serves a realm. */
export function configurationOf({ db, clock, realm, people, scopes, keys, pages }: ConfigurationParts): Configuration {
  const artifacts = artifactsIn(db, clock, realm)
  const clients = clientsIn(db, realm)
  const endpoints = endpointsOf(realm)
  const system = realm.audience === 'backOffice'
  const cookie = { signed: true, httpOnly: true, sameSite: 'lax', path: `${realm.path}/oauth2` } as const
  // a client asks about its own tokens only, and takes back its own only
  const ofClient = (_ctx: unknown, client: { clientId: string }, token: { clientId?: string | undefined }) =>
    token.clientId === client.clientId
  return {
    adapter: (kind: string) => (kind === 'Client' ? clients : artifacts(kind)),
    jwks: keys.jwks,
    cookies: { keys: keys.cookies, names: realm.cookies, long: cookie, short: cookie },
    scopes: [...identityScopes, ...scopes],
    claims: { openid: ['sub'], email: ['email'], profile: ['name'] },
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    clientAuthMethods: system ? ['client_secret_basic', 'client_secret_post', 'none'] : ['none'],
    clientDefaults: {
      id_token_signed_response_alg: signing,
      ...(system ? {} : { token_endpoint_auth_method: 'none' }),
    },
    enabledJWA: { idTokenSigningAlgValues: [signing] },
    extraClientMetadata: { properties: ['token_minutes', 'of_the_house'] },
    features: {
      devInteractions: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      clientCredentials: { enabled: system },
      introspection: { enabled: true, allowedPolicy: ofClient },
      revocation: { enabled: true, allowedPolicy: ofClient },
      userinfo: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => show(ctx, pages.ask(signingOut(ctx, realm), form), pages),
        postLogoutSuccessSource: (ctx) => show(ctx, pages.done(signingOut(ctx, realm)), pages),
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => realm.resource,
        useGrantedResource: () => true,
        getResourceServerInfo: (ctx, resource, client) => {
          if (resource !== realm.resource) throw new errors.InvalidTarget()
          refuseUnknown(ctx.oidc.params?.['scope'], scopes, client.grantTypeAllowed('authorization_code'))
          return { scope: scopes.join(' '), audience: realm.resource, accessTokenFormat: 'opaque' }
        },
      },
    },
    pkce: { required: () => true },
    routes: {
      authorization: endpoints.authorization,
      token: endpoints.token,
      introspection: endpoints.introspection,
      revocation: endpoints.revocation,
      jwks: endpoints.jwks,
      end_session: endpoints.signOut,
    },
    interactions: { url: (_ctx, { uid }) => `${endpoints.signIn}/${uid}` },
    loadExistingGrant: grantOf,
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    expiresWithSession: () => false,
    ttl: {
      AccessToken: (_ctx, _token, client) => own(client).token_minutes * minute,
      ClientCredentials: (_ctx, _token, client) => own(client).token_minutes * minute,
      AuthorizationCode: minute,
      IdToken: hour,
      Interaction: 15 * minute,
      Session: 8 * hour,
      Grant: month,
      RefreshToken: month,
    },
    findAccount: async (_ctx, id) => {
      const person = isUuid(id) ? await people.byId(id) : undefined
      if (!person?.active) return undefined
      return { accountId: id, claims: () => ({ sub: id, email: person.email, name: person.name }) }
    },
    // scripts of the app's own pages may exchange codes; there is no secret that they would give away
    clientBasedCORS: (_ctx, origin, client) =>
      client.clientAuthMethod === 'none' && originsOf(client.redirectUris ?? []).includes(origin),
    renderError: (ctx, out) => {
      ctx.type = 'application/json'
      ctx.body = { error: out.error, error_description: out.error_description }
    },
  }
}

const signingOut = (ctx: KoaContextWithOIDC, { audience }: Realm): SigningOut => ({
  audience,
  app: ctx.oidc.client?.clientName,
  locales: typeof ctx.query['ui_locales'] === 'string' ? ctx.query['ui_locales'] : undefined,
  spoken: ctx.get('accept-language'),
})

function show(ctx: KoaContextWithOIDC, page: string, { headers }: SignOutPages): void {
  for (const [name, value] of Object.entries(headers)) ctx.set(name, value)
  ctx.body = page
}

/** A scope that is misspelt must not be as if nothing was asked for: the library would pass it over. */
function refuseUnknown(asked: unknown, known: readonly string[], forPeople: boolean): void {
  const allowed = new Set([...known, ...(forPeople ? identityScopes : [])])
  const unknown = typeof asked === 'string' ? asked.split(' ').find((scope) => !allowed.has(scope)) : undefined
  if (unknown !== undefined) throw new errors.InvalidScope('there is no such scope', unknown)
}

/** What the person has allowed the app already; to one of the house's own, whatever it asks for. */
async function grantOf(ctx: KoaContextWithOIDC) {
  const { client, session, provider, result } = ctx.oidc
  if (!client || !session) return undefined
  const known = result?.consent?.grantId ?? session.grantIdFor(client.clientId)
  const found = known ? await provider.Grant.find(known) : undefined
  if (!own(client).of_the_house || !session.accountId) return found
  const grant = found ?? new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope([...ctx.oidc.requestParamOIDCScopes].join(' '))
  for (const [resource, { scopes }] of Object.entries(ctx.oidc.resourceServers ?? {}))
    grant.addResourceScope(resource, [...ctx.oidc.requestParamScopes].filter((scope) => scopes.has(scope)).join(' '))
  await grant.save()
  return grant
}
