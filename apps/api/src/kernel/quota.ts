/** How much of what a caller may ask within a minute is left. */
export interface QuotaLeft {
  limit: number
  remaining: number
  /** Until the count begins anew. */
  resetSeconds: number
}

/** Adds a header to the answer of the request at hand. */
export type Tell = (name: string, value: string) => void

/** Says what is left in the headers of draft-ietf-httpapi-ratelimit-headers-07, 2: numbers of requests, and seconds. */
export function tellQuota({ limit, remaining, resetSeconds }: QuotaLeft, tell: Tell): void {
  tell('ratelimit-limit', String(limit))
  tell('ratelimit-remaining', String(remaining))
  tell('ratelimit-reset', String(resetSeconds))
}

/** Counts requests by caller, over all processes; the port of adapters/attempts. */
export interface Quota {
  /** Counts one more request of `who`, and tells what is left. Refuses RATE_LIMITED {seconds} beyond `perMinute`; 0: no limit, and nothing is counted. */
  consume(who: string, perMinute: number, tell: Tell): Promise<void>
}
