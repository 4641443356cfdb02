import { timingSafeEqual } from 'node:crypto'
import { errors, Provider, type KoaContextWithOIDC } from 'oidc-provider'
import { isAllowedFrom } from '../../kernel/addresses.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Db } from '../../kernel/db.ts'
import { hashToken } from '../../kernel/ids.ts'
import type { Logger } from '../../kernel/log.ts'
import type { SignInLog } from '../sign-in-log.ts'
import { caller } from './caller.ts'
import { configurationOf, type SignOutPages } from './configuration.ts'
import { endGrants } from './end-grants.ts'
import type { People } from './people.ts'
import type { Realm } from './realms.ts'
import type { SigningKeys } from './signing-keys.ts'
import { tellTokens } from './tell-tokens.ts'

export interface ProviderParts {
  db: Db
  clock: Clock
  log: Logger
  /** The public address of the API, under which partners reach it. */
  apiUrl: string
  realm: Realm
  /** The scopes that tokens can be asked for, besides those of OpenID Connect. */
  scopes: readonly string[]
  signIns: SignInLog
  pages: SignOutPages
  /** What else is done before a request for tokens is answered. */
  beforeTokens?: (ctx: KoaContextWithOIDC) => Promise<void>
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
export function createProvider(parts: ProviderParts, people: People, keys: SigningKeys): Provider {
  const { db, clock, log, realm, signIns, beforeTokens } = parts
  const issuer = parts.apiUrl.replace(/\/$/, '') + realm.path
  const provider = new Provider(issuer, configurationOf({ ...parts, people, keys }))
  // the door tells by X-Forwarded-Proto and -Host under which address it is reached
  provider.proxy = true
  guardSecrets(provider, db)
  provider.use(async (ctx, next) => {
    await next()
    const served = ctx as KoaContextWithOIDC
    await endGrants(served, db, clock)
    await beforeTokens?.(served)
    await tellTokens(served, { db, people, signIns })
  })
  provider.on('server_error', (_ctx, error) => log.error({ err: error }, 'the authorization server failed'))
  return provider
}
