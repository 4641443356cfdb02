import { z } from 'zod'
import { minutesAfter } from '../../kernel/clock.ts'
import { defineJob, type RunnableJob } from '../../kernel/jobs.ts'
import { expireCheckouts } from './expire-checkouts.ts'
import { forgetCheckouts } from './forget-checkouts.ts'
import { reconcile } from './reconcile/reconcile.ts'
import type { PaymentSettings } from './placing/standing.ts'
import { resumeCheckouts } from './resume-checkouts.ts'

/** How long an answer or message of the provider may be on its way before it counts as lost. */
const settlingMinutes = 15

/** What checkouts need to have done by the clock. `keepDays`: how long an untouched visitor's cart is kept. */
export const checkoutJobs = (payments: PaymentSettings, keepDays: number): readonly RunnableJob[] => [
  defineJob({
    name: 'checkouts.expire',
    payload: z.looseObject({}),
    schedule: '* * * * *',
    run: async (_, ctx) => {
      const ended = await expireCheckouts(ctx, payments)
      if (ended > 0) ctx.log.info({ ended }, 'checkouts whose time to pay was over are ended')
    },
  }),
  defineJob({
    name: 'checkouts.resume',
    payload: z.looseObject({}),
    schedule: '* * * * *',
    run: async (_, ctx) => {
      const ordered = await resumeCheckouts(ctx, payments)
      if (ordered > 0) ctx.log.info({ ordered }, 'checkouts that nobody had gone on with are orders now')
    },
  }),
  defineJob({
    name: 'payments.reconcile',
    payload: z.looseObject({}),
    schedule: '7 * * * *',
    run: async (_, ctx) => {
      // what was made a moment ago may still be on its way into our books; at night, also what took weeks: debits, refunds, disputes
      const now = ctx.clock.now()
      const days = now.getUTCHours() === 2 ? 40 : 2
      const period = { from: minutesAfter(now, -days * 24 * 60), until: minutesAfter(now, -settlingMinutes) }
      const tally = await reconcile(ctx, payments.provider, period)
      ctx.log.info({ ...tally, days }, 'our books of payments are compared with the provider’s')
    },
  }),
  defineJob({
    name: 'checkouts.forget',
    payload: z.looseObject({}),
    schedule: '41 3 * * *',
    run: async (_, ctx) => {
      const forgotten = await forgetCheckouts(ctx, minutesAfter(ctx.clock.now(), -keepDays * 24 * 60))
      ctx.log.info(forgotten, 'carts and checkouts that nobody came back to are given up')
    },
  }),
]
