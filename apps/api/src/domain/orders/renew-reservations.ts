import { z } from 'zod'
import { minutesAfter } from '../../kernel/clock.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refusalsOf } from '../../kernel/errors.ts'
import { defineJob, enqueue, type Job, type RunnableJob } from '../../kernel/jobs.ts'
import { renewMoney, standings, type PaymentProvider } from '../payments/index.ts'
import type { PaymentMail } from './mail-payment.ts'

/** How long before the bank lets it go a reservation is renewed: time enough for somebody to look, and for the buyer to pay again. */
const beforeMinutes = 24 * 60
const batch = 100

/**
 * Renews the reservations of orders whose goods are still here, a day before the bank lets them go. What cannot be renewed is said to the buyer, with the way to pay
 * again, and to whom the website names for it; once.
 */
export const renewReservationsJob = (provider: PaymentProvider, mail: Job<PaymentMail>): RunnableJob =>
  defineJob({
    name: 'payments.renew',
    payload: z.looseObject({}),
    schedule: '23 * * * *',
    run: async (_, ctx) => {
      const tally = { renewed: 0, failed: 0, unanswered: 0 }
      for (const due of await ending(ctx)) tally[await renewed(ctx, provider, mail, due)] += 1
      if (tally.renewed + tally.failed + tally.unanswered > 0) ctx.log.info(tally, 'reservations are renewed')
    },
  })

interface Ending {
  id: string
  orderId: string
}

async function ending(ctx: Ctx): Promise<Ending[]> {
  const now = ctx.clock.now()
  const rows = await ctx.db
    .selectFrom('payments')
    .innerJoin('orders', 'orders.id', 'payments.orderId')
    .select(['payments.id', 'orders.id as orderId'])
    .where('payments.capture', '=', 'atShipment')
    .where('payments.authorizedUntil', '>', now)
    .where('payments.authorizedUntil', '<=', minutesAfter(now, beforeMinutes))
    .where('payments.renewProblem', 'is', null)
    .where('orders.state', 'in', ['placed', 'processing'])
    .orderBy('payments.authorizedUntil')
    .limit(batch)
    .execute()
  if (rows.length === 0) return []
  const stand = await standings(
    rows.map(({ id }) => id),
    ctx,
  )
  return rows.filter(({ id }) => stand.get(id)?.reserved.isPositive())
}

async function renewed(
  ctx: Ctx,
  provider: PaymentProvider,
  mail: Job<PaymentMail>,
  { id, orderId }: Ending,
): Promise<'renewed' | 'failed' | 'unanswered'> {
  try {
    await renewMoney(ctx, provider, id)
    return 'renewed'
  } catch (error) {
    const code = refusalsOf(error)[0]?.code
    const forGood = code && ['PAYMENT_AUTHENTICATION_REQUIRED', 'PAYMENT_DECLINED', 'SAVED_CARD_MISSING'].includes(code)
    if (!forGood) {
      ctx.log.warn({ paymentId: id, err: code ?? error }, 'a reservation could not be renewed yet')
      return 'unanswered'
    }
    const now = ctx.clock.now()
    await ctx.db.updateTable('payments').set({ renewProblem: code, updatedAt: now }).where('id', '=', id).execute()
    await enqueue(ctx, mail, { orderId, about: 'notRenewed', code }, { key: `not-renewed-${id}` })
    return 'failed'
  }
}
