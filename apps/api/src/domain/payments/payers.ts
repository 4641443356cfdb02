import type { Ctx } from '../../kernel/context.ts'
import type { PaymentProvider } from './port.ts'

/** The provider's id of a person who is signed in, made known to it when it is first needed. Asked at the same moment twice, it is one. */
export async function payerOf(ctx: Ctx, provider: PaymentProvider, customerUserId: string): Promise<string> {
  const person = await ctx.db
    .selectFrom('customerUsers')
    .select(['payerReference', 'email', 'firstName', 'lastName'])
    .where('id', '=', customerUserId)
    .executeTakeFirstOrThrow()
  if (person.payerReference) return person.payerReference
  const { email, firstName, lastName } = person
  const name = `${firstName} ${lastName}`
  const payerReference = await provider.createPayer({ key: `payer-${customerUserId}`, email, name })
  await ctx.db
    .updateTable('customerUsers')
    .set({ payerReference })
    .where('id', '=', customerUserId)
    .where('payerReference', 'is', null)
    .execute()
  return payerReference
}
