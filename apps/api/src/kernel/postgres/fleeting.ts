import { accessSync, chmodSync, constants, mkdtempSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where Linux keeps files in memory. */
const memory = '/dev/shm'
const gigabyte = 2 ** 30
/** What a run of the tests may grow to, with what everything else wants besides. */
const [roomWanted, memoryWanted] = [2 * gigabyte, 6 * gigabyte]
/** Nothing that is fleeting runs as long as this. */
const abandonedAfterMs = 12 * 3_600_000

/**
 * A new folder for a cluster that is thrown away. A database is more than 1,100 files, and many a disk takes a millisecond to make one:
 * so it is in memory where there is enough of it (a copy of the schema then takes 0.05 s, not 1.3 s), else among the temporary files.
 */
export function fleetingFolder(prefix: string): string {
  const root = hasRoom() ? memory : tmpdir()
  forgetAbandoned(root, prefix)
  const folder = mkdtempSync(join(root, `${prefix}${process.pid}-`))
  // PostgreSQL's user walks through it
  chmodSync(folder, 0o755)
  return folder
}

function hasRoom(): boolean {
  // Node 20.13 and later know what a container may use
  const available = (process as { availableMemory?: () => number }).availableMemory?.() ?? 0
  if (process.platform !== 'linux' || available < memoryWanted) return false
  try {
    accessSync(memory, constants.W_OK | constants.X_OK)
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize >= roomWanted
  } catch {
    return false
  }
}

/** Takes away what runs that were killed have left. */
function forgetAbandoned(root: string, prefix: string): void {
  for (const name of readdirSync(root).filter((each) => each.startsWith(prefix))) {
    const age = Date.now() - (statSync(join(root, name), { throwIfNoEntry: false })?.ctimeMs ?? Date.now())
    if (age > abandonedAfterMs) rmSync(join(root, name), { recursive: true, force: true })
  }
}
