import { z } from 'zod'
import { minutesAfter } from '../../kernel/clock.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { refuse, refusalsOf, type RefusalCode } from '../../kernel/errors.ts'
import { defineJob, enqueue, type RunnableJob } from '../../kernel/jobs.ts'
import { LAPSED, renewMoney, type PaymentProvider } from '../payments/index.ts'
import type { PaymentMail } from './mail-payment.ts'
import { stillDue } from './still-due.ts'

/** How long before the bank lets it go a reservation is renewed: time enough for somebody to look, and for the buyer to pay again. */
const beforeMinutes = 24 * 60
const batch = 100

/**
 * Renews the reservations of orders whose goods are still here, a day before the bank lets them go. What cannot be renewed, or has ended before anybody looked, is said to the buyer,
 * with the way to pay again, and to whom the website names for it; once. From then on it does not count as paid: what is due can be paid anew.
 */
export const renewReservationsJob = (provider: PaymentProvider, mail: PaymentMail): RunnableJob =>
  defineJob({
    name: 'payments.renew',
    payload: z.looseObject({}),
    schedule: '23 * * * *',
    run: async (_, ctx) => {
      const tally = { renewed: 0, failed: 0, unanswered: 0, paid: 0 }
      let due: Ending[] = []
      do {
        due = await ending(ctx, due.at(-1))
        for (const one of due) tally[await renewed(ctx, provider, mail, one)] += 1
      } while (due.length === batch)
      if (tally.renewed + tally.failed + tally.unanswered > 0) ctx.log.info(tally, 'reservations are renewed')
    },
  })

/** By these it will not be renewed, however often it is tried. */
const forGood = new Set<RefusalCode>([
  'PAYMENT_AUTHENTICATION_REQUIRED',
  'PAYMENT_AUTHORIZATION_EXPIRED',
  'PAYMENT_DECLINED',
  // its buyer has removed the card
  'PAYMENT_NOT_FOUND',
  'SAVED_CARD_MISSING',
])

interface Ending {
  id: string
  orderId: string
  /** When the bank lets it go, or before when it has: then this is past. */
  ends: Date
  /** The bank holds something still. */
  held: boolean
}

/** What the bank holds of a payment still, as its ledger says. */
const reserved = sql<boolean>`(
  select coalesce(sum(case e.kind when 'authorized' then e.amount when 'captured' then -e.amount when 'released' then -e.amount end), 0) > 0
    and not coalesce(bool_or(e.kind = 'cancelled'), false)
  from payment_events e where e.payment_id = payments.id)`

/** The bank let it go by itself: when its time was over, or, as its provider says of what was reserved, at any time. */
const lapsed = sql<boolean>`exists (
  select from payment_events e
  where e.payment_id = payments.id and (
    (e.kind in ('cancelled', 'released') and e.occurred_at >= payments.authorized_until)
    or (e.kind = 'cancelled' and e.code = ${LAPSED} and exists (
      select from payment_events a where a.payment_id = payments.id and a.kind = 'authorized'))))`

/** One of which no end is known has none before it is let go: it counts from its beginning. */
const ends = sql<Date>`coalesce(payments.authorized_until, date_trunc('milliseconds', payments.created_at))`

/**
 * Reservations of goods that are still here which end soon, or have ended, and which nobody was told of; those after `last`, the earliest first. From the orders that are under way: by
 * `authorizedUntil` all that ever ended would be read each time. One statement.
 */
async function ending(ctx: Ctx, last: Ending | undefined): Promise<Ending[]> {
  const soon = minutesAfter(ctx.clock.now(), beforeMinutes)
  return ctx.db
    .with(
      (cte) => cte('reservations').materialized(),
      (db) =>
        db
          .selectFrom('orders')
          .innerJoin('payments', 'payments.orderId', 'orders.id')
          .select(['payments.id', 'orders.id as orderId', 'payments.authorizedUntil', 'payments.createdAt'])
          .where('orders.state', 'in', ['placed', 'processing'])
          .where('payments.capture', '=', 'atShipment')
          .where('payments.renewProblem', 'is', null),
    )
    .selectFrom('reservations as payments')
    .select(['payments.id', sql<string>`payments.order_id`.as('orderId'), ends.as('ends'), reserved.as('held')])
    .where((where) => where.or([where.and([where('payments.authorizedUntil', '<=', soon), reserved]), lapsed]))
    .$if(last !== undefined, (query) =>
      query.where(sql<boolean>`(${ends}, payments.id) > (${last?.ends}, ${last?.id}::uuid)`),
    )
    .orderBy(ends)
    .orderBy('payments.id')
    .limit(batch)
    .execute()
}

async function renewed(
  ctx: Ctx,
  provider: PaymentProvider,
  mail: PaymentMail,
  { id, orderId, ends: until, held }: Ending,
): Promise<'renewed' | 'failed' | 'unanswered' | 'paid'> {
  try {
    if (!held || until <= ctx.clock.now()) throw refuse('PAYMENT_AUTHORIZATION_EXPIRED')
    await renewMoney(ctx, provider, id)
    return 'renewed'
  } catch (error) {
    const code = refusalsOf(error)[0]?.code
    if (!code || !forGood.has(code)) {
      ctx.log.warn({ paymentId: id, err: code ?? error }, 'a reservation could not be renewed yet')
      return 'unanswered'
    }
    const now = ctx.clock.now()
    await ctx.db.updateTable('payments').set({ renewProblem: code, updatedAt: now }).where('id', '=', id).execute()
    // what is due for it is another sum from now on
    await ctx.db.updateTable('orders').set({ updatedAt: now }).where('id', '=', orderId).execute()
    // it was paid by another one meanwhile
    if (!(await stillDue([orderId], ctx)).get(orderId)?.isPositive()) return 'paid'
    await enqueue(ctx, mail, { orderId, about: 'notRenewed', code }, { key: `not-renewed-${id}` })
    return 'failed'
  }
}
