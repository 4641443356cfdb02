import { Cron } from 'croner'
import { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import { sql, transaction } from '../../../kernel/db.ts'
import { defineJob } from '../../../kernel/jobs.ts'
import { watchedAccount } from './account-columns.ts'
import { waitingFor, type Watched } from './arrivals.ts'
import { openRun } from './claims.ts'
import { callWorkers } from './errand.ts'
import type { ExchangeParts } from './parts.ts'
import { openCall } from './run-connector.ts'

/** A crontab line, and the zone (IANA) by whose clock it goes. */
interface Timetable {
  schedule: string
  timeZone: string
}

/** The next instant of a crontab line after another; null: there is none. Throws Error where it is no such line. */
export function nextInstant({ schedule, timeZone }: Timetable, after: Date): Date | null {
  if (schedule.trim().split(/\s+/).length !== 5)
    throw new Error('it has five fields: minute, hour, day, month, weekday')
  return new Cron(schedule, { timezone: timeZone, paused: true }).nextRun(after)
}

/** What is wrong with the name of a zone, as the rest of a sentence; undefined: nothing. */
export function timeZoneProblem(timeZone: string): string | undefined {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return undefined
  } catch {
    return 'is no zone that is known here: write Europe/Berlin, or UTC'
  }
}

interface Due extends Timetable {
  id: string
  integrationId: string
  direction: 'in' | 'out'
  nextRunAt: Date
  fileMask: string
  account: Watched | null
}

/**
 * Every minute: has connectors work whose time has come. However many workers there are, each time one run; times that were slept through, or came while the one before was not done,
 * are one time. Of a paused integration they are slept through.
 */
export const scheduleJob = (parts: Pick<ExchangeParts, 'files'>) =>
  defineJob({
    name: 'exchange.schedule',
    payload: z.looseObject({}),
    schedule: '* * * * *',
    run: async (_, ctx) => {
      for (const connector of await dueConnectors(ctx))
        // one whose folder cannot be looked into keeps no other from its time
        await startOne(parts, connector, ctx).catch((err: unknown) =>
          ctx.log.warn({ err, connector: connector.id }, 'a connector could not be started at its time'),
        )
    },
  })

async function dueConnectors(ctx: Ctx): Promise<readonly Due[]> {
  const { rows } = await sql<Due>`
    select c.id, c.integration_id, c.direction, c.schedule, c.time_zone, c.next_run_at, c.file_mask,
      ${watchedAccount} as account
    from connectors c join integrations i on i.id = c.integration_id and i.active and i.state = 'running' left join file_accounts a on a.id = c.account_id
    where c.active and c.schedule is not null and c.next_run_at <= ${ctx.clock.now()}
    order by c.position, c.id`.execute(ctx.db)
  return rows
}

/** Whether an earlier time has not been done yet: it is done for this one as well. */
async function goesOn(connectorId: string, ctx: Ctx): Promise<boolean> {
  const { rows } = await sql<{ one: number }>`
    select 1 as one from exchange_runs where connector_id = ${connectorId} and trigger = 'schedule' and not dry_run
      and (state in ('waiting', 'running') or (state = 'failed' and next_attempt_at is not null)) limit 1`.execute(
    ctx.db,
  )
  return rows.length > 0
}

async function startOne(
  parts: Pick<ExchangeParts, 'files'>,
  { id, integrationId, direction, schedule, timeZone, nextRunAt, fileMask, account }: Due,
  ctx: Ctx,
): Promise<void> {
  const next = nextInstant({ schedule, timeZone }, ctx.clock.now())
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
    if (!waiting && !(await goesOn(id, inside)))
      await openCall(
        { id, integrationId, direction },
        { trigger: 'schedule', occasion: `${id}:${nextRunAt.toISOString()}` },
        inside,
      )
    await callWorkers(inside)
  })
}
