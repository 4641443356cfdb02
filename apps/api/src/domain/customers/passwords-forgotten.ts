import { z } from 'zod'
import type { ActionVerb } from '../../engine/index.ts'
import type { Attempts } from '../../kernel/attempts.ts'
import type { Ctx } from '../../kernel/context.ts'
import { transaction } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { hashToken } from '../../kernel/ids.ts'
import { defineJob, enqueue, type Job } from '../../kernel/jobs.ts'
import type { Mailer } from '../../kernel/mail.ts'
import { checkPassword, hashPassword, passwordMatches } from '../../kernel/passwords.ts'
import { issueToken } from './issue-token.ts'
import type { Arrival } from './port.ts'
import { signedIn } from './profile.ts'
import { resetMail } from './reset-mail.ts'
import { arrive } from './sign-in.ts'

const purpose = 'passwordReset'
const payload = z.object({ websiteId: z.uuid(), email: z.string(), locale: z.string() })
export type ResetRequest = z.infer<typeof payload>

/** Makes the token and mails it: in a job, so that the answer takes the same time whether the address is known or not, and a token is never stored. */
export function passwordResetJob(
  mailer: Mailer,
  settings: { storefrontUrl: string; minutes: number },
): Job<ResetRequest> {
  return defineJob({
    name: 'customers.mailPasswordReset',
    payload,
    run: async ({ websiteId, email, locale }, ctx) => {
      const user = await ctx.db
        .selectFrom('customerUsers')
        .innerJoin('websites', 'websites.id', 'customerUsers.websiteId')
        .select(['customerUsers.id', 'customerUsers.email', 'firstName', 'confirmed', 'websites.name as shop'])
        .where('websiteId', '=', websiteId)
        .where('customerUsers.email', '=', email)
        .where('customerUsers.active', '=', true)
        .executeTakeFirst()
      if (!user) return
      const token = await issueToken(ctx, { purpose, customerUserId: user.id, minutes: settings.minutes })
      await mailer.send(resetMail({ ...user, locale, token, ...settings }))
    },
  })
}

/** Sends a mail with a link, if the address is known; the answer, and the work until then, is the same if it is not. */
export const requestPasswordReset =
  (attempts: Attempts, job: Job<ResetRequest>): ActionVerb<'customerUser.requestPasswordReset'> =>
  async ({ email }, ctx) => {
    // each try is a mail to the address: few, whoever asks
    await attempts.count('password-reset', { who: ctx.ip }, { who: email.toLowerCase() })
    await enqueue(ctx, job, { websiteId: ctx.website.id, email: email.toLowerCase(), locale: ctx.locale })
    return { done: true }
  }

/** Sets a new password by the mail's token, once; the other links that were mailed end with it, and all sessions but the new one. */
export const resetPassword =
  (arrivals: readonly Arrival[], attempts: Attempts): ActionVerb<'customerUser.resetPassword'> =>
  async ({ token, password }, ctx) => {
    await attempts.count('password-token', { who: ctx.ip })
    const person = await ownerOf(ctx, token)
    if (!person) throw refuse('TOKEN_EXPIRED')
    const passwordHash = await newHash(person, password)
    return arrive(ctx, arrivals, async (inside) => {
      const ended = await inside.db
        .updateTable('oneTimeTokens')
        .set({ usedAt: inside.clock.now() })
        .where('customerUserId', '=', person.id)
        .where('purpose', '=', purpose)
        .where('usedAt', 'is', null)
        .returning('tokenHash')
        .execute()
      if (!ended.some(({ tokenHash }) => tokenHash === hashToken(token))) throw refuse('TOKEN_EXPIRED')
      await replacePassword(inside, person.id, passwordHash)
      // who read this mail has the address
      await inside.db.updateTable('customerUsers').set({ confirmed: true }).where('id', '=', person.id).execute()
      return { customerUserId: person.id, customerId: person.customerId }
    })
  }

/** Whom a link was mailed to that still works. */
async function ownerOf(ctx: Ctx, token: string) {
  return ctx.db
    .selectFrom('oneTimeTokens')
    .innerJoin('customerUsers', 'customerUsers.id', 'oneTimeTokens.customerUserId')
    .innerJoin('customers', 'customers.id', 'customerUsers.customerId')
    .select([
      'customerUsers.id',
      'customerUsers.customerId',
      'customerUsers.email',
      'customerUsers.firstName',
      'customerUsers.lastName',
    ])
    .where('oneTimeTokens.tokenHash', '=', hashToken(token))
    .where('oneTimeTokens.purpose', '=', purpose)
    .where('oneTimeTokens.usedAt', 'is', null)
    .where('oneTimeTokens.expiresAt', '>', ctx.clock.now())
    .where('customerUsers.active', '=', true)
    .where('customers.active', '=', true)
    .executeTakeFirst()
}

/** Replaces the password of the signed-in person, who proves it by the present one. */
export const changePassword =
  (attempts: Attempts): ActionVerb<'customerUser.changePassword'> =>
  async ({ current, password }, ctx) => {
    const { customerUserId } = signedIn(ctx)
    await attempts.count('sign-in', { who: customerUserId })
    const person = await ctx.db
      .selectFrom('customerUsers')
      .select(['passwordHash', 'email', 'firstName', 'lastName'])
      .where('id', '=', customerUserId)
      .executeTakeFirstOrThrow()
    if (!(await passwordMatches(person.passwordHash, current))) throw refuse('CREDENTIALS_WRONG', {}, 'current')
    const passwordHash = await newHash(person, password)
    return transaction(ctx, async (inside) => {
      await replacePassword(inside, customerUserId, passwordHash)
      return { done: true }
    })
  }

/** The hash of a password that is no known one of theirs. Refuses with PASSWORD_TOO_WEAK. */
export async function newHash(
  { email, firstName, lastName }: { email: string; firstName: string; lastName: string },
  password: string,
): Promise<string> {
  checkPassword(password, [email, firstName, lastName])
  return hashPassword(password)
}

/** Puts a password in place of the former one, and ends all sessions but the one that does it. */
export async function replacePassword(ctx: Ctx, customerUserId: string, passwordHash: string): Promise<void> {
  await ctx.db
    .updateTable('customerUsers')
    .set({ passwordHash, updatedAt: ctx.clock.now() })
    .where('id', '=', customerUserId)
    .execute()
  await ctx.sessions.closeOthers(ctx, customerUserId)
}
