import { timingSafeEqual } from 'node:crypto'
import { errors, Provider, type Configuration } from 'oidc-provider'
import { isAllowedFrom } from '../../kernel/addresses.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Db } from '../../kernel/db.ts'
import { hashToken, isUuid } from '../../kernel/ids.ts'
import type { Logger } from '../../kernel/log.ts'
import { artifactsIn } from './artifacts.ts'
import { caller } from './caller.ts'
import { clientsIn, signing } from './clients.ts'
import { endpoints } from './endpoints.ts'
import type { SigningKeys } from './signing-keys.ts'

export interface ProviderParts {
  db: Db
  clock: Clock
  log: Logger
  /** The public address of the API, under which partners reach it: the issuer. */
  apiUrl: string
  /** The scopes that tokens can be asked for, besides `openid` and `offline_access`. */
  scopes: readonly string[]
}

/** The resource that tokens open (RFC 8707). */
const backOffice = 'urn:portico:back-office'

/** What OpenID Connect knows of people. */
const identityScopes = ['openid', 'offline_access', 'email', 'profile']

const minute = 60
const hour = 60 * minute

function configuration(parts: ProviderParts, keys: SigningKeys): Configuration {
  const { db, clock } = parts
  const artifacts = artifactsIn(db, clock)
  const clients = clientsIn(db)
  return {
    adapter: (kind: string) => (kind === 'Client' ? clients : artifacts(kind)),
    jwks: keys.jwks,
    cookies: {
      keys: keys.cookies,
      names: { session: 'portico_back_office', interaction: 'portico_sign_in', resume: 'portico_sign_in_resume' },
      long: { signed: true, httpOnly: true, sameSite: 'lax', path: '/oauth2' },
      short: { signed: true, httpOnly: true, sameSite: 'lax', path: '/oauth2' },
    },
    scopes: [...identityScopes, ...parts.scopes],
    claims: { openid: ['sub'], email: ['email'], profile: ['name'] },
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    clientDefaults: { id_token_signed_response_alg: signing },
    enabledJWA: { idTokenSigningAlgValues: [signing] },
    extraClientMetadata: { properties: ['token_minutes'] },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      // a client asks about its own tokens only, and takes back its own only
      introspection: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => backOffice,
        useGrantedResource: () => true,
        getResourceServerInfo: (ctx, resource, client) => {
          if (resource !== backOffice) throw new errors.InvalidTarget()
          refuseUnknown(ctx.oidc.params?.['scope'], parts.scopes, client.grantTypeAllowed('authorization_code'))
          return { scope: parts.scopes.join(' '), audience: backOffice, accessTokenFormat: 'opaque' }
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
      end_session: '/oauth2/sign-out',
    },
    interactions: { url: (_ctx, { uid }) => `${endpoints.signIn}/${uid}` },
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    expiresWithSession: () => false,
    ttl: {
      AccessToken: (_ctx, _token, client) => minutesOf(client) * minute,
      ClientCredentials: (_ctx, _token, client) => minutesOf(client) * minute,
      AuthorizationCode: minute,
      IdToken: hour,
      Interaction: 15 * minute,
      Session: 8 * hour,
      Grant: 30 * 24 * hour,
      RefreshToken: 30 * 24 * hour,
    },
    findAccount: (_ctx, id) => findAccount(db, id),
    clientBasedCORS: () => false,
    renderError: (ctx, out) => {
      ctx.type = 'application/json'
      ctx.body = { error: out.error, error_description: out.error_description }
    },
  }
}

/** A scope that is misspelt must not be as if nothing was asked for: the library would pass it over. */
function refuseUnknown(asked: unknown, known: readonly string[], forPeople: boolean): void {
  const allowed = new Set([...known, ...(forPeople ? identityScopes : [])])
  const unknown = typeof asked === 'string' ? asked.split(' ').find((scope) => !allowed.has(scope)) : undefined
  if (unknown !== undefined) throw new errors.InvalidScope('there is no such scope', unknown)
}

const minutesOf = (client: object): number => Number((client as { token_minutes?: unknown }).token_minutes ?? 60)

async function findAccount(db: Db, id: string) {
  if (!isUuid(id)) return undefined
  const user = await db
    .selectFrom('users')
    .select(['id', 'email', 'name'])
    .where('id', '=', id)
    .where('active', '=', true)
    .executeTakeFirst()
  return user && { accountId: user.id, claims: () => ({ sub: user.id, email: user.email, name: user.name }) }
}

/** The secrets are kept as hashes, so hashes are compared; whoever has the secret must call from the client’s addresses. */
function guardSecrets(provider: Provider, db: Db): void {
  provider.Client.prototype.compareClientSecret = async function (actual: string) {
    const [kept, given] = [Buffer.from(this.clientSecret ?? ''), Buffer.from(hashToken(actual))]
    if (kept.length !== given.length || !timingSafeEqual(kept, given)) return false
    const client = await db
      .selectFrom('apiClients')
      .select('allowedIps')
      .where('clientId', '=', this.clientId)
      .executeTakeFirstOrThrow()
    const ip = caller.getStore()?.ip ?? ''
    if (!isAllowedFrom(ip, client.allowedIps))
      throw new errors.AccessDenied(`ADDRESS_NOT_ALLOWED: this client may not call from ${ip}`)
    return true
  }
}

/** The library, as this house uses it. In a file of its own because it is large: processes that nobody asks for tokens do without. */
export function createProvider(parts: ProviderParts, keys: SigningKeys): Provider {
  const provider = new Provider(parts.apiUrl.replace(/\/$/, ''), configuration(parts, keys))
  // the door tells by X-Forwarded-Proto and -Host under which address it is reached
  provider.proxy = true
  guardSecrets(provider, parts.db)
  provider.on('server_error', (_ctx, error) => parts.log.error({ err: error }, 'the authorization server failed'))
  return provider
}
