import { Cron } from 'croner'
import { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import { sql, transaction } from '../../../kernel/db.ts'
import { defineJob } from '../../../kernel/jobs.ts'
import { waitingFor, type Watched } from './arrivals.ts'
import { openRun } from './claims.ts'
import { callWorkers } from './errand.ts'
import type { ExchangeParts } from './parts.ts'
import { openCall } from './run-connector.ts'

/** The next instant of a crontab line (UTC) after another; null: there is none. Throws Error where it is no such line. */
export function nextInstant(schedule: string, after: Date): Date | null {
  if (schedule.trim().split(/\s+/).length !== 5)
    throw new Error('it has five fields: minute, hour, day, month, weekday')
  return new Cron(schedule, { timezone: 'UTC', paused: true }).nextRun(after)
}

interface Due {
  id: string
  integrationId: string
  direction: 'in' | 'out'
  schedule: string
  nextRunAt: Date
  fileMask: string
  account: Watched | null
}

/** Every minute: has connectors work whose time has come. However many workers there are, each time one run; times that were slept through are one time. */
export const scheduleJob = (parts: Pick<ExchangeParts, 'files'>) =>
  defineJob({
    name: 'exchange.schedule',
    payload: z.looseObject({}),
    schedule: '* * * * *',
    run: async (_, ctx) => {
      for (const connector of await dueConnectors(ctx)) await startOne(parts, connector, ctx)
    },
  })

async function dueConnectors(ctx: Ctx): Promise<readonly Due[]> {
  const { rows } = await sql<Due>`
    select c.id, c.integration_id, c.direction, c.schedule, c.next_run_at, c.file_mask,
      case when a.id is not null then jsonb_build_object('id', a.id, 'username', a.username, 'completion', a.completion,
        'quietSeconds', a.quiet_seconds, 'integrationId', a.integration_id) end as account
    from connectors c join integrations i on i.id = c.integration_id and i.active left join file_accounts a on a.id = c.account_id
    where c.active and c.schedule is not null and c.next_run_at <= ${ctx.clock.now()}
    order by c.position, c.id`.execute(ctx.db)
  return rows
}

async function startOne(
  parts: Pick<ExchangeParts, 'files'>,
  { id, integrationId, direction, schedule, nextRunAt, fileMask, account }: Due,
  ctx: Ctx,
): Promise<void> {
  const next = nextInstant(schedule, ctx.clock.now())
  const waiting = direction === 'in' && account ? await waitingFor(parts, account, { fileMask }, ctx) : undefined
  await transaction(ctx, async (inside) => {
    const { numUpdatedRows } = await inside.db
      .updateTable('connectors')
      .set({ nextRunAt: next })
      .where('id', '=', id)
      .where('nextRunAt', '=', nextRunAt)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return
    for (const { file } of waiting ?? [])
      await openRun({ id, integrationId, accountId: account!.id, file, trigger: 'schedule' }, inside)
    if (!waiting)
      await openCall(
        { id, integrationId, direction },
        { trigger: 'schedule', occasion: `${id}:${nextRunAt.toISOString()}` },
        inside,
      )
    await callWorkers(inside)
  })
}
