import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { Attempts } from '../../domain/customers/port.ts'
import { refuse } from '../../kernel/errors.ts'

/** Counts tries in PostgreSQL, so that all processes count together; where the database does not answer, each counts by itself. */
export function createAttempts(pool: object, limits: { perMinute: number }): Attempts {
  if (limits.perMinute === 0) return { count: () => Promise.resolve() }
  const window = { points: limits.perMinute, duration: 60, keyPrefix: 'attempts' }
  const limiter = new RateLimiterPostgres({
    ...window,
    storeClient: pool,
    tableName: 'rate_limits',
    tableCreated: true,
    insuranceLimiter: new RateLimiterMemory(window),
  })
  return {
    async count(what, who) {
      try {
        await limiter.consume(`${what}:${who}`)
      } catch (thrown) {
        if (thrown instanceof RateLimiterRes)
          throw refuse('RATE_LIMITED', { seconds: Math.ceil(thrown.msBeforeNext / 1000) })
        throw thrown
      }
    },
  }
}
