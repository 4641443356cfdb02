import type { Ctx } from '../../../kernel/context.ts'
import { transaction } from '../../../kernel/db.ts'
import { applyPart } from './apply-part.ts'
import { mannerOf } from './house-wins.ts'
import type { Position } from './errand.ts'
import { mostPasses, parked, takeUp, waitingPass } from './parked.ts'
import { advance, layAside, nothing } from './steps.ts'
import type { Taking } from './taking.ts'

const partRecords = 500

/** How long before records that wait for other files are tried again, where no other file has come. */
const lookAgainMs = 60_000

/**
 * Tries records again that name rows which were not there, in passes, as long as a pass moves any of them. What is left then waits for other files, as long as
 * its connector allows (`waits`); after that it is refused.
 */
export async function readParked({ parts, errand, ctx, signal }: Taking): Promise<'waits' | 'done'> {
  const { run, connector } = errand
  for (;;) {
    signal.throwIfAborted()
    const pass = await waitingPass(run.id, ctx)
    if (pass === undefined) return 'done'
    const position = run.position!
    const turned = pass !== position.pass
    // the pass before has changed nothing that these could have waited for
    const stuck = pass >= mostPasses || (turned ? position.moved === 0 : position.last === true)
    if (stuck && turned && !run.dryRun && (await waits(errand.run, connector.waitMinutes, ctx))) return 'waits'
    const numbered = await parked(run.id, pass, partRecords, ctx)
    const next: Position = { ...position, pass, last: stuck, moved: turned ? 0 : position.moved! }
    const besides = (inside: Ctx) => takeUp(run.id, pass, numbered, inside)
    const parkIn = stuck ? {} : { parkIn: pass + 1 }
    await applyPart(parts, errand, { numbered, next, waited: true, besides, ...parkIn }, mannerOf(parts, errand), ctx)
  }
}

/** Lays the run aside, for rows that other files may bring; not for ever. It begins with a fresh pass. */
async function waits(run: Taking['errand']['run'], minutes: number, ctx: Ctx): Promise<boolean> {
  const now = ctx.clock.now().getTime()
  const until = run.position?.patientUntil ? Date.parse(run.position.patientUntil) : now + minutes * 60_000
  if (now >= until) return false
  const position: Position = {
    ...run.position!,
    pass: 0,
    moved: 1,
    last: false,
    patientUntil: new Date(until).toISOString(),
  }
  await transaction(ctx, async (inside) => {
    await inside.db.updateTable('exchangeParked').set({ pass: 1 }).where('runId', '=', run.id).execute()
    await advance(run, position, { counts: nothing, tookMs: 0 }, inside)
    const problem = 'Records name rows that are not there yet; they wait for the files that bring them.'
    await layAside(run, { state: 'waiting', problem, until: new Date(Math.min(until, now + lookAgainMs)) }, inside)
  })
  return true
}
