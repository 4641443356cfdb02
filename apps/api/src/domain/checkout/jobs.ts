import { z } from 'zod'
import { minutesAfter } from '../../kernel/clock.ts'
import { defineJob, type RunnableJob } from '../../kernel/jobs.ts'
import { expireCheckouts } from './expire-checkouts.ts'
import { forgetCheckouts } from './forget-checkouts.ts'
import type { PaymentSettings } from './place-order.ts'

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
    name: 'checkouts.forget',
    payload: z.looseObject({}),
    schedule: '41 3 * * *',
    run: async (_, ctx) => {
      const forgotten = await forgetCheckouts(ctx, minutesAfter(ctx.clock.now(), -keepDays * 24 * 60))
      ctx.log.info(forgotten, 'carts and checkouts that nobody came back to are given up')
    },
  }),
]
