import { isWithin, type Guard } from '../../engine/index.ts'
import type { GrantLike } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { checkGrants } from '../access/index.ts'

/** A company belongs to another one, and never to itself. */
const customer: Guard = async ({ id, given }, ctx) => {
  if (typeof given['parentId'] !== 'string') return
  if (await isWithin(ctx.db, 'customers', given['parentId'], id))
    throw refuse(
      'FIELD_INVALID',
      { field: 'parentId', problem: 'names a company that belongs to this one' },
      'parentId',
    )
}

/** At the shop nothing is beyond the companies of one house. */
const customerRole: Guard = async ({ given }) => {
  checkGrants((given['grants'] ?? []) as GrantLike[], { audience: 'storefront', furthest: 'unitAndBelow' })
  await Promise.resolve()
}

/** People have no role that was made for another company. */
const customerUser: Guard = async ({ id, given }, ctx) => {
  if (!given['customerRoleId'] && !given['customerId']) return
  const before = await ctx.db
    .selectFrom('customerUsers')
    .select(['customerId', 'customerRoleId'])
    .where('id', '=', id)
    .executeTakeFirst()
  const after: Record<string, unknown> = { ...before, ...given }
  const roleId = after['customerRoleId']
  if (typeof roleId !== 'string') return
  const role = await ctx.db.selectFrom('customerRoles').select('customerId').where('id', '=', roleId).executeTakeFirst()
  if (role?.customerId && role.customerId !== after['customerId'])
    throw refuse(
      'FIELD_INVALID',
      { field: 'customerRole', problem: 'was made for people of another company' },
      'customerRole',
    )
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
export const customerGuards: Record<string, Guard> = { customer, customerRole, customerUser, customerAddress }
