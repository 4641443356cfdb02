/** Something that a call used and that is to go: the days since which it is said, and from which on it may be gone. */
export interface Retired {
  since: string
  sunset: string
}

const firstOf = (days: readonly string[]): Date => new Date([...days].sort()[0]!)

/**
 * How an answer tells what was used that is to go: the header Deprecation (RFC 9745: a date, as structured fields write it) since when, Sunset (RFC 8594: an
 * HTTP date) until when; of several things, the earliest days.
 */
export function retiringHeaders(used: Iterable<Retired>): Record<string, string> {
  const all = [...used]
  if (all.length === 0) return {}
  const since = firstOf(all.map((one) => one.since))
  const sunset = firstOf(all.map((one) => one.sunset))
  return { deprecation: `@${since.getTime() / 1000}`, sunset: sunset.toUTCString() }
}
