import Stripe from 'stripe'
import { setTimeout as sleep } from 'node:timers/promises'
import { isUnderWay } from './refusals.ts'

/** The SDK repeats lost connections, 409 and 5xx by itself, but not 429, and 409 for less than two seconds. */
const TRIES = 3
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 5_000

/**
 * Repeats a call that met 429 Too Many Requests, or itself still under way, later each time and as late as `Retry-After` asks. `call` must be safe to repeat: a read, or a write with
 * its idempotency key.
 */
export async function patiently<T>(call: () => Promise<T>, firstWaitMs = FIRST_WAIT_MS): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call()
    } catch (error) {
      if (attempt >= TRIES) throw error
      if (!(error instanceof Stripe.errors.StripeRateLimitError) && !isUnderWay(error)) throw error
      const { headers } = error as Stripe.errors.StripeError
      const asked = Number(headers?.['retry-after'] ?? 0) * 1_000
      const backOff = firstWaitMs * 2 ** (attempt - 1) * (0.5 + Math.random() / 2)
      await sleep(Math.min(Math.max(asked, backOff), LONGEST_WAIT_MS))
    }
  }
}
