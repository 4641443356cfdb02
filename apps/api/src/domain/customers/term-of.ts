import type { Ctx } from '../../kernel/context.ts'

/**
 * How a customer pays on account: their own term, else their group's; none that is used no more. `currency`: none either where their credit limit is in another one, since
 * what they owe in this one counts against nothing.
 */
export async function termOf(ctx: Ctx, customerId: string, currency?: string): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('customers')
    .leftJoin('customerGroups', 'customerGroups.id', 'customers.groupId')
    .innerJoin('paymentTerms', (join) =>
      join.on('paymentTerms.id', '=', ({ fn }) =>
        fn.coalesce('customers.paymentTermId', 'customerGroups.paymentTermId'),
      ),
    )
    .select('paymentTerms.id')
    .where('customers.id', '=', customerId)
    .where('paymentTerms.active', '=', true)
    .$if(currency !== undefined, (terms) =>
      terms.where(({ eb, or }) =>
        or([eb('customers.creditLimit', 'is', null), eb('customers.creditCurrency', '=', currency!)]),
      ),
    )
    .executeTakeFirst()
  return row?.id ?? null
}
