import { randomBytes } from 'node:crypto'
import type { ActionVerb } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { checkPassword, hashPassword } from '../../kernel/passwords.ts'
import type { Seal } from '../../kernel/seal.ts'
import { endTokens } from './end-tokens.ts'
import { grantsOfUser, noMoreThanOwn } from './no-more-than-own.ts'

async function taken(ctx: Ctx, id: string, deed: string) {
  const user = await ctx.db
    .selectFrom('users')
    .select(['id', 'email', 'name'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!user) throw refuse('NOT_FOUND', { what: 'user' }, 'id')
  noMoreThanOwn(ctx, await grantsOfUser(ctx, id), `user.${deed}`)
  return user
}

export const setPassword: ActionVerb<'user.setPassword'> = async ({ id, password }, ctx) => {
  const user = await taken(ctx, id, 'setPassword')
  checkPassword(password, [user.email, user.email.split('@')[0] ?? '', ...user.name.split(' ')])
  const passwordHash = await hashPassword(password)
  await ctx.db.updateTable('users').set({ passwordHash, updatedAt: ctx.clock.now() }).where('id', '=', id).execute()
  await endTokens(ctx, { userId: id })
  return { done: true }
}

/** The key is needed as it is to check a digest, so it is sealed and not hashed. */
export const issueWsseKey =
  (seal: Seal): ActionVerb<'user.issueWsseKey'> =>
  async ({ id }, ctx) => {
    const user = await taken(ctx, id, 'issueWsseKey')
    const key = randomBytes(32).toString('base64url')
    const issuedAt = ctx.clock.now()
    await ctx.db
      .updateTable('users')
      .set({ wsseKey: seal.close(key, `wsse/${id}`), updatedAt: issuedAt })
      .where('id', '=', id)
      .execute()
    return { username: user.email, key, issuedAt: issuedAt.toISOString() as never }
  }

export const revokeUserTokens: ActionVerb<'user.revokeTokens'> = async ({ id }, ctx) => {
  await taken(ctx, id, 'revokeTokens')
  await endTokens(ctx, { userId: id })
  return { done: true }
}
