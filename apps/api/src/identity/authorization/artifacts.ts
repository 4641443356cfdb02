import { errors, type Adapter, type AdapterPayload } from 'oidc-provider'
import type { Clock } from '../../kernel/clock.ts'
import type { Db } from '../../kernel/db.ts'
import { hashToken, isUuid } from '../../kernel/ids.ts'
import type { Realm } from './realms.ts'

/** For artifacts that say no end of their own. */
const twoWeeks = 14 * 86_400

/**
 * What the authorization server keeps, in PostgreSQL, for all processes: https://github.com/panva/node-oidc-provider/blob/main/example/my_adapter.js
 * The id of an artifact is what its bearer shows, so only its sha256 is kept. What is taken back or used up stays for a while, so that it can be told from what never was.
 */
export function artifactsIn(db: Db, clock: Clock, { account }: Realm): (kind: string) => Adapter {
  return (kind) => {
    const ofId = (id: string) =>
      db.selectFrom('oauthArtifacts').selectAll().where('kind', '=', kind).where('hash', '=', hashToken(id))

    const read = async (query: ReturnType<typeof ofId>, id?: string): Promise<AdapterPayload | undefined> => {
      const row = await query.where('revokedAt', 'is', null).where('expiresAt', '>', clock.now()).executeTakeFirst()
      if (!row) return undefined
      return {
        ...row.payload,
        ...(id === undefined ? {} : { jti: id }),
        ...(row.consumedAt ? { consumed: Math.floor(row.consumedAt.getTime() / 1000) } : {}),
      }
    }

    const revoke = (column: 'hash' | 'grantHash', id: string) =>
      db
        .updateTable('oauthArtifacts')
        .set({ revokedAt: clock.now() })
        .where('kind', '=', kind)
        .where(column, '=', hashToken(id))
        .where('revokedAt', 'is', null)
        .execute()

    return {
      async upsert(id, { jti: _bearer, ...payload }, expiresIn) {
        const now = clock.now()
        const person = typeof payload.accountId === 'string' && isUuid(payload.accountId) ? payload.accountId : null
        const row = {
          payload: JSON.stringify(payload),
          grantHash: payload.grantId ? hashToken(payload.grantId) : null,
          // a session is found again by its uid, which travels in no cookie
          uidHash: payload.uid ? hashToken(payload.uid) : null,
          clientId: payload.clientId ?? null,
          userId: null,
          customerUserId: null,
          [account]: person,
          expiresAt: new Date(now.getTime() + (expiresIn || twoWeeks) * 1000),
        }
        await db
          .insertInto('oauthArtifacts')
          .values({ kind, hash: hashToken(id), createdAt: now, ...row })
          .onConflict((conflict) => conflict.columns(['kind', 'hash']).doUpdateSet(row))
          .execute()
      },
      find: (id) => read(ofId(id), id),
      findByUid: (uid) =>
        read(
          db.selectFrom('oauthArtifacts').selectAll().where('kind', '=', kind).where('uidHash', '=', hashToken(uid)),
        ),
      findByUserCode: () => Promise.resolve(undefined),
      async consume(id) {
        const { numUpdatedRows } = await db
          .updateTable('oauthArtifacts')
          .set({ consumedAt: clock.now() })
          .where('kind', '=', kind)
          .where('hash', '=', hashToken(id))
          .where('consumedAt', 'is', null)
          .executeTakeFirst()
        // two that came at the same moment: one of them has it
        if (numUpdatedRows === 0n) throw new errors.InvalidGrant('it was used already')
      },
      destroy: async (id) => void (await revoke('hash', id)),
      revokeByGrantId: async (id) => void (await revoke('grantHash', id)),
    }
  }
}
