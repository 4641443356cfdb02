import { z } from 'zod'
import type { ActionVerb } from '../../engine/index.ts'
import { minutesAfter } from '../../kernel/clock.ts'
import { refuse } from '../../kernel/errors.ts'
import { hashToken } from '../../kernel/ids.ts'
import { defineJob, enqueue, type Job } from '../../kernel/jobs.ts'
import { checkPassword, hashPassword, passwordMatches } from './passwords.ts'
import type { Arrival, Attempts, Mailer } from './port.ts'
import { resetMail } from './reset-mail.ts'
import { arrive } from './sign-in.ts'

const purpose = 'passwordReset'
const payload = z.object({ customerUserId: z.uuid(), locale: z.string() })
export type ResetRequest = z.infer<typeof payload>

/** Makes the token and mails it: in a job, so that the answer takes the same time whether the address is known or not, and a token is never stored. */
export function passwordResetJob(
  mailer: Mailer,
  settings: { storefrontUrl: string; minutes: number },
): Job<ResetRequest> {
  return defineJob({
    name: 'customers.mailPasswordReset',
    payload,
    run: async ({ customerUserId, locale }, ctx) => {
      const user = await ctx.db
        .selectFrom('customerUsers')
        .select(['email', 'firstName'])
        .where('id', '=', customerUserId)
        .where('active', '=', true)
        .executeTakeFirst()
      if (!user) return
      const token = ctx.ids.token()
      const now = ctx.clock.now()
      await ctx.db
        .insertInto('oneTimeTokens')
        .values({
          id: ctx.ids.next(),
          tokenHash: hashToken(token),
          purpose,
          customerUserId,
          createdAt: now,
          expiresAt: minutesAfter(now, settings.minutes),
        })
        .execute()
      await mailer.send(resetMail({ ...user, locale, token, ...settings }))
    },
  })
}

/** Sends a mail with a link, if the address is known; the answer is the same if it is not. */
export const requestPasswordReset =
  (attempts: Attempts, job: Job<ResetRequest>): ActionVerb<'customerUser.requestPasswordReset'> =>
  async ({ email }, ctx) => {
    await attempts.count('password-reset', ctx.ip)
    await attempts.count('password-reset', email.toLowerCase())
    const user = await ctx.db
      .selectFrom('customerUsers')
      .select('id')
      .where('websiteId', '=', ctx.website.id)
      .where('email', '=', email.toLowerCase())
      .where('active', '=', true)
      .executeTakeFirst()
    if (user) await enqueue(ctx, job, { customerUserId: user.id, locale: ctx.locale })
    return { done: true }
  }

/** Sets a new password by the mail's token, once. All sessions end but the new one. */
export const resetPassword =
  (arrivals: readonly Arrival[]): ActionVerb<'customerUser.resetPassword'> =>
  async ({ token, password }, ctx) => {
    const now = ctx.clock.now()
    const used = await ctx.db
      .updateTable('oneTimeTokens')
      .set({ usedAt: now })
      .where('tokenHash', '=', hashToken(token))
      .where('purpose', '=', purpose)
      .where('usedAt', 'is', null)
      .where('expiresAt', '>', now)
      .returning('customerUserId')
      .executeTakeFirst()
    if (!used) throw refuse('TOKEN_EXPIRED')
    await replacePassword(ctx, used.customerUserId, password)
    return arrive(ctx, used.customerUserId, arrivals)
  }

/** Replaces the password of the signed-in person, who proves it by the present one. */
export const changePassword =
  (attempts: Attempts): ActionVerb<'customerUser.changePassword'> =>
  async ({ current, password }, ctx) => {
    if (ctx.actor.kind !== 'customerUser') throw refuse('SIGN_IN_REQUIRED')
    const { customerUserId } = ctx.actor
    await attempts.count('sign-in', customerUserId)
    const user = await ctx.db
      .selectFrom('customerUsers')
      .select('passwordHash')
      .where('id', '=', customerUserId)
      .executeTakeFirst()
    if (!(await passwordMatches(user?.passwordHash, current))) throw refuse('CREDENTIALS_WRONG', {}, 'current')
    await replacePassword(ctx, customerUserId, password)
    return { done: true }
  }

async function replacePassword(
  ctx: Parameters<ActionVerb<'customerUser.resetPassword'>>[1],
  customerUserId: string,
  password: string,
): Promise<void> {
  const person = await ctx.db
    .selectFrom('customerUsers')
    .select(['email', 'firstName', 'lastName'])
    .where('id', '=', customerUserId)
    .executeTakeFirstOrThrow()
  checkPassword(password, Object.values(person))
  await ctx.db
    .updateTable('customerUsers')
    .set({ passwordHash: await hashPassword(password), updatedAt: ctx.clock.now() })
    .where('id', '=', customerUserId)
    .execute()
  await ctx.sessions.closeOthers(ctx, customerUserId)
}
