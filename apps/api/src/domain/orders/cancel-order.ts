import { z } from 'zod'
import { moveRow, type ActionVerb } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { PaymentState } from '../../kernel/contract.ts'
import { minutesAfter } from '../../kernel/clock.ts'
import { sql, transaction } from '../../kernel/db.ts'
import { refusalsOf } from '../../kernel/errors.ts'
import { defineJob, enqueue, type Job } from '../../kernel/jobs.ts'
import { lockRows } from '../../kernel/locks.ts'
import type { Consumer } from '../../kernel/outbox.ts'
import { releaseOrderStock } from '../inventory/index.ts'
import { cancelMoney, knownPayment, refundable, refundMoney, type PaymentProvider } from '../payments/index.ts'
import type { CallOff } from '../shipping/index.ts'
import { amend } from './amend-order.ts'
import { reckonAnew } from './follow-ledger.ts'
import { nothingSent } from './nothing-sent.ts'

const payload = z.object({ orderId: z.uuid() })
type ReturnMoney = Job<z.infer<typeof payload>>

/** Gives the money of a cancelled order back, as often as it takes: for when the provider did not answer, or the process ended in between. */
export const returnMoneyJob = (provider: PaymentProvider): ReturnMoney =>
  defineJob({ name: 'orders.returnMoney', payload, run: ({ orderId }, ctx) => giveMoneyBack(ctx, provider, orderId) })

/** What somebody has begun to pay, and not finished. */
const open = new Set<PaymentState>(['pending', 'failed', 'processing'])

/** Refunds what was taken and lets go what was reserved, or begun to be paid, of each payment, also where another one cannot: why is thrown when all have had their turn. Done again, nothing is left to do. */
async function giveMoneyBack(ctx: Ctx, provider: PaymentProvider, orderId: string): Promise<void> {
  const payments = await ctx.db
    .selectFrom('payments')
    .select('id')
    .where('orderId', '=', orderId)
    .where('reference', 'is not', null)
    .orderBy('id')
    .execute()
  const failures: unknown[] = []
  for (const { id } of payments)
    await givePaymentBack(ctx, provider, id).catch((error: unknown) => void failures.push(error))
  if (failures.length > 0) throw failures[0]
}

async function givePaymentBack(ctx: Ctx, provider: PaymentProvider, id: string): Promise<void> {
  const found = await knownPayment(ctx, id)
  if (found.standing.reserved.isPositive() || open.has(found.standing.state))
    await cancelMoney(ctx, provider, found, 'requestedByCustomer')
  // it may have been paid a moment before it was let go
  const known = await knownPayment(ctx, id)
  // what a bank did not take back, and nobody has made good since, it would not take back again: `refundProblem` has somebody look
  if (known.payment.refundProblem) return
  // nobody can give it back while the bank decides; how it has decided is news of the payment (`lateMoneyConsumer`)
  if (known.standing.disputed.isPositive()) return
  if (refundable(known).isPositive()) await refundMoney(ctx, provider, known, null, 'requestedByCustomer')
}

/** Hears of money that comes for an order which is cancelled by then, or that its bank leaves us after a dispute: it goes back. */
export const lateMoneyConsumer = (job: ReturnMoney): Consumer => ({
  name: 'orders.lateMoney',
  topics: ['payment.changed'],
  handle: async (events, ctx) => {
    const cancelled = await ctx.db
      .selectFrom('payments')
      .innerJoin('orders', 'orders.id', 'payments.orderId')
      .select('orders.id')
      .distinct()
      .where(
        'payments.id',
        'in',
        events.map(({ entityId }) => entityId),
      )
      .where('orders.state', '=', 'cancelled')
      .execute()
    for (const { id: orderId } of cancelled) await enqueue(ctx, job, { orderId }, { key: `return-money-${orderId}` })
  },
})

/**
 * Cancels an order of which nothing has left yet. First our books, in one transaction: its state, its stock, its shipments, and that the money is to go back; then
 * the money itself. Where the provider does not answer, the order is cancelled all the same, and the job asks again. The answer says what is left to give back (`overpaid`) as it is then.
 */
export const cancelOrder =
  (provider: PaymentProvider, job: ReturnMoney, callOff: CallOff): ActionVerb<'order.cancel'> =>
  async ({ id, reason }, ctx) => {
    await transaction(ctx, async (inside) => {
      await lockRows(inside, 'orders', [id])
      await nothingSent(inside, id)
      await cancelled(inside, id, reason ?? null, callOff)
      const runAt = minutesAfter(inside.clock.now(), 1)
      await enqueue(inside, job, { orderId: id }, { key: `return-money-${id}`, runAt })
    })
    try {
      await giveMoneyBack(ctx, provider, id)
    } catch (error) {
      ctx.log.warn(
        { orderId: id, err: refusalsOf(error)[0]?.code ?? error },
        'the money of a cancelled order could not be given back yet: it is tried again',
      )
    }
    await transaction(ctx, async (inside) => {
      await lockRows(inside, 'orders', [id])
      await reckonAnew(inside, id, null)
    })
    return { id }
  }

/** An order ends in our books: its state, its shipments and what was bought for them, its stock, and the step by which whoever sees to it hears of that. Under the order's lock. */
async function cancelled(ctx: Ctx, id: string, cancelReason: string | null, callOff: CallOff): Promise<void> {
  const now = ctx.clock.now()
  const besides = { cancelledAt: now, cancelReason }
  await moveRow(ctx, { entity: 'order', id, action: 'cancel', to: 'cancelled', besides })
  const packed = await ctx.db
    .updateTable('shipments')
    .set({ state: 'cancelled', updatedAt: now })
    .where('orderId', '=', id)
    .where('state', '=', 'pending')
    .returning('id')
    .execute()
  for (const shipment of packed)
    await enqueue(ctx, callOff, { shipmentId: shipment.id }, { key: `call-off-${shipment.id}` })
  await amend(ctx, id, { kind: 'cancelled' })
  await releaseOrderStock(ctx, id)
}

/** Ends an order of which nothing will be delivered; answers whether it did. Under the order's lock. */
export type EndRejected = (ctx: Ctx, orderId: string) => Promise<boolean>

const allRejected = 'Nothing of it will be delivered.'

/**
 * Where none of the lines of an order will be delivered, and nothing of it has left, it is cancelled, as `order.cancel` does it; its money goes back by the job, since whoever rejects a line does so in a
 * transaction.
 */
export const endRejected =
  (job: ReturnMoney, callOff: CallOff): EndRejected =>
  async (ctx, orderId) => {
    const { rows } = await sql<{ ended: boolean }>`
      select o.state = 'placed'
        and not exists (select from order_lines l where l.order_id = o.id and coalesce(l.confirmed_quantity, l.quantity) > 0)
        and not exists (select from shipments s where s.order_id = o.id and s.state in ('shipped', 'delivered')) as ended
      from orders o where o.id = ${orderId}`.execute(ctx.db)
    if (!rows[0]?.ended) return false
    await cancelled(ctx, orderId, allRejected, callOff)
    await enqueue(ctx, job, { orderId }, { key: `return-money-${orderId}` })
    return true
  }
