import { createHash } from 'node:crypto'
import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import type { FileFormat } from '../port.ts'
import { UnreadableFile } from '../port.ts'
import { decodingOf, type Errand } from './errand.ts'
import type { ExchangeParts } from './parts.ts'

/** What was found by looking through a file once. */
export interface Survey {
  size: number
  /** SHA-256, in hex. */
  checksum: string
  /** How many records it has. */
  records: number
}

/**
 * Looks through a file before anything of it is applied, so that one which cannot be read to its end leaves nothing behind. Throws UnreadableFile, FileMissing.
 */
export async function survey(
  { files }: Pick<ExchangeParts, 'files'>,
  errand: Errand,
  format: FileFormat,
  signal: AbortSignal,
): Promise<Survey> {
  const { username } = errand.account!
  const { place, fileName } = errand.run
  const hash = createHash('sha256')
  let size = 0
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for await (const part of await files.read(username, place!)) {
      signal.throwIfAborted()
      hash.update(part as Uint8Array)
      size += (part as Uint8Array).length
      yield part as Uint8Array
    }
  }
  const source = bytes()
  const first = await source.next()
  if (first.done) throw new UnreadableFile('EXCHANGE_FILE_EMPTY', { file: fileName })
  async function* all(): AsyncGenerator<Uint8Array> {
    yield first.value as Uint8Array
    yield* source
  }
  let records = 0
  for await (const _ of format.decode(all(), decodingOf(errand))) records += 1
  return { size, checksum: hash.digest('hex'), records }
}

/** The run of this connector that has done the same content, where nothing of another content has been done since. */
export async function doneBefore(
  { run, connector }: Errand,
  checksum: string,
  ctx: Ctx,
): Promise<{ fileName: string; finishedAt: Date } | undefined> {
  if (connector.sameContent === 'read' || run.position?.full) return undefined
  const { rows } = await sql<{ fileName: string; finishedAt: Date; checksum: string }>`
    select file_name, finished_at, checksum from exchange_runs
    where connector_id = ${connector.id} and direction = 'in' and state = 'done' and not dry_run and id <> ${run.id}
      and (checksum = ${checksum} or created + changed + deleted > 0)
    order by finished_at desc, id desc limit 1`.execute(ctx.db)
  return rows[0]?.checksum === checksum ? rows[0] : undefined
}
