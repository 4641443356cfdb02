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

/** A folder below the root of an account. */
export interface StoredFolder {
  path: string
  folder: true
}

/** The folders that every account has. */
export const accountFolders = ['inbound', 'outbound', 'archive', 'error', 'tmp'] as const
export type AccountFolder = (typeof accountFolders)[number]

/**
 * Where partners' files are kept: a disk, or S3-compatible object storage that several workers share. `account` is the account's username. Every path is
 * checked (see `filePath`): none leads out of the account's root, also not by links. What is at a place where it cannot be used so (a folder that should be a
 * file, a link) is refused with PathRefused.
 */
export interface FileStore {
  /** The account's folders, made where they are not there. */
  prepare(account: string): Promise<void>
  /** Files and folders directly below a folder (`''`: the root), by name. Nothing that is unfinished, and no links. Throws FileMissing. */
  list(account: string, folder: string): Promise<readonly (StoredFile | StoredFolder)[]>
  find(account: string, path: string): Promise<StoredFile | undefined>
  /** Whether there is such a folder. */
  hasFolder(account: string, folder: string): Promise<boolean>
  /** Throws PathRefused where something of that name is there already, FileMissing where what it should be in is not. */
  makeFolder(account: string, folder: string): Promise<void>
  /** Throws PathRefused for one that is not empty, FileMissing. */
  removeFolder(account: string, folder: string): Promise<void>
  /** The bytes from `start` on (0 unless told). Throws FileMissing. */
  read(account: string, path: string, start?: number): Promise<Readable>
  /** For whoever reads here and there. Throws FileMissing. */
  open(account: string, path: string): Promise<OpenFile>
  /** Writes a whole file: it is there whole, under its name, or not at all. Replaces one of the same name, makes folders. Throws StoreFull. */
  write(account: string, path: string, bytes: Readable | Buffer): Promise<StoredFile>
  /**
   * Takes a file piece by piece. Until it is finished it is unfinished, apart from the files: `list`, `find` and `read` do not know it. `from` what is there: of an
   * unfinished file, else of one that is there (it is unfinished from now on), what came is kept. What two bring at the same time, in
   * any process, never mixes: whoever began later has it, or who finishes last, each time whole. Throws FileMissing where its folder is not there.
   */
  receive(account: string, path: string, from: 'nothing' | 'whatIsThere'): Promise<Receiving>
  /** What is unfinished directly below a folder, by the names it is going to have. */
  unfinished(account: string, folder: string): Promise<readonly StoredFile[]>
  /** Throws FileMissing. */
  removeUnfinished(account: string, path: string): Promise<void>
  /** Renames a file, over an existing one too; makes folders. Throws FileMissing. */
  move(account: string, from: string, to: string): Promise<void>
  /** Throws FileMissing. */
  remove(account: string, path: string): Promise<void>
  used(account: string): Promise<Used>
  /** Takes away what `write` has left behind where its process died, and that was not touched since an instant. */
  sweep(before: Date): Promise<void>
  /** Lets go of what it holds. */
  close(): void
}

/** What the files of an account come to, in bytes. */
export interface Used {
  finished: number
  /** Kept, or coming in now, in any process; as far as the store knows of it. */
  unfinished: number
}

/** A file that is open for reading. It stays the same one, whatever becomes of its name. */
export interface OpenFile {
  readonly file: StoredFile
  /** At most `length` bytes from `position` on; none behind the end. */
  read(position: number, length: number): Promise<Buffer>
  close(): Promise<void>
}

/** A file that is coming in. One of `finish`, `keep` and `discard` ends it. */
export interface Receiving {
  /** How far it reaches, in bytes. */
  readonly size: number
  /** Throws StoreFull (and nothing of it is left), OutOfPlace. */
  write(position: number, bytes: Buffer): Promise<void>
  /** Throws OutOfPlace where the store cannot. */
  truncate(size: number): Promise<void>
  /** Puts it at its name, in place of another. Throws StoreFull, FileMissing (somebody else has begun to bring it, or its folder is gone). */
  finish(): Promise<StoredFile>
  /** Keeps what came as unfinished: whoever brings it may go on later. */
  keep(): Promise<void>
  discard(): Promise<void>
}

/** There is no such file or folder (any more). */
export class FileMissing extends Error {}

/** The disk is full, or the account's quota is used up. */
export class StoreFull extends Error {}

/** A path that cannot be used so: it leads out, goes over a link, or something else is there. */
export class PathRefused extends Error {}

/** A store that takes files in their order only was given a piece of elsewhere. */
export class OutOfPlace extends Error {}

/** A path below an account's root, as it is kept; undefined for one that climbs, is hidden from us or too long. */
export function filePath(given: string): string | undefined {
  const parts = given.split('/').filter((part) => part !== '' && part !== '.')
  const bad = parts.some(
    (part) => part === '..' || Buffer.byteLength(part) > 255 || /[\u0000-\u001f\u007f\\]/.test(part),
  )
  return bad || parts.length > 8 ? undefined : parts.join('/')
}
