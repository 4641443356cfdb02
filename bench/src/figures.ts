/** What was measured of one work. Times in milliseconds. */
export interface Figures {
  requests: number
  perSecond: number
  p50: number
  p95: number
  p99: number
  /** Requests that were not answered well; a run with failures measures nothing. */
  failures: number
}

/** The value below which `share` of the sorted times lie. */
export function percentile(sorted: readonly number[], share: number): number {
  const index = Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)
  return sorted[Math.max(0, index)] ?? Number.NaN
}

/** Figures from the time that each request took, and the seconds that all of them took together. */
export function figuresOf(times: number[], seconds: number, failures: number): Figures {
  const sorted = times.sort((a, b) => a - b)
  return {
    requests: sorted.length,
    perSecond: sorted.length / seconds,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
    failures,
  }
}
