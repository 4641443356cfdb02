import { constants, type Stats } from 'node:fs'
import { lstat, mkdir, open, realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { FileMissing, filePath, PathRefused, StoreFull } from '../../kernel/file-store.ts'

const accountName = /^[a-z0-9][a-z0-9._-]*$/

/** Of an account or of what is unfinished in it; below both the paths are the same. */
export type Side = 'kept' | 'unfinished'

/** Where things are on the disk. Nobody but us writes to `.staging`: a partner whose own sshd is locked into its folder cannot see it. */
export interface Places {
  root(account: string, side: Side): string
  /** The place of a file or folder, checked: everything above it is a folder of ours, and no link. `make` makes what is missing above. */
  of(account: string, path: string, side?: Side, make?: boolean): Promise<string>
  /** A folder, which must be there and be one. */
  folder(account: string, folder: string, side?: Side): Promise<string>
  /**
   * The same as `of`, for as long as `work` is at it: whatever stands at that place by its path later, `work` is given a way that leads to the folder which was checked (where the system has such ways: Linux).
   */
  held<T>(
    account: string,
    path: string,
    how: { side?: Side; make?: boolean },
    work: (place: string) => Promise<T>,
  ): Promise<T>
  /** A name for a file that is being written, on the same disk. */
  draft(): Promise<string>
}

export function placesBelow(top: string): Places {
  // the way to our own folder may well lead over a link
  let real: Promise<string> | undefined
  const staging = join(top, '.staging')
  const madeReal = async () => {
    await mkdir(join(staging, 'drafts'), { recursive: true, mode: 0o750 })
    return realpath(top)
  }

  const root = (account: string, side: Side): string => {
    if (!accountName.test(account)) throw new PathRefused(`${account} is no account’s name`)
    return side === 'kept' ? join(top, account) : join(staging, 'unfinished', account)
  }

  async function of(account: string, path: string, side: Side = 'kept', make = side === 'unfinished'): Promise<string> {
    const inside = filePath(path)
    if (!inside) throw new PathRefused(`'${path}' leads out of the account’s folder, or is too long`)
    const base = root(account, side)
    const place = join(base, inside)
    if (make) await makeAbove(base, dirname(inside))
    await straight(dirname(place))
    return place
  }

  /** Nothing on the way is a link: what the system makes of the way is the way itself. */
  async function straight(folder: string, way = folder): Promise<void> {
    real ??= madeReal()
    const from = await real
    const found = await realpath(way).catch(asOurs)
    if (found !== join(from, folder.slice(top.length)))
      throw new PathRefused(`${folder.slice(top.length + 1)} goes over a link`)
  }

  /** Step by step, so that no folder is made on the other side of a link. */
  async function makeAbove(base: string, above: string): Promise<void> {
    await mkdir(base, { recursive: true })
    let at = base
    for (const part of above.split('/')) {
      if (part === '.') continue
      await straight(at)
      at = join(at, part)
      await mkdir(at).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') asOurs(error)
      })
    }
  }

  return {
    root,
    of,
    folder: async (account, folder, side = 'kept') => {
      const place = folder === '' ? root(account, side) : await of(account, folder, side, false)
      await straight(place)
      const found = await lstat(place).catch(asOurs)
      if (!found.isDirectory()) throw new PathRefused(`${folder} is no folder`)
      return place
    },
    held: async (account, path, { side, make }, work) => {
      const place = await of(account, path, side, make)
      if (process.platform !== 'linux') return work(place)
      const folder = await open(dirname(place), constants.O_RDONLY | constants.O_DIRECTORY).catch(asOurs)
      try {
        const way = `/proc/self/fd/${folder.fd}`
        await straight(dirname(place), way)
        return await work(join(way, basename(place)))
      } finally {
        await folder.close()
      }
    },
    draft: async () => {
      real ??= madeReal()
      await real
      return join(staging, 'drafts', crypto.randomUUID())
    },
  }
}

const missing = ['ENOENT', 'ENOTDIR']
const full = ['ENOSPC', 'EDQUOT', 'EFBIG']
const refused = ['EISDIR', 'ENOTEMPTY', 'EEXIST', 'ELOOP', 'ENAMETOOLONG', 'EMLINK']

/** A fault of the disk in the words of the port; throws it. */
export function asOurs(error: unknown): never {
  const { code = '', message } = error as NodeJS.ErrnoException
  if (missing.includes(code)) throw new FileMissing(message, { cause: error })
  if (full.includes(code)) throw new StoreFull(message, { cause: error })
  if (refused.includes(code)) throw new PathRefused(message, { cause: error })
  throw error
}

/** Changes whenever the bytes do: another file has another number, another writing another time. */
export const versionOf = ({ size, mtimeMs, ino }: Stats): string =>
  [size, Math.round(mtimeMs * 1000), ino].map((part) => part.toString(36)).join('-')
