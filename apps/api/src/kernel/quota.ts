/** How much of what a caller may ask within a minute is left. */
export interface QuotaLeft {
  limit: number
  remaining: number
  /** Until the count begins anew. */
  resetSeconds: number
}

/** Counts requests by caller, over all processes; the port of adapters/attempts. */
export interface Quota {
  /** Counts one more request of `who`. Refuses RATE_LIMITED {seconds} beyond `perMinute`; 0: no limit, and nothing is counted. */
  consume(who: string, perMinute: number): Promise<QuotaLeft | undefined>
}
