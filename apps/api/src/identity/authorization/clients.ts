import type { Adapter, AdapterPayload } from 'oidc-provider'
import type { Db } from '../../kernel/db.ts'
import type { Realm } from './realms.ts'

/** The algorithm of id tokens. */
export const signing = 'ES256'

/** What the authorization server knows of a client besides the metadata of the standards. */
export interface OwnMetadata {
  token_minutes: number
  of_the_house: boolean
}

/** API clients of a realm as the authorization server knows them: those that are active, with the hash of their secret in its place. */
export function clientsIn(db: Db, { audience }: Realm): Adapter {
  const none = () => Promise.resolve(undefined)
  return {
    async find(clientId): Promise<AdapterPayload | undefined> {
      // no client is called so, and the database would not even compare it
      if (clientId.includes('\u0000')) return undefined
      const client = await db
        .selectFrom('apiClients')
        .select(['clientId', 'name', 'kind', 'secretHash', 'redirectUris', 'tokenMinutes', 'trusted'])
        .where('clientId', '=', clientId)
        .where('audience', '=', audience)
        .where('active', '=', true)
        .executeTakeFirst()
      if (!client) return undefined
      const shared = {
        client_id: client.clientId,
        client_name: client.name,
        token_minutes: client.tokenMinutes,
        of_the_house: client.trusted,
      }
      if (client.kind === 'app')
        return {
          ...shared,
          // RFC 8252, 7.3: an app on somebody's machine is called back at whatever port it has got; it is asked for consent each time (8.6)
          application_type: client.redirectUris.every((address) => address.startsWith('https:')) ? 'web' : 'native',
          token_endpoint_auth_method: 'none',
          grant_types: ['authorization_code', 'refresh_token'],
          response_types: ['code'],
          redirect_uris: client.redirectUris,
          post_logout_redirect_uris: client.redirectUris,
        }
      if (!client.secretHash) return undefined
      return {
        ...shared,
        client_secret: client.secretHash,
        grant_types: ['client_credentials'],
        response_types: [],
        redirect_uris: [],
      }
    },
    upsert: none,
    findByUid: none,
    findByUserCode: none,
    consume: none,
    destroy: none,
    revokeByGrantId: none,
  }
}

/** The origin of a page that may hold an app: RFC 6454. Apps with a scheme of their own run in no page. */
export const originsOf = (redirectUris: readonly string[]): string[] => [
  ...new Set(
    redirectUris.flatMap((address) => {
      const { origin } = new URL(address)
      return origin === 'null' ? [] : [origin]
    }),
  ),
]
