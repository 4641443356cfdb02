import type { Ctx } from '../../kernel/context.ts'

/** The customers whose addresses somebody of a customer can use: the customer itself, and its partners that goods or bills of it go to. */
export async function addressOwners(ctx: Ctx, customerId: string): Promise<string[]> {
  const partners = await ctx.db
    .selectFrom('customerPartners')
    .select('partnerId')
    .distinct()
    .where('customerId', '=', customerId)
    .where('role', 'in', ['shipTo', 'billTo'])
    .execute()
  return [customerId, ...partners.map(({ partnerId }) => partnerId)]
}
