import type { ActionVerb } from '../../engine/index.ts'
import { refuse } from '../../kernel/errors.ts'
import { newHash, replacePassword } from './passwords-forgotten.ts'

/** Somebody of the house gives a person a password; everything that was opened by the former one ends. */
export const setPassword: ActionVerb<'customerUser.setPassword'> = async ({ id, password }, ctx) => {
  const person = await ctx.db
    .selectFrom('customerUsers')
    .select(['email', 'firstName', 'lastName'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!person) throw refuse('NOT_FOUND', { what: 'customerUser' }, 'id')
  await replacePassword(ctx, id, await newHash(person, password))
  return { done: true }
}
