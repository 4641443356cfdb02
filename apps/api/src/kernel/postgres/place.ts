import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Owner } from './owner.ts'

/** Where root keeps what PostgreSQL's user must be able to enter, when the clone lies in a closed folder such as /root. */
export const spareRoot = '/var/lib/portico'

/** A folder that PostgreSQL's user can enter, told apart by the folder that it stands in for. */
export function spareFolderFor(owner: Owner | undefined, folder: string): string {
  if (!owner) return folder
  return join(spareRoot, createHash('sha256').update(folder).digest('hex').slice(0, 12))
}
