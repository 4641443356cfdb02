import type { ActionVerb, QuestionVerb } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'

/** The signed-in person. Refuses SIGN_IN_REQUIRED. */
export function signedIn(ctx: Ctx): { customerUserId: string; customerId: string } {
  if (ctx.actor.kind !== 'customerUser') throw refuse('SIGN_IN_REQUIRED')
  return ctx.actor
}

export const currentUser: QuestionVerb<'customerUser.current'> = (_input, ctx) =>
  Promise.resolve(ctx.actor.kind === 'customerUser' ? { id: ctx.actor.customerUserId } : null)

/** Changes what is given; what is left out stays, and an empty phone number is taken away. */
export const updateProfile: ActionVerb<'customerUser.updateProfile'> = async (
  { firstName, lastName, phone, locale },
  ctx,
) => {
  const { customerUserId } = signedIn(ctx)
  await ctx.db
    .updateTable('customerUsers')
    .set({
      ...(firstName ? { firstName } : {}),
      ...(lastName ? { lastName } : {}),
      ...(phone === undefined ? {} : { phone: phone || null }),
      ...(locale ? { locale } : {}),
      updatedAt: ctx.clock.now(),
    })
    .where('id', '=', customerUserId)
    .execute()
  return { id: customerUserId }
}
