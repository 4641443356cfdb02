import { createHash } from 'node:crypto'
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { networkOf } from '../../kernel/addresses.ts'
import type { Attempts } from '../../kernel/attempts.ts'
import { refuse } from '../../kernel/errors.ts'

export { createQuota } from './quota.ts'

/** A try costs a tenth of this where ten times as many are allowed. */
const whole = 10

/** Names are of any length and somebody's own: the table holds their hash. Addresses are counted by their network. */
const keyOf = (what: string, who: string) =>
  `${what}:${createHash('sha256').update(networkOf(who)).digest('base64url')}`

/** Counts tries in PostgreSQL, so that all processes count together; where the database does not answer, each counts by itself. */
export function createAttempts(pool: object, limits: { perMinute: number }): Attempts {
  if (limits.perMinute === 0) return { count: () => Promise.resolve(), forgive: () => Promise.resolve() }
  const window = { points: limits.perMinute * whole, duration: 60, keyPrefix: 'attempts' }
  const limiter = new RateLimiterPostgres({
    ...window,
    storeClient: pool,
    tableName: 'rate_limits',
    tableCreated: true,
    insuranceLimiter: new RateLimiterMemory(window),
  })
  return {
    async count(what, ...by) {
      for (const { who, times = 1 } of by) {
        try {
          await limiter.consume(keyOf(what, who), whole / times)
        } catch (thrown) {
          if (thrown instanceof RateLimiterRes)
            throw refuse('RATE_LIMITED', { seconds: Math.ceil(thrown.msBeforeNext / 1000) })
          throw thrown
        }
      }
    },
    async forgive(what, ...by) {
      for (const { who, times = 1 } of by) await limiter.reward(keyOf(what, who), whole / times)
    },
  }
}
