import { randomBytes } from 'node:crypto'
import { dirname } from 'node:path'
import { FileMissing, filePath, type StoredFile, type StoredFolder } from '../../kernel/file-store.ts'
import type { Places, Side } from './disk-places.ts'

/** A file that is unfinished. */
interface Half {
  place: string
  changedAt: Date
  /** Whoever brought it has let go of it; otherwise it is being written, or its writer has died. */
  kept: boolean
}

const mark = /\.~[0-9a-f]{8}$/
const bare = (path: string) => path.replace(mark, '')

/**
 * Unfinished files of accounts. What was kept has the name that it is going to have; what is coming in has a file of its own for each time that somebody begins: `prices.csv.~1f3a9c07`, so that two who bring
 * the same one never write into one another's.
 */
export function halvesIn(
  places: Places,
  listed: (account: string, at: string, side: Side) => Promise<readonly (StoredFile | StoredFolder)[]>,
) {
  const filesIn = async (account: string, folder: string): Promise<StoredFile[]> => {
    const entries = await listed(account, folder, 'unfinished').catch(noneThere)
    const files = entries.flatMap((entry) => ('folder' in entry ? [] : [entry]))
    return files.sort((one, other) => other.changedAt.getTime() - one.changedAt.getTime())
  }
  return {
    /** A place for one that begins. Throws PathRefused for a name that leaves no room for the mark. */
    newPlace: (account: string, path: string): Promise<string> =>
      places.of(account, `${path}.~${randomBytes(4).toString('hex')}`, 'unfinished'),
    /** All there is of one file, the latest first. */
    of: async (account: string, path: string): Promise<Half[]> => {
      const inside = filePath(path) ?? path
      const above = dirname(inside)
      const files = await filesIn(account, above === '.' ? '' : above)
      const own = files.filter((file) => bare(file.path) === inside)
      return Promise.all(
        own.map(async ({ path: at, changedAt }) => ({
          place: await places.of(account, at, 'unfinished'),
          changedAt,
          kept: at === inside,
        })),
      )
    },
    /** What is unfinished in a folder, each by the name that it is going to have. */
    below: async (account: string, folder: string): Promise<StoredFile[]> => {
      const latest = new Map<string, StoredFile>()
      for (const file of await filesIn(account, folder)) {
        const path = bare(file.path)
        if (!latest.has(path)) latest.set(path, { ...file, path })
      }
      return [...latest.values()].sort((one, other) => (one.path < other.path ? -1 : 1))
    },
  }
}

function noneThere(error: unknown): readonly (StoredFile | StoredFolder)[] {
  if (error instanceof FileMissing) return []
  throw error
}
