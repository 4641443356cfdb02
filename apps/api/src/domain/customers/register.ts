import type { ActionVerb } from '../../engine/index.ts'
import { violatedUnique } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { appendEvents } from '../../kernel/outbox.ts'
import { checkPassword, hashPassword } from './passwords.ts'
import type { Arrival, Attempts } from './port.ts'
import { arrive } from './sign-in.ts'

/** Opens an account: a customer (the company, or the person as their own), and its first user, who administrates it. */
export const register =
  (arrivals: readonly Arrival[], attempts: Attempts): ActionVerb<'customerUser.register'> =>
  async (input, ctx) => {
    await attempts.count('register', ctx.ip)
    const email = input.email.toLowerCase()
    checkPassword(input.password, [email, input.firstName, input.lastName])
    const organization = ctx.website.organizationId
    const customerId = ctx.ids.next()
    const id = ctx.ids.next()
    const name = input.company ?? `${input.firstName} ${input.lastName}`
    const passwordHash = await hashPassword(input.password)
    try {
      await ctx.db
        .insertInto('customers')
        .values({ id: customerId, code: ctx.ids.orderNumber().replace('P-', 'C-'), name, organizationId: organization })
        .execute()
      await ctx.db
        .insertInto('customerUsers')
        .values({
          id,
          customerId,
          websiteId: ctx.website.id,
          email,
          firstName: input.firstName,
          lastName: input.lastName,
          phone: input.phone ?? null,
          locale: ctx.locale,
          role: 'administrator',
          passwordHash,
          lastSignInAt: ctx.clock.now(),
        })
        .execute()
    } catch (error) {
      if (violatedUnique(error)?.includes('email')) throw refuse('EMAIL_TAKEN', { email }, 'email')
      throw error
    }
    await appendEvents(ctx, [
      {
        topic: 'customer.registered',
        entity: 'customer',
        entityId: customerId,
        payload: { customerId, customerUserId: id },
      },
    ])
    return arrive(ctx, id, arrivals)
  }
