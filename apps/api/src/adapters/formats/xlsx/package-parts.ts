import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { Readable as Streams } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { UnreadableFile } from '../../../domain/integrations/port.ts'

/** A workbook has some ten parts; what has thousands is no workbook. */
const mostParts = 5_000

/** The parts of an Office document (ECMA-376 part 2: a ZIP archive) by their names, each to be read as a stream. */
export interface Parts {
  has(name: string): boolean
  read(name: string): Promise<Readable>
}

export const noWorkbook = (problem: string): UnreadableFile => new UnreadableFile('WORKBOOK_UNREADABLE', { problem })

/**
 * Reads a workbook: its table of contents stands at its end, so it is laid down in a temporary file first, which is gone afterwards. Throws UnreadableFile.
 */
export async function* withParts<One>(
  bytes: AsyncIterable<Uint8Array>,
  work: (parts: Parts) => AsyncGenerator<One>,
): AsyncGenerator<One> {
  const folder = await mkdtemp(join(tmpdir(), 'portico-xlsx-'))
  try {
    const file = join(folder, 'workbook')
    await pipeline(Streams.from(bytes), createWriteStream(file))
    const zip = await opened(file)
    try {
      yield* work(await partsOf(zip))
    } finally {
      zip.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function opened(file: string): Promise<ZipFile> {
  try {
    return await openPromise(file, { lazyEntries: true, autoClose: false })
  } catch (error) {
    throw noWorkbook(`it is no ZIP archive, or it was cut (${(error as Error).message})`)
  }
}

async function partsOf(zip: ZipFile): Promise<Parts> {
  const entries = new Map<string, Entry>()
  if (zip.entryCount > mostParts) throw noWorkbook(`it has more than ${mostParts} parts`)
  const ended = once(zip, 'end')
  zip.on('entry', (entry: Entry) => {
    entries.set(entry.fileName, entry)
    zip.readEntry()
  })
  zip.readEntry()
  try {
    await ended
  } catch (error) {
    throw noWorkbook((error as Error).message)
  }
  return {
    has: (name) => entries.has(name),
    read: async (name) => {
      const entry = entries.get(name)
      if (!entry) throw noWorkbook(`it has no ${name}`)
      if (entry.isEncrypted()) throw noWorkbook('it is protected by a password')
      return zip.openReadStreamPromise(entry)
    },
  }
}
