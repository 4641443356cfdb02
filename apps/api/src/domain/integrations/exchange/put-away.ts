import type { Ctx } from '../../../kernel/context.ts'
import { sql, transaction } from '../../../kernel/db.ts'
import { FileMissing } from '../../../kernel/file-store.ts'
import { storable } from '../../../kernel/storable.ts'
import type { Ending, ErrandSaid, Position } from './errand.ts'
import { writeErrors } from './errors-file.ts'
import type { ExchangeParts } from './parts.ts'
import { moveOnce, restingPlace } from './places.ts'
import { reportLater } from './reports.ts'
import { end, nothing, advance } from './steps.ts'

/**
 * Ends a run: its file goes where it stays, with what was wrong beside it, and whoever wants to know is told. How it ends is written down first, so that a
 * process that dies in between is followed by one that does the rest.
 */
export async function putAway(parts: ExchangeParts, errand: ErrandSaid, ending: Ending, ctx: Ctx): Promise<void> {
  const { run, account } = errand
  const moves = account && run.place && !run.dryRun
  const place = moves ? restingPlace(run, ending.state === 'done' ? 'archive' : 'error') : undefined
  const problem = ending.problem === undefined ? {} : { problem: storable(ending.problem, 2_000) }
  const whole: Ending = { ...ending, ...problem, ...(place ? { place } : {}) }
  const position: Position = { ...run.position!, phase: 'end', ending: whole }
  await transaction(ctx, async (inside) => advance(run, position, { counts: nothing, tookMs: 0 }, inside))
  await finish(parts, errand, whole, ctx)
}

/** The second half of `putAway`, once more where it was broken off. */
export async function finish(parts: ExchangeParts, errand: ErrandSaid, ending: Ending, ctx: Ctx): Promise<void> {
  const { run, account } = errand
  if (account && ending.place) {
    if (run.place !== ending.place) {
      await moveOnce(parts, account.username, run.place!, ending.place, run.direction === 'out')
      // it had failed, and what was said of that holds no more
      if (run.place!.startsWith('error/'))
        await parts.files.remove(account.username, `${run.place!}.errors.csv`).catch(orNothing)
    }
    // also where it lay there before: a run that was resumed has more to tell
    if (run.direction === 'in' && (run.refused > 0 || ending.state !== 'done'))
      await writeErrors(parts, account.username, { runId: run.id, ending }, ctx)
  }
  await transaction(ctx, async (inside) => {
    await end(run, ending, inside)
    if (ending.place)
      await inside.db.updateTable('exchangeRuns').set({ place: ending.place }).where('id', '=', run.id).execute()
    for (const table of ['exchangeParked', 'exchangeSeen', 'exchangeRest', 'exchangeOutcomes'] as const)
      await inside.db.deleteFrom(table).where('runId', '=', run.id).execute()
    if (ending.state === 'done') await countSuccess(errand, inside)
    if (run.direction === 'in' && !run.dryRun) await wakeWaiting(errand, inside)
    if ((run.refused > 0 || ending.state !== 'done') && !run.dryRun) await reportLater(run.id, inside)
  })
}

/** What records of other runs wait for may have come with this one: they look at once, and before anything younger says something else of the same. */
async function wakeWaiting({ run, integration }: ErrandSaid, ctx: Ctx): Promise<void> {
  await sql`
    update exchange_runs r set next_attempt_at = ${ctx.clock.now()}
    where r.integration_id = ${integration.id} and r.id <> ${run.id} and r.state = 'waiting' and r.direction = 'in'
      and exists (select from exchange_parked p where p.run_id = r.id)`.execute(ctx.db)
}

const orNothing = (error: unknown): void => {
  if (!(error instanceof FileMissing)) throw error
}

async function countSuccess({ integration, connector, run }: ErrandSaid, ctx: Ctx): Promise<void> {
  if (run.dryRun) return
  const now = ctx.clock.now()
  await ctx.db
    .updateTable('integrations')
    .set({ failuresInRow: 0 })
    .where('id', '=', integration.id)
    .where('failuresInRow', '>', 0)
    .execute()
  await ctx.db.updateTable('connectors').set({ lastRunAt: now }).where('id', '=', connector.id).execute()
}
