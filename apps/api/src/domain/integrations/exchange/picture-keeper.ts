import type { PictureKeeper } from '../port.ts'
import type { ExchangeParts } from './parts.ts'

/** The media store as a module sees it; in a trial nothing is put there. */
export function pictureKeeper({ store, sizes, mostBytes }: ExchangeParts['pictures'], trial: boolean): PictureKeeper {
  return {
    mostBytes,
    find: async (key) => {
      const original = await store.find(key)
      if (!original) return undefined
      const { width, height } = await sizes.measure(await original.read())
      return { width, height }
    },
    keep: async (key, bytes) => {
      const { mediaType, width, height } = await sizes.measure(bytes)
      if (!trial) await store.put(key, mediaType, bytes)
      return { width, height }
    },
  }
}
