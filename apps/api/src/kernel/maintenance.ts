import { sql } from 'kysely'
import { z } from 'zod'
import { defineJob, type RunnableJob } from './jobs.ts'
import { forgetDelivered, retireConsumers } from './outbox.ts'

const day = 86_400_000

/** Once a night: what nobody will ask for again. Delivered news and handled provider messages are kept for a month, for questions. */
const forget = defineJob({
  name: 'maintenance.forget',
  payload: z.looseObject({}),
  schedule: '17 3 * * *',
  run: async (_, ctx) => {
    const now = ctx.clock.now()
    const monthAgo = new Date(now.getTime() - 30 * day)
    const unheard = await retireConsumers(ctx.db, new Date(now.getTime() - 14 * day))
    if (unheard.length > 0) ctx.log.warn({ consumers: unheard }, 'consumers that nobody runs any more are sent away')
    const events = await forgetDelivered(ctx.db, monthAgo)
    await sql`delete from sessions where expires_at < ${new Date(now.getTime() - 7 * day)}`.execute(ctx.db)
    await sql`delete from one_time_tokens where expires_at < ${new Date(now.getTime() - 7 * day)}`.execute(ctx.db)
    await sql`delete from idempotency_keys where expires_at < ${now}`.execute(ctx.db)
    // what was taken back or has ended is told from what never was for another month
    await sql`delete from oauth_artifacts where expires_at < ${monthAgo}`.execute(ctx.db)
    await sql`delete from wsse_nonces where expires_at < ${now}`.execute(ctx.db)
    await sql`delete from provider_events where handled_at < ${monthAgo}`.execute(ctx.db)
    ctx.log.info({ events }, 'old news and sessions are forgotten')
  },
})

/** Jobs of the house itself. */
export const maintenanceJobs: readonly RunnableJob[] = [forget]
