import type { ActionVerb } from '../../engine/index.ts'
import type { Attempts } from '../../kernel/attempts.ts'
import type { Session } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { transaction } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { passwordMatches } from '../../kernel/passwords.ts'
import type { Arrival } from './port.ts'

interface Person {
  customerUserId: string
  customerId: string
}

/** Opens the session, after what the visitor had became the customer user's. In the caller's transaction. */
export async function arrive(ctx: Ctx, person: Person, arrivals: readonly Arrival[]): Promise<Session> {
  const visitorId = ctx.actor.kind === 'visitor' ? ctx.actor.visitorId : undefined
  if (visitorId) for (const arrival of arrivals) await arrival(ctx, visitorId, person.customerUserId)
  const session = await ctx.sessions.open(ctx, person)
  return { ...session, customerUser: { id: person.customerUserId } }
}

/** Tries are counted and the password is weighed before a transaction begins: both take their time. */
export const signIn =
  (arrivals: readonly Arrival[], attempts: Attempts): ActionVerb<'customerUser.signIn'> =>
  async ({ email, password }, ctx) => {
    await attempts.count('sign-in', { who: ctx.ip }, { who: email.toLowerCase(), times: 10 })
    const user = await ctx.db
      .selectFrom('customerUsers')
      .innerJoin('customers', 'customers.id', 'customerUsers.customerId')
      .select([
        'customerUsers.id',
        'customerUsers.customerId',
        'customerUsers.passwordHash',
        'customerUsers.active',
        'customers.active as customerActive',
      ])
      .where('customerUsers.websiteId', '=', ctx.website.id)
      .where('customerUsers.email', '=', email.toLowerCase())
      .executeTakeFirst()
    if (!(await passwordMatches(user?.passwordHash, password)) || !user?.active || !user.customerActive)
      throw refuse('CREDENTIALS_WRONG')
    return transaction(ctx, async (inside) => {
      const lastSignInAt = inside.clock.now()
      await inside.db.updateTable('customerUsers').set({ lastSignInAt }).where('id', '=', user.id).execute()
      return arrive(inside, { customerUserId: user.id, customerId: user.customerId }, arrivals)
    })
  }

export const signOut: ActionVerb<'customerUser.signOut'> = async (_input, ctx) => {
  await ctx.sessions.close(ctx)
  return { done: true }
}
