import type { ActionVerb } from '../../engine/index.ts'
import type { Attempts } from '../../kernel/attempts.ts'
import type { Ctx } from '../../kernel/context.ts'
import { violatedUnique } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { enqueue, type Job } from '../../kernel/jobs.ts'
import { appendEvents } from '../../kernel/outbox.ts'
import type { ConfirmationRequest } from './confirm-email.ts'
import { checkPassword, hashPassword } from '../../kernel/passwords.ts'
import type { Arrival } from './port.ts'
import { arrive } from './sign-in.ts'

/** Opens an account: a customer (the company, or the person as their own), and its first user, who administrates it. */
export const register =
  (
    arrivals: readonly Arrival[],
    attempts: Attempts,
    confirmation: Job<ConfirmationRequest>,
  ): ActionVerb<'customerUser.register'> =>
  async (input, ctx) => {
    await attempts.count('register', { who: ctx.ip })
    const email = input.email.toLowerCase()
    checkPassword(input.password, [email, input.firstName, input.lastName])
    const customerId = ctx.ids.next()
    const id = ctx.ids.next()
    const passwordHash = await hashPassword(input.password)
    return arrive(ctx, arrivals, async (inside) => {
      await insertAccount(inside, { ...input, email, customerId, id, passwordHash })
      await appendEvents(inside, [
        {
          topic: 'customerUser.registered',
          entity: 'customerUser',
          entityId: id,
          payload: { customerId, customerUserId: id },
        },
      ])
      await enqueue(inside, confirmation, { customerUserId: id })
      return { customerUserId: id, customerId }
    })
  }

interface Account {
  id: string
  customerId: string
  email: string
  firstName: string
  lastName: string
  company?: string | null
  phone?: string | null
  passwordHash: string
}

/** Two statements. Refuses EMAIL_TAKEN, also when somebody else takes it at the same moment. */
async function insertAccount(ctx: Ctx, account: Account): Promise<void> {
  const { id, customerId, email, firstName, lastName, passwordHash } = account
  try {
    await ctx.db
      .insertInto('customers')
      .values({
        id: customerId,
        code: ctx.ids.orderNumber().replace('P-', 'C-'),
        name: account.company ?? `${firstName} ${lastName}`,
        organizationId: ctx.website.organizationId,
      })
      .execute()
    await ctx.db
      .insertInto('customerUsers')
      .values({
        id,
        customerId,
        websiteId: ctx.website.id,
        email,
        firstName,
        lastName,
        phone: account.phone ?? null,
        locale: ctx.locale,
        role: 'administrator',
        confirmed: false,
        passwordHash,
        lastSignInAt: ctx.clock.now(),
      })
      .execute()
  } catch (error) {
    if (violatedUnique(error)?.includes('email')) throw refuse('EMAIL_TAKEN', { email }, 'email')
    throw error
  }
}
