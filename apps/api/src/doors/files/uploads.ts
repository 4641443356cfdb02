import type { FilePartner } from '../../identity/file-accounts.ts'
import { refuse, type Refusal } from '../../kernel/errors.ts'
import {
  FileMissing,
  OutOfPlace,
  StoreFull,
  PathRefused,
  type FileStore,
  type StoredFile,
} from '../../kernel/file-store.ts'
import type { Room } from './room.ts'
import { shown } from './tree.ts'

/** A file that a session brings. After a refusal of `write` everything about it is refused alike. */
export interface Upload {
  readonly path: string
  readonly size: number
  /** Refuses with FILE_QUOTA_USED_UP, FILE_STORE_FULL (nothing of it is left), FILE_OUT_OF_PLACE, FILE_LOST. */
  write(position: number, bytes: Buffer): Promise<void>
  truncate(size: number): Promise<void>
  /** Puts it at its name. Refuses as `write`. */
  finish(): Promise<StoredFile>
  /** The session is gone: what came is kept, so that it can be gone on with. */
  keep(): Promise<void>
}

/** The files that are coming in through this process. */
export function createUploads(store: FileStore, room: Room) {
  const open = new Map<string, { giveUp(problem: string): Promise<void> }>()

  /**
   * Begins to take a file. Another session that writes the same one loses it: it is most often the same partner, whose line broke without our noticing.
   * `partner` is asked for its quota again and again.
   */
  async function begin(partner: () => FilePartner, path: string, from: 'nothing' | 'whatIsThere'): Promise<Upload> {
    const { username } = partner()
    const key = `${username}/${path}`
    await open.get(key)?.giveUp('another session began to write it')
    const finished = (await store.find(username, path))?.size ?? 0
    const folder = path.slice(0, path.lastIndexOf('/'))
    const partly = (await store.unfinished(username, folder)).find((file) => file.path === path)?.size ?? 0
    // what it is going to replace is not counted against it
    const spared = from === 'whatIsThere' && partly === 0 ? 0 : finished
    const used = await room.used(username)
    if (used - spared - partly >= partner().quotaBytes && from === 'nothing') throw overQuota(used)

    const receiving = await store.receive(username, path, from)
    const account = await room.begin(username, receiving, from === 'nothing' ? partly : receiving.size)
    let lost: Refusal | undefined
    let ended = false
    let work: Promise<unknown> = Promise.resolve()

    function overQuota(bytes: number): Refusal {
      const { quotaBytes } = partner()
      return refuse('FILE_QUOTA_USED_UP', { path: shown(path), account: username, quota: quotaBytes, used: bytes })
    }

    /** One after the other: whoever takes over waits for the write that is under way. */
    function inTurn<T>(deed: () => Promise<T>): Promise<T> {
      const turn = work.then(() => {
        if (lost) throw lost
        return deed()
      })
      work = turn.catch(() => undefined)
      return turn
    }

    function end(lying: number): void {
      ended = true
      account.end(lying)
      if (open.get(key) === session) open.delete(key)
    }

    async function give(refusal: Refusal, discard: boolean): Promise<never> {
      lost = refusal
      if (discard) await receiving.discard()
      end(0)
      throw refusal
    }

    async function fits(reach: number): Promise<void> {
      const growth = Math.max(0, reach - receiving.size)
      const after = account.used() - spared + growth
      if (growth > 0 && after > partner().quotaBytes) await give(overQuota(account.used()), true)
    }

    async function told<T>(deed: Promise<T>): Promise<T> {
      try {
        return await deed
      } catch (error) {
        if (error instanceof StoreFull) return give(refuse('FILE_STORE_FULL', { path: shown(path) }), false)
        if (error instanceof OutOfPlace) return give(refuse('FILE_OUT_OF_PLACE', { path: shown(path) }), true)
        if (error instanceof FileMissing)
          return give(refuse('FILE_LOST', { path: shown(path), problem: 'its folder was taken away' }), false)
        if (error instanceof PathRefused)
          return give(refuse('FILE_LOST', { path: shown(path), problem: 'something else is at its name' }), false)
        lost = refuse('FILE_LOST', { path: shown(path), problem: 'the store failed' })
        end(receiving.size)
        throw error
      }
    }

    const keep = async () => {
      if (ended) return
      const { size } = receiving
      if (size > 0) await receiving.keep()
      else await receiving.discard()
      end(size)
    }

    const session = {
      giveUp: (problem: string) =>
        inTurn(async () => {
          await keep()
          lost = refuse('FILE_LOST', { path: shown(path), problem })
        }).catch(() => undefined),
    }
    open.set(key, session)
    return {
      path,
      get size() {
        return receiving.size
      },
      write: (position, bytes) =>
        inTurn(async () => {
          await fits(position + bytes.length)
          await told(receiving.write(position, bytes))
        }),
      truncate: (size) =>
        inTurn(async () => {
          await fits(size)
          await told(receiving.truncate(size))
        }),
      finish: () =>
        inTurn(async () => {
          const file = await told(receiving.finish())
          end(file.size - spared)
          return file
        }),
      keep: () => inTurn(keep).catch(() => undefined),
    }
  }

  return { begin }
}

export type Uploads = ReturnType<typeof createUploads>
