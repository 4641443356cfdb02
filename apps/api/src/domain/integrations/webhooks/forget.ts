import { z } from 'zod'
import { sql } from '../../../kernel/db.ts'
import { defineJob } from '../../../kernel/jobs.ts'

const keptMs = 30 * 86_400_000

/** Once a night: messages of more than 30 days ago, in steps; also those that a subscription which was switched off never took. */
export const forgetMessages = defineJob({
  name: 'webhooks.forget',
  payload: z.looseObject({}),
  schedule: '41 3 * * *',
  run: async (_, ctx) => {
    const before = new Date(ctx.clock.now().getTime() - keptMs)
    let forgotten = 0
    for (;;) {
      const { numAffectedRows } = await sql`
        delete from webhook_deliveries where id in (
          select id from webhook_deliveries where created_at < ${before} order by created_at limit 5000)`.execute(
        ctx.db,
      )
      forgotten += Number(numAffectedRows ?? 0)
      if (Number(numAffectedRows ?? 0) < 5_000) break
    }
    ctx.log.info({ forgotten }, 'old webhook messages are forgotten')
  },
})
