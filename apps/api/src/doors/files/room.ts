import type { FileStore } from '../../kernel/file-store.ts'

/** How much an account's files come to. */
interface Measured {
  /** All that lies there, but for what is coming in. */
  lying: number
  measuredAt: number
  /** What is coming in through this process. */
  coming: Set<{ readonly size: number }>
}

/** The sum of an account's files costs a walk through all of them; in between, this process keeps the book itself. */
const goodForMs = 60_000

/** What accounts hold, against their quotas. Other workers' uploads are seen with the next measure. */
export function createRoom(store: Pick<FileStore, 'used'>) {
  const accounts = new Map<string, Measured>()

  async function measured(account: string): Promise<Measured> {
    const known = accounts.get(account)
    if (known && (known.coming.size > 0 || Date.now() - known.measuredAt < goodForMs)) return known
    const lying = await store.used(account)
    const since = accounts.get(account)
    if (since && since.coming.size > 0) return since
    const fresh = { lying, measuredAt: Date.now(), coming: new Set<{ readonly size: number }>() }
    accounts.set(account, fresh)
    return fresh
  }

  const usedOf = ({ lying, coming }: Measured) => [...coming].reduce((sum, { size }) => sum + size, lying)

  return {
    /** In bytes, with what is coming in. */
    used: async (account: string): Promise<number> => usedOf(await measured(account)),
    /** Counts a file that comes in from now on; what of it lay there before is counted with it. */
    async begin(account: string, coming: { readonly size: number }, lyingBefore: number) {
      const room = await measured(account)
      room.lying -= lyingBefore
      room.coming.add(coming)
      return {
        used: () => usedOf(room),
        /** It comes in no more; so many bytes more lie there now. */
        end: (lying: number) => {
          if (room.coming.delete(coming)) room.lying += lying
        },
      }
    },
    /** So many bytes were taken away. */
    freed(account: string, bytes: number): void {
      const room = accounts.get(account)
      if (room) room.lying = Math.max(0, room.lying - bytes)
    },
  }
}

export type Room = ReturnType<typeof createRoom>
