const [second, minute, hour] = [1_000, 60_000, 3_600_000]

/** The waits between attempts, in milliseconds: about five days until a message is given up on. As Standard Webhooks propose, and two days more. */
export const waits: readonly number[] = [
  5 * second,
  30 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
  24 * hour,
  24 * hour,
]

/** No subscriber makes us wait longer than that. */
const longest = 24 * hour

/**
 * How long to wait after so many failed attempts, in milliseconds; undefined: give up. `chance` (0 … 1) spreads those that failed together by up to a tenth, so
 * that they do not come back together. What the subscriber asks for is the least.
 */
export function waitAfter(attempts: number, chance: number, retryAfterSeconds = 0): number | undefined {
  const wait = waits[attempts - 1]
  if (wait === undefined) return undefined
  return Math.max(Math.round(wait * (1 + chance / 10)), Math.min(retryAfterSeconds * second, longest))
}
