import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Ctx } from '../../../kernel/context.ts'
import { transaction } from '../../../kernel/db.ts'
import type { FileFormat, RowsRead } from '../port.ts'
import { decodingOf, type Ending, type Errand, type Position } from './errand.ts'
import { fileNameOf } from './file-names.ts'
import type { ExchangeParts } from './parts.ts'
import { placeIn, roomIn, waitForRoom } from './outbound.ts'
import { workPlace } from './places.ts'
import { finish } from './put-away.ts'
import { isPartial, rememberCursor, rowsToWrite, takeChanges } from './rows-to-write.ts'
import { advance, nothing, stillRuns } from './steps.ts'
import type { Taking } from './taking.ts'

/**
 * Writes rows into a file of the partner's `outbound/`: exactly once. The file is made whole where the partner does not see it; that it is, and what it will be called, is
 * written down; then it is moved, which is one step. Whoever goes on after a process that died finds out by its place whether it has been moved.
 */
export async function writeFile({ parts, errand, ctx, signal }: Taking): Promise<void> {
  const { run, connector, integration } = errand
  const known = run.position?.ending
  if (known) return finish(parts, errand, known, ctx)
  const format = parts.registry.format(integration.module, connector.format)
  if (!format) throw new Error(`the module ${integration.module} has no format "${connector.format}"`)
  await transaction(ctx, async (inside) => {
    await stillRuns(run, inside)
    await takeChanges(errand, inside)
  })
  const room = run.dryRun ? Infinity : await roomIn(parts, errand)
  if (room <= 0) return waitForRoom(errand, ctx)
  const made = await makeFile(parts, errand, format, ctx, signal)
  if (made.size > room) {
    await parts.files.remove(errand.account!.username, made.place)
    return waitForRoom(errand, ctx)
  }
  const ending = await transaction(ctx, async (inside) => {
    await stillRuns(run, inside)
    const ending = await endingOf(parts, errand, format, made, inside)
    const position: Position = { ...run.position!, phase: 'end', ending }
    const facts = ending.place
      ? {
          fileName: ending.place.slice(ending.place.lastIndexOf('/') + 1),
          size: String(made.size),
          checksum: made.checksum,
          place: made.place,
        }
      : {}
    if (!run.dryRun) await rememberCursor(errand, inside)
    if (ending.place) await inside.db.updateTable('exchangeRuns').set(facts).where('id', '=', run.id).execute()
    await advance(run, position, { counts: { ...nothing, written: made.written }, tookMs: made.tookMs }, inside)
    return ending
  })
  run.place = ending.place ? made.place : null
  if (!ending.place && !run.dryRun) await parts.files.remove(errand.account!.username, made.place)
  await finish(parts, errand, ending, ctx)
}

interface Made {
  place: string
  size: number
  checksum: string
  written: number
  tookMs: number
  first: Readonly<Record<string, unknown>> | undefined
}

async function makeFile(
  parts: ExchangeParts,
  errand: Errand,
  format: FileFormat,
  ctx: Ctx,
  signal: AbortSignal,
): Promise<Made> {
  const began = performance.now()
  const asked = { ...decodingOf(errand), languages: [...ctx.website.locales] }
  const made: Made = {
    place: workPlace(errand.run),
    size: 0,
    checksum: '',
    written: 0,
    tookMs: 0,
    first: undefined,
  }
  async function* all() {
    for await (const { rows } of rowsToWrite(parts, errand, readsOf(parts, errand, format), ctx, signal))
      for (const row of rows) {
        made.first ??= row
        made.written += 1
        yield row
      }
  }
  const hash = createHash('sha256')
  async function* bytes() {
    for await (const part of format.encode(all(), asked)) {
      hash.update(part)
      made.size += part.length
      yield part
    }
  }
  const source = Readable.from(bytes(), { objectMode: false })
  if (errand.run.dryRun) for await (const _ of source) continue
  else await parts.files.write(errand.account!.username, made.place, source)
  return { ...made, checksum: hash.digest('hex'), tookMs: performance.now() - began }
}

/** What rows must be read with: by the format where it knows, else by the module and its message. */
function readsOf({ registry }: ExchangeParts, errand: Errand, format: FileFormat): RowsRead {
  const { connector, integration } = errand
  if (format.reads) return format.reads(decodingOf(errand))
  const wanted = registry.module(integration.module).wanted?.(connector.messageType ?? '') ?? {}
  return { wanted: wanted as RowsRead['wanted'], outside: [] }
}

/** Where the file is going to be. Nothing to write, of a part of the rows: no file. */
async function endingOf(
  parts: ExchangeParts,
  errand: Errand,
  format: FileFormat,
  { written, first }: Made,
  ctx: Ctx,
): Promise<Ending> {
  const { run, connector } = errand
  if (run.dryRun) return { state: 'done' }
  if (written === 0 && isPartial(errand)) return { state: 'done', problem: 'There was nothing to write.' }
  return { state: 'done', place: await placeIn(parts, errand, fileNameOf(connector, run, format.ending, first), ctx) }
}
