// Deprecations of GraphQL schemas, which hold all that the model deprecates: when what is said to go may be gone.
import { sunsetIn } from '@portico/schema'
import { Kind, parse, visit, type ASTNode } from 'graphql'

/** The day from which on something may be gone, by its `@deprecated`; undefined where it stays. */
export function sunsetOf(node: ASTNode): string | undefined {
  const directives = 'directives' in node ? (node.directives ?? []) : []
  const reason = directives
    .find(({ name }) => name.value === 'deprecated')
    ?.arguments?.find(({ name }) => name.value === 'reason')?.value
  return reason?.kind === Kind.STRING ? sunsetIn(reason.value) : undefined
}

/** By coordinates: `Brand.description`, `Query.brands.filter`. */
function sunsetsOf(schema: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const path: string[] = []
  visit(parse(schema), {
    enter(node) {
      if (!('name' in node) || !node.name || !('directives' in node)) return
      path.push(node.name.value)
      const sunset = sunsetOf(node)
      if (sunset !== undefined) found.set(path.join('.'), sunset)
    },
    leave(node) {
      if ('name' in node && node.name && 'directives' in node) path.pop()
    },
  })
  return found
}

/** Clients have twelve months from the day on which they can read of it; the road of a change to them may take one of these. */
const leastMonths = 11

/** Deprecations that leave clients less time than was promised: new ones with too near a day, and days that were brought forward. */
export function hurriedSunsets(before: string, now: string, today: string): string[] {
  const soonest = new Date(today)
  soonest.setUTCMonth(soonest.getUTCMonth() + leastMonths)
  const least = soonest.toISOString().slice(0, 10)
  const known = sunsetsOf(before)
  return [...sunsetsOf(now)].flatMap(([coordinate, sunset]) => {
    const was = known.get(coordinate)
    if (was === undefined && sunset < least) return [`${coordinate}: it is said to go, and may be gone from ${sunset} on; clients have until ${least} at least`]
    return was !== undefined && sunset < was ? [`${coordinate}: it was promised until ${was}, and now until ${sunset}`] : []
  })
}
