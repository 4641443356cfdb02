import { minutesAfter } from '../../kernel/clock.ts'
import type { Ctx } from '../../kernel/context.ts'
import { hashToken } from '../../kernel/ids.ts'

/** Makes the token of a link that goes by mail. Only its hash is kept, so the mail has to be written now. */
export async function issueToken(
  ctx: Pick<Ctx, 'db' | 'ids' | 'clock'>,
  link: { purpose: string; customerUserId: string; minutes: number },
): Promise<string> {
  const { purpose, customerUserId, minutes } = link
  const token = ctx.ids.token()
  const createdAt = ctx.clock.now()
  const expiresAt = minutesAfter(createdAt, minutes)
  await ctx.db
    .insertInto('oneTimeTokens')
    .values({ id: ctx.ids.next(), tokenHash: hashToken(token), purpose, customerUserId, createdAt, expiresAt })
    .execute()
  return token
}
