import type { Ctx } from '../../kernel/context.ts'

/** Ends everything that the authorization server has given to a person or, by its `client_id`, to a client. */
export async function endTokens(ctx: Ctx, of: { userId: string } | { clientId: string }): Promise<void> {
  await ctx.db
    .updateTable('oauthArtifacts')
    .set({ revokedAt: ctx.clock.now() })
    .where('revokedAt', 'is', null)
    .$if('userId' in of, (query) => query.where('userId', '=', (of as { userId: string }).userId))
    .$if('clientId' in of, (query) => query.where('clientId', '=', (of as { clientId: string }).clientId))
    .execute()
}
