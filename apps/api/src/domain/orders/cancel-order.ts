import { z } from 'zod'
import { moveRow, type ActionVerb } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { minutesAfter } from '../../kernel/clock.ts'
import { transaction } from '../../kernel/db.ts'
import { refusalsOf } from '../../kernel/errors.ts'
import { defineJob, enqueue, type Job } from '../../kernel/jobs.ts'
import { lockRows } from '../../kernel/locks.ts'
import { releaseOrderStock } from '../inventory/index.ts'
import { cancelMoney, knownPayment, refundable, refundMoney, type PaymentProvider } from '../payments/index.ts'
import { amend } from './amend-order.ts'
import { nothingSent } from './nothing-sent.ts'

const payload = z.object({ orderId: z.uuid() })
type ReturnMoney = Job<z.infer<typeof payload>>

/** Gives the money of a cancelled order back, as often as it takes: for when the provider did not answer, or the process ended in between. */
export const returnMoneyJob = (provider: PaymentProvider): ReturnMoney =>
  defineJob({ name: 'orders.returnMoney', payload, run: ({ orderId }, ctx) => giveMoneyBack(ctx, provider, orderId) })

/** Refunds what was taken and lets go what was reserved. Done again, nothing is left to do. */
async function giveMoneyBack(ctx: Ctx, provider: PaymentProvider, orderId: string): Promise<void> {
  const payments = await ctx.db
    .selectFrom('payments')
    .select('id')
    .where('orderId', '=', orderId)
    .where('reference', 'is not', null)
    .orderBy('id')
    .execute()
  for (const { id } of payments) {
    const known = await knownPayment(ctx, id)
    if (known.standing.reserved.isPositive()) await cancelMoney(ctx, provider, known, 'requestedByCustomer')
    if (refundable(known).isPositive()) await refundMoney(ctx, provider, known, null, 'requestedByCustomer')
  }
}

/**
 * Cancels an order of which nothing has left yet. First our books, in one transaction: its state, its stock, its shipments, and that the money is to go back; then
 * the money itself. Where the provider does not answer, the order is cancelled all the same, and the job asks again.
 */
export const cancelOrder =
  (provider: PaymentProvider, job: ReturnMoney): ActionVerb<'order.cancel'> =>
  async ({ id, reason }, ctx) => {
    await transaction(ctx, async (inside) => {
      await lockRows(inside, 'orders', [id])
      await nothingSent(inside, id)
      const now = inside.clock.now()
      const besides = { cancelledAt: now, cancelReason: reason ?? null }
      await moveRow(inside, { entity: 'order', id, action: 'cancel', to: 'cancelled', besides })
      await inside.db
        .updateTable('shipments')
        .set({ state: 'cancelled', updatedAt: now })
        .where('orderId', '=', id)
        .where('state', '=', 'pending')
        .execute()
      await amend(inside, id, { kind: 'cancelled' })
      await releaseOrderStock(inside, id)
      await enqueue(inside, job, { orderId: id }, { key: `return-money-${id}`, runAt: minutesAfter(now, 1) })
    })
    try {
      await giveMoneyBack(ctx, provider, id)
    } catch (error) {
      ctx.log.warn(
        { orderId: id, err: refusalsOf(error)[0]?.code ?? error },
        'the money of a cancelled order could not be given back yet: it is tried again',
      )
    }
    return { id }
  }
