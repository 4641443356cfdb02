import { constants, type Dirent } from 'node:fs'
import { copyFile, lstat, mkdir, open, readdir, rename, rm, rmdir, unlink, type FileHandle } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import {
  accountFolders,
  FileMissing,
  filePath,
  PathRefused,
  type FileStore,
  type StoredFile,
  type StoredFolder,
} from '../../kernel/file-store.ts'
import { asOurs, placesBelow, versionOf, type Side } from './disk-places.ts'
import { halvesIn } from './disk-halves.ts'
import { openToWrite, receiveAt, writeAt } from './disk-receiving.ts'

/** Looked at together: enough to keep the disk busy, and not so many that others wait. */
const atOnce = 32

/** Partners' files on a disk: `<folder>/<account>/inbound/…`. Workers on several machines may share it, over a file system that keeps its promises (NFSv4). */
export function filesOnDisk(folder: string): FileStore {
  const places = placesBelow(resolve(folder))

  const found = async (place: string, path: string): Promise<StoredFile | undefined> => {
    const stats = await lstat(place).catch(ignoreMissing)
    if (!stats?.isFile()) return undefined
    return { path, size: stats.size, changedAt: stats.mtime, version: versionOf(stats) }
  }

  async function listed(account: string, at: string, side: Side): Promise<(StoredFile | StoredFolder)[]> {
    const inside = filePath(at) ?? at
    const place = await places.folder(account, inside, side)
    const entries = await readdir(place, { withFileTypes: true }).catch(asOurs)
    const pathOf = ({ name }: Dirent) => (inside === '' ? name : `${inside}/${name}`)
    const kept: (StoredFile | StoredFolder)[] = []
    for (let from = 0; from < entries.length; from += atOnce) {
      const some = entries.slice(from, from + atOnce).map(async (entry) => {
        if (entry.isDirectory()) return { path: pathOf(entry), folder: true as const }
        return entry.isFile() ? found(join(place, entry.name), pathOf(entry)) : undefined
      })
      for (const entry of await Promise.all(some)) if (entry && filePath(entry.path) === entry.path) kept.push(entry)
    }
    return kept.sort((one, other) => (one.path < other.path ? -1 : 1))
  }

  async function opened(account: string, path: string): Promise<{ handle: FileHandle; file: StoredFile }> {
    const place = await places.of(account, path)
    const handle = await open(place, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(asOurs)
    try {
      const stats = await handle.stat()
      if (!stats.isFile()) throw new PathRefused(`${path} is no file`)
      // what was opened is what is there: nobody put a link in the way between the look and the step
      const again = await lstat(await places.of(account, path)).catch(asOurs)
      if (again.ino !== stats.ino || again.dev !== stats.dev) throw new FileMissing(`${path} was just replaced`)
      const file = {
        path: filePath(path) ?? path,
        size: stats.size,
        changedAt: stats.mtime,
        version: versionOf(stats),
      }
      return { handle, file }
    } catch (error) {
      await handle.close()
      throw error
    }
  }

  /** Gives a written file its name, over another file, never over anything else. */
  const settle = (draft: string, account: string, path: string): Promise<StoredFile> =>
    places.held(account, path, { side: 'kept', make: true }, async (place) => {
      const there = await lstat(place).catch(ignoreMissing)
      if (there && !there.isFile()) throw new PathRefused(`${path} is there already, and is no file`)
      await rename(draft, place).catch(asOurs)
      await syncFolder(dirname(place))
      const file = await found(place, filePath(path) ?? path)
      if (!file) throw new FileMissing(`${path} was just taken away`)
      return file
    })

  async function sum(account: string, at: string, side: Side): Promise<number> {
    const entries = await listed(account, at, side).catch(noneThere)
    let bytes = 0
    for (const entry of entries) bytes += 'folder' in entry ? await sum(account, entry.path, side) : entry.size
    return bytes
  }

  const halves = halvesIn(places, listed)

  return {
    prepare: async (account) => {
      for (const name of accountFolders) await mkdir(join(places.root(account, 'kept'), name), { recursive: true })
    },
    list: (account, at) => listed(account, at, 'kept'),
    find: async (account, path) => {
      const place = await places.of(account, path).catch(ignoreGone)
      return place === undefined ? undefined : found(place, filePath(path) ?? path)
    },
    hasFolder: async (account, at) =>
      (await places.folder(account, filePath(at) ?? at).catch(ignoreGone)) !== undefined,
    makeFolder: async (account, at) => void (await mkdir(await places.of(account, at)).catch(asOurs)),
    removeFolder: async (account, at) => rmdir(await places.of(account, at)).catch(asOurs),
    read: async (account, path, start = 0): Promise<Readable> => {
      const { handle } = await opened(account, path)
      return handle.createReadStream({ start, highWaterMark: 256 * 1024 })
    },
    open: async (account, path) => {
      const { handle, file } = await opened(account, path)
      return {
        file,
        read: async (position, length) => {
          const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, position)
          return buffer.subarray(0, bytesRead)
        },
        close: () => handle.close(),
      }
    },
    write: async (account, path, bytes) => {
      if (filePath(path) === undefined)
        throw new PathRefused(`'${path}' leads out of the account’s folder, or is too long`)
      const draft = await places.draft()
      const handle = await openToWrite(draft, true)
      try {
        let position = 0
        for await (const chunk of Buffer.isBuffer(bytes) ? [bytes] : (bytes as AsyncIterable<Buffer>)) {
          await writeAt(handle, position, chunk)
          position += chunk.length
        }
        await handle.datasync()
        await handle.close()
        return await settle(draft, account, path)
      } catch (error) {
        await handle.close().catch(() => undefined)
        await rm(draft, { force: true })
        return asOurs(error)
      }
    },
    receive: async (account, path, from) => {
      const place = await places.of(account, path)
      await places.folder(account, dirname(filePath(path) ?? path))
      const before = await halves.of(account, path)
      const own = await halves.newPlace(account, path)
      if (from === 'whatIsThere') {
        const [latest] = before
        // another process may still write to what was not kept: that one's bytes stay its own
        if (latest?.kept) await rename(latest.place, own).catch(asOurs)
        else if (latest) await copyFile(latest.place, own, constants.COPYFILE_EXCL).catch(asOurs)
        else if (await found(place, path)) await rename(place, own).catch(asOurs)
      }
      const handle = await openToWrite(own, from === 'nothing')
      for (const half of before) await rm(half.place, { force: true })
      const kept = await places.of(account, path, 'unfinished')
      return receiveAt(own, handle, {
        settle: () => settle(own, account, path),
        // somebody else has begun to bring it: what came here is not worth keeping
        keepAside: () => rename(own, kept).catch((error: unknown) => void ignoreMissing(error)),
      })
    },
    unfinished: (account, at) => halves.below(account, at),
    removeUnfinished: async (account, path) => {
      const there = await halves.of(account, path)
      if (there.length === 0) throw new FileMissing(`${path} is not there`)
      for (const half of there) await rm(half.place, { force: true })
    },
    move: (account, from, to) =>
      places.held(account, from, {}, async (place) => {
        if (!(await found(place, from))) throw new FileMissing(`${from} is not there`)
        await settle(place, account, to)
        await syncFolder(dirname(place))
      }),
    remove: (account, path) =>
      places.held(account, path, {}, async (place) => {
        if (!(await found(place, path))) throw new FileMissing(`${path} is not there`)
        await unlink(place).catch(asOurs)
      }),
    used: async (account) => ({
      finished: await sum(account, '', 'kept'),
      unfinished: await sum(account, '', 'unfinished'),
    }),
    sweep: async (before) => {
      const folder = dirname(await places.draft())
      for (const name of await readdir(folder)) {
        const draft = join(folder, name)
        const stats = await lstat(draft).catch(ignoreMissing)
        if (stats && stats.mtime < before) await rm(draft, { force: true })
      }
    },
    close: () => undefined,
  }
}

/** A name that was given is kept through a power cut, too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY).catch(() => undefined)
  // Windows opens no folders
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

function ignoreMissing(error: unknown): undefined {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
  throw error
}

function ignoreGone(error: unknown): undefined {
  if (error instanceof FileMissing || error instanceof PathRefused) return undefined
  throw error
}

function noneThere(error: unknown): (StoredFile | StoredFolder)[] {
  if (error instanceof FileMissing) return []
  throw error
}
