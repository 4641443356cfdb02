import { transaction } from '../../../kernel/db.ts'
import type { FileFormat } from '../port.ts'
import { UnreadableFile } from '../port.ts'
import { applyPart } from './apply-part.ts'
import { ahead, chunksOf } from './chunks.ts'
import { holdForDeletes } from './delete-limit.ts'
import { decodingOf, type Ending, type Position } from './errand.ts'
import { mannerOf } from './house-wins.ts'
import { refusalOf } from './problems.ts'
import { putAway } from './put-away.ts'
import { lyingFile, passing } from './same-bytes.ts'
import { advance, nothing } from './steps.ts'
import { doneBefore, readBy, survey } from './survey.ts'
import { takeIn } from './take-in.ts'
import { type Taking } from './taking.ts'

/** Reads a file from where the run stands to its end. Throws Stopped, FileMissing, and whatever fails for now. */
export async function readFile(taking: Taking): Promise<void> {
  const { parts, errand } = taking
  const { run, connector, integration } = errand
  const format = parts.registry.format(integration.module, connector.format)
  if (!format) throw new Error(`the module ${integration.module} has no format "${connector.format}"`)
  if (!run.position || run.position.phase === 'survey') await lookThrough(taking, format)
  if ((await holdForDeletes(taking)) === 'held') return
  await takeIn(taking, () => readRecords(taking, format))
}

/** Looks through the file before any of it is applied; what cannot be read, or was read before, ends here. */
async function lookThrough({ parts, errand, ctx, signal }: Taking, format: FileFormat): Promise<void> {
  const { run, connector } = errand
  const position: Position = { ...run.position, phase: 'survey', records: 0 }
  run.position = position
  try {
    const { size, checksum, fileVersion, records, deletes } = await survey(parts, errand, format, signal)
    const before = run.dryRun ? undefined : await doneBefore(errand, checksum, ctx)
    const trial = run.dryRun || Number(connector.maxRefusedPercent) < 100
    const next: Position = {
      ...position,
      phase: before ? 'survey' : 'read',
      trial,
      records: 0,
      total: records,
      deletes,
    }
    const counts = before ? { ...nothing, read: records, same: records } : nothing
    await transaction(ctx, async (inside) => {
      const facts = { size: String(size), checksum, fileVersion, readBy: readBy(errand) }
      await inside.db.updateTable('exchangeRuns').set(facts).where('id', '=', run.id).execute()
      await advance(run, next, { counts, tookMs: 0 }, inside)
    })
    run.checksum = checksum
    run.fileVersion = fileVersion
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

/**
 * Goes through the records from where the run stands, part by part. What is read is what was looked through; where it is not, its writer had not closed it, and the run ends with what was applied so far.
 */
async function readRecords(taking: Taking, format: FileFormat): Promise<Ending | undefined> {
  const { parts, errand, ctx, signal } = taking
  const { run } = errand
  const { version } = await lyingFile(parts.files, errand)
  if (run.fileVersion !== null && version !== run.fileVersion) return changed(run.position!.records)
  const { bytes, whole, gone, close } = await passing(parts.files, errand, signal)
  try {
    const records = format.decode(bytes, decodingOf(errand))
    const manner = mannerOf(parts, errand)
    for await (const numbered of ahead(chunksOf(records, run.position!.records, gone))) {
      signal.throwIfAborted()
      const next: Position = { ...run.position!, records: numbered.at(-1)!.number + 1 }
      await applyPart(parts, errand, { numbered, next, parkIn: 1 }, manner, ctx)
    }
    const read = await whole()
    const after = await lyingFile(parts.files, errand)
    const same = after.version === version && (run.checksum === null || read.checksum === run.checksum)
    return same ? undefined : changed(run.position!.records)
  } finally {
    close()
  }
}

const changed = (records: number): Ending => ({
  state: 'failed',
  problem: `The file was written to while it was read, after ${records} of its records. Give a file its name in inbound/ once it is written to its end, and send this one again.`,
})
