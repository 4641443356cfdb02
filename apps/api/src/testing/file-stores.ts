import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import { filesInObjectStorage } from '../adapters/storage/files-in-object-storage.ts'
import { filesOnDisk } from '../adapters/storage/index.ts'
import type { FileStore } from '../kernel/file-store.ts'

export interface OpenStore {
  store: FileStore
  close(): Promise<void>
}

/** Every kind of store, empty. What holds for one holds for all. */
export const stores: Readonly<Record<string, () => Promise<OpenStore>>> = {
  'on disk': async () => {
    const folder = await mkdtemp(join(tmpdir(), 'portico-files-'))
    const store = filesOnDisk(folder)
    return { store, close: () => rm(folder, { recursive: true, force: true }) }
  },
  'in S3': async () => {
    const server = await startObjectStorage()
    const store = filesInObjectStorage(server.settings)
    return {
      store,
      close: async () => {
        store.close()
        await server.close()
      },
    }
  },
}

/** A server of our own that speaks S3, with an empty bucket. */
export async function startObjectStorage() {
  const directory = await mkdtemp(join(tmpdir(), 'portico-s3-'))
  const server = new S3rver({
    directory,
    silent: true,
    address: '127.0.0.1',
    port: 0,
    configureBuckets: [{ name: 'partners', configs: [] }],
  })
  const { port } = await server.run()
  return {
    settings: {
      bucket: 'partners',
      prefix: 'files/',
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${port}`,
      pathStyle: true,
      credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
    },
    close: async () => {
      await server.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
