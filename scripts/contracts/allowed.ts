/** Which publication of the contracts: what outsiders were told last. */
export interface Publication {
  version: string
  /** As 2026-11-30. */
  day: string
}

/** A break that people decided on; a star stands for any text, where one decision changes many places. */
export interface Allowed {
  change: string
  why: string
  /** The publication that it breaks with: `1.0.0 of 2026-11-30`. With the next one it has been told, and is stale. */
  from: string
}

export const nameOf = ({ version, day }: Publication): string => `${version} of ${day}`

const patternOf = ({ change }: Allowed) =>
  new RegExp(`^${change.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*')}$`, 's')

/** What stands against the breaks with a publication: those that nobody allowed, and lines that allow nothing, or were for another publication. */
export function judgeBreaks(breaks: readonly string[], allowed: readonly Allowed[], published: Publication) {
  const stale = allowed.filter(({ from, why }) => from !== nameOf(published) || !why)
  const patterns = allowed.filter((one) => !stale.includes(one)).map((one) => ({ one, pattern: patternOf(one) }))
  return {
    broken: breaks.filter((change) => !patterns.some(({ pattern }) => pattern.test(change))),
    stale,
    idle: patterns.filter(({ pattern }) => !breaks.some((change) => pattern.test(change))).map(({ one }) => one),
  }
}
