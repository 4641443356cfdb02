import type { Readable } from 'node:stream'
import type { OpenFile, StoredFile } from '../../kernel/file-store.ts'
import type { Objects, StoredObject } from './objects.ts'

/** How many bytes ahead are read on rather than asked for anew. */
const worthReadingOn = 1024 * 1024

/**
 * Reads an object as one stream as long as whoever reads goes on where they were; elsewhere it begins anew, if it is still the same object. Throws FileMissing.
 */
export async function openObject(
  objects: Objects,
  key: string,
  fileOf: (object: StoredObject) => StoredFile,
): Promise<OpenFile> {
  const first = await objects.get(key)
  const { object } = first
  let stream: Readable = first.bytes
  let pieces = stream.iterator({ destroyOnReturn: true }) as AsyncIterator<Buffer>
  let held: Buffer = Buffer.alloc(0)
  /** Where `held` begins. */
  let at = 0

  async function goTo(position: number): Promise<void> {
    if (position >= at && position <= at + held.length + worthReadingOn) return
    stream.destroy()
    stream = (await objects.get(key, position, object.etag)).bytes
    pieces = stream.iterator({ destroyOnReturn: true }) as AsyncIterator<Buffer>
    held = Buffer.alloc(0)
    at = position
  }

  return {
    file: fileOf(object),
    read: async (position, length) => {
      if (position >= object.size) return Buffer.alloc(0)
      await goTo(position)
      const chunks: Buffer[] = [held]
      let ahead = held.length
      const wanted = Math.min(position + length, object.size) - at
      while (ahead < wanted) {
        const next = await pieces.next()
        if (next.done) throw new Error('the object storage broke off in the middle of an object')
        chunks.push(next.value)
        ahead += next.value.length
      }
      const all = chunks.length === 1 ? held : Buffer.concat(chunks)
      const taken = all.subarray(position - at, wanted)
      held = all.subarray(wanted)
      at += wanted
      return taken
    },
    close: () => {
      stream.destroy()
      return Promise.resolve()
    },
  }
}
