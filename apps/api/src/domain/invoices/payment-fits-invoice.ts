import type { Guard } from '../../engine/index.ts'
import { refuse } from '../../kernel/errors.ts'

/** Money comes for invoices that were issued, in their currency. */
export const paymentFitsInvoice: Guard = async ({ deed, given }, ctx) => {
  if (deed !== 'create') return
  const invoice = await ctx.db
    .selectFrom('invoices')
    .select(['state', 'currency'])
    .where('id', '=', given.invoiceId as string)
    .forUpdate()
    .executeTakeFirst()
  // one that is not there is refused by its foreign key
  if (!invoice) return
  if (invoice.state !== 'issued')
    throw refuse('TRANSITION_NOT_ALLOWED', { entity: 'invoice', state: invoice.state, action: 'paying it' }, 'invoice')
  const { currency } = given.amount as { currency: string }
  if (currency !== invoice.currency)
    throw refuse(
      'FIELD_INVALID',
      { field: 'amount', problem: `is in ${currency}, the invoice in ${invoice.currency}` },
      'amount',
    )
}
