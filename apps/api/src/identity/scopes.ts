import type { Model } from '@portico/schema'
import type { Within } from '../engine/records/index.ts'

/** What a token can be asked for besides single entities. */
const general = {
  all: 'everything that the roles give',
  read: 'reading everything that the roles let read',
} as const

/** The scopes that there are: `all`, `read`, and for each entity `<entity>:read` and `<entity>:write`. */
export const scopesOf = (model: Model): string[] => [
  ...Object.keys(general),
  ...[...model.entities.keys()].flatMap((name) => [`${name}:read`, `${name}:write`]),
]

/**
 * What scopes leave of rights; undefined: all of it. `<entity>:write` is every deed and action on an entity, and reading it. Whoever asked for none of
 * ours has all that the roles give.
 */
export function withinScopes(scopes: readonly string[]): Within | undefined {
  const ours = new Set(scopes.filter((scope) => scope in general || scope.includes(':')))
  if (ours.size === 0 || ours.has('all')) return undefined
  return (entity, deed) =>
    ours.has(`${entity}:write`) || (deed === 'read' && (ours.has('read') || ours.has(`${entity}:read`)))
}
