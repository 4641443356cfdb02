import { z } from 'zod'
import type { ActionVerb } from '../../engine/index.ts'
import type { Attempts } from '../../kernel/attempts.ts'
import { refuse } from '../../kernel/errors.ts'
import { hashToken } from '../../kernel/ids.ts'
import { defineJob, enqueue, type Job } from '../../kernel/jobs.ts'
import type { Mailer } from '../../kernel/mail.ts'
import { confirmationMail } from './confirmation-mail.ts'
import { issueToken } from './issue-token.ts'
import { signedIn } from './profile.ts'

const purpose = 'emailConfirmation'
const days = 7
const payload = z.object({ customerUserId: z.uuid() })
export type ConfirmationRequest = z.infer<typeof payload>

/** Makes the token and mails it, to who has not confirmed yet: in a job, so that a token is never stored. */
export function confirmationJob(mailer: Mailer, storefrontUrl: string): Job<ConfirmationRequest> {
  return defineJob({
    name: 'customers.mailConfirmation',
    payload,
    run: async ({ customerUserId }, ctx) => {
      const user = await ctx.db
        .selectFrom('customerUsers')
        .innerJoin('websites', 'websites.id', 'customerUsers.websiteId')
        .select(['customerUsers.email', 'customerUsers.locale', 'websites.name as shop'])
        .where('customerUsers.id', '=', customerUserId)
        .where('customerUsers.active', '=', true)
        .where('confirmed', '=', false)
        .executeTakeFirst()
      if (!user) return
      const token = await issueToken(ctx, { purpose, customerUserId, minutes: days * 24 * 60 })
      await mailer.send(confirmationMail({ ...user, locale: user.locale ?? 'en', token, storefrontUrl, days }))
    },
  })
}

/** Confirms the address that a token was mailed to. Mail programs follow links too, and people follow them twice: a used token goes on to say yes. */
export const confirmEmail =
  (attempts: Attempts): ActionVerb<'customerUser.confirm'> =>
  async ({ token }, ctx) => {
    await attempts.count('confirm-email', { who: ctx.ip })
    const mailed = await ctx.db
      .updateTable('oneTimeTokens')
      .set(({ fn, val }) => ({ usedAt: fn.coalesce('usedAt', val(ctx.clock.now())) }))
      .where('tokenHash', '=', hashToken(token))
      .where('purpose', '=', purpose)
      .where('expiresAt', '>', ctx.clock.now())
      .returning('customerUserId')
      .executeTakeFirst()
    if (!mailed) throw refuse('TOKEN_EXPIRED')
    await ctx.db
      .updateTable('customerUsers')
      .set({ confirmed: true, updatedAt: ctx.clock.now() })
      .where('id', '=', mailed.customerUserId)
      .where('confirmed', '=', false)
      .execute()
    return { done: true }
  }

/** Each try is a mail: few. */
export const requestConfirmation =
  (attempts: Attempts, job: Job<ConfirmationRequest>): ActionVerb<'customerUser.requestConfirmation'> =>
  async (_input, ctx) => {
    const { customerUserId } = signedIn(ctx)
    await attempts.count('confirmation', { who: customerUserId })
    await enqueue(ctx, job, { customerUserId })
    return { done: true }
  }
