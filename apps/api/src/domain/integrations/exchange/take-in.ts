import { transaction } from '../../../kernel/db.ts'
import { acknowledge } from './acknowledge.ts'
import { deletesTooMany } from './delete-limit.ts'
import { deleteRest, measureScope, wouldDelete } from './delete-rest.ts'
import type { Ending, Position } from './errand.ts'
import { leaveUndone, tooManyRefused } from './outcomes.ts'
import { readParked } from './read-parked.ts'
import { finish, putAway } from './put-away.ts'
import { advance, nothing } from './steps.ts'
import { turn, type Taking } from './taking.ts'

/** A step; the next one follows unless it says that the run rests now, or how it ends. */
type Step = (taking: Taking) => Promise<'goOn' | 'rests' | Ending>

/**
 * Takes records in from where the run stands to its end, phase by phase: `read` goes through its records, wherever they come from; then those that waited for others are tried again, and
 * what a file does not name of its scope goes. Where it is tried out first, that happens twice.
 */
export async function takeIn(taking: Taking, read: () => Promise<Ending | undefined | void>): Promise<void> {
  const { parts, errand, ctx } = taking
  const steps: Record<Exclude<Position['phase'], 'survey' | 'end'>, Step> = {
    read: async () => {
      await measureScope(taking)
      const ending = await read()
      if (ending) return ending
      await turn(errand, { phase: 'parked', pass: 0, moved: 1, last: false }, ctx)
      return 'goOn'
    },
    parked: async () => {
      if ((await readParked(taking)) === 'waits') return 'rests'
      if (errand.run.position?.trial) return judge(taking)
      await turn(errand, { phase: 'rest' }, ctx)
      return 'goOn'
    },
    rest: async () => {
      return (await deleteRest(taking)) === 'held' ? 'rests' : { state: 'done' }
    },
  }
  for (;;) {
    const { phase, ending } = errand.run.position!
    if (phase === 'end') return finish(parts, errand, ending!, ctx)
    if (phase === 'survey') throw new Error('a file is looked through before it is read')
    const next = await steps[phase](taking)
    if (next === 'rests') return
    if (next === 'goOn') continue
    // however it ends: what was done of it is done, and what was not is told as well
    if (!errand.run.dryRun) await acknowledge(taking)
    return putAway(parts, errand, next, ctx)
  }
}

/** What a trial says about the records: how the run ends by it, or that they may be applied now. */
async function judge(taking: Taking): Promise<'goOn' | Ending> {
  const { errand, ctx } = taking
  const { run, connector } = errand
  const maximum = Number(connector.maxRefusedPercent)
  if (run.refused * 100 > run.read * maximum) {
    const refusal = tooManyRefused({ refused: run.refused, read: run.read, maximum })
    await leaveUndone(run.id, refusal, ctx)
    if (!run.dryRun) await wasTriedOnly(run.id, ctx)
    return { state: 'refused', problem: refusal.message }
  }
  if (run.dryRun) return foretell(taking)
  await transaction(ctx, async (inside) => {
    for (const table of ['exchangeProblems', 'exchangeSeen', 'exchangeOutcomes'] as const)
      await inside.db.deleteFrom(table).where('runId', '=', run.id).execute()
    await inside.db
      .updateTable('exchangeRuns')
      .set({ ...nothing, workedMs: 0 })
      .where('id', '=', run.id)
      .execute()
    const { total, full } = run.position!
    const position: Position = {
      phase: 'read',
      records: 0,
      ...(total === undefined ? {} : { total }),
      ...(full === undefined ? {} : { full }),
    }
    await advance(run, position, { counts: nothing, tookMs: 0, postponed: 0 }, inside)
  })
  return 'goOn'
}

/** Of what was tried before it was refused, nothing was done. */
async function wasTriedOnly(runId: string, ctx: Taking['ctx']): Promise<void> {
  const done = { created: 0, changed: 0, deleted: 0, same: 0 }
  await ctx.db.updateTable('exchangeRuns').set(done).where('id', '=', runId).execute()
}

/** The end of a dry run; where its file speaks for a whole scope, with what it would delete. */
async function foretell(taking: Taking): Promise<Ending> {
  const { errand, ctx } = taking
  const going = await wouldDelete(taking)
  if (!going) {
    const problem = await deletesTooMany(taking)
    return { state: 'done', ...(problem ? { problem } : {}) }
  }
  const { deleted, problem } = going
  await transaction(ctx, (inside) =>
    advance(errand.run, errand.run.position!, { counts: { ...nothing, deleted }, tookMs: 0 }, inside),
  )
  return { state: 'done', problem }
}
