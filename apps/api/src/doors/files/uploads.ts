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
  /** Who is about to begin with a file; the next one waits. */
  const beginning = new Map<string, Promise<unknown>>()

  /**
   * Begins to take a file. Another session that writes the same one loses it: it is most often the same partner, whose line broke without our noticing.
   * `partner` is asked for its quota again and again.
   */
  function begin(partner: () => FilePartner, path: string, from: 'nothing' | 'whatIsThere'): Promise<Upload> {
    const key = `${partner().username}/${path}`
    const turn = (beginning.get(key) ?? Promise.resolve()).then(() => take(partner, path, from))
    const settled = turn.catch(() => undefined)
    beginning.set(key, settled)
    void settled.then(() => {
      if (beginning.get(key) === settled) beginning.delete(key)
    })
    return turn
  }

  async function take(partner: () => FilePartner, path: string, from: 'nothing' | 'whatIsThere'): Promise<Upload> {
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

    /** What came of it is let go, and no file stays open; where the store failed, it has done so already, or cannot. */
    async function give(refusal: Refusal): Promise<never> {
      lost = refusal
      await receiving.discard().catch(() => undefined)
      end(0)
      throw refusal
    }

    async function fits(reach: number): Promise<void> {
      const growth = Math.max(0, reach - receiving.size)
      const after = account.used() - spared + growth
      if (growth > 0 && after > partner().quotaBytes) await give(overQuota(account.used()))
    }

    async function told<T>(deed: Promise<T>): Promise<T> {
      try {
        return await deed
      } catch (error) {
        if (error instanceof StoreFull) return give(refuse('FILE_STORE_FULL', { path: shown(path) }))
        if (error instanceof OutOfPlace) return give(refuse('FILE_OUT_OF_PLACE', { path: shown(path) }))
        const problem = lossOf(error)
        if (problem) return give(refuse('FILE_LOST', { path: shown(path), problem }))
        lost = refuse('FILE_LOST', { path: shown(path), problem: 'the store failed' })
        const { size } = receiving
        await receiving.keep().catch(() => undefined)
        end(size)
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

/** How the name of a file, or the file itself, was lost to it. */
function lossOf(error: unknown): string | undefined {
  if (error instanceof FileMissing) return 'its folder was taken away, or another session began to write it'
  return error instanceof PathRefused ? 'something else is at its name' : undefined
}

export type Uploads = ReturnType<typeof createUploads>
