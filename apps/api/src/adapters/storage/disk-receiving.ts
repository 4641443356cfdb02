import { constants } from 'node:fs'
import { open, rm, type FileHandle } from 'node:fs/promises'
import { PathRefused, StoreFull, type Receiving, type StoredFile } from '../../kernel/file-store.ts'
import { asOurs } from './disk-places.ts'

/** Opens what is at a place to write into, and nothing but a plain file; `fresh`: nothing may be there yet. */
export async function openToWrite(place: string, fresh: boolean): Promise<FileHandle> {
  const how = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW | (fresh ? constants.O_EXCL : 0)
  const handle = await open(place, how, 0o660).catch(asOurs)
  const { isFile } = await handle.stat().then((found) => ({ isFile: found.isFile() }))
  if (isFile) return handle
  await handle.close()
  throw new PathRefused(`${place} is no file`)
}

/** Writes at a position until all of it is written: the system may take less at a time. */
export async function writeAt(handle: FileHandle, position: number, bytes: Buffer): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done)
    done += bytesWritten
  }
}

/**
 * A file that comes in at a place of its own; `settle` brings it to its name, `keepAside` to where it can be gone on with. Where somebody else has begun to bring the file, that place is empty.
 */
export async function receiveAt(
  place: string,
  handle: FileHandle,
  { settle, keepAside }: { settle(): Promise<StoredFile>; keepAside(): Promise<void> },
): Promise<Receiving> {
  let { size } = await handle.stat()
  const discard = async () => {
    await handle.close()
    await rm(place, { force: true })
  }
  const orNothing = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work.catch(asOurs)
    } catch (error) {
      if (error instanceof StoreFull) await discard()
      throw error
    }
  }
  return {
    get size() {
      return size
    },
    write: async (position, bytes) => {
      await orNothing(writeAt(handle, position, bytes))
      size = Math.max(size, position + bytes.length)
    },
    truncate: async (to) => {
      await orNothing(handle.truncate(to))
      size = to
    },
    finish: async () => {
      // what is at its name must have come to the disk before the name has
      await orNothing(handle.datasync())
      await handle.close()
      return settle()
    },
    keep: async () => {
      await handle.close()
      await keepAside()
    },
    discard,
  }
}
