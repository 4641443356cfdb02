import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
}
