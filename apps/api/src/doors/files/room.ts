import type { FileStore } from '../../kernel/file-store.ts'

/** How much an account's files come to. */
interface Measured {
  /** All that lies there, and what other processes take in; but for what is coming in through this one. */
  lying: number
  measuredAt: number
  /** What is coming in through this process. */
  coming: Set<{ readonly size: number }>
}

/** The sum of an account's files costs a walk through all of them; in between, this process keeps the book itself. */
const goodForMs = 60_000

/** What accounts hold, against their quotas. Other workers' uploads are seen with the next measure: so long each of them may go as far as the quota. */
export function createRoom(store: Pick<FileStore, 'used'>, now: () => number = Date.now) {
  const accounts = new Map<string, Measured>()

  async function measured(account: string): Promise<Measured> {
    const known = accounts.get(account)
    if (known && now() - known.measuredAt < goodForMs) return known
    const { finished, unfinished } = await store.used(account)
    const room = accounts.get(account) ?? { lying: 0, measuredAt: 0, coming: new Set<{ readonly size: number }>() }
    const own = [...room.coming].reduce((sum, { size }) => sum + size, 0)
    room.lying = finished + Math.max(0, unfinished - own)
    room.measuredAt = now()
    accounts.set(account, room)
    return room
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
