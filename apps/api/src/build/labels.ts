import type { LabelFiles } from '../domain/shipping/index.ts'
import { FileMissing, type FileStore } from '../kernel/file-store.ts'

const ACCOUNT = 'labels'

/** Labels in a store that is theirs. */
export function labelsIn(store: FileStore): LabelFiles {
  // ids begin with the time: the end parts them evenly
  const pathOf = (parcelId: string, format: string) => `${parcelId.slice(-2)}/${parcelId}.${format}`
  return {
    keep: async (parcelId, format, bytes) => {
      await store.write(ACCOUNT, pathOf(parcelId, format), bytes)
    },
    read: async (parcelId, format) => {
      try {
        const chunks: Buffer[] = []
        for await (const chunk of await store.read(ACCOUNT, pathOf(parcelId, format))) chunks.push(chunk as Buffer)
        return Buffer.concat(chunks)
      } catch (error) {
        if (error instanceof FileMissing) return undefined
        throw error
      }
    },
  }
}
