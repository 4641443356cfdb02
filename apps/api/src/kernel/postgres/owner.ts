import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** The account that PostgreSQL runs under when we are root (it refuses to run as root). */
export interface Owner {
  uid: number
  gid: number
  name: string
}

/** Nobody in particular when we are an ordinary user; else the user postgres, made when it is missing, or nobody. */
export function clusterOwner(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined
  const found = account('postgres')
  if (found) return found
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'])
  const owner = account('postgres') ?? account('nobody')
  if (!owner)
    throw new Error(
      'PostgreSQL refuses to run as root, and there is no user postgres or nobody here: add one, or set DATABASE_URL.',
    )
  return owner
}

function account(name: string): Owner | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const asked = spawnSync('id', [flag, name], { encoding: 'utf8' })
    return asked.status === 0 ? Number(asked.stdout) : undefined
  })
  return uid === undefined || gid === undefined ? undefined : { uid, gid, name }
}

/** Whether the owner can walk down to the folder; always true for ourselves. The folder itself may be missing still. */
export function canReach(owner: Owner | undefined, folder: string): boolean {
  if (!owner) return true
  for (let at = resolve(folder); ; at = dirname(at)) {
    const found = statSync(at, { throwIfNoEntry: false })
    if (found) {
      const bit = found.uid === owner.uid ? 0o100 : found.gid === owner.gid ? 0o010 : 0o001
      if ((found.mode & bit) === 0) return false
    }
    if (at === dirname(at)) return true
  }
}
