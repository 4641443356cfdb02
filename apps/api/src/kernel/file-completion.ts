import type { StoredFile, StoredFolder } from './file-store.ts'

/** By what a partner says that a file is complete; see the entity `fileAccount`. */
export interface CompletionRule {
  completion: 'renamed' | 'doneFile' | 'quiet'
  quietSeconds: number
}

/** A file that may be read, with what came along to say so. */
export interface Arrived {
  file: StoredFile
  /** The `.done` beside it: it goes where the file goes. */
  done?: StoredFile
}

/** A folder as its partner means it. */
export interface Arrivals {
  /** By name. */
  complete: readonly Arrived[]
  /** Still being written, or not yet said to be complete. */
  waiting: readonly StoredFile[]
  /** `.done` files without their file. */
  strays: readonly StoredFile[]
}

const unfinishedNames = /^\.|\.(?:tmp|part|filepart)$/i
const done = '.done'

const nameOf = ({ path }: StoredFile) => path.slice(path.lastIndexOf('/') + 1)

/** Sorts a listing of one folder by the partner's rule; folders are passed over. */
export function arrivalsOf(
  listing: readonly (StoredFile | StoredFolder)[],
  { completion, quietSeconds }: CompletionRule,
  now: Date,
): Arrivals {
  const files = listing
    .filter((entry): entry is StoredFile => !('folder' in entry))
    .sort((one, other) => (one.path < other.path ? -1 : 1))
  const complete: Arrived[] = []
  const waiting: StoredFile[] = []
  const strays: StoredFile[] = []
  const byPath = new Map(files.map((file) => [file.path, file]))
  for (const file of files) {
    if (completion === 'doneFile' && file.path.endsWith(done)) {
      if (!byPath.has(file.path.slice(0, -done.length))) strays.push(file)
      continue
    }
    if (unfinishedNames.test(nameOf(file))) waiting.push(file)
    else if (completion === 'renamed') complete.push({ file })
    else if (completion === 'quiet') {
      const quiet = now.getTime() - file.changedAt.getTime() >= quietSeconds * 1000
      if (quiet) complete.push({ file })
      else waiting.push(file)
    } else {
      const beside = byPath.get(file.path + done)
      if (beside) complete.push({ file, done: beside })
      else waiting.push(file)
    }
  }
  return { complete, waiting, strays }
}

/** What lies in a folder and is not fetched. */
export interface Backlog {
  files: number
  bytes: number
  /** Since when the oldest of them lies there. */
  oldestAt: Date | undefined
}

/** How much a partner leaves lying, as in `outbound/`. */
export function backlogOf(listing: readonly (StoredFile | StoredFolder)[]): Backlog {
  const files = listing.filter((entry): entry is StoredFile => !('folder' in entry))
  const oldest = Math.min(...files.map(({ changedAt }) => changedAt.getTime()))
  return {
    files: files.length,
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    oldestAt: Number.isFinite(oldest) ? new Date(oldest) : undefined,
  }
}
