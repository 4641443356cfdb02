import { randomBytes } from 'node:crypto'
import type { ActionVerb } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { hashToken } from '../../kernel/ids.ts'
import { endTokens } from './end-tokens.ts'
import { grantsOfClient, noMoreThanOwn } from './no-more-than-own.ts'

async function taken(ctx: Ctx, id: string, deed: string) {
  const client = await ctx.db
    .selectFrom('apiClients')
    .select(['id', 'clientId', 'kind'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!client) throw refuse('NOT_FOUND', { what: 'apiClient' }, 'id')
  noMoreThanOwn(ctx, await grantsOfClient(ctx, id), `apiClient.${deed}`)
  return client
}

/** 256 random bits need no slow hash. */
export const issueSecret: ActionVerb<'apiClient.issueSecret'> = async ({ id }, ctx) => {
  const { clientId, kind } = await taken(ctx, id, 'issueSecret')
  if (kind !== 'integration') throw refuse('CLIENT_HAS_NO_SECRET')
  const secret = `ps_${randomBytes(32).toString('base64url')}`
  await ctx.db
    .updateTable('apiClients')
    .set({ secretHash: hashToken(secret), updatedAt: ctx.clock.now() })
    .where('id', '=', id)
    .execute()
  await endTokens(ctx, { clientId })
  return { clientId, secret }
}

export const revokeClientTokens: ActionVerb<'apiClient.revokeTokens'> = async ({ id }, ctx) => {
  const { clientId } = await taken(ctx, id, 'revokeTokens')
  await endTokens(ctx, { clientId })
  return { done: true }
}
