import { randomBytes } from 'node:crypto'
import type { ActionVerb } from '../../../engine/index.ts'
import { refuse } from '../../../kernel/errors.ts'
import type { Seal } from '../../../kernel/seal.ts'

const purpose = (subscriptionId: string) => `webhook/${subscriptionId}`
const hour = 3_600_000

/** What a subscription keeps of its secrets. */
export interface SealedSecrets {
  id: string
  secret: string | null
  formerSecret: string | null
  formerSecretUntil: Date | null
}

/** The secrets that sign now, the newest first. */
export function secretsOf({ id, secret, formerSecret, formerSecretUntil }: SealedSecrets, seal: Seal, now: Date) {
  const former = formerSecretUntil && formerSecretUntil > now ? formerSecret : null
  return [secret, former].filter((sealed) => sealed !== null).map((sealed) => seal.open(sealed, purpose(id)))
}

/** A new secret: 32 random bytes, written as https://www.standardwebhooks.com wants them. */
export const rotateSecret =
  (seal: Seal): ActionVerb<'webhookSubscription.rotateSecret'> =>
  async ({ id, overlapHours }, ctx) => {
    const now = ctx.clock.now()
    const row = await ctx.db
      .selectFrom('webhookSubscriptions')
      .select('secret')
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw refuse('NOT_FOUND', { what: 'webhookSubscription' }, 'id')
    const secret = `whsec_${randomBytes(32).toString('base64')}`
    const hours = overlapHours ?? 24
    const until = row.secret && hours > 0 ? new Date(now.getTime() + hours * hour) : null
    await ctx.db
      .updateTable('webhookSubscriptions')
      .set({
        secret: seal.close(secret, purpose(id)),
        secretIssuedAt: now,
        formerSecret: until ? row.secret : null,
        formerSecretUntil: until,
        updatedAt: now,
      })
      .where('id', '=', id)
      .execute()
    return { secret, formerSecretUntil: until }
  }
