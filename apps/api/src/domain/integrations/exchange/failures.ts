import { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import { sql, transaction } from '../../../kernel/db.ts'
import { defineJob, enqueue } from '../../../kernel/jobs.ts'
import { storable } from '../../../kernel/storable.ts'
import { callWorkers, type ErrandSaid } from './errand.ts'
import { writeErrors } from './errors-file.ts'
import type { ExchangeParts } from './parts.ts'
import { moveOnce, restingPlace } from './places.ts'
import { reportLater } from './reports.ts'

/** How long to wait before the next attempt, by how often it has failed since it last got on; after the last of them the run has failed for good. */
const plan = [60, 300, 900, 3_600, 14_400].map((seconds) => seconds * 1_000)

/** So often it may fail before it has failed for good. */
export const mostFailures = plan.length

/** The mail that something fails. */
const alertPayload = z.object({ runId: z.uuid(), paused: z.boolean() })
const alertName = 'exchange.alert'
export const alertJob = (send: (about: z.infer<typeof alertPayload>, ctx: Ctx) => Promise<void>) =>
  defineJob({ name: alertName, payload: alertPayload, run: send })

/** Has that mail sent, once the transaction is committed. */
export const alertLater = (about: z.infer<typeof alertPayload>, ctx: Ctx): Promise<void> =>
  enqueue(ctx, { name: alertName, payload: alertPayload, run: () => Promise.resolve() }, about)

/** Why an attempt failed, in words for people; and what the other system wants. See `CallFailed`. */
export interface Failure {
  problem: string
  retryAfterSeconds?: number | undefined
  pauses?: boolean | undefined
}

/** No other system keeps us waiting for longer than until the next day. */
const longestWait = 86_400

/**
 * Writes a failed attempt down: the run is tried again by the plan (later, where the other system asks for it), or has failed for good; an integration that keeps failing is paused, at
 * once where trying again is of no use. Whoever wants to know is told of the first failure since the run got on, of the last, and of the pause.
 */
export async function afterFailure(
  { run, integration, account }: ErrandSaid,
  { problem, retryAfterSeconds = 0, pauses = false }: Failure,
  ctx: Ctx,
): Promise<'again' | 'forGood'> {
  const now = ctx.clock.now()
  const planned = plan[run.failures]
  const asked = Math.min(retryAfterSeconds, longestWait) * 1_000
  const wait = planned === undefined ? undefined : Math.max(planned, asked)
  const reason = pauses ? problem : `It failed ${integration.pauseAfter} times in a row, at last so: ${problem}`
  const { numUpdatedRows } = await ctx.db
    .updateTable('exchangeRuns')
    .set({
      state: 'failed',
      failures: run.failures + 1,
      problem: storable(problem, 2_000),
      nextAttemptAt: wait === undefined ? null : new Date(now.getTime() + wait),
      finishedAt: wait === undefined ? now : null,
      secondsLeft: null,
      updatedAt: now,
    })
    .where('id', '=', run.id)
    .where('state', '=', 'running')
    .where('attempts', '=', run.attempts)
    .executeTakeFirst()
  // it was stopped, or another process is at it by now: this failure is nobody's
  if (numUpdatedRows === 0n) return 'again'
  // a file that cannot be read or written is one failure, however often it is tried: it says nothing of the files behind it
  const counted = account !== null && run.failures > 0 ? 0 : 1
  const { rows } = await sql<{ paused: boolean }>`
    update integrations set failures_in_row = failures_in_row + ${counted}::int,
      state = case when ${pauses} or failures_in_row + ${counted}::int >= pause_after then 'paused' else state end,
      paused_at = case when state = 'running' and (${pauses} or failures_in_row + ${counted}::int >= pause_after) then ${now} else paused_at end,
      pause_reason = case when state = 'running' and (${pauses} or failures_in_row + ${counted}::int >= pause_after)
        then ${storable(reason, 1_000)} else pause_reason end,
      updated_at = ${now}
    where id = ${integration.id}
    returning state = 'paused' and paused_at = ${now} as paused`.execute(ctx.db)
  const paused = rows[0]?.paused === true
  if (run.failures === 0 || wait === undefined || paused) await alertLater({ runId: run.id, paused }, ctx)
  await callWorkers(ctx)
  return wait === undefined ? 'forGood' : 'again'
}

/** The file of a run that has failed for good goes where its sender sees it, with what was wrong beside it and by mail; whoever resumes the run reads it there. */
export async function layOut(
  parts: Pick<ExchangeParts, 'files'>,
  { run, account }: ErrandSaid,
  { problem }: Failure,
  ctx: Ctx,
): Promise<void> {
  if (!account || !run.place || run.dryRun || run.direction === 'out') return
  const place = restingPlace(run, 'error')
  if (run.place !== place) await moveOnce(parts, account.username, run.place, place)
  await writeErrors(parts, account.username, { runId: run.id, ending: { state: 'failed', problem, place } }, ctx)

  // object storage copies: what was moved has another version there
  const fileVersion = run.fileVersion && (await parts.files.find(account.username, place))?.version
  await transaction(ctx, async (inside) => {
    await inside.db
      .updateTable('exchangeRuns')
      .set({ place, ...(fileVersion ? { fileVersion } : {}) })
      .where('id', '=', run.id)
      .execute()
    await reportLater(run.id, inside)
  })
}
