import type { Ctx } from '../../../kernel/context.ts'
import { transaction } from '../../../kernel/db.ts'
import { FileMissing } from '../../../kernel/file-store.ts'
import type { FileFormat } from '../port.ts'
import { UnreadableFile } from '../port.ts'
import { applyPart } from './apply-part.ts'
import { ahead, chunksOf } from './chunks.ts'
import { decodingOf, type Errand, type Position } from './errand.ts'
import { mannerOf } from './house-wins.ts'
import type { ExchangeParts } from './parts.ts'
import { refusalOf } from './problems.ts'
import { moveOnce, putAway, workPlace } from './put-away.ts'
import { advance, nothing } from './steps.ts'
import { doneBefore, survey } from './survey.ts'
import { takeIn } from './take-in.ts'
import { type Taking } from './taking.ts'

/** Reads a file from where the run stands to its end. Throws Stopped, FileMissing, and whatever fails for now. */
export async function readFile(taking: Taking): Promise<void> {
  const { parts, errand, ctx } = taking
  const { run, connector, integration } = errand
  const format = parts.registry.format(integration.module, connector.format)
  if (!format) throw new Error(`the module ${integration.module} has no format "${connector.format}"`)
  if (!run.dryRun) await claim(parts, errand, ctx)
  if (!run.position || run.position.phase === 'survey') await lookThrough(taking, format)
  await takeIn(taking, () => readRecords(taking, format))
}

/** Takes the file away from where its sender can write, and the sign beside it that it is complete. */
async function claim({ files }: Pick<ExchangeParts, 'files'>, { run, account }: Errand, ctx: Ctx): Promise<void> {
  const { username } = account!
  const arrived = `inbound/${run.fileName}`
  if (run.place === arrived) {
    const place = workPlace(run)
    await moveOnce({ files }, username, run.place, place)
    await ctx.db.updateTable('exchangeRuns').set({ place }).where('id', '=', run.id).execute()
    run.place = place
  }
  const sign = `${arrived}.done`
  if ((await files.find(username, sign)) && !(await files.find(username, arrived)))
    await files.remove(username, sign).catch((error: unknown) => {
      if (!(error instanceof FileMissing)) throw error
    })
}

/** Looks through the file before any of it is applied; what cannot be read, or was read before, ends here. */
async function lookThrough({ parts, errand, ctx, signal }: Taking, format: FileFormat): Promise<void> {
  const { run, connector } = errand
  const position: Position = { ...run.position, phase: 'survey', records: 0 }
  run.position = position
  try {
    const { size, checksum, records } = await survey(parts, errand, format, signal)
    const before = run.dryRun ? undefined : await doneBefore(errand, checksum, ctx)
    const trial = run.dryRun || Number(connector.maxRefusedPercent) < 100
    const next: Position = { ...position, phase: before ? 'survey' : 'read', trial, records: 0, total: records }
    const counts = before ? { ...nothing, read: records, same: records } : nothing
    await transaction(ctx, async (inside) => {
      const facts = { size: String(size), checksum }
      await inside.db.updateTable('exchangeRuns').set(facts).where('id', '=', run.id).execute()
      await advance(run, next, { counts, tookMs: 0 }, inside)
    })
    if (!before) return
    const problem = `The same content was read on ${before.finishedAt.toISOString()} as ${before.fileName}; nothing was done.`
    await putAway(parts, errand, { state: 'done', problem }, ctx)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    const { message, advice } = refusalOf(error)
    const at = [error.at.line && `line ${error.at.line}`, error.at.column, error.at.value].filter(Boolean).join(', ')
    await putAway(parts, errand, { state: 'refused', problem: `${message}${at ? ` (${at})` : ''} ${advice}` }, ctx)
  }
}

/** Goes through the records from where the run stands, part by part. */
async function readRecords({ parts, errand, ctx, signal }: Taking, format: FileFormat): Promise<void> {
  const { run, account } = errand
  const bytes = (await parts.files.read(account!.username, run.place!)) as AsyncIterable<Uint8Array>
  const records = format.decode(bytes, decodingOf(errand))
  const manner = mannerOf(parts, errand)
  for await (const numbered of ahead(chunksOf(records, run.position!.records, parts.model))) {
    signal.throwIfAborted()
    const next: Position = { ...run.position!, records: numbered.at(-1)!.number + 1 }
    await applyPart(parts, errand, { numbered, next, parkIn: 1 }, manner, ctx)
  }
}
