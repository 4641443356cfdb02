import type { Address } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { addressColumns, addressOwners, checkAddress } from '../customers/index.ts'

/** The address that was typed, or the one of the caller's address book. Refuses FIELD_REQUIRED, NOT_FOUND. */
export async function usableAddress(
  ctx: Ctx,
  given: { address?: Address | null; customerAddressId?: string | null },
): Promise<Address> {
  if (given.address) return checkAddress(given.address)
  if (!given.customerAddressId) throw refuse('FIELD_REQUIRED', { field: 'address' }, 'address')
  const { actor } = ctx
  const owners = actor.kind === 'customerUser' ? await addressOwners(ctx, actor.customerId) : []
  const found =
    actor.kind === 'customerUser'
      ? await ctx.db
          .selectFrom('customerAddresses')
          .select(addressColumns)
          .where('id', '=', given.customerAddressId)
          .where((where) =>
            where.or([where('customerUserId', '=', actor.customerUserId), where('customerId', 'in', owners)]),
          )
          .executeTakeFirst()
      : undefined
  if (!found) throw refuse('NOT_FOUND', { what: 'address' }, 'customerAddressId')
  return found
}
