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
 * What scopes leave of rights; undefined: all of it. `<entity>:write` is every deed and action on an entity, and reading it; scopes that are none of ours, as
 * `openid`, leave nothing.
 */
export function withinScopes(scopes: readonly string[] | undefined): Within | undefined {
  if (!scopes || scopes.includes('all')) return undefined
  const given = new Set(scopes)
  return (entity, deed) =>
    given.has(`${entity}:write`) || (deed === 'read' && (given.has('read') || given.has(`${entity}:read`)))
}
