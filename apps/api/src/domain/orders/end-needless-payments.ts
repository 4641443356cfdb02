import { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'
import { defineJob, enqueue, type Job } from '../../kernel/jobs.ts'
import type { Consumer } from '../../kernel/outbox.ts'
import { cancelMoney, knownPayment, oneAtATime, type PaymentProvider } from '../payments/index.ts'
import { endStalePayments } from './begin-payment.ts'
import { stillDue } from './still-due.ts'

const payload = z.object({ orderId: z.uuid() })
type EndNeedless = Job<z.infer<typeof payload>>

/**
 * Ends payments of an order that nobody needs any more: forms that are open for another sum than is due, and what the bank still holds of a reservation that could not be renewed, once
 * its buyer has paid anew; not before, and not unless all is paid.
 */
export const endNeedlessJob = (provider: PaymentProvider): EndNeedless =>
  defineJob({
    name: 'orders.endNeedlessPayments',
    payload,
    run: async ({ orderId }, ctx) => {
      await endStalePayments(ctx, provider, orderId)
      if ((await stillDue([orderId], ctx)).get(orderId)?.isPositive()) return
      const doubtful = await ctx.db
        .selectFrom('payments')
        .select('id')
        .where('orderId', '=', orderId)
        .where('renewProblem', 'is not', null)
        .where('capture', '=', 'atShipment')
        .execute()
      for (const { id } of doubtful)
        await oneAtATime(ctx, id, async () => {
          const known = await knownPayment(ctx, id)
          if (known.standing.reserved.isPositive()) await cancelMoney(ctx, provider, known, 'duplicate')
        })
    },
  })

/** Hears where what is due for an order becomes another sum, of orders that have been paid by more than their checkout. */
export const needlessConsumer = (job: EndNeedless): Consumer => ({
  name: 'orders.endNeedlessPayments',
  topics: ['payment.changed', 'order.amended', 'order.confirmed'],
  handle: async (events, ctx) => {
    for (const orderId of await concerned(
      ctx,
      events.map(({ entityId }) => entityId),
    ))
      await enqueue(ctx, job, { orderId }, { key: `end-needless-${orderId}` })
  },
})

/** Orders of these ids, or of payments of these ids, which have a payment that may be needless. One statement; each half of it goes by an index of its own. */
async function concerned(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  const needless = ctx.db
    .selectFrom('payments')
    .select('payments.orderId')
    .where((where) =>
      where.or([where('payments.renewProblem', 'is not', null), where('payments.checkoutId', 'is', null)]),
    )
  const rows = await needless
    .where('payments.orderId', 'in', ids)
    .union(needless.innerJoin('payments as told', 'told.orderId', 'payments.orderId').where('told.id', 'in', ids))
    .execute()
  return rows.flatMap(({ orderId }) => orderId ?? [])
}
