import { calendarDay } from '../../kernel/clock.ts'
import type { Ctx } from '../../kernel/context.ts'
import { money, type Money } from '../../kernel/money.ts'
import { accountProvider, standings } from '../payments/index.ts'

interface Billed {
  id: string
  orderId: string
  total: Money
}

/**
 * Pays an invoice with what the order that it bills was paid with: money of the ledger that is there, has not gone back, and was not allotted to another invoice, so that nobody is asked
 * for it twice. What is captured later, or goes back later, the books tell. The order must be locked.
 */
export async function allotPayments(ctx: Ctx, { id, orderId, total }: Billed): Promise<void> {
  const payments = await ctx.db
    .selectFrom('payments')
    .select(['id', 'reference', 'method'])
    .where('orderId', '=', orderId)
    .where('currency', '=', total.currency)
    // what was paid on account was paid for an invoice
    .where('provider', '<>', accountProvider)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  if (payments.length === 0) return
  const ids = payments.map((payment) => payment.id)
  const ledger = await standings(ids, ctx)
  const taken = await ctx.db
    .selectFrom('invoicePayments')
    .select(['paymentId', 'amount', 'currency'])
    .where('paymentId', 'in', ids)
    .execute()
  let owed = total
  for (const payment of payments) {
    const { captured, refunded } = ledger.get(payment.id)!
    const left = taken
      .filter(({ paymentId }) => paymentId === payment.id)
      .reduce((rest, { amount, currency }) => rest.minus(money(amount, currency)), captured.minus(refunded))
    const part = left.comparedTo(owed) < 0 ? left : owed
    if (!part.isPositive()) continue
    await ctx.db
      .insertInto('invoicePayments')
      .values({
        id: ctx.ids.next(),
        invoiceId: id,
        paymentId: payment.id,
        reference: payment.reference?.slice(0, 120) ?? payment.id,
        method: payment.method,
        currency: total.currency,
        amount: part.toJSON().amount,
        paidOn: calendarDay(ctx.clock.now()),
      })
      .execute()
    owed = owed.minus(part)
  }
}
