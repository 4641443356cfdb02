import { timingSafeEqual } from 'node:crypto'
import { errors, Provider, type KoaContextWithOIDC } from 'oidc-provider'
import { isAllowedFrom } from '../../kernel/addresses.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Db } from '../../kernel/db.ts'
import { hashToken } from '../../kernel/ids.ts'
import type { Logger } from '../../kernel/log.ts'
import type { Seal } from '../../kernel/seal.ts'
import type { SignInLog } from '../sign-in-log.ts'
import { caller } from './caller.ts'
import { endGrants } from './end-grants.ts'
import { configurationOf, type SignOutPages } from './configuration.ts'
import { peopleOf, type People } from './people.ts'
import type { Realm } from './realms.ts'
import { keysVersion, loadKeys } from './signing-keys.ts'
import { tellTokens } from './tell-tokens.ts'

export interface AuthorizationParts {
  db: Db
  seal: Seal
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

export interface AuthorizationServer {
  realm: Realm
  people: People
  /** The server with the keys of now. */
  now(): Promise<Provider>
}

/** After a rotation, processes go on with the former keys for at most so long. */
const freshMilliseconds = 30_000

/**
 * OAuth 2.1 and OpenID Connect of a realm by oidc-provider (certified): tokens are opaque and live in the database, so any process may answer. Both realms sign by the same
 * keys, each as an issuer of its own.
 */
export function createAuthorizationServer(parts: AuthorizationParts): AuthorizationServer {
  const { db, clock, log, realm, signIns, beforeTokens } = parts
  const people = peopleOf(realm, db)
  let known: { provider: Provider; version: string } | undefined
  let until = 0
  const build = async () => {
    const keys = await loadKeys(db, parts.seal, clock)
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
    return { provider, version: keys.version }
  }
  return {
    realm,
    people,
    async now() {
      if (!known) known = await build()
      else if (Date.now() >= until && (await keysVersion(db, clock)) !== known.version) known = await build()
      if (Date.now() >= until) until = Date.now() + freshMilliseconds
      return known.provider
    },
  }
}
