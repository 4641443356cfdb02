import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { refuse } from '../../kernel/errors.ts'
import { tellQuota, type Quota, type QuotaLeft } from '../../kernel/quota.ts'

/** Into so many lumps a minute's requests are cut. A process takes a lump at a time from the table, so that most requests cost no write there. */
const lumpsAMinute = 100

/** What a process has taken and not yet used up. */
interface Held {
  mine: number
  /** Left in the table, for all processes. */
  theirs: number
  until: number
}

/**
 * Counts requests of callers in PostgreSQL, so that all processes count together; where the database does not answer, each counts by itself. Nobody gets more than
 * their limit; what a process holds and does not use is lost to the others, a hundredth of a minute's requests at most.
 */
export function createQuota(pool: object): Quota {
  const limiters = new Map<number, RateLimiterPostgres>()
  const limiterOf = (points: number) => {
    const known = limiters.get(points)
    if (known) return known
    const window = { points, duration: 60, keyPrefix: 'quota' }
    const made = new RateLimiterPostgres({
      ...window,
      storeClient: pool,
      tableName: 'rate_limits',
      tableCreated: true,
      // who has used it all up is refused without a statement until the minute is over
      inMemoryBlockOnConsumed: points + 1,
      insuranceLimiter: new RateLimiterMemory(window),
    })
    limiters.set(points, made)
    return made
  }
  const held = new Map<string, Held>()
  const taking = new Map<string, Promise<void>>()

  async function take(key: string, who: string, perMinute: number): Promise<void> {
    const now = Date.now()
    for (const [other, { until }] of held) if (until <= now) held.delete(other)
    const lump = Math.max(1, Math.floor(perMinute / lumpsAMinute))
    const mine = Math.min(lump, Math.max(1, held.get(key)?.theirs ?? lump))
    const { remainingPoints, msBeforeNext } = await limiterOf(perMinute).consume(who, mine)
    held.set(key, { mine, theirs: remainingPoints, until: now + msBeforeNext })
  }

  return {
    async consume(who, perMinute, tell) {
      if (perMinute === 0) return
      const key = `${perMinute} ${who}`
      try {
        for (;;) {
          const left = useOne(held.get(key), perMinute)
          if (left) return tellQuota(left, tell)
          // those who come meanwhile wait for the same lump
          const lump = taking.get(key) ?? take(key, who, perMinute).finally(() => taking.delete(key))
          taking.set(key, lump)
          await lump
        }
      } catch (thrown) {
        if (!(thrown instanceof RateLimiterRes)) throw thrown
        const seconds = Math.ceil(thrown.msBeforeNext / 1000)
        tellQuota({ limit: perMinute, remaining: 0, resetSeconds: seconds }, tell)
        throw refuse('RATE_LIMITED', { seconds })
      }
    },
  }
}

function useOne(held: Held | undefined, limit: number): QuotaLeft | undefined {
  const now = Date.now()
  if (!held || held.mine < 1 || held.until <= now) return undefined
  held.mine -= 1
  return { limit, remaining: held.mine + held.theirs, resetSeconds: Math.ceil((held.until - now) / 1000) }
}
