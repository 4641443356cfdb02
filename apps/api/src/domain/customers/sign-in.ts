import type { ActionVerb } from '../../engine/index.ts'
import type { Attempts } from '../../kernel/attempts.ts'
import type { Session } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { transaction } from '../../kernel/db.ts'
import { refusalsOf, refuse } from '../../kernel/errors.ts'
import { passwordMatches } from '../../kernel/passwords.ts'
import type { Arrival, Newcomer } from './port.ts'

interface Person {
  customerUserId: string
  customerId: string
}

/**
 * Opens the session of whoever `prove` answers, in one transaction with it, after what the visitor had became the customer user's. What
 * arrivals do afterwards is done before this answers.
 */
export async function arrive(
  ctx: Ctx,
  arrivals: readonly Arrival[],
  prove: (inside: Ctx) => Promise<Person>,
): Promise<Session> {
  const visitorId = ctx.actor.kind === 'visitor' ? ctx.actor.visitorId : undefined
  const { person, session } = await transaction(ctx, async (inside) => {
    const person = await prove(inside)
    if (visitorId) await takeAlong(inside, arrivals, { ...person, visitorId })
    return { person, session: await inside.sessions.open(inside, person) }
  })
  if (visitorId) await afterwards(ctx, arrivals, { ...person, visitorId })
  return { ...session, customerUser: { id: person.customerUserId } }
}

/** For a visitor who has signed in at the page of the authorization server: what they had is the person’s, and their own session ends. */
export const bringVisitor =
  (arrivals: readonly Arrival[]) =>
  async (ctx: Ctx, person: Newcomer): Promise<void> => {
    await transaction(ctx, async (inside) => {
      await takeAlong(inside, arrivals, person)
      await inside.sessions.close(inside)
    })
    await afterwards(ctx, arrivals, person)
  }

async function takeAlong(inside: Ctx, arrivals: readonly Arrival[], person: Newcomer): Promise<void> {
  for (const arrival of arrivals) await arrival.take(inside, person)
}

async function afterwards(ctx: Ctx, arrivals: readonly Arrival[], person: Newcomer): Promise<void> {
  for (const arrival of arrivals)
    try {
      await arrival.afterwards?.(ctx, person)
    } catch (error) {
      ctx.log.warn(
        { customerUserId: person.customerUserId, err: refusalsOf(error)[0]?.code ?? error },
        'somebody signed in, and what they had as a visitor could not all be brought along yet',
      )
    }
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
    return arrive(ctx, arrivals, async (inside) => {
      const lastSignInAt = inside.clock.now()
      await inside.db.updateTable('customerUsers').set({ lastSignInAt }).where('id', '=', user.id).execute()
      return { customerUserId: user.id, customerId: user.customerId }
    })
  }

export const signOut: ActionVerb<'customerUser.signOut'> = async (_input, ctx) => {
  await ctx.sessions.close(ctx)
  return { done: true }
}
