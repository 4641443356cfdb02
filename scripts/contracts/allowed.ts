/** Which publication of the contracts: what outsiders were told last. */
export interface Publication {
  version: string
  /** As 2026-11-30. */
  day: string
}

/**
 * A break that people decided on. Where one decision changes many places, `{a name}` in the line stands for one word, the same wherever the name stands:
 * `Mutation.{field} changed type from {type}! to {type}.`
 */
export interface Allowed {
  change: string
  why: string
  /** The publication that it breaks with: `1.0.0 of 2026-11-30`. With the next one it has been told, and is stale. */
  from: string
}

export const nameOf = ({ version, day }: Publication): string => `${version} of ${day}`

function patternOf({ change }: Allowed): RegExp {
  const named = new Set<string>()
  const parts = change.split(/\{(\w+)\}/).map((part, at) => {
    if (at % 2 === 0) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    if (named.has(part)) return String.raw`\k<${part}>`
    named.add(part)
    return String.raw`(?<${part}>[^\s:.]+?)`
  })
  return new RegExp(`^${parts.join('')}$`)
}

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
