import type { ActionVerb, Guard } from '../../engine/index.ts'
import { problemOfRange } from '../../kernel/addresses.ts'
import { refuse } from '../../kernel/errors.ts'
import { checkPassword, hashPassword } from '../../kernel/passwords.ts'
import { readPublicKey } from '../../kernel/ssh-keys.ts'

export const setPassword: ActionVerb<'fileAccount.setPassword'> = async ({ id, password }, ctx) => {
  const account = await ctx.db
    .selectFrom('fileAccounts')
    .select(['username', 'name'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!account) throw refuse('NOT_FOUND', { what: 'fileAccount' }, 'id')
  if (password != null) checkPassword(password, [account.username, ...account.name.split(' ')])
  const passwordHash = password == null ? null : await hashPassword(password)
  await ctx.db
    .updateTable('fileAccounts')
    .set({ passwordHash, updatedAt: ctx.clock.now() })
    .where('id', '=', id)
    .execute()
  return { done: true }
}

/** Keys and ranges that can be read: a slip of the pen would lock the partner out, or be trusted in vain. */
export const guardFileAccount: Guard = ({ given }) => {
  const lists = [
    ['publicKeys', problemOfKey],
    ['allowedIps', problemOfRange],
  ] as const
  for (const [field, problemOf] of lists)
    for (const [index, written] of ((given[field] as string[] | undefined) ?? []).entries()) {
      const problem = problemOf(written)
      if (problem) throw refuse('FIELD_INVALID', { field, problem }, `${field}.${index}`)
    }
  return Promise.resolve()
}

function problemOfKey(line: string): string | undefined {
  const key = readPublicKey(line)
  return 'problem' in key ? `a public key ${key.problem}` : undefined
}
