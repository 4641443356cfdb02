import { refuse } from '../../kernel/errors.ts'
import { accountFolders, filePath, type AccountFolder } from '../../kernel/file-store.ts'
import type { FilePartner } from '../../identity/file-accounts.ts'

/** A place in a partner's tree. `path` is as the store knows it; '' is the root, which holds the account's folders and nothing else. */
export interface Place {
  path: string
  /** Of the account's folders; none for the root and for what is not there. */
  folder: AccountFolder | undefined
}

const isFolder = (name: string): name is AccountFolder => (accountFolders as readonly string[]).includes(name)

/** As a client shows it. */
export const shown = (path: string): string => `/${path}`

/**
 * Where a path of a client leads, be it absolute or from the root, where every session begins. As in a chroot, `..` above the root is the root: nothing outside has a name.
 * Refuses with FILE_PATH_REFUSED.
 */
export function placeOf(given: string): Place {
  const steps: string[] = []
  for (const step of given.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  const path = filePath(steps.join('/'))
  if (path === undefined)
    throw refuse('FILE_PATH_REFUSED', {
      path: given.slice(0, 200),
      problem: 'it is too long or too deep, or has signs that no name may have',
    })
  const [top = ''] = steps
  return { path, folder: isFolder(top) ? top : undefined }
}

export type Right = 'read' | 'write' | 'delete'

const deeds: Record<Right, string> = { read: 'read', write: 'write', delete: 'delete' }

/** Refuses with FILE_NOT_FOUND for what is outside the account's folders and shall be read, else with FILE_RIGHT_MISSING. */
export function demand({ username, rights }: FilePartner, place: Place, ...wanted: readonly Right[]): AccountFolder {
  const { path, folder } = place
  if (!folder && wanted.includes('read')) throw refuse('FILE_NOT_FOUND', { path: shown(path) })
  const [first = 'read'] = wanted
  if (!folder) throw refuse('FILE_RIGHT_MISSING', { account: username, deed: deeds[first], folder: 'the root' })
  if (!wanted.some((right) => rights[folder][right]))
    throw refuse('FILE_RIGHT_MISSING', { account: username, deed: deeds[first], folder: shown(folder) })
  return folder
}

/** Whether a folder is there for a partner at all. */
export const isOpen = ({ rights }: FilePartner, folder: AccountFolder): boolean =>
  Object.values(rights[folder]).some(Boolean)

const kinds = { file: 0o100000, folder: 0o040000 }

/** Kind and permissions, as far as they say what the partner may. */
export function modeOf({ rights }: FilePartner, kind: keyof typeof kinds, folder: AccountFolder | undefined): number {
  const { read, write } = folder ? rights[folder] : { read: true, write: false }
  return kinds[kind] | (read ? 0o400 : 0) | (write ? 0o200 : 0) | (kind === 'folder' ? 0o100 : 0)
}
