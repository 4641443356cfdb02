import { refuse } from '../../kernel/errors.ts'
import type { OpenFile } from '../../kernel/file-store.ts'
import type { NamedEntry } from './protocol/replies.ts'
import type { Upload } from './uploads.ts'

export interface ReadingHandle {
  kind: 'reading'
  path: string
  file: OpenFile
  /** How many bytes went out. */
  sent: number
}
export interface WritingHandle {
  kind: 'writing'
  path: string
  upload: Upload
  /** Every write goes to the end, wherever it says. */
  append: boolean
}
export interface FolderHandle {
  kind: 'folder'
  path: string
  /** What has not been told yet. */
  left: NamedEntry[]
}
export type Handle = ReadingHandle | WritingHandle | FolderHandle

/** As many as one session may have open at once. */
export const mostHandles = 64

/** What a session has open. The names of handles are its own: one that it never had, or has closed, is refused. */
export class Handles {
  private readonly open = new Map<string, Handle>()
  private next = 0

  /** Refuses with FILE_TOO_MANY_OPEN; to be asked before anything is opened for it. */
  makeSure(): void {
    if (this.open.size >= mostHandles) throw refuse('FILE_TOO_MANY_OPEN', { maximum: mostHandles })
  }
  add(handle: Handle): string {
    const name = Buffer.alloc(4)
    name.writeUInt32BE((this.next += 1))
    const key = name.toString('latin1')
    this.open.set(key, handle)
    return key
  }
  get<Kind extends Handle['kind']>(key: string, ...kinds: readonly Kind[]): Extract<Handle, { kind: Kind }> {
    const handle = this.open.get(key)
    if (!handle || !(kinds as readonly string[]).includes(handle.kind))
      throw refuse('FILE_REQUEST_UNSUPPORTED', { what: 'such handle for this' })
    return handle as Extract<Handle, { kind: Kind }>
  }
  take(key: string): Handle {
    const handle = this.get(key, 'reading', 'writing', 'folder')
    this.open.delete(key)
    return handle
  }
  takeAll(): Handle[] {
    const all = [...this.open.values()]
    this.open.clear()
    return all
  }
  get writing(): boolean {
    return [...this.open.values()].some(({ kind }) => kind === 'writing')
  }
  get size(): number {
    return this.open.size
  }
}
