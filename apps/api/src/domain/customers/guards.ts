import type { Guard } from '../../engine/index.ts'
import { sql } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'

/** A company belongs to another one, and never to itself. */
const customer: Guard = async ({ id, given }, ctx) => {
  if (typeof given['parentId'] !== 'string') return
  const { rows } = await sql`
    with recursive above as (
      select id, parent_id from customers where id = ${given['parentId']}
      union select c.id, c.parent_id from customers c join above a on c.id = a.parent_id
    ) select from above where id = ${id}`.execute(ctx.db)
  if (rows.length > 0)
    throw refuse(
      'FIELD_INVALID',
      { field: 'parentId', problem: 'names a company that belongs to this one' },
      'parentId',
    )
}

/** People sign in by their address in small letters. */
const customerUser: Guard = async ({ given }) => {
  if (typeof given['email'] === 'string') given['email'] = given['email'].toLowerCase()
  await Promise.resolve()
}

/** An address is a company’s or a person’s, and not both. */
const customerAddress: Guard = async ({ deed, id, given }, ctx) => {
  if (deed === 'delete') return
  const before = await ctx.db
    .selectFrom('customerAddresses')
    .select(['customerId', 'customerUserId'])
    .where('id', '=', id)
    .executeTakeFirst()
  const after = { ...before, ...given }
  if (Boolean(after['customerId']) === Boolean(after['customerUserId']))
    throw refuse(
      'FIELD_INVALID',
      { field: 'customerId', problem: 'or customerUserId says whose it is: one of them' },
      'customerId',
    )
}

/** What must hold before customers are written. */
export const customerGuards: Record<string, Guard> = { customer, customerUser, customerAddress }
