import type { ActionVerb } from '../../engine/index.ts'
import type { Session } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { passwordMatches } from './passwords.ts'
import type { Arrival, Attempts } from './port.ts'

/** Opens the session, after what the visitor had became the customer user's. */
export async function arrive(ctx: Ctx, customerUserId: string, arrivals: readonly Arrival[]): Promise<Session> {
  const visitorId = ctx.actor.kind === 'visitor' ? ctx.actor.visitorId : undefined
  if (visitorId) for (const arrival of arrivals) await arrival(ctx, visitorId, customerUserId)
  const session = await ctx.sessions.open(ctx, customerUserId)
  return { ...session, customerUser: { id: customerUserId } }
}

export const signIn =
  (arrivals: readonly Arrival[], attempts: Attempts): ActionVerb<'customerUser.signIn'> =>
  async ({ email, password }, ctx) => {
    await attempts.count('sign-in', ctx.ip)
    await attempts.count('sign-in', email.toLowerCase())
    const user = await ctx.db
      .selectFrom('customerUsers')
      .innerJoin('customers', 'customers.id', 'customerUsers.customerId')
      .select([
        'customerUsers.id',
        'customerUsers.passwordHash',
        'customerUsers.active',
        'customers.active as customerActive',
      ])
      .where('customerUsers.websiteId', '=', ctx.website.id)
      .where('customerUsers.email', '=', email.toLowerCase())
      .executeTakeFirst()
    if (!(await passwordMatches(user?.passwordHash, password)) || !user?.active || !user.customerActive)
      throw refuse('CREDENTIALS_WRONG')
    await ctx.db.updateTable('customerUsers').set({ lastSignInAt: ctx.clock.now() }).where('id', '=', user.id).execute()
    return arrive(ctx, user.id, arrivals)
  }

export const signOut: ActionVerb<'customerUser.signOut'> = async (_input, ctx) => {
  await ctx.sessions.close(ctx)
  return { done: true }
}
