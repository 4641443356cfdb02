import type { Adapter, AdapterPayload } from 'oidc-provider'
import type { Db } from '../../kernel/db.ts'

/** The algorithm of id tokens. */
export const signing = 'ES256'

/** API clients as the authorization server knows them: those that are active, with the hash of their secret in its place. */
export function clientsIn(db: Db): Adapter {
  const none = () => Promise.resolve(undefined)
  return {
    async find(clientId): Promise<AdapterPayload | undefined> {
      const client = await db
        .selectFrom('apiClients')
        .select(['clientId', 'name', 'kind', 'secretHash', 'redirectUris', 'tokenMinutes'])
        .where('clientId', '=', clientId)
        .where('active', '=', true)
        .executeTakeFirst()
      if (!client) return undefined
      const shared = { client_id: client.clientId, client_name: client.name, token_minutes: client.tokenMinutes }
      if (client.kind === 'app')
        return {
          ...shared,
          token_endpoint_auth_method: 'none',
          grant_types: ['authorization_code', 'refresh_token'],
          response_types: ['code'],
          redirect_uris: client.redirectUris,
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
