import type { Provider } from 'oidc-provider'
import type { Seal } from '../../kernel/seal.ts'
import { peopleOf, type People } from './people.ts'
import type { ProviderParts } from './provider.ts'
import type { Realm } from './realms.ts'
import { keysVersion, loadKeys } from './signing-keys.ts'

export interface AuthorizationParts extends ProviderParts {
  seal: Seal
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
  const { db, seal, clock, realm } = parts
  const people = peopleOf(realm, db)
  let known: { provider: Provider; version: string } | undefined
  let until = 0
  let building: Promise<Provider> | undefined
  const build = async () => {
    const [keys, { createProvider }] = await Promise.all([loadKeys(db, seal, clock), import('./provider.ts')])
    known = { provider: createProvider(parts, people, keys), version: keys.version }
    return known.provider
  }
  /** Whoever asks while it is built waits for the same one. */
  const built = () => (building ??= build().finally(() => (building = undefined)))
  return {
    realm,
    people,
    async now() {
      const stale = Date.now() >= until
      if (!known || (stale && (await keysVersion(db, clock)) !== known.version)) await built()
      if (stale) until = Date.now() + freshMilliseconds
      return known!.provider
    },
  }
}
