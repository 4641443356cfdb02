import type { Readable } from 'node:stream'

/** A file of a partner. `path` is below the root of its account, as `inbound/prices.csv`: folders and names parted by `/`. */
export interface StoredFile {
  path: string
  /** In bytes. */
  size: number
  /** When it was last written to. */
  changedAt: Date
  /** Changes whenever the bytes do. */
  version: string
}

/** The folders that every account has. */
export const accountFolders = ['inbound', 'outbound', 'archive', 'error', 'tmp'] as const
export type AccountFolder = (typeof accountFolders)[number]

/**
 * Where partners' files are kept: a disk, or S3-compatible object storage that several workers share. `account` is the account's username. Every path is
 * checked (see `filePath`): none leads out of the account's root, also not by links.
 */
export interface FileStore {
  /** The account's folders, made where they are not there. */
  prepare(account: string): Promise<void>
  /** Files and folders directly below a folder (`''`: the root), by name. */
  list(account: string, folder: string): Promise<readonly (StoredFile | { path: string; folder: true })[]>
  find(account: string, path: string): Promise<StoredFile | undefined>
  /** The bytes from `start` on (0 unless told). Throws FileMissing. */
  read(account: string, path: string, start?: number): Promise<Readable>
  /** Writes a whole file: it is there whole, under its name, or not at all. Replaces one of the same name. Throws StoreFull. */
  write(account: string, path: string, bytes: Readable | Buffer): Promise<StoredFile>
  /** Renames, over an existing file too. Throws FileMissing. */
  move(account: string, from: string, to: string): Promise<void>
  remove(account: string, path: string): Promise<void>
  /** The sum of all its files, in bytes. */
  used(account: string): Promise<number>
}

/** There is no such file (any more). */
export class FileMissing extends Error {}

/** The disk is full, or the account's quota is used up. */
export class StoreFull extends Error {}

/** A path below an account's root, as it is kept; undefined for one that climbs, is hidden from us or too long. */
export function filePath(given: string): string | undefined {
  const parts = given.split('/').filter((part) => part !== '' && part !== '.')
  const bad = parts.some((part) => part === '..' || part.length > 255 || /[\u0000-\u001f\u007f\\]/.test(part))
  return bad || parts.length > 8 ? undefined : parts.join('/')
}
