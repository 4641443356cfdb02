import Stripe from 'stripe'
import { setTimeout as sleep } from 'node:timers/promises'

/** The SDK repeats lost connections, 409 and 5xx by itself, but not 429. */
const TRIES = 3
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 5_000

/**
 * Repeats a call that met 429 Too Many Requests, later each time and as late as `Retry-After` asks. `call` must be safe to repeat: a read, or a write with
 * its idempotency key.
 */
export async function patiently<T>(call: () => Promise<T>, firstWaitMs = FIRST_WAIT_MS): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeRateLimitError) || attempt >= TRIES) throw error
      const asked = Number(error.headers?.['retry-after'] ?? 0) * 1_000
      const backOff = firstWaitMs * 2 ** (attempt - 1) * (0.5 + Math.random() / 2)
      await sleep(Math.min(Math.max(asked, backOff), LONGEST_WAIT_MS))
    }
  }
}
