import { createHash } from 'node:crypto'
import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import type { FileFormat } from '../port.ts'
import { UnreadableFile } from '../port.ts'
import { DeletesSaid } from './delete-limit.ts'
import { decodingOf, type Errand } from './errand.ts'
import type { ExchangeParts } from './parts.ts'
import { FileChanged, lyingFile, passing } from './same-bytes.ts'

/** What was found by looking through a file once. */
export interface Survey {
  size: number
  /** SHA-256, in hex. */
  checksum: string
  /** As the store tells it. */
  fileVersion: string
  /** How many records it has. */
  records: number
  /** Rows that it says are to go, by entity. */
  deletes: Readonly<Record<string, number>> | undefined
}

/**
 * Looks through a file before anything of it is applied, so that one which cannot be read to its end leaves nothing behind. Throws UnreadableFile, FileMissing, FileChanged.
 */
export async function survey(
  { files }: Pick<ExchangeParts, 'files'>,
  errand: Errand,
  format: FileFormat,
  signal: AbortSignal,
): Promise<Survey> {
  const { version } = await lyingFile(files, errand)
  const { bytes, whole, close } = await passing(files, errand, signal)
  try {
    const source = bytes[Symbol.asyncIterator]()
    const first = await source.next()
    if (first.done) throw new UnreadableFile('EXCHANGE_FILE_EMPTY', { file: errand.run.fileName })
    async function* all(): AsyncGenerator<Uint8Array> {
      yield first.value as Uint8Array
      for (let next = await source.next(); !next.done; next = await source.next()) yield next.value
    }
    let records = 0
    const said = new DeletesSaid(errand.connector)
    for await (const record of format.decode(all(), decodingOf(errand))) {
      records += 1
      said.note(record)
    }
    const { size, checksum } = await whole()
    if ((await lyingFile(files, errand)).version !== version)
      throw new FileChanged('it was written to while it was looked through')
    return { size, checksum, fileVersion: version, records, deletes: said.counts }
  } finally {
    close()
  }
}

/** All that says how a connector reads a file, in one sum (SHA-256, in hex). */
export function readBy({ connector, profile, integration }: Errand): string {
  const { entity, format, messageType, mode, scope, conflict, settings } = connector
  const { deletes, maxDeletedPercent, maxRefusedPercent } = connector
  const said = {
    ...{ entity, format, messageType, mode, scope, conflict, settings, profile },
    ...{ deletes, maxDeletedPercent, maxRefusedPercent },
    integration: integration.settings,
  }
  return createHash('sha256').update(inOrder(said)).digest('hex')
}

/** JSON with members in the order of their names, however the database keeps them; instants of the row say nothing. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (key, member: unknown) => {
    if (key === 'createdAt' || key === 'updatedAt') return undefined
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member
    return Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
  })

/**
 * The run of this connector that has done the same content, all of it and read as it would be now, where nothing of another content has been done since. What was refused may be good by
 * now: such a file is read again.
 */
export async function doneBefore(
  errand: Errand,
  checksum: string,
  ctx: Ctx,
): Promise<{ fileName: string; finishedAt: Date } | undefined> {
  const { run, connector } = errand
  if (connector.sameContent === 'read' || run.position?.full) return undefined
  const { rows } = await sql<{ fileName: string; finishedAt: Date; same: boolean }>`
    select file_name, finished_at,
      checksum = ${checksum} and state = 'done' and refused = 0 and read_by = ${readBy(errand)} as same
    from exchange_runs
    where connector_id = ${connector.id} and direction = 'in' and not dry_run and id <> ${run.id} and started_at is not null
      and ((checksum = ${checksum} and state = 'done') or state = 'held' or created + changed + deleted > 0)
    order by started_at desc, id desc limit 1`.execute(ctx.db)
  return rows[0]?.same ? rows[0] : undefined
}
