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

/** How large a workbook may be, and what its parts may come to once they are unpacked: a sheet is streamed, whatever else there is, is looked through before. In bytes. */
const [largestFile, largestSheet, largestPart] = [1024 ** 3, 4 * 1024 ** 3, 256 * 1024 ** 2]
/** Sheets are packed to a tenth, very dull ones to a hundredth; what comes to more was made to fill somebody's disk. */
const mostUnpacked = 300
const small = 16 * 1024 ** 2

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
    await pipeline(Streams.from(notTooLarge(bytes)), createWriteStream(file))
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

async function* notTooLarge(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const piece of bytes) {
    size += piece.length
    if (size > largestFile) throw noWorkbook(`it is larger than ${largestFile} bytes; send CSV instead`)
    yield piece
  }
}

/** By what the archive says of it: the stream is held to that. */
function measured(name: string, { uncompressedSize, compressedSize }: Entry): void {
  const most = name.includes('worksheets/') ? largestSheet : largestPart
  const bomb = uncompressedSize > small && uncompressedSize > compressedSize * mostUnpacked
  if (uncompressedSize > most || bomb)
    throw noWorkbook(`${name} comes to ${uncompressedSize} bytes once it is unpacked; send CSV instead`)
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
      measured(name, entry)
      return zip.openReadStreamPromise(entry).catch((error: Error) => {
        throw noWorkbook(error.message)
      })
    },
  }
}
