import { createHash } from 'node:crypto'
import type { FileStore, StoredFile } from '../../../kernel/file-store.ts'
import { FileMissing } from '../../../kernel/file-store.ts'
import type { ErrandSaid } from './errand.ts'

/** The file is not the one that was looked through, or was written to while it was read: its writer had not closed it. */
export class FileChanged extends Error {}

/** A file as it passes by. */
export interface Passing {
  bytes: AsyncIterable<Uint8Array>
  /** How many bytes of it have passed. */
  gone(): number
  /** Reads on to its end, and tells what all of it was. */
  whole(): Promise<{ size: number; checksum: string }>
  /** Whatever became of it. */
  close(): void
}

/** The bytes of a run's file, counted and summed up (SHA-256, in hex) as they are read. Throws FileMissing. */
export async function passing(
  files: Pick<FileStore, 'read'>,
  { run, account }: ErrandSaid,
  signal: AbortSignal,
): Promise<Passing> {
  const hash = createHash('sha256')
  let size = 0
  const stream = await files.read(account!.username, run.place!)
  const pieces = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  async function* rest(): AsyncGenerator<Uint8Array> {
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
      signal.throwIfAborted()
      hash.update(next.value)
      size += next.value.length
      yield next.value
    }
  }
  return {
    bytes: rest(),
    gone: () => size,
    whole: async () => {
      // a decoder need not care for what is behind its last record
      for await (const _ of rest()) continue
      return { size, checksum: hash.digest('hex') }
    },
    close: () => void stream.destroy(),
  }
}

/** The file as it lies there now. Throws FileMissing. */
export async function lyingFile(files: Pick<FileStore, 'find'>, { run, account }: ErrandSaid): Promise<StoredFile> {
  const found = await files.find(account!.username, run.place!)
  if (!found) throw new FileMissing(`${run.place} is not there`)
  return found
}
