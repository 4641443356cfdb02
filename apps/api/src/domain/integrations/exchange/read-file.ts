import type { Ctx } from '../../../kernel/context.ts'
import { transaction } from '../../../kernel/db.ts'
import { refuse } from '../../../kernel/errors.ts'
import type { FileFormat } from '../port.ts'
import { UnreadableFile } from '../port.ts'
import { applyPart } from './apply-part.ts'
import { ahead, chunksOf } from './chunks.ts'
import { decodingOf, type Ending, type Errand, type Position } from './errand.ts'
import { readParked } from './read-parked.ts'
import type { ExchangeParts } from './parts.ts'
import { finish, moveOnce, putAway, workPlace } from './put-away.ts'
import { refusalOf } from './problems.ts'
import { advance, nothing } from './steps.ts'
import { doneBefore, survey } from './survey.ts'

/** Reads a file from where the run stands to its end. Throws Stopped, FileMissing, and whatever fails for now. */
export async function readFile(parts: ExchangeParts, errand: Errand, ctx: Ctx, signal: AbortSignal): Promise<void> {
  const { run, connector, integration } = errand
  const format = parts.registry.format(integration.module, connector.format)
  if (!format) throw new Error(`the module ${integration.module} has no format "${connector.format}"`)
  if (!run.dryRun) await claim(parts, errand, ctx)
  if (!run.position || run.position.phase === 'survey') {
    const ended = await lookThrough(parts, errand, format, ctx, signal)
    if (ended) return
  }
  for (;;) {
    const { phase, trial = false } = run.position!
    if (phase === 'end') return finish(parts, errand, run.position!.ending!, ctx)
    if (phase === 'read') await readRecords(parts, errand, format, ctx, signal)
    else {
      await readParked(parts, errand, ctx, signal)
      const ending = trial ? await judge(errand, ctx) : ({ state: 'done' } as const)
      if (ending) return putAway(parts, errand, ending, ctx)
    }
  }
}

/** What a trial says about the file: how it ends by it, or that it may be applied now. */
async function judge({ run, connector }: Errand, ctx: Ctx): Promise<Ending | undefined> {
  const maximum = Number(connector.maxRefusedPercent)
  if (run.refused * 100 > run.read * maximum) {
    const { message } = refuse('EXCHANGE_TOO_MANY_REFUSED', { refused: run.refused, read: run.read, maximum })
    return { state: 'refused', problem: message }
  }
  if (run.dryRun) return { state: 'done' }
  const position: Position = { ...run.position!, phase: 'read', trial: false, records: 0, moved: 0, last: false }
  await transaction(ctx, async (inside) => {
    await inside.db.deleteFrom('exchangeProblems').where('runId', '=', run.id).execute()
    await inside.db.deleteFrom('exchangeSeen').where('runId', '=', run.id).execute()
    await inside.db
      .updateTable('exchangeRuns')
      .set({ ...nothing, workedMs: 0 })
      .where('id', '=', run.id)
      .execute()
    await advance(run, position, { counts: nothing, tookMs: 0, postponed: 0 }, inside)
  })
  return undefined
}

/** Takes the file away from where its sender can write. */
async function claim(parts: ExchangeParts, { run, account }: Errand, ctx: Ctx): Promise<void> {
  if (!run.place?.startsWith('inbound/')) return
  const place = workPlace(run)
  await moveOnce(parts, account!.username, run.place, place)
  await ctx.db.updateTable('exchangeRuns').set({ place }).where('id', '=', run.id).execute()
  run.place = place
}

/** true: there is nothing to apply, and the run has ended. */
async function lookThrough(
  parts: ExchangeParts,
  errand: Errand,
  format: FileFormat,
  ctx: Ctx,
  signal: AbortSignal,
): Promise<boolean> {
  const { run, connector } = errand
  const position: Position = { ...run.position, phase: 'survey', records: 0 }
  run.position = position
  try {
    const { size, checksum, records } = await survey(parts, errand, format, signal)
    const before = run.dryRun ? undefined : await doneBefore(errand, checksum, ctx)
    const facts = { size: String(size), checksum }
    run.checksum = checksum
    if (before) {
      const same = { ...nothing, read: records, same: records }
      await transaction(ctx, async (inside) => {
        await inside.db.updateTable('exchangeRuns').set(facts).where('id', '=', run.id).execute()
        await advance(run, { ...position, records, total: records }, { counts: same, tookMs: 0 }, inside)
      })
      const problem = `The same content was read on ${before.finishedAt.toISOString()} as ${before.fileName}; nothing was done.`
      await putAway(parts, errand, { state: 'done', problem }, ctx)
      return true
    }
    const trial = run.dryRun || Number(connector.maxRefusedPercent) < 100
    await transaction(ctx, async (inside) => {
      await inside.db.updateTable('exchangeRuns').set(facts).where('id', '=', run.id).execute()
      await advance(
        run,
        { ...position, phase: 'read', trial, records: 0, total: records },
        { counts: nothing, tookMs: 0 },
        inside,
      )
    })
    return false
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    const { message, advice } = refusalOf(error)
    const at = [error.at.line && `line ${error.at.line}`, error.at.column, error.at.value].filter(Boolean).join(', ')
    await putAway(parts, errand, { state: 'refused', problem: `${message}${at ? ` (${at})` : ''} ${advice}` }, ctx)
    return true
  }
}

async function readRecords(
  parts: ExchangeParts,
  errand: Errand,
  format: FileFormat,
  ctx: Ctx,
  signal: AbortSignal,
): Promise<void> {
  const { run, account } = errand
  const bytes = (await parts.files.read(account!.username, run.place!)) as AsyncIterable<Uint8Array>
  const records = format.decode(bytes, decodingOf(errand))
  for await (const numbered of ahead(chunksOf(records, run.position!.records, parts.model))) {
    signal.throwIfAborted()
    const next: Position = { ...run.position!, records: numbered.at(-1)!.number + 1 }
    await applyPart(parts, errand, { numbered, next, parkIn: 1 }, {}, ctx)
  }
  await transaction(ctx, (inside) =>
    advance(run, { ...run.position!, phase: 'parked', pass: 0, moved: 1 }, { counts: nothing, tookMs: 0 }, inside),
  )
}
