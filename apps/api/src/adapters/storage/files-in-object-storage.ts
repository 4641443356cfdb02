import { Readable } from 'node:stream'
import {
  accountFolders,
  FileMissing,
  filePath,
  PathRefused,
  type FileStore,
  type StoredFile,
  type StoredFolder,
} from '../../kernel/file-store.ts'
import { dropKept, readKept, receiveObject } from './object-receiving.ts'
import { openObjects, type ObjectStorageSettings, type StoredObject } from './objects.ts'
import { openObject } from './open-object.ts'

const accountName = /^[a-z0-9][a-z0-9._-]*$/
const isAccountFolder = (path: string) => (accountFolders as readonly string[]).includes(path)
const aboveOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')))

/**
 * Partners' files as objects of one bucket: `<prefix><account>/inbound/…`. Folders are what keys have in common, and an empty object of a key that ends in `/`;
 * the account's five are there without. Any number of workers may share it. A move is a copy and a removal: a worker that
 * dies in between leaves the file at both places. What is too large for a copy passes through here, piece by piece.
 */
export function filesInObjectStorage(settings: ObjectStorageSettings): FileStore {
  const objects = openObjects(settings)

  function inside(account: string, path: string): string {
    const checked = filePath(path)
    if (!accountName.test(account)) throw new PathRefused(`${account} is no account’s name`)
    if (checked === undefined) throw new PathRefused(`'${path}' leads out of the account’s folder, or is too long`)
    return checked
  }
  function named(account: string, path: string): string {
    const checked = inside(account, path)
    if (checked === '') throw new PathRefused('the root is no file')
    return checked
  }
  const keptRoot = (account: string) => `${settings.prefix}${account}/`
  const asideRoot = (account: string) => `${settings.prefix}.staging/${account}/`
  const keyOf = (account: string, path: string) => keptRoot(account) + path
  const keysOf = (account: string, path: string) => ({
    target: keyOf(account, path),
    kept: asideRoot(account) + path,
  })
  const fileOf = (path: string, { size, changedAt, etag }: StoredObject): StoredFile => ({
    path,
    size,
    changedAt,
    // a listing may tell more of the second than the object itself does
    version: `${etag.replaceAll('"', '')}-${Math.trunc(changedAt.getTime() / 1_000).toString(36)}`,
  })

  async function find(account: string, path: string): Promise<StoredFile | undefined> {
    const found = await objects.head(keyOf(account, path))
    return found && fileOf(path, found)
  }

  async function hasFolder(account: string, path: string): Promise<boolean> {
    if (path === '' || isAccountFolder(path)) return true
    for await (const _ of objects.listed(`${keyOf(account, path)}/`)) return true
    return false
  }

  async function noFolderAt(account: string, path: string): Promise<void> {
    if (await hasFolder(account, path)) throw new PathRefused(`${path} is a folder`)
  }

  /** Folders stay when their last file goes, as on a disk: each has an object of its own. */
  const made = new Set<string>()
  async function makeAbove(account: string, path: string): Promise<void> {
    const above = aboveOf(path)
    if (above === '' || isAccountFolder(above)) return
    const marker = `${keyOf(account, above)}/`
    if (made.has(marker)) return
    await makeAbove(account, above)
    await objects.put(marker, Buffer.alloc(0))
    if (made.size > mostRemembered) made.clear()
    made.add(marker)
  }

  async function below(root: string, folder: string): Promise<(StoredFile | StoredFolder)[]> {
    const prefix = folder === '' ? root : `${root}${folder}/`
    const entries: (StoredFile | StoredFolder)[] = []
    for await (const one of objects.listed(prefix, '/')) {
      if ('prefix' in one) entries.push({ path: one.prefix.slice(root.length, -1), folder: true })
      else if (one.key !== prefix) entries.push(fileOf(one.key.slice(root.length), one))
    }
    return entries
  }

  /** Files that are unfinished below a folder; the objects that keep them know how long they are. */
  async function halves(account: string, prefix: string, delimiter?: string): Promise<StoredFile[]> {
    const files: StoredFile[] = []
    for await (const one of objects.listed(prefix, delimiter)) {
      if ('prefix' in one) continue
      const kept = await objects.head(one.key)
      if (!kept) continue
      const file = fileOf(one.key.slice(asideRoot(account).length), kept)
      files.push({ ...file, size: Number(kept.metadata['size'] ?? 0) })
    }
    return files
  }

  const receiving = (account: string, path: string, before?: Parameters<typeof receiveObject>[2]) =>
    receiveObject(objects, keysOf(account, path), before, async () => {
      const file = await find(account, path)
      if (!file) throw new FileMissing(`${path} was just taken away`)
      return file
    })

  async function writeTo(account: string, path: string, bytes: Readable | Buffer): Promise<StoredFile> {
    const coming = receiving(account, path)
    try {
      let position = 0
      for await (const chunk of Buffer.isBuffer(bytes) ? [bytes] : (bytes as AsyncIterable<Buffer>))
        for (let from = 0; from < chunk.length; from += largestPiece) {
          const piece = chunk.subarray(from, from + largestPiece)
          await coming.write(position, piece)
          position += piece.length
        }
    } catch (error) {
      await coming.discard()
      throw error
    }
    return coming.finish()
  }

  return {
    // they are there without
    prepare: (account) => Promise.resolve(void inside(account, '')),
    list: async (account, given) => {
      const folder = inside(account, given)
      const entries = await below(keptRoot(account), folder)
      if (folder === '')
        for (const path of accountFolders)
          if (!entries.some((entry) => entry.path === path)) entries.push({ path, folder: true })
      if (entries.length === 0 && !(await hasFolder(account, folder))) throw new FileMissing(`there is no ${folder}`)
      return entries.sort((one, other) => (one.path < other.path ? -1 : 1))
    },
    find: async (account, path) => {
      const checked = filePath(path)
      return checked ? find(account, named(account, checked)) : undefined
    },
    hasFolder: async (account, path) => {
      const checked = filePath(path)
      return checked !== undefined && hasFolder(account, inside(account, checked))
    },
    makeFolder: async (account, given) => {
      const path = named(account, given)
      if (!(await hasFolder(account, aboveOf(path)))) throw new FileMissing(`there is no ${aboveOf(path)}`)
      await noFolderAt(account, path)
      if (await find(account, path)) throw new PathRefused(`${path} is there already`)
      await objects.put(`${keyOf(account, path)}/`, Buffer.alloc(0))
    },
    removeFolder: async (account, given) => {
      const path = named(account, given)
      const marker = `${keyOf(account, path)}/`
      const found: string[] = []
      for await (const one of objects.listed(marker)) if ('key' in one && found.push(one.key) > 1) break
      if (found.length === 0) throw new FileMissing(`there is no ${path}`)
      if (found.some((key) => key !== marker)) throw new PathRefused(`${path} is not empty`)
      await objects.remove(marker)
      made.delete(marker)
    },
    read: async (account, path, start = 0): Promise<Readable> => {
      const key = keyOf(account, named(account, path))
      const object = start > 0 ? await objects.head(key) : undefined
      if (start > 0 && !object) throw new FileMissing(`there is no ${path}`)
      if (object && start >= object.size) return Readable.from([])
      return (await objects.get(key, start, object?.etag)).bytes
    },
    open: async (account, path) => {
      const checked = named(account, path)
      return openObject(objects, keyOf(account, checked), (object) => fileOf(checked, object))
    },
    write: async (account, given, bytes) => {
      const path = named(account, given)
      await noFolderAt(account, path)
      await makeAbove(account, path)
      return writeTo(account, path, bytes)
    },
    receive: async (account, given, from) => {
      const path = named(account, given)
      if (!(await hasFolder(account, aboveOf(path)))) throw new FileMissing(`there is no ${aboveOf(path)}`)
      await noFolderAt(account, path)
      const keys = keysOf(account, path)
      if (from === 'nothing') {
        await dropKept(objects, keys)
        return receiving(account, path)
      }
      const kept = await readKept(objects, keys.kept).catch(ignoreMissing)
      const coming = receiving(account, path, kept)
      if (kept || !(await find(account, path))) return coming
      // no server copies a piece of an object into an upload the way all others do: it goes through here
      let position = 0
      for await (const chunk of (await objects.get(keys.target)).bytes as AsyncIterable<Buffer>) {
        await coming.write(position, chunk)
        position += chunk.length
      }
      return coming
    },
    unfinished: (account, given) => {
      const folder = inside(account, given)
      return halves(account, folder === '' ? asideRoot(account) : `${asideRoot(account)}${folder}/`, '/')
    },
    removeUnfinished: async (account, given) => {
      const keys = keysOf(account, named(account, given))
      if (!(await objects.head(keys.kept))) throw new FileMissing(`there is no ${given}`)
      await dropKept(objects, keys)
    },
    move: async (account, from, to) => {
      const [source, target] = [named(account, from), named(account, to)]
      const key = keyOf(account, source)
      const object = await objects.head(key)
      if (!object) throw new FileMissing(`there is no ${source}`)
      await noFolderAt(account, target)
      if (source === target) return
      await makeAbove(account, target)
      if (object.size <= (settings.largestCopyBytes ?? 5 * 2 ** 30))
        await objects.copy(key, keyOf(account, target), object.etag)
      else await writeTo(account, target, (await objects.get(key, 0, object.etag)).bytes)
      // a copy takes its time: what was written there meanwhile is another file, and stays
      if ((await objects.head(key))?.etag === object.etag) await objects.remove(key)
    },
    remove: async (account, given) => {
      const path = named(account, given)
      if (!(await find(account, path))) throw new FileMissing(`there is no ${path}`)
      await objects.remove(keyOf(account, path))
    },
    used: async (account) => {
      const used = { finished: 0, unfinished: 0 }
      for await (const one of objects.listed(keptRoot(account))) if ('key' in one) used.finished += one.size
      for (const { size } of await halves(account, asideRoot(account))) used.unfinished += size
      return used
    },
    // parts of uploads that broke off are seen by nobody but the bucket, whose rule takes them away
    sweep: () => Promise.resolve(),
    close: objects.close,
  }
}

/** Folders that are known to be there. */
const mostRemembered = 10_000

/** What is given to a window at once must fit into it. */
const largestPiece = 1024 * 1024

function ignoreMissing(error: unknown): undefined {
  if (error instanceof FileMissing) return undefined
  throw error
}
