import { money } from '../../kernel/money.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { Consumer } from '../../kernel/outbox.ts'
import { enterTransfers, takeTransfersBack } from '../payments/index.ts'

/**
 * Has orders on account hear of money that came for their invoices: the books tell of transfers (`invoicePayment` without a payment of the ledger), and the ledger of the order's
 * payment on account goes along, so that an order whose invoices are paid is paid.
 */
export const transferConsumer: Consumer = {
  name: 'invoices.transfers',
  topics: ['invoicePayment.changed'],
  handle: async (events, ctx) => {
    const ids = events.flatMap(({ payload }) => payload['invoicePaymentIds'] as string[])
    await tellPayments(ctx, [...new Set(ids)])
  },
}

async function tellPayments(ctx: Ctx, ids: readonly string[]): Promise<void> {
  const there = await ctx.db
    .selectFrom('invoicePayments')
    .innerJoin('invoices', 'invoices.id', 'invoicePayments.invoiceId')
    .select(['invoicePayments.id', 'invoicePayments.amount', 'invoicePayments.currency'])
    .select(['invoicePayments.paymentId', 'invoices.orderId'])
    .where('invoicePayments.id', 'in', [...ids])
    .orderBy('invoicePayments.id')
    .execute()
  const transfers = there.flatMap(({ id, orderId, paymentId, amount, currency }) =>
    orderId && !paymentId ? [{ id, orderId, amount: money(amount, currency) }] : [],
  )
  await enterTransfers(ctx, transfers)
  const known = new Set(there.map(({ id }) => id))
  await takeTransfersBack(
    ctx,
    ids.filter((id) => !known.has(id)),
  )
}
