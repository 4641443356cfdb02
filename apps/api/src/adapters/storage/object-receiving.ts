import { buffer } from 'node:stream/consumers'
import type { Receiving, StoredFile } from '../../kernel/file-store.ts'
import type { Objects, UploadedPart } from './objects.ts'
import { PartWindow, partBytes } from './part-window.ts'

/** What is kept of a file that is unfinished: the parts that went out, and the bytes behind them. */
export interface Kept {
  upload: string | undefined
  parts: readonly UploadedPart[]
  tail: Buffer
}

/** Uploads of one file at a time: enough to have one on its way while the next is put together. */
const uploadsAtOnce = 2

/** A line of JSON, and the tail behind it; its length is in the object's metadata, for listings. */
export async function keepAside(objects: Objects, key: string, { upload, parts, tail }: Kept): Promise<void> {
  const head = Buffer.from(`${JSON.stringify({ upload, parts })}\n`)
  const size = parts.length * partBytes + tail.length
  await objects.put(key, Buffer.concat([head, tail]), { size: String(size) })
}

/** Throws FileMissing. */
export async function readKept(objects: Objects, key: string): Promise<Kept> {
  const all = await buffer((await objects.get(key)).bytes)
  const end = all.indexOf('\n')
  const { upload, parts } = JSON.parse(all.toString('utf8', 0, end)) as Pick<Kept, 'upload' | 'parts'>
  return { upload, parts, tail: all.subarray(end + 1) }
}

/** Forgets what was kept, where there is any. */
export async function dropKept(objects: Objects, key: { kept: string; target: string }): Promise<void> {
  const found = await objects.head(key.kept)
  if (!found) return
  const { upload } = await readKept(objects, key.kept)
  if (upload) await objects.abort(key.target, upload)
  await objects.remove(key.kept)
}

/**
 * A file that comes in as parts of an upload to its key: it is there when the upload is completed. At most a few parts are held in memory, and a piece must
 * come near to where the file has come.
 */
export function receiveObject(
  objects: Objects,
  keys: { kept: string; target: string },
  before: Kept | undefined,
  finished: () => Promise<StoredFile>,
): Receiving {
  const window = new PartWindow((before?.parts.length ?? 0) * partBytes)
  if (before) window.add(window.size, before.tail)
  const parts: UploadedPart[] = [...(before?.parts ?? [])]
  let upload = before?.upload
  let sent = parts.length
  let underWay: Promise<unknown>[] = []

  async function ship(bytes: Buffer): Promise<void> {
    upload ??= await objects.begin(keys.target)
    if (underWay.length >= uploadsAtOnce) await underWay.shift()
    sent += 1
    const going = objects.part(keys.target, upload, sent, bytes).then((part) => parts.push(part))
    // it is told by whoever waits for it
    going.catch(() => undefined)
    underWay.push(going)
  }

  async function shipped(): Promise<void> {
    const all = underWay
    underWay = []
    await Promise.all(all)
  }

  const discard = async () => {
    await Promise.allSettled(underWay)
    if (upload) await objects.abort(keys.target, upload)
    if (before) await objects.remove(keys.kept)
  }
  const orNothing = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      await discard()
      throw error
    }
  }

  return {
    get size() {
      return window.size
    },
    write: async (position, bytes) => {
      window.add(position, bytes)
      await orNothing(async () => {
        for (let full = window.takeFull(); full; full = window.takeFull()) await ship(full)
      })
    },
    truncate: (size) => {
      if (size !== window.size) window.truncate(size)
      return Promise.resolve()
    },
    finish: async () => {
      const end = window.whole()
      return orNothing(async () => {
        if (upload) {
          if (end.length > 0) await ship(end)
          await shipped()
          await objects.complete(keys.target, upload, parts)
        } else await objects.put(keys.target, end)
        if (before) await objects.remove(keys.kept)
        return finished()
      })
    },
    keep: () =>
      orNothing(async () => {
        await shipped()
        await keepAside(objects, keys.kept, { upload, parts, tail: window.tail() })
      }),
    discard,
  }
}
