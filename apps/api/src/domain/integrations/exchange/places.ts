import { FileMissing, type FileStore } from '../../../kernel/file-store.ts'
import type { Run } from './errand.ts'

/** Where files lie while they are read or made: out of the reach of partners. */
export const workFolder = '.work'

/** Named by the run alone: what a partner calls a file may be as long as any name can be. */
export const workPlace = ({ id }: Pick<Run, 'id'>): string => `${workFolder}/${id}`

/** What file systems take for one name, in bytes, but for what is put before it and behind it. */
const longestName = 200

/** A name that leaves room for more, in bytes; what is too long loses the end of its stem. */
export function shortened(name: string): string {
  if (Buffer.byteLength(name) <= longestName) return name
  const [, stem = '', ending = ''] = /^(.*?)(\.[^.]{1,20})?$/su.exec(name) ?? []
  let kept = ''
  let bytes = Buffer.byteLength(ending)
  for (const sign of stem) if ((bytes += Buffer.byteLength(sign)) <= longestName) kept += sign
  return kept + ending
}

/** `archive/2026/11/20261129-064343-1f3a9c_prices.csv` */
export function restingPlace(
  { id, fileName, createdAt }: Pick<Run, 'id' | 'fileName' | 'createdAt'>,
  folder: 'archive' | 'error',
): string {
  const stamp = createdAt.toISOString().replaceAll(/[-:]/g, '').replace('T', '-').slice(0, 15)
  const [year, month] = createdAt.toISOString().split('-')
  return `${folder}/${year}/${month}/${stamp}-${id.slice(-6)}_${shortened(fileName ?? '')}`
}

/** Since when a file has lain at its `restingPlace`, by its name there. */
export function restedSince(name: string): Date | undefined {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-[0-9a-f]{6}_/.exec(name)?.map(Number) ?? []
  return year === undefined ? undefined : new Date(Date.UTC(year, month! - 1, day, hour, minute, second))
}

/**
 * Moves a file that may have been moved already by a process that died right after. Throws FileMissing where it is at neither place, unless somebody may have `fetched`
 * it since.
 */
export async function moveOnce(
  { files }: { files: Pick<FileStore, 'find' | 'move'> },
  account: string,
  from: string,
  to: string,
  fetched = false,
): Promise<void> {
  try {
    await files.move(account, from, to)
  } catch (error) {
    if (!(error instanceof FileMissing) || !(fetched || (await files.find(account, to)))) throw error
  }
}
